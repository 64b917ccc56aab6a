import { Lock, SendHorizontal } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../api/types';
import { useText } from '../messages/text';
import { useRealtime } from '../realtime/realtime-provider';
import { useGrant, useMay } from '../session/use-session';
import { Button } from '../ui/button';
import { readDraft, writeDraft } from './drafts';
import { useOutbox } from './outbox';

/** Code points, as the contract counts. */
const longest = 8_000;

export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const outbox = useOutbox();
  const may = useMay('agent');
  const { user } = useGrant();
  const [note, setNote] = useState(false);
  const [draft, setDraft] = useState(() => readDraft(conversation.id));
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useTypingSignal(conversation.id);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 220)}px`;
  }, [draft]);

  if (!may) return null;

  const write = (text: string) => {
    setDraft(text);
    writeDraft(conversation.id, text);
    if (!note) typed(text !== '');
  };

  // The server takes the conversation over with the first answer.
  const takesOver = !note && conversation.handledBy === 'assistant';
  const tooLong = [...draft].length > longest;

  const submit = () => {
    const text = draft.trim();
    if (text === '' || tooLong) return;
    outbox.send(conversation.id, text, note);
    write('');
    typed(false);
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  const closed = conversation.status === 'closed';
  return (
    <form
      className={`composer ${note ? 'composer-note' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="composer-modes" role="group" aria-label={t('composer.mode')}>
        <button type="button" aria-pressed={!note} onClick={() => setNote(false)}>
          {t('composer.reply')}
        </button>
        <button type="button" aria-pressed={note} onClick={() => setNote(true)}>
          <Lock aria-hidden="true" />
          {t('composer.note')}
        </button>
      </div>
      <textarea
        ref={area}
        className="composer-text"
        rows={2}
        value={draft}
        aria-label={note ? t('composer.note') : t('composer.reply')}
        aria-invalid={tooLong || undefined}
        placeholder={
          note ? t('composer.note.placeholder') : closed ? t('composer.closed') : t('composer.placeholder')
        }
        data-shortcut="composer"
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <p className="composer-hint">
          {tooLong
            ? t('composer.tooLong', { n: [...draft].length, limit: longest })
            : takesOver
              ? t('composer.takesOver')
              : conversation.assigneeId !== null && conversation.assigneeId !== user.id && !note
                ? t('composer.notYours', { name: conversation.assigneeName ?? t('someone') })
                : t('composer.keys')}
        </p>
        <Button
          type="submit"
          variant="primary"
          size="small"
          disabled={draft.trim() === '' || tooLong}
          icon={<SendHorizontal aria-hidden="true" />}
        >
          {note ? t('composer.addNote') : t('composer.send')}
        </Button>
      </div>
    </form>
  );
}

const repeatTyping = 3_000;

/** Tells the visitor's side that somebody is typing: at most every three seconds, and when it ends. */
function useTypingSignal(conversationId: string): (typing: boolean) => void {
  const client = useRealtime();
  const told = useRef(0);
  useEffect(
    () => () => void (told.current && client.typing(conversationId, false)),
    [client, conversationId],
  );
  return (typing) => {
    const now = Date.now();
    if (typing && now - told.current < repeatTyping) return;
    if (!typing && told.current === 0) return;
    told.current = typing ? now : 0;
    client.typing(conversationId, typing);
  };
}
