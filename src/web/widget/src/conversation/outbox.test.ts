import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChatAnswer } from "./contract";
import { Fault } from "./fault";
import { OutboxPump } from "./outbox";
import { newSession, type Outgoing, type Session } from "./session";

const answer: ChatAnswer = { success: true, conversationId: "c", message: "", status: "answered" };
const out = (id: string): Outgoing => ({ clientMessageId: id, text: id, at: 0 });

/** A server that answers when told to. */
function setUp() {
  const session: Session = newSession();
  const posts: { id: string; answer(): void; fail(fault: Fault): void }[] = [];
  const states: string[] = [];
  const pump = new OutboxPump(() => session, {
    post: (outgoing) =>
      new Promise((resolve, reject) => {
        posts.push({ id: outgoing.clientMessageId, answer: () => resolve(answer), fail: reject });
      }),
    changed: (outgoing, state) => states.push(`${outgoing.clientMessageId} ${state}`),
    answered: () => (session.conversationId = answer.conversationId),
    save: () => undefined,
  });
  return { session, posts, states, pump };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

test("two quick first messages open one conversation: the second waits for the first", async () => {
  const { pump, posts, session } = setUp();
  pump.add(out("a"));
  pump.add(out("b"));
  expect(posts.map((post) => post.id)).toEqual(["a"]);
  posts[0]?.answer();
  await settle();
  expect(posts.map((post) => post.id)).toEqual(["a", "b"]);
  pump.add(out("c"));
  expect(posts).toHaveLength(3);
  expect(session.outbox.map((item) => item.clientMessageId)).toEqual(["b", "c"]);
});

test("a retry carries the same id and holds back what came later", async () => {
  const { pump, posts } = setUp();
  pump.add(out("a"));
  posts[0]?.fail(new Fault("unavailable", { retryable: true, retryAfterMs: 3000 }));
  await settle();
  pump.add(out("b"));
  expect(posts).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(posts.map((post) => post.id)).toEqual(["a", "a"]);
});

test("coming back online ends the pause at once", async () => {
  const { pump, posts } = setUp();
  pump.add(out("a"));
  posts[0]?.fail(new Fault("offline", { retryable: true }));
  await settle();
  pump.wake();
  expect(posts).toHaveLength(2);
});

test("a refusal for good fails the message, lets the next go, and can be tried again by hand", async () => {
  const { pump, posts, states } = setUp();
  pump.add(out("a"));
  posts[0]?.fail(new Fault("internal_error", { status: 500 }));
  await settle();
  expect(states.at(-1)).toBe("a failed");
  pump.add(out("b"));
  expect(posts.map((post) => post.id)).toEqual(["a", "b"]);
  posts[1]?.answer();
  await settle();
  pump.retry("a");
  expect(posts.at(-1)?.id).toBe("a");
});

test("what a read shows as stored is not sent again", async () => {
  const { pump, posts, session } = setUp();
  pump.add(out("a"));
  posts[0]?.fail(new Fault("api_unreachable", { retryable: true, retryAfterMs: 3000 }));
  await settle();
  pump.confirmed(new Set(["a"]));
  await vi.advanceTimersByTimeAsync(5000);
  expect(posts).toHaveLength(1);
  expect(session.outbox).toEqual([]);
});
