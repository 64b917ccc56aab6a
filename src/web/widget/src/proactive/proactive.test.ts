import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ProactiveMessage } from "../conversation/contract";
import { openShelf } from "../conversation/storage";
import { scrolled, watchProactive } from "./proactive";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const message = (trigger: ProactiveMessage["trigger"], value: number, id = trigger): ProactiveMessage => ({
  id,
  trigger,
  value,
  text: `Hello by ${trigger}`,
});

function page(kept = new Map<string, string>()) {
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  } as unknown as Storage;
  const root = document.createElement("div").attachShadow({ mode: "open" });
  const stage = document.createElement("div");
  root.append(stage);
  const shown: string[] = [];
  const taken: string[] = [];
  const context = {
    shelf: openShelf("t:", () => storage),
    root,
    stage,
    close: "Close",
    shown: (id: string) => shown.push(id),
    taken: (text: string) => taken.push(text),
  };
  return { context, stage, shown, taken, kept };
}

test("after its time it shows once, and in no later visit again", () => {
  const first = page();
  watchProactive([message("time", 5)], first.context);
  vi.advanceTimersByTime(4900);
  expect(first.shown).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(first.stage.textContent).toContain("Hello by time");
  const later = page(first.kept);
  watchProactive([message("time", 5)], later.context);
  vi.advanceTimersByTime(60_000);
  expect(later.shown).toEqual([]);
});

test("idle waits for stillness", () => {
  const { context, shown } = page();
  watchProactive([message("idle", 3)], context);
  vi.advanceTimersByTime(2500);
  window.dispatchEvent(new Event("pointermove"));
  vi.advanceTimersByTime(2500);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(600);
  expect(shown).toEqual(["idle"]);
});

test("leaving through the top is an exit, moving between elements is none", () => {
  const { context, shown } = page();
  watchProactive([message("exit", 0)], context);
  document.dispatchEvent(new MouseEvent("mouseout", { clientY: 40 }));
  document.dispatchEvent(new MouseEvent("mouseout", { clientY: -1, relatedTarget: document.body }));
  expect(shown).toEqual([]);
  document.dispatchEvent(new MouseEvent("mouseout", { clientY: -1 }));
  expect(shown).toEqual(["exit"]);
});

test("one message a page: the others are silent once one has spoken, and stopped ones never speak", () => {
  const { context, shown, stage, taken } = page();
  watchProactive([message("time", 1), message("idle", 2)], context);
  vi.advanceTimersByTime(30_000);
  expect(shown).toEqual(["time"]);
  stage.querySelector<HTMLElement>(".take")?.click();
  expect(taken).toEqual(["Hello by time"]);
  expect(stage.childElementCount).toBe(0);
  const other = page();
  watchProactive([message("time", 1)], other.context).stop();
  vi.advanceTimersByTime(5000);
  expect(other.shown).toEqual([]);
});

test("how far a page is read", () => {
  expect([scrolled(0, 500, 1500), scrolled(500, 500, 1500), scrolled(1000, 500, 1500), scrolled(0, 900, 700)]).toEqual([
    0, 50, 100, 100,
  ]);
});
