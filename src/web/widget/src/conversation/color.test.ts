import { expect, test } from "vitest";
import { accentsOf, contrast, paletteOf, parseColor } from "./color";

const rgb = (css: string) => parseColor(css.replace(/ /g, ", ")) as readonly [number, number, number];

test.each(["#000", "#ffffff", "#3b82f6", "#ffd400", "#2f5d50", "#ff69b4", "#7f7f7f", "#00ff88", "nonsense", null])(
  "text passes 4.5:1 with primary colour %s",
  (primary) => {
    const palette = paletteOf(primary);
    expect(contrast(rgb(palette.fill), rgb(palette.on))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(palette.deep), rgb(palette.on))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(accentsOf(primary).light), [244, 244, 247])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(rgb(accentsOf(primary).dark), [38, 40, 48])).toBeGreaterThanOrEqual(4.5);
  },
);

test("colours are read as pages write them", () => {
  expect(parseColor("#abc")).toEqual([170, 187, 204]);
  expect(parseColor(" 2F5D50 ")).toEqual([47, 93, 80]);
  expect(parseColor("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
  expect(parseColor("url(x)")).toBeNull();
});
