import { html, type Html } from "../html";
import type { Product } from "../shop";

export interface Palette {
  ground: string;
  wool: string;
  shade: string;
  light: string;
}

// Everything is drawn with attributes, because the pages' policy allows no inline style.

const stitches = (id: string, colour: string): Html =>
  html` <pattern id="${id}-knit" width="9" height="8" patternUnits="userSpaceOnUse">
      <path d="M0 1.5 4.5 6 9 1.5" fill="none" stroke="${colour}" stroke-opacity=".34" stroke-width="1.7" />
    </pattern>
    <pattern id="${id}-rib" width="7" height="10" patternUnits="userSpaceOnUse">
      <path d="M2 0V10" stroke="#000" stroke-opacity=".16" stroke-width="2.2" />
    </pattern>`;

const body =
  "M110 56C126 78 194 78 210 56L238 66C248 70 252 78 252 90L254 292Q254 304 242 304H78Q66 304 66 292L68 90C68 78 72 70 82 66Z";
const sleeve = "M84 65C60 74 51 92 46 122L20 262Q18 274 29 276L56 281Q66 282 68 272L90 168Z";
const mirror = "translate(320 0) scale(-1 1)";

function surface(id: string, product: Product): Html {
  const { palette, pattern } = product;
  if (pattern === "cable") {
    const strand = (x: number, way: number) => `M${x} 58${`q${14 * way} 10 0 20q${-14 * way} 10 0 20`.repeat(6)}`;
    return html`<g fill="none" stroke-linecap="round" stroke-width="5" clip-path="url(#${id}-body)">
      ${[110, 160, 210].map(
        (x) =>
          html`<path
              d="M${x - 18} 58V300M${x + 18} 58V300"
              stroke="${palette.shade}"
              stroke-opacity=".5"
              stroke-width="2"
            />
            <path d="${strand(x, -1)}" stroke="${palette.light}" stroke-opacity=".75" /><path
              d="${strand(x, 1)}"
              stroke="${palette.light}"
            />`,
      )}
    </g>`;
  }
  if (pattern === "yoke")
    return html`<g clip-path="url(#${id}-body)" fill="none">
      <ellipse cx="160" cy="52" rx="108" ry="92" stroke="${palette.light}" stroke-width="9" stroke-dasharray="9 9" />
      <ellipse cx="160" cy="50" rx="92" ry="76" stroke="${palette.shade}" stroke-width="5" />
      <ellipse cx="160" cy="48" rx="78" ry="62" stroke="${palette.light}" stroke-width="7" stroke-dasharray="5 8" />
      <ellipse cx="160" cy="46" rx="66" ry="50" stroke="${palette.light}" stroke-width="3" stroke-opacity=".7" />
    </g>`;
  return html``;
}

function jumper(id: string, product: Product): Html {
  const { wool, shade } = product.palette;
  const open = product.kind === "cardigan";
  return html` <clipPath id="${id}-body"><path d="${body}" /></clipPath>
    ${[null, mirror].map(
      (turn) =>
        html`<g transform="${turn ?? "translate(0 0)"}">
          <path d="${sleeve}" fill="${wool}" /><path d="${sleeve}" fill="url(#${id}-knit)" />
          <path d="M24 243 20 262Q18 274 29 276L56 281Q66 282 68 272L71 254Z" fill="${shade}" />
          <path d="M24 243 20 262Q18 274 29 276L56 281Q66 282 68 272L71 254Z" fill="url(#${id}-rib)" />
        </g>`,
    )}
    <path d="${body}" fill="${wool}" /><path d="${body}" fill="url(#${id}-knit)" />
    ${surface(id, product)}
    <path d="M66 278H254V292Q254 304 242 304H78Q66 304 66 292Z" fill="${shade}" />
    <path d="M66 278H254V292Q254 304 242 304H78Q66 304 66 292Z" fill="url(#${id}-rib)" />
    <path
      d="M84 66C76 110 84 150 82 278M236 66C244 110 236 150 238 278"
      fill="none"
      stroke="${shade}"
      stroke-opacity=".35"
      stroke-width="3"
    />
    ${open ? front(id, product) : collar(id, product)}`;
}

const collar = (id: string, { palette }: Product): Html =>
  html` <path d="M106 54C118 34 202 34 214 54C204 82 116 82 106 54Z" fill="${palette.shade}" />
    <path d="M106 54C118 34 202 34 214 54C204 82 116 82 106 54Z" fill="url(#${id}-rib)" />
    <path d="M120 53C130 42 190 42 200 53C190 66 130 66 120 53Z" fill="#1d1a17" fill-opacity=".5" />`;

const front = (id: string, { palette }: Product): Html =>
  html` <path d="M108 55 160 176 212 55C196 40 124 40 108 55Z" fill="${palette.ground}" />
    <path d="M108 55C124 40 196 40 212 55L202 62C186 50 134 50 118 62Z" fill="${palette.shade}" fill-opacity=".7" />
    <path d="M102 57 152 180V304H168V180L218 57 208 52 160 164 112 52Z" fill="${palette.shade}" />
    <path d="M152 180V304H168V180Z" fill="url(#${id}-rib)" />
    ${[196, 222, 248, 274].map((y) => html`<circle cx="160" cy="${y}" r="5" fill="#4b382a" /><circle cx="159" cy="${y - 1}" r="1.5" fill="#a98c70" />`)}
    ${[92, 186].map((x) => html`<rect x="${x}" y="222" width="44" height="42" rx="5" fill="${palette.shade}" fill-opacity=".28" stroke="${palette.shade}" stroke-width="2" />`)}`;

