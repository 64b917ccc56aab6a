/** The top of the scale: the next round number over the largest value, so that the lines stand at readable places. */
export function scaleTop(values: readonly (number | null)[]): number {
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  if (largest === 0) return 4;
  const power = 10 ** Math.floor(Math.log10(largest));
  const round = [1, 2, 4, 5, 8, 10].find((factor) => factor * power >= largest) ?? 10;
  return round * power;
}

/** Where the lines stand: quarters, halves where quarters are no whole numbers; for what is `counted` whole numbers only. */
export function ticks(top: number, counted = false): number[] {
  const parts = counted && top < 4 ? top : top >= 4 && top % 4 !== 0 ? (top % 5 === 0 ? 5 : 2) : 4;
  return Array.from({ length: parts + 1 }, (_, at) => (top * at) / parts);
}

/** Sizes in CSS pixels: a chart is drawn in them, never scaled, so that its writing is as large on a phone. */
export const sizes = { height: 200, top: 10, bottom: 22, leastBar: 3, widestBar: 26, letter: 6.2 };

export interface Layout {
  /** Of the scale at the left: as wide as its longest word. */
  scale: number;
  /** Of the picture behind the scale; more than there is room for where columns would become too thin to read. */
  width: number;
  /** From one column to the next. */
  step: number;
  bar: number;
  /** Every how many columns one has its name below, so that names do not meet. */
  every: number;
}

/** How wide everything is in a chart of `room` pixels; `marks` are the words of the scale. */
export function layOut(
  room: number,
  columns: readonly string[],
  series: number,
  marks: readonly string[],
): Layout {
  const scale = Math.ceil(widest(marks)) + 10;
  const bars = Math.max(1, series);
  const step = Math.max(sizes.leastBar * bars + 2, (room - scale) / Math.max(1, columns.length));
  // Half a name more: the last one is moved away from the end.
  const name = widest(columns) * 1.5 + 8;
  return {
    scale,
    width: step * Math.max(1, columns.length),
    step,
    bar: Math.max(sizes.leastBar, Math.min(sizes.widestBar, (step * 0.72) / bars)),
    every: Math.max(1, Math.ceil(name / step)),
  };
}

function widest(words: readonly string[]): number {
  return Math.max(0, ...words.map((word) => word.length)) * sizes.letter;
}

/** Where a name stands whose column is at `middle`: never beyond the ends of the picture. */
export function nameAt(middle: number, name: string, width: number): number {
  const half = (name.length * sizes.letter) / 2;
  return Math.max(half, Math.min(width - half, middle));
}
