import { html, type Html } from "../html";
import { shopFrame } from "./layout";

export interface Cause {
  id: string;
  title: string;
  /** What is wrong, as a site's owner would say it afterwards. */
  wrong: string;
  visitor: string;
  owner: string;
  /** The launcher is there, and a message shows it. */
  write: boolean;
}

/** One switch each; the first is the page's own address. */
export const causes: readonly Cause[] = [
  {
    id: "expired-token",
    title: "Expired token",
    wrong: "The snippet was pasted long ago and its token has run out.",
    visitor: "No chat button at all: nobody can do anything with one that never answers.",
    owner: "token_expired, and where to get a fresh snippet.",
    write: false,
  },
  {
    id: "wrong-domain",
    title: "Wrong domain",
    wrong: "The tenant lists shop.example, and this page is somewhere else.",
    visitor: "No chat button at all.",
    owner: "domain_not_authorized with this page's origin, and the entry to add.",
    write: false,
  },
  {
    id: "csp",
    title: "Content-Security-Policy",
    wrong: "The page's policy does not let the widget call the platform.",
    visitor: "No chat button at all.",
    owner: "csp_blocked with the line to add to the policy. No server ever hears of this one.",
    write: false,
  },
  {
    id: "no-assistant",
    title: "No assistant",
    wrong: "The tenant has neither a default assistant nor a routing rule.",
    visitor: "A friendly sentence; the text stays in the box.",
    owner: "assistant_not_configured, and where to set one.",
    write: true,
  },
  {
    id: "quota",
    title: "Quota used up",
    wrong: "The month's conversations are used up.",
    visitor: "The shop's sentence and its address; the text stays in the box.",
    owner: "usage_limit_reached with the request id.",
    write: true,
  },
  {
    id: "held",
    title: "Held reply",
    wrong: "Nothing: this shop lets a person approve every reply.",
    visitor: "The waiting text, then the reply as soon as somebody approves it.",
    owner: "No fault. The reply stands in the dashboard's review queue.",
    write: true,
  },
];

const address = (cause: Cause): string => (cause === causes[0] ? "/demo/break" : `/demo/break/${cause.id}`);

export const breakPage = (cause: Cause): Html =>
  shopFrame(
    html` <section class="tool" data-cause="${cause.id}">
      <p class="over">Break the chat</p>
      <h1>${cause.title}</h1>
      <p class="lead">${cause.wrong}</p>
      <nav class="switches" aria-label="Causes">
        ${causes.map(
          (other) =>
            html`<a href="${address(other)}" ${other === cause ? html`aria-current="page"` : ""}>${other.title}</a>`,
        )}
      </nav>
      <div class="sides">
        <div class="side">
          <h2>What the visitor sees</h2>
          <p>${cause.visitor}</p>
          ${
            cause.write
              ? html`<p><button type="button" class="buy" id="write">Write a message</button></p>`
              : html`<p class="quiet">
                  Look at the corner below: the page stays as it is and every click still works.
                </p>`
          }
        </div>
        <div class="side">
          <h2>What the owner is told</h2>
          <p>${cause.owner}</p>
          <ol class="told" id="told" aria-live="polite"></ol>
          <p class="quiet"><a href="${address(cause)}?livechat-doctor">Look with the doctor</a></p>
        </div>
      </div>
    </section>`,
  );
