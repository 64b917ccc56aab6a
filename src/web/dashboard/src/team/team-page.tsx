import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys';
import { useApi } from '../api/tenant-api';
import type { Page as PageOf } from '../api/types';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { ProblemState } from '../ui/problem-note';
import { Skeleton } from '../ui/states';
import { InviteDialog } from './invite-dialog';
import { MemberLine } from './member-line';
import { OpenInvitations } from './open-invitations';
import type { Member } from './team';

/** Who works here, and with which role. */
export function TeamPage() {
  const { t } = useText();
  const api = useApi();
  const may = useMay('admin');
  const [inviting, setInviting] = useState(false);
  const query = useQuery({
    queryKey: keys.section(api.tenantId, 'users'),
    queryFn: ({ signal }) => api.get<PageOf<Member>>('users', {}, signal),
  });
  return (
    <Page
      title={t('nav.team')}
      lead={t('team.lead')}
      actions={
        may && (
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setInviting(true)}>
            {t('team.invite')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton kind="list" rows={3} />}
      {query.isError && <ProblemState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <ul className="card card-flush lines lines-flush">
          {query.data.items.map((member) => (
            <MemberLine key={member.id} member={member} />
          ))}
        </ul>
      )}
      {may && query.data && <OpenInvitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
