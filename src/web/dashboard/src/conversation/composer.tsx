import { Lock, SendHorizontal } from 'lucide-react';
import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../api/types';
import { cannedQuery, findCanned, useCanned, type CannedReply } from '../canned/canned';
import { CannedPicker } from '../canned/canned-picker';
import { useText } from '../messages/text';
import { useGrant, useMay } from '../session/use-session';
import { focusField, useShortcut } from '../shortcuts/shortcuts';
import { Button } from '../ui/button';
import { EmojiPicker } from './emoji-picker';
import { readDraft, writeDraft } from './drafts';
import { useOutbox } from './outbox';
import { useTypingSignal } from './use-typing-signal';

/** Code points, as the contract counts. */
const longest = 8_000;

export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useText();
  const outbox = useOutbox();
  const may = useMay('agent');
  const { user } = useGrant();
  const [begun] = useState(() => readDraft(user.id, conversation.id));
  const [note, setNote] = useState(begun.note);
  const [draft, setDraft] = useState(begun.text);
  useEffect(
    () => writeDraft(user.id, conversation.id, { text: draft, note }),
    [user.id, conversation.id, draft, note],
  );
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useTypingSignal(conversation.id);

  const pickerId = useId();
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const asked = draft === dismissed ? null : cannedQuery(draft);
  const canned = useCanned(asked !== null);
  const replies = asked === null ? [] : findCanned(canned.data ?? [], asked);
  const picked = replies[Math.min(active, replies.length - 1)];

  const compose = useCallback((asNote: boolean) => {
    setNote(asNote);
    focusField('composer');
  }, []);
  useShortcut(
    'r',
    useCallback(() => compose(false), [compose]),
  );
  useShortcut(
    'n',
    useCallback(() => compose(true), [compose]),
  );

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 220)}px`;
  }, [draft]);

  const write = (text: string) => {
    setDraft(text);
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

  const pick = (reply: CannedReply) => {
    write(reply.text);
    setActive(0);
    area.current?.focus();
  };

  /** Where the caret stands; the field keeps the focus and the caret its place behind it. */
  const insert = (piece: string) => {
    const field = area.current;
    const from = field?.selectionStart ?? draft.length;
    const to = field?.selectionEnd ?? from;
    write(draft.slice(0, from) + piece + draft.slice(to));
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };

  /** Keys that belong to the list of canned replies while it is open. */
  const steer = (event: KeyboardEvent): boolean => {
    if (!picked) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + replies.length) % replies.length);
    else if (event.key === 'Escape') setDismissed(draft);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(picked);
    else return false;
    event.preventDefault();
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.nativeEvent.isComposing || steer(event)) return;
    if (event.key === 'Escape') area.current?.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  };

  if (!may) return null;
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
      {picked && (
        <CannedPicker id={pickerId} replies={replies} active={replies.indexOf(picked)} onPick={pick} />
      )}
      <textarea
        ref={area}
        className="composer-text"
        rows={2}
        value={draft}
        aria-label={note ? t('composer.note') : t('composer.reply')}
        aria-autocomplete="list"
        aria-controls={picked ? pickerId : undefined}
        aria-activedescendant={picked ? `${pickerId}-${replies.indexOf(picked)}` : undefined}
        aria-invalid={tooLong || undefined}
        placeholder={
          note ? t('composer.note.placeholder') : closed ? t('composer.closed') : t('composer.placeholder')
        }
        data-shortcut="composer"
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        <EmojiPicker onPick={insert} />
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
