import type { VNode } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import type { Chat } from "../conversation/chat";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { EntryForm, PrivacyLink } from "./entry";
import { Header } from "./header";
import { Icon } from "./icons";
import type { Look } from "./look";
import { Suggestions } from "./suggestions";
import { fill, type Texts } from "./texts/texts";
import { wordsFor } from "./words";
import { inline, link } from "./markdown";

export interface AppProps {
  chat: Chat;
  look: Look;
  texts: Texts;
  locale: string;
  rtl: boolean;
  visitorName: string | null;
  open: boolean;
  /** Covers the whole screen. */
  full: boolean;
  /** Text to put into the box; `turn` counts up with each. */
  draft: { text: string; turn: number };
  close(): void;
}

export function App(props: AppProps): VNode {
  const { chat, look, texts, open } = props;
  const [, changed] = useReducer((count: number) => count + 1, 0);
  useEffect(() => chat.subscribe(() => changed(undefined)), [chat]);
  const { state } = chat;
  const home = state.loaded && state.lines.length === 0;
  const send = (text: string) => chat.send(text);
  const words = state.bounced ? wordsFor(state.bounced.fault, texts) : "";
  return (
    <section
      class="panel"
      role="dialog"
      aria-label={fill(texts.title, { name: look.companyName || look.name })}
      aria-modal={props.full ? "true" : undefined}
      data-open={open ? "" : undefined}
      data-home={home ? "" : undefined}
      data-gate={state.gate ? "" : undefined}
      data-serious={state.serious ? "" : undefined}
      dir={props.rtl ? "rtl" : "ltr"}
      lang={props.locale}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.stopPropagation();
        props.close();
      }}
    >
      <Header {...props} home={home} state={state} />
      {home ? (
        !state.held && <Suggestions look={look} texts={texts} choose={send} />
      ) : (
        <Conversation {...props} state={state} send={send} />
      )}
      <div class="foot">
        {!state.online && (
          <p class="strip" role="status">
            <Icon name="cloud" size={18} />
            <span>{texts.offline}</span>
          </p>
        )}
        {state.bounced && (
          <p class="strip trouble" role="alert">
            <span>
              {inline(words)}
              {look.contactEmail && !words.includes(look.contactEmail) && (
                <> {mailLine(texts.write, look.contactEmail)}</>
              )}
            </span>
          </p>
        )}
        {state.gate && <EntryForm chat={chat} gate={state.gate} look={look} texts={texts} waiting={state.held} />}
        {home && !state.gate && look.consent && !look.consentRequired && (
          <div class="small">
            {look.consent.text} <PrivacyLink look={look} texts={texts} />
          </div>
        )}
        <Composer
          hidden={state.gate !== null}
          texts={texts}
          draft={props.draft}
          bounced={state.bounced?.text ?? null}
          locale={props.locale}
          send={send}
          open={open}
          maxLength={chat.maxLength}
          typing={() => chat.typing()}
        />
      </div>
    </section>
  );
}

/** The sentence with the address in it as a link. */
export function mailLine(text: string, email: string): VNode {
  const [before, after] = text.split("{email}");
  return (
    <>
      {before}
      {link(`mailto:${email}`, [email])}
      {after}
    </>
  );
}
