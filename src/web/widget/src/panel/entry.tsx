import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../conversation/chat";
import { missing, type Entry, type Gate } from "../conversation/gate";
import { link } from "./markdown";
import type { Look } from "./look";
import type { Texts } from "./texts/texts";

interface Props {
  chat: Chat;
  gate: Gate;
  look: Look;
  texts: Texts;
  /** A message waits: the visitor chose a question before answering this. */
  waiting: string | null;
}

/** What is asked before the first message: in the composer's place, so that nothing can be written past it. */
export function EntryForm({ chat, gate, look, texts, waiting }: Props): VNode {
  const [wrong, setWrong] = useState<(keyof Entry)[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const focusFirst = () => form.current?.querySelector<HTMLElement>("input")?.focus();
  useEffect(() => {
    if (waiting) focusFirst();
  }, [waiting]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [wrong]);
  const field = (name: "name" | "email", label: string, complaint: string): VNode | null => {
    if (gate[name] === "off") return null;
    const bad = wrong.includes(name);
    const common = {
      name,
      autocomplete: name,
      "aria-required": gate[name] === "required",
      "aria-invalid": bad,
      "aria-describedby": bad ? `bad-${name}` : undefined,
    };
    return (
      <label>
        <span>
          {label}
          {gate[name] === "optional" && <i> ({texts.optional})</i>}
        </span>
        {name === "email" ? (
          <input {...common} type="email" maxLength={254} dir="ltr" />
        ) : (
          <input {...common} type="text" maxLength={200} dir="auto" />
        )}
        {bad && (
          <span class="bad" id={`bad-${name}`}>
            {complaint}
          </span>
        )}
      </label>
    );
  };
  return (
    <form
      class="entry"
      ref={form}
      noValidate
      aria-label={texts.first}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const entry = {
          name: String(data.get("name") ?? ""),
          email: String(data.get("email") ?? ""),
          consent: data.get("consent") === "on",
        };
        const left = missing(gate, entry);
        setWrong(left);
        if (left.length === 0) chat.enter(entry);
      }}
    >
      <p class="first">{texts.first}</p>
      {waiting && (
        <p class="held" dir="auto">
          {waiting}
        </p>
      )}
      {field("name", texts.name, texts.needName)}
      {field("email", texts.email, texts.needEmail)}
      {gate.consent && (
        <>
          <label class="agree">
            <input
              type="checkbox"
              name="consent"
              aria-required="true"
              aria-invalid={wrong.includes("consent")}
              aria-describedby={wrong.includes("consent") ? "bad-consent" : undefined}
            />
            <span dir="auto">{look.consent?.text || texts.consent}</span>
          </label>
          {wrong.includes("consent") && (
            <span class="bad" id="bad-consent">
              {texts.needConsent}
            </span>
          )}
        </>
      )}
      <PrivacyLink look={look} texts={texts} />
      <button type="submit" class="go">
        {texts.start}
      </button>
    </form>
  );
}

export const PrivacyLink = ({ look, texts }: { look: Look; texts: Texts }): VNode | null =>
  look.consent?.privacyUrl ? <p class="privacy">{link(look.consent.privacyUrl, [texts.privacy])}</p> : null;
