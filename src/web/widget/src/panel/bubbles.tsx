import type { VNode } from "preact";
import type { ChatState } from "../conversation/chat-state";
import type { Line } from "../conversation/messages";
import type { AppProps } from "./app";
import { mailLine } from "./app";
import { Avatar } from "./avatar";
import { Icon } from "./icons";
import { link, Markdown } from "./markdown";
import { fill, type Texts } from "./texts/texts";
import { clock, type Group } from "./time";
import { wordsFor } from "./words";

type Props = AppProps & { state: ChatState };

export function Bubbles(props: Props & { group: Group; last: boolean }): VNode {
  const { group, look, state, texts, locale } = props;
  const mine = group.side === "visitor";
  const name = group.name ?? look.name;
  const agent = group.side === "agent";
  const end = group.lines.at(-1) as Line;
  return (
    <div class={`group ${mine ? "mine" : "theirs"}`}>
      {!mine && (
        <Avatar url={agent ? (state.agent?.avatarUrl ?? null) : look.avatarUrl} name={name} size={28} person={agent} />
      )}
      <div class="stack">
        <span class="only-read">{mine ? texts.you : name}:</span>
        {group.lines.map((line) => (
          <Bubble key={line.key} line={line} mine={mine} texts={texts} />
        ))}
        <p class="meta">
          {mine ? (
            <Delivery {...props} line={end} last={props.last} />
          ) : (
            <>
              {agent && <b>{name} · </b>}
              <time dateTime={new Date(end.at).toISOString()}>{clock(end.at, locale)}</time>
            </>
          )}
        </p>
      </div>
    </div>
  );
}

function Bubble({ line, mine, texts }: { line: Line; mine: boolean; texts: Texts }): VNode {
  const sources = line.sources.filter((source) => source.title);
  return (
    <div
      class="bubble"
      data-delivery={line.delivery}
      dir="auto"
      lang={line.locale || undefined}
      // Read out once, when it is whole and stands here as a line of its own.
      aria-hidden={line.partial ? "true" : undefined}
    >
      {mine ? <p>{line.text}</p> : <Markdown text={line.text} />}
      {sources.length > 0 && (
        <ul class="sources" aria-label={sources.length > 1 ? texts.sources : texts.source}>
          {sources.map((source) => {
            const label = [<Icon name="page" size={16} />, <span>{source.title}</span>];
            return (
              <li key={source.title}>
                {(source.url && link(source.url, label, "source")) || <span class="source">{label}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function Delivery({ line, last, texts, locale, chat, look }: Props & { line: Line; last: boolean }): VNode {
  if (line.delivery === "failed")
    return (
      <span class="failed" role="alert">
        {texts.failed}. {line.trouble && wordsFor(line.trouble, texts)}{" "}
        {look.contactEmail && <>{mailLine(texts.write, look.contactEmail)} </>}
        <button type="button" class="again" onClick={() => chat.retry(line.key)}>
          <Icon name="retry" size={14} />
          {texts.retry}
        </button>
      </span>
    );
  if (line.delivery === "sending") return <>{texts.sending}</>;
  if (line.delivery === "queued") return <>{texts.queued}</>;
  return (
    <>
      <time dateTime={new Date(line.at).toISOString()}>{clock(line.at, locale)}</time>
      {last && (
        <span class="sent">
          {" "}
          <Icon name="check" size={12} /> {texts.sent}
        </span>
      )}
    </>
  );
}

/** What happened, and what the tenant says while a person is awaited. */
export function SystemLine({ line, texts, look }: Props & { line: Line }): VNode | null {
  const text = line.text || eventText(line, texts, look.name);
  if (!text) return null;
  return (
    <div class="note" dir="auto">
      {line.event && <Icon name="person" size={18} />}
      <div>
        <Markdown text={text} />
      </div>
    </div>
  );
}

function eventText(line: Line, texts: Texts, assistant: string): string {
  const by = line.event?.by ?? line.name ?? "";
  switch (line.event?.name) {
    case "taken_over":
      return by ? fill(texts.joined, { name: by }) : "";
    case "handed_off":
      return `${texts.handedOff}.`;
    case "released":
      return fill(texts.released, { name: assistant });
    case "closed":
      return texts.closed;
    default:
      return "";
  }
}
