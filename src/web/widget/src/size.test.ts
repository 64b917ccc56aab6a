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
  const sizes = { module: 11, classic: 9, panel: 20, language: 1 };
  expect(tooHeavy(sizes, { beforeClick: 10, total: 31 })).toHaveLength(2);
  expect(tooHeavy(sizes, { beforeClick: 11, total: 32 })).toEqual([]);
});