const sock =
  "M104 40H176V176C176 194 184 204 198 214L236 240C264 260 254 300 220 300H172C152 300 138 294 126 280L100 250C90 238 88 226 90 210L104 130Z";

function socks(id: string, product: Product): Html {
  const { wool, shade, light } = product.palette;
  const stripes = product.pattern === "stripe" ? [92, 112, 132] : [84];
  return html` <clipPath id="${id}-sock"><path d="${sock}" /></clipPath>
    ${["translate(48 -10) rotate(6 150 170)", "translate(-24 8)"].map(
      (turn, i) =>
        html`<g transform="${turn}" ${i === 0 ? html`opacity=".92"` : ""}>
          <path d="${sock}" fill="${wool}" /><path d="${sock}" fill="url(#${id}-knit)" />
          <g clip-path="url(#${id}-sock)">
            ${stripes.map((y) => html`<rect x="80" y="${y}" width="120" height="10" fill="${light}" />`)}
            <circle cx="106" cy="252" r="38" fill="${light}" /><circle cx="252" cy="282" r="46" fill="${light}" />
            <circle cx="106" cy="252" r="38" fill="url(#${id}-knit)" /><circle
              cx="252"
              cy="282"
              r="46"
              fill="url(#${id}-knit)"
            />
            <rect x="90" y="36" width="100" height="34" fill="${shade}" /><rect
              x="90"
              y="36"
              width="100"
              height="34"
              fill="url(#${id}-rib)"
            />
          </g>
          <path d="${sock}" fill="none" stroke="${shade}" stroke-opacity=".5" stroke-width="2" />
        </g>`,
    )}`;
}

/** A picture of the product. `id` keeps the patterns of several pictures on one page apart. */
export function picture(product: Product, id: string): Html {
  const { ground, shade } = product.palette;
  return html`<svg
    class="art"
    viewBox="0 0 320 340"
    role="img"
    aria-label="${product.name} in ${product.colour}"
    preserveAspectRatio="xMidYMid slice"
  >
    <defs>${stitches(id, shade)}</defs>
    <rect width="320" height="340" fill="${ground}" />
    <ellipse cx="160" cy="316" rx="104" ry="10" fill="${shade}" fill-opacity=".16" />
    ${product.kind === "socks" ? socks(id, product) : jumper(id, product)}
  </svg>`;
}

/** Rolling hills, larches and two sheep: the head of the shop. */
export function hills(): Html {
  const larch = (x: number, y: number, s: number) =>
    html`<g transform="translate(${x} ${y}) scale(${s})">
      <path d="M0 0V-16" stroke="#5b4636" stroke-width="4" /><path
        d="M-22-12 0-52 22-12ZM-18-34 0-70 18-34ZM-13-54 0-86 13-54Z"
        fill="#3f6a58"
      /><path d="M0-86 13-54H5L18-34H8L22-12H0Z" fill="#2c4f41" fill-opacity=".55" />
    </g>`;
  const sheep = (x: number, y: number, s: number) =>
    html`<g transform="translate(${x} ${y}) scale(${s} ${Math.abs(s)})">
      <path d="M-12 8V20M-4 9V20M8 9V20M15 8V20" stroke="#3a322c" stroke-width="3" stroke-linecap="round" />
      <path
        d="M-20 2C-26-6-18-16-10-13-8-20 4-21 7-15 14-20 24-13 21-5 27 1 21 11 13 9 8 14-2 14-6 10-13 14-22 10-20 2Z"
        fill="#fbf6ec"
      />
      <path d="M21-8C27-11 34-7 33-1 32 4 25 5 22 1Z" fill="#3a322c" /><circle cx="28" cy="-3" r="1.2" fill="#fff" />
    </g>`;
  return html`<svg class="hills" viewBox="0 0 640 480" aria-hidden="true" preserveAspectRatio="xMidYMax slice">
    <rect width="640" height="480" fill="#f4e7d3" />
    <circle cx="486" cy="142" r="58" fill="#eab676" />
    <circle cx="486" cy="142" r="82" fill="#eab676" fill-opacity=".25" />
    <path d="M0 372C120 366 250 330 350 262S520 190 640 212V480H0Z" fill="#c8d3bd" />
    <path d="M0 398C140 394 280 372 400 316S560 262 640 290V480H0Z" fill="#9fb69a" />
    ${larch(574, 300, 1)}${larch(610, 298, 0.72)}${larch(540, 304, 0.62)}
    <path d="M0 424C160 420 300 404 420 374S580 352 640 362V480H0Z" fill="#6d9079" />
    ${sheep(452, 350, 1)}${sheep(536, 346, -0.8)}
    <path d="M0 450C160 440 330 446 440 430S590 420 640 424V480H0Z" fill="#3f6a58" />
    ${larch(398, 436, 0.9)}
  </svg>`;
}

/** The shop's mark: a larch twig that is also a strand of yarn. */
export const mark = (): Html =>
  html`<svg class="mark" viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="#2f5d50" />
    <path
      d="M20 31V12M20 16l-7-5M20 16l7-5M20 22l-8-5M20 22l8-5M20 28l-8-5M20 28l8-5"
      fill="none"
      stroke="#f7f1e6"
      stroke-width="2.4"
      stroke-linecap="round"
    />
  </svg>`;
