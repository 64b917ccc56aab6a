import { CheckCheck, MailCheck, RotateCcw, X } from 'lucide-react';
import { useText } from '../messages/text';
import { Button, IconButton } from '../ui/button';
import type { ConversationFilter } from './conversation-filter';
import type { Selection } from './use-selection';
import { useConversations } from './use-conversations';

/** What can be done to all chosen conversations at once. */
export function BulkBar({ filter, selection }: { filter: ConversationFilter; selection: Selection }) {
  const { t } = useText();
  const { conversations } = useConversations(filter);
  const none = selection.ids.size === 0;
  const closed = filter.status === 'closed';
  return (
    <div className="bulk" role="group" aria-label={t('bulk.label')}>
      <p className="bulk-all">
        <input
          type="checkbox"
          aria-label={t('bulk.all')}
          checked={!none && selection.ids.size >= conversations.length}
          onChange={(event) =>
            selection.set(event.target.checked ? conversations.map((each) => each.id) : [])
          }
        />
        <span role="status">{t('bulk.count', { count: selection.ids.size })}</span>
      </p>
      <Button
        size="small"
        variant="primary"
        disabled={none}
        busy={selection.busy}
        icon={closed ? <RotateCcw aria-hidden="true" /> : <CheckCheck aria-hidden="true" />}
        onClick={() => selection.act(closed ? 'reopen' : 'close')}
      >
        {closed ? t('action.reopen') : t('action.close')}
      </Button>
      <IconButton
        label={t('bulk.read')}
        icon={<MailCheck aria-hidden="true" />}
        disabled={none || selection.busy}
        onClick={() => selection.act('read')}
      />
      <IconButton label={t('bulk.stop')} icon={<X aria-hidden="true" />} onClick={selection.stop} />
    </div>
  );
}
