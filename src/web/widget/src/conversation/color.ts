type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [17, 18, 22];
const black: Rgb = [0, 0, 0];
const fallback: Rgb = [79, 70, 229];
/** WCAG 2.2 AA for text. */
const needed = 4.5;

export function parseColor(text: string | null | undefined): Rgb | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec((text ?? "").trim())?.[1];
  if (hex) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return [0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec((text ?? "").trim());
  return rgb ? [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])] : null;
}

const luminance = (color: Rgb): number => {
  const [r, g, b] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const mix = (color: Rgb, into: Rgb, share: number): Rgb =>
  color.map((part, i) => Math.round(part + ((into[i] ?? 0) - part) * share)) as unknown as Rgb;

/** Moves a colour towards another, in steps of 4 %, until it can be read on the surface. */
function until(color: Rgb, into: Rgb, surface: Rgb): Rgb {
  let found = color;
  for (let share = 0.04; contrast(found, surface) < needed && share <= 1; share += 0.04)
    found = mix(color, into, share);
  return found;
}

const css = (color: Rgb): string => `rgb(${color.join(" ")})`;

export interface Palette {
  /** Fill of launcher, header and the visitor's bubbles. */
  fill: string;
  /** Deeper end of the header's gradient. */
  deep: string;
  /** Text on the fill: at least 4.5:1. */
  on: string;
}

/** Blues and greens in the middle keep white text and get a little deeper; light colours get dark text. */
export function paletteOf(primary: string | null | undefined): Palette {
  const color = parseColor(primary) ?? fallback;
  const deepened = contrast(color, white) >= 2.4;
  const fill = deepened ? until(color, black, white) : color;
  const on = deepened ? white : contrast(color, ink) >= needed ? ink : black;
  return {
    fill: css(fill),
    deep: css(mix(fill, deepened ? black : white, 0.16)),
    on: css(on),
  };
}

/** Links and outlined buttons on the panel's light and dark surface: at least 4.5:1. */
export function accentsOf(primary: string | null | undefined): { light: string; dark: string } {
  const color = parseColor(primary) ?? fallback;
  return { light: css(until(color, black, [244, 244, 247])), dark: css(until(color, white, [38, 40, 48])) };
}
