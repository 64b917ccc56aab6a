import type { VNode } from "preact";
import type { Look } from "./look";
import { Icon } from "./icons";
import type { Texts } from "./texts/texts";

/** The empty panel: what visitors ask most, one click away. */
export function Suggestions({ look, texts, choose }: { look: Look; texts: Texts; choose(text: string): void }): VNode {
  return (
    <div class="home">
      {look.suggestions.length > 0 && (
        <ul class="asks" aria-label={texts.suggestions}>
          {look.suggestions.map((text) => (
            <li key={text}>
              <button type="button" onClick={() => choose(text)}>
                <span dir="auto">{text}</span>
                <Icon name="next" size={18} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
