import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import '../settings/settings.css';
import { useList } from '../settings/use-list';
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
  const may = useMay('admin');
  const [inviting, setInviting] = useState(false);
  const query = useList<Member>('users');
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
          {query.data.map((member) => (
            <MemberLine key={member.id} member={member} />
          ))}
        </ul>
      )}
      {may && query.data && <OpenInvitations />}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
