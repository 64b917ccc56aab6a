import { ExternalLink, FileText, Hourglass, Lock, Waypoints } from 'lucide-react';
import { memo } from 'react';
import type { Message, Visitor } from '../api/types';
import { useText, type MessageKey, type Text } from '../messages/text';
import { Avatar } from '../ui/avatar';
import { Markdown } from '../ui/markdown';
import { safeLink } from '../ui/safe-link';
import { clockTime, fullTime } from '../ui/time-text';
import { turnNote, type TimelineItem } from './timeline-rules';
import { visitorName } from './visitor-name';

interface MessageLineProps {
  item: TimelineItem;
  visitor: Visitor;
  onExplain: (message: Message) => void;
}

const faces = { visitor: 'person', agent: 'person', assistant: 'assistant', system: 'system' } as const;

export const MessageLine = memo(function MessageLine({ item, visitor, onExplain }: MessageLineProps) {
  const text = useText();
  const { message, continued, last } = item;
  if (message.kind === 'event') return <EventLine message={message} />;

  const side = message.kind === 'note' ? 'note' : message.author.type === 'visitor' ? 'visitor' : 'staff';
  const name = authorName(message, visitor, text);
  const explainable =
    message.kind === 'message' && (message.author.type === 'assistant' || message.turn !== null);
  return (
    <article
      className={`message message-${side} message-by-${message.author.type} ${continued ? 'message-continued' : ''}`}
      aria-label={text.t('message.label', { name, time: clockTime(text.format, message.createdAt) })}
    >
      <span className="message-face">
        {!continued && (
          <Avatar
            name={message.author.type === 'visitor' ? visitor.name : name}
            seed={message.author.type === 'visitor' ? visitor.id : (message.author.id ?? name)}
            kind={faces[message.author.type]}
            size="small"
          />
        )}
      </span>
      <div className="message-body">
        {!continued && (
          <p className="message-author">
            {name}
            {message.kind === 'note' && (
              <span className="message-kind">
                <Lock aria-hidden="true" />
                {text.t('message.note')}
              </span>
            )}
            {message.status !== 'sent' && (
              <span className="message-kind">
                <Hourglass aria-hidden="true" />
                {text.t(`message.${message.status}`)}
              </span>
            )}
          </p>
        )}
        <div className={`bubble bubble-${message.status}`}>
          {message.author.type === 'visitor' ? (
            <p className="plain-text">{message.text}</p>
          ) : (
            <Markdown text={message.text} />
          )}
        </div>
        <Sources message={message} />
        <TurnNote message={message} />
        {(last || explainable) && (
          <p className="message-foot">
            {last && (
              <time dateTime={message.createdAt} title={fullTime(text.format, message.createdAt)}>
                {clockTime(text.format, message.createdAt)}
              </time>
            )}
            {explainable && (
              <button type="button" className="why" onClick={() => onExplain(message)}>
                <Waypoints aria-hidden="true" />
                {text.t(message.author.type === 'assistant' ? 'message.whyThis' : 'message.whatHappened')}
              </button>
            )}
          </p>
        )}
      </div>
    </article>
  );
});

function Sources({ message }: { message: Message }) {
  const { t } = useText();
  if (message.sources.length === 0) return null;
  return (
    <ul className="sources" aria-label={t('message.sources')}>
      {message.sources.map((source, index) => {
        const href = safeLink(source.url);
        return (
          <li key={index}>
            {href ? (
              <a href={href} target="_blank" rel="noopener noreferrer" className="source">
                <FileText aria-hidden="true" />
                {source.title}
                <ExternalLink aria-hidden="true" />
              </a>
            ) : (
              <span className="source">
                <FileText aria-hidden="true" />
                {source.title}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TurnNote({ message }: { message: Message }) {
  const { t, find } = useText();
  const note = turnNote(message);
  if (note === 'none') return null;
  const cause = message.turn?.cause;
  return (
    <p className={`turn-note turn-${note}`}>
      {t(`turn.${note}`)}
      {cause && <span className="turn-cause">{find(`cause.${cause}`) ?? cause}</span>}
    </p>
  );
}

function EventLine({ message }: { message: Message }) {
  const text = useText();
  const by = message.event?.by ?? message.author.name ?? text.t('someone');
  const known = message.event ? text.find(`event.${message.event.name}`) : null;
  return (
    <p className="event-line">
      <span>{known ? text.t(`event.${message.event?.name}` as MessageKey, { by }) : message.text}</span>
      <time dateTime={message.createdAt} title={fullTime(text.format, message.createdAt)}>
        {clockTime(text.format, message.createdAt)}
      </time>
    </p>
  );
}

function authorName(message: Message, visitor: Visitor, text: Text): string {
  if (message.author.type === 'visitor') return visitorName(visitor, text);
  return message.author.name ?? text.t(`author.${message.author.type}`);
}
