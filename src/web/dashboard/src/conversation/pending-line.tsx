import { RotateCw, Trash2 } from 'lucide-react';
import { useText } from '../messages/text';
import { useGrant } from '../session/use-session';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { ProblemNote } from '../ui/problem-note';
import { useOutbox, type Pending } from './outbox';

/** A message that is on its way, or did not arrive; in its place in the timeline. */
export function PendingLine({ pending }: { pending: Pending }) {
  const { t } = useText();
  const { user } = useGrant();
  const outbox = useOutbox();
  return (
    <article
      className={`message message-${pending.note ? 'note' : 'staff'} message-by-agent message-pending`}
    >
      <span className="message-face">
        <Avatar name={user.name} seed={user.id} size="small" />
      </span>
      <div className="message-body">
        <p className="message-author">{user.name}</p>
        <div className="bubble">
          <p className="plain-text">{pending.text}</p>
        </div>
        {pending.state === 'sending' ? (
          <p className="message-foot">{t('pending.sending')}</p>
        ) : (
          <>
            <ProblemNote error={pending.error} />
            <p className="message-foot">
              <Button
                size="small"
                icon={<RotateCw aria-hidden="true" />}
                onClick={() => outbox.retry(pending)}
              >
                {t('pending.retry')}
              </Button>
              <Button
                size="small"
                variant="ghost"
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => outbox.discard(pending)}
              >
                {t('pending.discard')}
              </Button>
            </p>
          </>
        )}
      </div>
    </article>
  );
}
