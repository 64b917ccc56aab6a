import { afterEach, expect, test, vi } from "vitest";
import { Chat, type ChatHooks } from "./chat";
import type { Client } from "./client";
import type { ChatAnswer } from "./contract";
import { newSession, type Session } from "./session";
import { openShelf } from "./storage";

const hooks: ChatHooks = {
  fault: () => undefined,
  visitor: () => undefined,
  settings: () => ({}),
  locale: () => "en",
  arrived: () => undefined,
};
const shelf = openShelf("chat:");
const kept = () => shelf.read<Session>("session") as Session;
const open: Chat[] = [];

/** A tab whose messages are answered when told to, and never read. */
function tab() {
  const answers: (() => void)[] = [];
  const client = {
    call: () =>
      new Promise<ChatAnswer>((resolve) =>
        answers.push(() => resolve({ success: true, conversationId: "c", message: "", status: "answered", seq: 1 })),
      ),
    messages: () => new Promise(() => undefined),
  } as unknown as Client;
  const chat = new Chat(client, shelf, hooks, "chat");
  open.push(chat);
  chat.start();
  return { chat, answers };
}
const elsewhere = () => window.dispatchEvent(new StorageEvent("storage", { key: "chat:session" }));

afterEach(() => {
  for (const chat of open.splice(0)) chat.close();
  shelf.remove("session");
});

test("what one tab has not sent yet, another tab's writing leaves in its place", async () => {
  shelf.write("session", newSession());
  const [one, other] = [tab(), tab()];
  one.chat.send("from one");
  expect(kept().outbox.map((item) => item.text)).toEqual(["from one"]);
  other.chat.view(true);
  other.chat.send("from the other");
  expect(kept().outbox.map((item) => item.text)).toEqual(["from one", "from the other"]);
  // What was delivered does not come back by the other's next writing.
  one.answers[0]?.();
  await vi.waitFor(() => expect(kept().outbox.map((item) => item.text)).toEqual(["from the other"]));
  other.chat.view(false);
  expect(kept().outbox.map((item) => item.text)).toEqual(["from the other"]);
});

test("a tab follows another's conversation, and its log-out", () => {
  shelf.write("session", newSession());
  const { chat } = tab();
  chat.view(true);
  shelf.write("session", { ...kept(), conversationId: "c", readSeq: 7 });
  elsewhere();
  chat.view(true);
  expect(kept()).toMatchObject({ conversationId: "c", readSeq: 7 });
  const before = kept().sessionId;
  shelf.write("session", newSession());
  elsewhere();
  chat.view(false);
  expect(kept().sessionId).not.toBe(before);
  expect(kept().conversationId).toBeNull();
});
