import { ListChecks, Search, X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../messages/text';
import { useMay } from '../session/use-session';
import { focusField, useShortcut } from '../shortcuts/shortcuts';
import { IconButton } from '../ui/button';
import { inboxViews, type ConversationFilter } from './conversation-filter';
import type { Selection } from './use-selection';

interface InboxHeaderProps {
  filter: ConversationFilter;
  selection: Selection;
  onChange: (next: Partial<ConversationFilter>) => void;
}

const typingPause = 250;

export function InboxHeader({ filter, selection, onChange }: InboxHeaderProps) {
  const { t } = useText();
  const may = useMay('agent');
  return (
    <header className="inbox-header">
      <div className="inbox-title-row">
        {/* The page's heading stands outside, where narrow screens keep it beside an open conversation. */}
        <p className="inbox-title" aria-hidden="true">
          {t('nav.inbox')}
        </p>
        <div className="segmented" role="group" aria-label={t('inbox.status')}>
          {(['open', 'closed'] as const).map((status) => (
            <button
              key={status}
              type="button"
              aria-pressed={filter.status === status}
              onClick={() => onChange({ status })}
            >
              {t(`status.${status}`)}
            </button>
          ))}
        </div>
        {may && (
          <IconButton
            label={t('bulk.start')}
            icon={<ListChecks aria-hidden="true" />}
            aria-pressed={selection.on}
            onClick={selection.on ? selection.stop : selection.start}
          />
        )}
      </div>
      <SearchBox q={filter.q} onChange={onChange} />
      <div className="chips" role="group" aria-label={t('inbox.view')}>
        {inboxViews.map((view) => (
          <button
            key={view}
            type="button"
            className="chip"
            aria-pressed={filter.view === view}
            onClick={() => onChange({ view })}
          >
            {t(`inbox.view.${view}`)}
          </button>
        ))}
      </div>
    </header>
  );
}

function SearchBox({ q, onChange }: { q: string; onChange: InboxHeaderProps['onChange'] }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  useShortcut(
    '/',
    useCallback(() => focusField('search'), []),
  );
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  if (shown !== q) {
    // The address changed without us, by the back button.
    setShown(q);
    setTyped(q);
  }

  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => onChange({ q: typed }), typingPause);
    return () => clearTimeout(timer);
  }, [typed, q, onChange]);

  return (
    <div className="search">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className="search-input"
        aria-label={t('inbox.search')}
        placeholder={t('inbox.search')}
        value={typed}
        maxLength={200}
        data-shortcut="search"
        onChange={(event) => setTyped(event.target.value)}
      />
      {typed && (
        <IconButton
          label={t('search.clear')}
          icon={<X aria-hidden="true" />}
          onClick={() => {
            setTyped('');
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
