import type { VNode } from "preact";
import type { ChatState } from "../conversation/chat-state";
import type { AppProps } from "./app";
import { Avatar } from "./avatar";
import { Icon } from "./icons";
import { Menu } from "./menu";
import { backText } from "./time";

export function Header(props: AppProps & { home: boolean; state: ChatState }): VNode {
  const { look, texts, state, home } = props;
  const person = state.handledBy === "people";
  const agent = person ? state.agent?.name : null;
  // Nobody in particular yet: the firm answers.
  const name = agent ?? ((person && look.companyName) || look.name || look.companyName);
  const about = agent
    ? texts.person
    : person
      ? texts.handedOff
      : look.online === false
        ? home
          ? texts.away
          : away(props)
        : texts.assistant;
  const greeting = look.greeting || texts.greeting;
  // A tenant's longer greeting says hello itself.
  const long = greeting.length > 70;
  return (
    <div class="head">
      <div class="bar">
        <Avatar url={agent ? (state.agent?.avatarUrl ?? null) : look.avatarUrl} name={name} size={44} person={person} />
        <div class="who">
          {look.wordmarkUrl && !agent ? (
            <img class="wordmark" src={look.wordmarkUrl} alt={name} />
          ) : (
            <strong>
              <bdi>{name}</bdi>
              {look.companyName && look.companyName !== name && (
                <span class="firm">
                  {" "}
                  · <bdi>{look.companyName}</bdi>
                </span>
              )}
            </strong>
          )}
          <span class="about">
            <i class={(person && !agent) || look.online === false ? "dot away" : "dot"} />
            <span>{about}</span>
          </span>
        </div>
        <Menu {...props} state={state} />
        <button type="button" class="icon close" aria-label={texts.close} onClick={props.close}>
          <Icon name={props.full ? "close" : "down"} size={22} />
        </button>
      </div>
      <div class="hero" aria-hidden={home ? undefined : "true"}>
        <div>
          {look.logoUrl && <img class="logo" src={look.logoUrl} alt="" />}
          {!long && !state.serious && (
            <p class="hello">
              {texts.hello}
              {props.visitorName ? ` ${props.visitorName.split(" ")[0]}` : ""} <span aria-hidden="true">👋</span>
            </p>
          )}
          <h2 class={long ? "long" : ""} dir="auto">
            {greeting}
          </h2>
          {look.online === false && <p class="hours">{away(props)}</p>}
        </div>
      </div>
    </div>
  );
}

/** When people are back, in the visitor's own time; without a known time only that nobody is there. */
const away = ({ look, texts, locale }: AppProps): string => backText(look.opensAt, texts, locale) ?? texts.offHours;
