import { Link } from '@tanstack/react-router';
import { Clock, Sparkles, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { Conversation } from '../api/types';
import { useText, type Text } from '../messages/text';
import { useGrant } from '../session/use-session';
import { Avatar } from '../ui/avatar';
import { plainLine } from '../ui/markdown-parser';
import { Elapsed, RelativeTime } from '../ui/relative-time';
import { visitorName } from '../conversation/visitor-name';
import { readSearch } from './conversation-filter';

interface ConversationRowProps {
  conversation: Conversation;
  selected: boolean;
}

export const ConversationRow = memo(function ConversationRow({
  conversation,
  selected,
}: ConversationRowProps) {
  const text = useText();
  const { visitor, lastMessage, unread } = conversation;
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: conversation.id }}
      search={readSearch}
      preload={false}
      className={`row ${selected ? 'row-selected' : ''} ${unread > 0 ? 'row-unread' : ''}`}
      aria-current={selected ? 'true' : undefined}
      data-conversation={conversation.id}
    >
      <Avatar name={visitor.name} seed={visitor.id} />
      <span className="row-main">
        <span className="row-top">
          <span className="row-name">{visitorName(visitor, text)}</span>
          <RelativeTime at={lastMessage?.createdAt ?? conversation.createdAt} className="row-time" />
        </span>
        <span className="row-preview">
          <span className="row-text">{preview(conversation, text)}</span>
          {unread > 0 && (
            <span className="unread">
              <span aria-hidden="true">{unread > 9 ? '9+' : unread}</span>
              <span className="visually-hidden">{text.t('row.unread', { count: unread })}</span>
            </span>
          )}
        </span>
        <span className="row-labels">
          <Handler conversation={conversation} />
          {conversation.seriousMode && (
            <span className="tag tag-danger">
              <TriangleAlert aria-hidden="true" />
              {text.t('row.serious')}
            </span>
          )}
          {conversation.heldReviews > 0 && (
            <span className="tag tag-warning">{text.t('row.held', { count: conversation.heldReviews })}</span>
          )}
          {conversation.tags.slice(0, 2).map((tag) => (
            <span className="tag" key={tag}>
              {tag}
            </span>
          ))}
        </span>
      </span>
    </Link>
  );
});

/** Who has the conversation, and since when the visitor waits. */
export function Handler({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  if (conversation.status === 'closed') return <span className="tag">{t('status.closed')}</span>;
  if (conversation.waitingSince) {
    return (
      <>
        <span className="tag tag-warning">
          <Clock aria-hidden="true" />
          {t('row.waiting')} <Elapsed since={conversation.waitingSince} />
        </span>
        {conversation.assigneeId !== null && <Assignee conversation={conversation} />}
      </>
    );
  }
  if (conversation.handledBy === 'assistant') {
    return (
      <span className="tag tag-accent">
        <Sparkles aria-hidden="true" />
        {t('handler.assistant')}
      </span>
    );
  }
  return <Assignee conversation={conversation} />;
}

function Assignee({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const { user } = useGrant();
  if (conversation.assigneeId === user.id) return <span className="tag tag-good">{t('handler.me')}</span>;
  return <span className="tag">{conversation.assigneeName ?? t('handler.people')}</span>;
}

function preview({ lastMessage }: Conversation, { t }: Text): string {
  if (!lastMessage) return t('row.nothing');
  const line = plainLine(lastMessage.text);
  return lastMessage.authorType === 'agent' ? t('row.agentSaid', { text: line }) : line;
}
