import { useState } from 'react';
import type { Message } from '../api/types';
import { useText } from '../messages/text';
import { ProblemState } from '../ui/problem-note';
import { Skeleton } from '../ui/states';
import { Composer } from './composer';
import { ConversationHeader } from './conversation-header';
import './conversation.css';
import { Timeline } from './timeline';
import { TrailPanel } from './trail-panel';
import { useConversation, useLines } from './use-conversation';
import { useMarkRead } from './use-mark-read';
import { useViewing } from './use-viewing';
import { VisitorPanel } from './visitor-panel';

/** One conversation: its timeline and composer, and beside them the visitor, or the trail of one message. */
export function ConversationPane({ conversationId }: { conversationId: string }) {
  const { t } = useText();
  const conversation = useConversation(conversationId);
  const { query: lines, earlier } = useLines(conversationId);
  const [explained, setExplained] = useState<Message | null>(null);
  // As it is by now: its turn may have ended since somebody asked.
  const asked = lines.data?.messages.find((each) => each.id === explained?.id) ?? explained;
  const [details, setDetails] = useState(false);
  useMarkRead(conversation.data, lines.data?.messages);
  useViewing(conversationId);

  if (conversation.isError && !conversation.data) {
    return (
      <div className="inbox-nothing">
        <ProblemState error={conversation.error} onRetry={() => void conversation.refetch()} />
      </div>
    );
  }

  return (
    <>
      <section className="conversation" aria-label={t('conversation.label')}>
        <ConversationHeader
          conversation={conversation.data}
          detailsOpen={details}
          onDetails={() => setDetails(!details)}
        />
        {lines.isError && !lines.data ? (
          <div className="timeline-scroller">
            <ProblemState error={lines.error} onRetry={() => void lines.refetch()} />
          </div>
        ) : lines.data && conversation.data ? (
          <Timeline
            conversation={conversation.data}
            messages={lines.data.messages}
            earlier={earlier}
            onExplain={setExplained}
          />
        ) : (
          <div className="timeline-scroller">
            <Skeleton kind="timeline" rows={5} />
          </div>
        )}
        {conversation.data && <Composer key={conversationId} conversation={conversation.data} />}
      </section>
      {asked && (
        <TrailPanel conversationId={conversationId} message={asked} onClose={() => setExplained(null)} />
      )}
      {conversation.data && (
        <VisitorPanel conversation={conversation.data} open={details} onClose={() => setDetails(false)} />
      )}
    </>
  );
}
