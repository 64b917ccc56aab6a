/** The top of the scale: the next round number over the largest value, so that the lines stand at readable places. */
export function scaleTop(values: readonly (number | null)[]): number {
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  if (largest === 0) return 4;
  const power = 10 ** Math.floor(Math.log10(largest));
  const round = [1, 2, 4, 5, 8, 10].find((factor) => factor * power >= largest) ?? 10;
  return round * power;
}

/** Where the lines stand: quarters, halves where quarters are no whole numbers. */
export function ticks(top: number): number[] {
  const parts = top >= 4 && top % 4 !== 0 ? (top % 5 === 0 ? 5 : 2) : 4;
  return Array.from({ length: parts + 1 }, (_, at) => (top * at) / parts);
}
