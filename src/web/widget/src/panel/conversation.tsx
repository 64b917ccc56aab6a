import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "../conversation/chat-state";
import type { AppProps } from "./app";
import { Avatar } from "./avatar";
import { Bubbles, SystemLine } from "./bubbles";
import { EmailWish } from "./email-wish";
import { Icon } from "./icons";
import { Rating } from "./rating";
import { fill } from "./texts/texts";
import { backText, dayName, groupsOf } from "./time";

type Props = AppProps & { state: ChatState; send(text: string): void };

const nearEnd = 80;

export function Conversation(props: Props): VNode {
  const { state, texts, look, locale, open } = props;
  const list = useRef<HTMLDivElement>(null);
  const stick = useRef(true);
  const [below, setBelow] = useState(false);
  const groups = groupsOf(state.lines);
  const last = state.lines.at(-1);
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useLayoutEffect(() => {
    if (stick.current || last?.side === "visitor") {
      stick.current = true;
      toEnd();
    } else setBelow(true);
  }, [last?.key, last?.text, state.typing !== null, state.status, state.askRating, state.askEmail, open]);
  useEffect(() => {
    // The panel grows while it opens and shrinks with the keyboard: the newest line stays in view.
    const size = new ResizeObserver(() => stick.current && toEnd());
    if (list.current) size.observe(list.current);
    return () => size.disconnect();
  }, []);

  const typist = state.typing && (state.typing.name ?? state.agent?.name ?? look.name);
  const person = state.typing?.name != null;
  const quick = last && last.side !== "visitor" && !state.typing && !state.serious ? last.quickReplies : [];
  return (
    <div class="body">
      <div
        class="list"
        ref={list}
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-label={texts.conversation}
        aria-busy={!state.loaded}
        onScroll={({ currentTarget: box }) => {
          stick.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
          if (stick.current) setBelow(false);
        }}
      >
        {!state.loaded && state.lines.length === 0 && <Skeleton label={texts.loading} />}
        {groups.map((group, index) => (
          <div key={group.key} class="group-wrap">
            {group.newDay && (
              <p class="day">
                <span>{dayName(group.lines[0]?.at ?? 0, Date.now(), locale, texts)}</span>
              </p>
            )}
            {group.side === "system" ? (
              <SystemLine {...props} line={group.lines[0] as (typeof state.lines)[number]} />
            ) : (
              <Bubbles {...props} group={group} last={index === groups.length - 1} />
            )}
          </div>
        ))}
        {quick.length > 0 && (
          <div class="quick" role="group" aria-label={texts.suggestions}>
            {quick.map((text) => (
              <button key={text} type="button" onClick={() => props.send(text)} dir="auto">
                {text}
              </button>
            ))}
          </div>
        )}
        {state.status === "closed" && <p class="day">{texts.closed}</p>}
        {state.askRating && look.rating && <Rating chat={props.chat} texts={texts} locale={locale} />}
        {state.askEmail && <EmailWish chat={props.chat} texts={texts} back={backText(state.backAt, texts, locale)} />}
        {typist && (
          <div class="group theirs typing" aria-hidden="true">
            <Avatar url={person ? (state.agent?.avatarUrl ?? null) : look.avatarUrl} name={typist} size={28} />
            <div class="stack">
              <div class="bubble dots">
                <i />
                <i />
                <i />
              </div>
            </div>
          </div>
        )}
      </div>
      <p class="only-read" role="status">
        {typist ? fill(person ? texts.personTyping : texts.typing, { name: typist }) : ""}
      </p>
      {below && (
        <button
          type="button"
          class="jump"
          onClick={() => {
            stick.current = true;
            setBelow(false);
            toEnd();
          }}
        >
          <Icon name="down" size={16} />
          {texts.newMessages}
        </button>
      )}
    </div>
  );
}

const Skeleton = ({ label }: { label: string }): VNode => (
  <div class="skeleton">
    <span class="only-read">{label}</span>
    <i />
    <i />
    <i />
  </div>
);
