import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../conversation/client";
import type { Message } from "../conversation/contract";
import { Fault } from "../conversation/fault";
import { newSession, type Session } from "../conversation/session";
import { openShelf } from "../conversation/storage";
import { peek } from "./peek";

const said = (seq: number, type: "assistant" | "agent" | "visitor"): Message => ({
  id: `m${seq}`,
  seq,
  text: `${seq}`,
  author: { type },
  createdAt: new Date().toISOString(),
});

const shelf = openShelf("peek:");
const session = { ...newSession(), conversationId: "c", readSeq: 3 };
let stop: AbortController;

/** @param answers what each read brings, or throws; later ones bring nothing. */
function look(name: string, ...answers: (Message[] | Fault)[]) {
  const told: [count: number, news: string[]][] = [];
  const asked: [after: number, wait: number][] = [];
  const client = {
    messages: (_: string, __: string, after: number, wait: number) => {
      asked.push([after, wait]);
      const answer = answers.shift() ?? [];
      return answer instanceof Fault ? Promise.reject(answer) : Promise.resolve({ messages: answer });
    },
  } as unknown as Client;
  peek(client, shelf, name, (count, news) => told.push([count, news.map((message) => message.text)]), stop.signal);
  return { told, asked };
}

const elsewhere = (kept: Session): void => {
  shelf.write("session", kept);
  window.dispatchEvent(new StorageEvent("storage", { key: "peek:session" }));
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  stop = new AbortController();
  shelf.write("session", { ...session, activeAt: Date.now() });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

test("counts what others said since the visitor read, and waits for more from there", async () => {
  const { told, asked } = look("one", [said(4, "agent"), said(5, "visitor")], [said(6, "assistant")]);
  await pass(100);
  expect(asked.slice(0, 2)).toEqual([
    [3, 0],
    [5, 25],
  ]);
  expect(told.slice(0, 2)).toEqual([
    [1, ["4"]],
    [2, ["6"]],
  ]);
});

test("a quiet conversation is looked at once a minute", async () => {
  shelf.write("session", { ...session, activeAt: 0 });
  const { asked } = look("quiet");
  await pass(100);
  expect(asked).toEqual([
    [3, 0],
    [3, 0],
  ]);
  await pass(59_000);
  expect(asked).toHaveLength(2);
  await pass(2000);
  expect(asked).toHaveLength(3);
});

test("what another tab's reader brings counts once, and not again when it was read there", async () => {
  const { told } = look("two", [said(4, "agent")]);
  await pass(100);
  const other = new BroadcastChannel("two");
  const heard = {
    conversation: { id: "c", status: "open", handledBy: "people" },
    messages: [said(4, "agent"), said(5, "agent")],
  };
  other.postMessage(heard);
  other.postMessage({ ...heard, conversation: { ...heard.conversation, id: "left" }, messages: [said(9, "agent")] });
  await vi.waitFor(() => expect(told.at(-1)?.[0]).toBe(2));
  expect(told.flatMap(([, news]) => news)).toEqual(["4", "5"]);
  elsewhere({ ...session, readSeq: 5 });
  expect(told.at(-1)).toEqual([0, []]);
  other.close();
});

test("begins with the conversation that another tab began, and stops where it is gone", async () => {
  shelf.remove("session");
  const { asked, told } = look("three", [said(1, "agent")], new Fault("conversation_not_found", { status: 404 }));
  await pass(100);
  expect(asked).toEqual([]);
  elsewhere({ ...session, readSeq: 0, activeAt: Date.now() });
  await pass(5000);
  expect(asked.map(([after]) => after)).toEqual([0, 1]);
  expect(told.at(-1)?.[0]).toBe(1);
});
