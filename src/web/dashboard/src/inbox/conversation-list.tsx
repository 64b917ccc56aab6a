import { useVirtualizer } from '@tanstack/react-virtual';
import { Link, useNavigate } from '@tanstack/react-router';
import { Inbox, SearchX } from 'lucide-react';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { useText } from '../messages/text';
import { useShortcut } from '../shortcuts/shortcuts';
import { Button } from '../ui/button';
import { ProblemNote, ProblemState } from '../ui/problem-note';
import { EmptyState, Skeleton } from '../ui/states';
import { readSearch, type ConversationFilter } from './conversation-filter';
import { ConversationRow } from './conversation-row';
import { useConversations } from './use-conversations';
import type { Selection } from './use-selection';
import { visitorName } from '../conversation/visitor-name';
import { useMay } from '../session/use-session';

interface ConversationListProps {
  filter: ConversationFilter;
  selectedId: string | null;
  selection: Selection;
  onChange: (next: Partial<ConversationFilter>) => void;
}

const rowHeight = 84;

/** Only the rows on screen exist, so ten thousand conversations scroll like ten. */
export function ConversationList({ filter, selectedId, selection, onChange }: ConversationListProps) {
  const text = useText();
  const { query, conversations } = useConversations(filter);
  const scroller = useRef<HTMLDivElement>(null);
  const heading = useRef<number | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler is not in use; the virtualizer re-renders by itself.
  const rows = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const mayGoOn = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;

  useEffect(() => {
    // A page that failed is read again when somebody asks for it: by itself it would be asked for without end.
    if (mayGoOn && lastShown >= conversations.length - 10) void fetchNextPage();
  }, [lastShown, conversations.length, mayGoOn, fetchNextPage]);

  const navigate = useNavigate();
  const open = useCallback(
    (step: number) => {
      const at = conversations.findIndex((each) => each.id === selectedId);
      const next = conversations[at < 0 ? 0 : at + step];
      if (!next) return;
      void navigate({
        to: '/inbox/$conversationId',
        params: { conversationId: next.id },
        search: readSearch,
      });
    },
    [conversations, selectedId, navigate],
  );
  useShortcut(
    'j',
    useCallback(() => open(1), [open]),
  );
  useShortcut(
    'k',
    useCallback(() => open(-1), [open]),
  );
  const { toggle } = selection;
  const may = useMay('agent');
  useShortcut(
    'x',
    useCallback(() => {
      const focused = document.activeElement?.closest<HTMLElement>('[data-conversation]');
      const id = focused?.dataset['conversation'] ?? selectedId;
      if (may && id) toggle(id);
    }, [may, selectedId, toggle]),
  );
  useEffect(() => {
    const at = conversations.findIndex((each) => each.id === selectedId);
    if (at >= 0) rows.scrollToIndex(at);
    // Only when another one is chosen: a list that moves under the reader stays where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId]);

  if (query.isPending) return <Skeleton kind="list" rows={7} />;
  if (query.isError && !query.data)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (conversations.length === 0 && !hasNextPage) return <NothingHere filter={filter} onChange={onChange} />;

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = scroller.current;
    if (!step || !links) return;
    event.preventDefault();
    const focused = document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset['index'];
    // Keys repeat faster than rows appear: the next step counts from where the last one is heading.
    const from = heading.current ?? Number(focused ?? -1);
    const next = Math.max(0, Math.min(conversations.length - 1, from + step));
    heading.current = next;
    rows.scrollToIndex(next);
    requestAnimationFrame(() => {
      if (heading.current !== next) return;
      heading.current = null;
      links.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus();
    });
  };

  return (
    <>
      <div className="rows-scroller" ref={scroller} onKeyDown={move}>
        <ul className="rows" style={{ height: rows.getTotalSize() }} aria-busy={isFetchingNextPage}>
          {items.map((item) => {
            const conversation = conversations[item.index];
            return (
              conversation && (
                <li
                  key={item.key}
                  data-index={item.index}
                  ref={rows.measureElement}
                  className={`row-place ${selection.on ? 'row-choosing' : ''}`}
                  aria-setsize={hasNextPage ? -1 : conversations.length}
                  aria-posinset={item.index + 1}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {selection.on && (
                    <label className="row-choice">
                      <input
                        type="checkbox"
                        checked={selection.ids.has(conversation.id)}
                        aria-label={text.t('bulk.choose', { name: visitorName(conversation.visitor, text) })}
                        onChange={() => toggle(conversation.id)}
                      />
                    </label>
                  )}
                  <ConversationRow conversation={conversation} selected={conversation.id === selectedId} />
                </li>
              )
            );
          })}
        </ul>
      </div>
      {isFetchNextPageError && (
        <div className="rows-problem">
          <ProblemNote error={query.error} onRetry={() => void fetchNextPage()} />
        </div>
      )}
    </>
  );
}

function NothingHere({ filter, onChange }: Pick<ConversationListProps, 'filter' | 'onChange'>) {
  const { t } = useText();
  if (filter.q || filter.view !== 'all') {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={t('inbox.none.title')}
        text={t('inbox.none.text')}
      >
        <Button onClick={() => onChange({ q: '', view: 'all' })}>{t('inbox.none.reset')}</Button>
      </EmptyState>
    );
  }
  if (filter.status === 'closed') {
    return (
      <EmptyState
        icon={<Inbox aria-hidden="true" />}
        title={t('inbox.closed.title')}
        text={t('inbox.closed.text')}
      />
    );
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden="true" />}
      title={t('inbox.empty.title')}
      text={t('inbox.empty.text')}
    >
      <Link to="/start" className="button button-primary button-medium">
        {t('inbox.empty.next')}
      </Link>
    </EmptyState>
  );
}
