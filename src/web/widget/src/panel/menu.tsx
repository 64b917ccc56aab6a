import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "../conversation/chat-state";
import type { AppProps } from "./app";
import { Icon } from "./icons";
import { saveTranscript } from "./transcript";

export function Menu(props: AppProps & { state: ChatState }): VNode | null {
  const { texts, chat, look, state, open: panelOpen } = props;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const outside = (event: Event) => {
      if (!event.composedPath().includes(box.current as EventTarget)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  useEffect(() => setOpen(false), [panelOpen]);
  if (state.lines.length === 0) return null;
  const shut = () => {
    setOpen(false);
    button.current?.focus();
  };
  const keys = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape") {
      event.stopPropagation();
      shut();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.indexOf((box.current?.getRootNode() as ShadowRoot).activeElement as HTMLElement);
    items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length]?.focus();
  };
  return (
    <div class="menu" ref={box} onKeyDown={keys}>
      <button
        type="button"
        class="icon"
        ref={button}
        aria-label={texts.menu}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div class="drop" role="menu" aria-label={texts.menu}>
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              shut();
              chat.renew();
            }}
          >
            <Icon name="plus" size={18} />
            {texts.newConversation}
          </button>
          {look.transcript && (
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                shut();
                saveTranscript(props, state.lines);
              }}
            >
              <Icon name="save" size={18} />
              {texts.download}
            </button>
          )}
          {look.sound && (
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                shut();
                chat.sound = !chat.sound;
              }}
            >
              <Icon name={chat.sound ? "mute" : "bell"} size={18} />
              {chat.sound ? texts.soundOff : texts.soundOn}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
