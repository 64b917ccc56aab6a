import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { ConversationPane } from '../conversation/conversation-pane';
import { useText } from '../messages/text';
import { usePageTitle } from '../ui/page-title';
import { EmptyState } from '../ui/states';
import { plainInbox, readSearch, type ConversationFilter } from './conversation-filter';
import { ConversationList } from './conversation-list';
import { BulkBar } from './bulk-bar';
import { InboxHeader } from './inbox-header';
import './inbox.css';
import { useSelection } from './use-selection';

/** List and conversation side by side; on narrow screens one of them. */
export function InboxPage() {
  const { t } = useText();
  usePageTitle(t('nav.inbox'));
  const search = useSearch({ from: '/inbox' });
  const filter = useMemo<ConversationFilter>(() => ({ ...plainInbox, ...search }), [search]);
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();
  const selection = useSelection();
  const change = useCallback(
    (next: Partial<ConversationFilter>) =>
      void navigate({ to: '.', search: (previous) => readSearch({ ...previous, ...next }), replace: true }),
    [navigate],
  );

  return (
    <div className={`inbox ${conversationId ? 'inbox-reading' : ''}`}>
      <h1 className="visually-hidden">{t('nav.inbox')}</h1>
      <section className="inbox-list" aria-label={t('inbox.list')}>
        <InboxHeader filter={filter} onChange={change} selection={selection} />
        {selection.on && <BulkBar filter={filter} selection={selection} />}
        <ConversationList
          filter={filter}
          selectedId={conversationId ?? null}
          selection={selection}
          onChange={change}
        />
      </section>
      {conversationId ? (
        <ConversationPane key={conversationId} conversationId={conversationId} />
      ) : (
        <div className="inbox-nothing">
          <EmptyState
            icon={<MessagesSquare aria-hidden="true" />}
            title={t('inbox.choose.title')}
            text={t('inbox.choose.text')}
          />
        </div>
      )}
    </div>
  );
}
