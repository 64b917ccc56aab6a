import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons";
import { plural, type Texts } from "./texts/texts";

interface Props {
  hidden: boolean;
  texts: Texts;
  draft: { text: string; turn: number };
  /** What the server refused for good comes back into an empty box. */
  bounced: string | null;
  locale: string;
  open: boolean;
  maxLength: number;
  send(text: string): void;
  typing(): void;
}

export function Composer({ hidden, texts, draft, bounced, locale, open, maxLength, send, typing }: Props): VNode {
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (draft.turn > 0) setText(draft.text);
  }, [draft.turn]);
  useEffect(() => {
    if (bounced) setText((now) => now || bounced);
  }, [bounced]);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 140)}px`;
  }, [text, open, hidden]);

  const length = [...text.trim()].length;
  const tooLong = length > maxLength;
  const ready = length > 0 && !tooLong;
  const submit = () => {
    if (!ready) return;
    send(text);
    setText("");
    box.current?.focus();
  };
  return (
    <form
      class="composer"
      hidden={hidden}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="field" data-bad={tooLong ? "" : undefined}>
        <textarea
          ref={box}
          rows={1}
          // Empty it follows the panel: a placeholder has a direction of its own.
          dir={text ? "auto" : undefined}
          value={text}
          placeholder={texts.placeholder}
          aria-label={texts.placeholder.replace(/[\s.…]+$/, "")}
          aria-invalid={tooLong}
          aria-describedby="count"
          enterkeyhint="send"
          autocomplete="off"
          onInput={(event) => {
            setText(event.currentTarget.value);
            typing();
          }}
          onKeyDown={(event) => {
            // 229: Safari reports Enter that ends a composition after it has ended.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            submit();
          }}
        />
        <button type="submit" class="send" aria-label={texts.send} disabled={!ready}>
          <Icon name="send" size={20} />
        </button>
      </div>
      <p class="count" id="count" aria-live="polite" data-bad={tooLong ? "" : undefined}>
        {length > maxLength - 400 && plural(tooLong ? texts.tooLong : texts.left, Math.abs(maxLength - length), locale)}
      </p>
    </form>
  );
}
