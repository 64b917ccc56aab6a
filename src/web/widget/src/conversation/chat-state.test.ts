import { expect, test } from "vitest";
import { blankState, withConversation } from "./chat-state";
import type { History } from "./contract";
import { lineOf, type Line } from "./messages";

const line = (id: string, event: string | null): Line =>
  lineOf({
    id,
    seq: 1,
    kind: event ? "event" : "message",
    text: "text",
    author: { type: event ? "system" : "assistant" },
    event: event ? { name: event } : null,
    createdAt: "2026-11-22T17:00:00Z",
  } as never) as Line;

const after = (handledBy: string, status = "open") =>
  withConversation({ ...blankState(true), lines: [line("a", null), line("b", "held")] }, {
    conversation: { handledBy, status },
    messages: [],
  } as unknown as History).lines.map(({ key }) => key);

test("the waiting line of a held reply goes when people take over, and when the conversation ends", () => {
  expect(after("assistant")).toEqual(["a", "b"]);
  expect(after("people")).toEqual(["a"]);
  expect(after("assistant", "closed")).toEqual(["a"]);
});
