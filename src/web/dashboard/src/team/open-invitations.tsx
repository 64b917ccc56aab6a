import { MailPlus } from 'lucide-react';
import { useText } from '../messages/text';
import { useGrant } from '../session/use-session';
import { useChange } from '../settings/use-list';
import { ConfirmButton } from '../ui/confirm-button';
import { Card } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { fullTime } from '../ui/time-text';
import { mayGive } from './team';
import { useOpenInvitations } from './use-open-invitations';

/** Who was invited and has not come yet. Nothing is shown while there is nobody: most of the time. */
export function OpenInvitations() {
  const { t, format } = useText();
  const { user } = useGrant();
  const query = useOpenInvitations();
  const withdraw = useChange('users');
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || query.data.items.length === 0) return null;
  return (
    <Card title={t('team.open')} text={t('team.open.text')}>
      <ul className="lines">
        {query.data.items.map((invitation) => (
          <li key={invitation.id} className="line">
            <MailPlus aria-hidden="true" className="line-icon" />
            <span className="line-main">
              <span className="line-title">{invitation.email}</span>
              <span className="line-text line-wrap">
                {t(`role.${invitation.role}`)} ·{' '}
                {t('team.open.until', { until: fullTime(format, invitation.expiresAt) })}
                {invitation.invitedBy && <> · {t('team.open.by', { name: invitation.invitedBy })}</>}
              </span>
            </span>
            {mayGive(user.role, invitation.role) && (
              <ConfirmButton
                label={t('team.withdraw.of', { email: invitation.email })}
                title={t('team.withdraw.of', { email: invitation.email })}
                text={t('team.withdraw.text')}
                onConfirm={() =>
                  withdraw.mutate({ method: 'DELETE', path: `users/invitations/${invitation.id}` })
                }
              >
                {t('team.withdraw')}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
