import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../api/tenant-api';
import { useText } from '../messages/text';
import { Button, IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ProblemNote } from '../ui/problem-note';
import { SecretNote } from '../ui/secret-note';
import type { Member } from './team';

/** For a colleague who forgot the password where no mail is sent: a link to give them. */
export function ResetLinkButton({ member }: { member: Member }) {
  const { t } = useText();
  const api = useApi();
  const [asking, setAsking] = useState(false);
  const make = useMutation({
    mutationFn: () => api.post<{ url: string }>(`users/${member.id}/reset-link`),
  });
  const close = () => {
    setAsking(false);
    make.reset();
  };
  return (
    <>
      <IconButton
        label={t('team.reset', { name: member.name })}
        icon={<KeyRound aria-hidden="true" />}
        onClick={() => setAsking(true)}
      />
      {asking && (
        <Dialog
          title={t('team.reset.title', { name: member.name })}
          onClose={close}
          footer={
            make.data ? (
              <Button variant="primary" onClick={close}>
                {t('done')}
              </Button>
            ) : (
              <>
                <Button onClick={close}>{t('cancel')}</Button>
                <Button variant="primary" busy={make.isPending} onClick={() => make.mutate()}>
                  {t('team.reset.button')}
                </Button>
              </>
            )
          }
        >
          <p>{t('team.reset.text')}</p>
          {make.isError && <ProblemNote error={make.error} />}
          {make.data && <SecretNote label={t('team.reset', { name: member.name })} secret={make.data.url} />}
        </Dialog>
      )}
    </>
  );
}
