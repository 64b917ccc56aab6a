import { expect, test, vi } from "vitest";
import type { Client } from "../conversation/client";
import type { Message } from "../conversation/contract";
import { Fault } from "../conversation/fault";
import { newSession } from "../conversation/session";
import { peek } from "./peek";

const said = (seq: number, type: "assistant" | "agent" | "visitor"): Message => ({
  id: `m${seq}`,
  seq,
  text: "x",
  author: { type },
  createdAt: "2026-01-01T00:00:00Z",
});

const session = { ...newSession(), conversationId: "c", readSeq: 3, activeAt: Date.now() };

test("counts what others said since the visitor read, and asks on from there", async () => {
  const stop = new AbortController();
  const asked: number[] = [];
  const answers = [[said(4, "agent"), said(5, "visitor")], [said(6, "assistant")]];
  const counts: number[] = [];
  vi.useFakeTimers();
  const client = {
    messages: (_: string, __: string, after: number) => {
      asked.push(after);
      return Promise.resolve({ messages: answers.shift() ?? [] });
    },
  } as unknown as Client;
  const run = peek(client, session, (unread) => counts.push(unread.length) === 2 && stop.abort(), stop.signal);
  await vi.advanceTimersByTimeAsync(3000);
  await run;
  vi.useRealTimers();
  expect(asked).toEqual([3, 5]);
  expect(counts).toEqual([1, 2]);
});

test("stops where the conversation is gone", async () => {
  const messages = vi.fn().mockRejectedValue(new Fault("conversation_not_found", { status: 404 }));
  await peek({ messages } as unknown as Client, session, () => undefined, new AbortController().signal);
  expect(messages).toHaveBeenCalledOnce();
});
