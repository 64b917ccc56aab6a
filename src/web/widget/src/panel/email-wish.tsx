import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../conversation/chat";
import { isEmail } from "../conversation/gate";
import { fill, type Texts } from "./texts/texts";

/** Nobody of the staff is there: an address to be reached at. It promises no mail; staff see it in the conversation. */
export function EmailWish({ chat, texts, back }: { chat: Chat; texts: Texts; back: string | null }): VNode {
  const [bad, setBad] = useState(false);
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const email = String(new FormData(event.currentTarget).get("email") ?? "").trim();
        if (isEmail(email)) chat.leaveEmail(email, fill(texts.myEmail, { email }));
        else setBad(true);
      }}
    >
      <p id="wish">
        {back && <>{back} </>}
        {texts.leaveEmail}
      </p>
      <input
        name="email"
        type="email"
        autocomplete="email"
        inputMode="email"
        aria-label={texts.email}
        aria-describedby={bad ? "wish-bad" : "wish"}
        aria-invalid={bad}
        placeholder={texts.email}
        dir="ltr"
      />
      {bad && (
        <p class="bad" id="wish-bad" role="alert">
          {texts.needEmail}
        </p>
      )}
      <button type="submit" class="go">
        {texts.leave}
      </button>
    </form>
  );
}
