import { expect, test } from "vitest";
import { follow, loadSession, newSession, randomKey } from "./session";
import { openShelf } from "./storage";

test("with storage blocked the memory keeps the page's own time", () => {
  const shelf = openShelf("x:", () => {
    throw new DOMException("denied", "SecurityError");
  });
  shelf.write("a", { b: 1 });
  expect(shelf.read("a")).toEqual({ b: 1 });
  shelf.remove("a");
  expect(shelf.read("a")).toBeNull();
});

test("a session key is 32 random bytes in base64url", () => {
  expect(randomKey()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(randomKey()).not.toBe(randomKey());
});

test("a kept session is taken up; a broken one is replaced", () => {
  const shelf = openShelf("y:");
  const session = newSession();
  shelf.write("session", session);
  expect(loadSession(shelf)).toEqual(session);
  shelf.write("session", { sessionId: "s", key: "short" });
  expect(loadSession(shelf).key).toHaveLength(43);
  localStorage.setItem("y:session", "{broken");
  expect(loadSession(shelf).key).toHaveLength(43);
});

test("what another tab wrote is followed: its conversation, what was read and told, and nothing goes back", () => {
  const mine = { ...newSession(), readSeq: 5, visitor: { name: "Ann" } };
  const theirs = {
    ...newSession(),
    conversationId: "c",
    readSeq: 3,
    activeAt: 9,
    visitor: { email: "a@b.c" },
    asked: true,
  };
  follow(mine, theirs);
  expect(mine).toMatchObject({ conversationId: "c", key: theirs.key, readSeq: 5, activeAt: 9, asked: true });
  expect(mine.visitor).toEqual({ name: "Ann", email: "a@b.c" });
});
