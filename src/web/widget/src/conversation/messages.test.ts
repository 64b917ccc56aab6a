import { expect, test } from "vitest";
import type { Message } from "./contract";
import { highestSeq, lineOf, lineOfOutgoing, mergeLines, unreadOf, type Line } from "./messages";

const message = (seq: number, type: Message["author"]["type"], facts: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  seq,
  text: `text ${seq}`,
  author: { type },
  createdAt: "2026-01-01T00:00:00Z",
  ...facts,
});
const line = (seq: number, type: Message["author"]["type"], facts: Partial<Message> = {}): Line =>
  lineOf(message(seq, type, facts)) as Line;

test("the same message by answer, read and another tab stands once", () => {
  const mine = lineOfOutgoing({ clientMessageId: "c1", text: "Hi", at: 5 }, "sending");
  const lines = mergeLines(
    [mine],
    [line(1, "visitor", { clientMessageId: "c1" }), line(2, "assistant"), line(2, "assistant")],
  );
  expect(lines.map(({ key, delivery }) => [key, delivery])).toEqual([
    ["c1", "sent"],
    ["m2", "sent"],
  ]);
});

test("numbers decide the order, what has none comes last", () => {
  const late = lineOfOutgoing({ clientMessageId: "c9", text: "later", at: 1 }, "queued");
  expect(mergeLines([late, line(3, "agent")], [line(1, "visitor"), line(2, "assistant")]).map((l) => l.key)).toEqual([
    "m1",
    "m2",
    "m3",
    "c9",
  ]);
});

test("notes never show; an event without text does", () => {
  expect(lineOf(message(1, "agent", { kind: "note" }))).toBeNull();
  expect(lineOf(message(1, "assistant", { text: "" }))).toBeNull();
  expect(
    lineOf(message(1, "system", { kind: "event", text: "", event: { name: "taken_over", by: "Mia" } })),
  ).toMatchObject({
    side: "system",
    event: { name: "taken_over", by: "Mia" },
  });
});

test("unread counts what others said after the last read line", () => {
  const lines = [line(1, "visitor"), line(2, "assistant"), line(3, "agent"), line(4, "system")];
  expect(unreadOf(lines, 1)).toBe(2);
  expect(unreadOf(lines, 3)).toBe(0);
  expect(highestSeq(lines)).toBe(4);
});

test("a waiting line gives way to its reply, whichever came first", () => {
  const waiting = line(2, "system");
  const reply = { ...line(3, "assistant"), replaces: waiting.key };
  expect(mergeLines([line(1, "visitor"), waiting], [reply]).map((l) => l.side)).toEqual(["visitor", "assistant"]);
  expect(mergeLines([line(1, "visitor"), reply], [waiting]).map((l) => l.side)).toEqual(["visitor", "assistant"]);
});
