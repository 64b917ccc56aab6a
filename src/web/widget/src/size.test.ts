// @vitest-environment node
import { expect, test } from "vitest";

test("the built widget keeps its size: 10 kB before the click, 40 kB in all", async () => {
  const { measure, tooHeavy } = (await import("../sizes.mjs" as string)) as {
    measure(): Record<string, number>;
    tooHeavy(sizes: Record<string, number>): string[];
  };
  expect(tooHeavy(measure())).toEqual([]);
});

test("too heavy is said in bytes", async () => {
  const { tooHeavy } = (await import("../sizes.mjs" as string)) as {
    tooHeavy(sizes: Record<string, number>, limits: Record<string, number>): string[];
  };
  const sizes = { module: 10, classic: 9, proactive: 1, peek: 1, panel: 19, language: 1, doctor: 2 };
  expect(tooHeavy(sizes, { beforeClick: 10, total: 30, doctor: 1 })).toHaveLength(3);
  expect(tooHeavy(sizes, { beforeClick: 11, total: 31, doctor: 2 })).toEqual([]);
});
