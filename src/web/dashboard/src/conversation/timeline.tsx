import { ArrowDown } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ComponentProps,
} from 'react';
import type { Conversation, Message } from '../api/types';
import { useText } from '../messages/text';
import { useHere } from '../realtime/realtime-provider';
import { Button } from '../ui/button';
import { useNow } from '../ui/clock';
import { MorePages } from '../ui/more-pages';
import { dayName } from '../ui/time-text';
import { MessageLine } from './message-line';
import { usePending } from './outbox';
import { PendingLine } from './pending-line';
import { timelineItems } from './timeline-rules';
import { visitorName } from './visitor-name';

interface TimelineProps {
  conversation: Conversation;
  messages: readonly Message[];
  /** The lines before them. */
  earlier: ComponentProps<typeof MorePages>['query'];
  onExplain: (message: Message) => void;
}

const nearEnd = 80;

export function Timeline({ conversation, messages, earlier, onExplain }: TimelineProps) {
  const text = useText();
  const now = useNow();
  const pending = usePending(conversation.id);
  const { typists } = useHere(conversation.id);
  const items = useMemo(() => timelineItems(messages), [messages]);
  const unsent = useMemo(() => {
    const stored = new Set(messages.map((message) => message.clientMessageId));
    return pending.filter((each) => !stored.has(each.clientMessageId));
  }, [messages, pending]);
  const { scroller, missed, toEnd } = useStickToEnd(
    messages.length + unsent.length,
    unsent.length,
    messages[0]?.id ?? null,
  );

  return (
    <div className="timeline-place">
      {/* Scrollable by keyboard, hence focusable. */}
      <div
        className="timeline-scroller"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={text.t('timeline.label')}
      >
        {earlier.hasNextPage && (
          <div className="timeline-earlier">
            <MorePages query={earlier} label={text.t('timeline.earlier')} />
          </div>
        )}
        <ol className="timeline">
          {items.map((item) => (
            <li key={item.message.id} data-message={item.message.id}>
              {item.newDay && <p className="day">{dayName(text, item.message.createdAt, now)}</p>}
              <MessageLine item={item} visitor={conversation.visitor} onExplain={onExplain} />
            </li>
          ))}
          {unsent.map((each) => (
            <li key={each.clientMessageId}>
              <PendingLine pending={each} />
            </li>
          ))}
        </ol>
        {typists.map((typist) => (
          <p key={typist.who} className="typing">
            <span className="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {text.t('timeline.typing', { name: typist.name ?? visitorName(conversation.visitor, text) })}
          </p>
        ))}
      </div>
      {missed && (
        <Button
          className="to-end"
          size="small"
          icon={<ArrowDown aria-hidden="true" />}
          onClick={() => toEnd('smooth')}
        >
          {text.t('timeline.newer')}
        </Button>
      )}
    </div>
  );
}

/**
 * Follows new lines while the end is in view; otherwise says that there are some, and leaves the reader alone: also when
 * earlier lines come in above, which a new `first` line tells.
 */
function useStickToEnd(length: number, own: number, first: string | null) {
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const fromEnd = useRef(0);
  const seen = useRef<{ length: number; own: number; first: string | null }>({
    length: 0,
    own: 0,
    first: null,
  });
  const [missed, setMissed] = useState(false);

  const toEnd = useCallback((behavior: ScrollBehavior) => {
    const element = scroller.current;
    element?.scrollTo({ top: element.scrollHeight, behavior });
  }, []);

  useLayoutEffect(() => {
    const grew = length > seen.current.length;
    const sent = own > seen.current.own;
    const above = seen.current.first !== null && first !== seen.current.first;
    seen.current = { length, own, first };
    const element = scroller.current;
    if (element && above && !atEnd.current) element.scrollTop = element.scrollHeight - fromEnd.current;
    else if (grew && (atEnd.current || sent)) toEnd('instant');
    else if (grew) setMissed(true);
    if (element) fromEnd.current = element.scrollHeight - element.scrollTop;
  }, [length, own, first, toEnd]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      fromEnd.current = element.scrollHeight - element.scrollTop;
      atEnd.current = fromEnd.current - element.clientHeight < nearEnd;
      if (atEnd.current) setMissed(false);
    };
    // The composer grows, a line gets its error: the end stays in view all the same.
    const resized = new ResizeObserver(() => atEnd.current && toEnd('instant'));
    element.addEventListener('scroll', onScroll, { passive: true });
    resized.observe(element);
    const lines = element.querySelector('.timeline');
    if (lines) resized.observe(lines);
    return () => {
      element.removeEventListener('scroll', onScroll);
      resized.disconnect();
    };
  }, [toEnd]);

  return { scroller, missed, toEnd };
}
