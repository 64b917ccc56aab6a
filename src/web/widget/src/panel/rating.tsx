import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../conversation/chat";
import { plural, type Texts } from "./texts/texts";

const scores = [1, 2, 3, 4, 5];

/** Asked once, when a conversation has ended. */
export function Rating({ chat, texts, locale }: { chat: Chat; texts: Texts; locale: string }): VNode {
  const [over, setOver] = useState(0);
  return (
    <div class="rating" role="group" aria-label={texts.rate}>
      <p>{texts.rate}</p>
      <div onPointerLeave={() => setOver(0)}>
        {scores.map((score) => (
          <button
            key={score}
            type="button"
            class={score <= over ? "star lit" : "star"}
            aria-label={plural(texts.stars, score, locale)}
            onPointerEnter={() => setOver(score)}
            onFocus={() => setOver(score)}
            onBlur={() => setOver(0)}
            onClick={() => chat.rate(score)}
          >
            <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
              <path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L3.6 9.7l5.8-.8Z" />
            </svg>
          </button>
        ))}
      </div>
    </div>
  );
}
