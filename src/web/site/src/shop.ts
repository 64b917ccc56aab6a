import type { Palette } from "./art/wool";

export interface Product {
  slug: string;
  name: string;
  kind: "jumper" | "cardigan" | "socks";
  price: number;
  colour: string;
  line: string;
  about: string;
  facts: string[];
  sizes: string[];
  pattern: "plain" | "cable" | "yoke" | "stripe";
  palette: Palette;
  ask: string;
}

const jumperSizes = ["XS", "S", "M", "L", "XL", "XXL"];
const sockSizes = ["S", "M", "L", "XL"];

/** What the mill sells. Materials and sizes agree with the articles that the assistant answers from. */
export const products: readonly Product[] = [
  {
    slug: "fisher-jumper",
    name: "Fisher jumper",
    kind: "jumper",
    price: 159,
    colour: "Harbour blue",
    line: "Cables for weather that means it",
    about:
      "Three rows of cables, knitted tight enough to keep the wind out on the pier. The yak in it makes the Fisher warmer and a little coarser than our merino: wear a shirt under it.",
    facts: ["80 % lambswool, 20 % yak", "Spun and knitted in Galway", "Mended for life"],
    sizes: jumperSizes,
    pattern: "cable",
    palette: { ground: "#dfe7ea", wool: "#345468", shade: "#26404f", light: "#5f8296" },
    ask: "Does the Fisher jumper itch?",
  },
  {
    slug: "larch-jumper",
    name: "Larch jumper",
    kind: "jumper",
    price: 129,
    colour: "Larch green",
    line: "The one you reach for",
    about:
      "A plain crew neck in merino lambswool, with deep ribs that keep their shape. Light enough for the office, warm enough for the way home.",
    facts: ["100 % merino lambswool, 19.5 micron", "Certified mulesing-free", "Mended for life"],
    sizes: jumperSizes,
    pattern: "plain",
    palette: { ground: "#e3eae0", wool: "#3f6a58", shade: "#2c4f41", light: "#6f9a85" },
    ask: "My chest is 101 cm, which size?",
  },
  {
    slug: "yoke-jumper",
    name: "Yoke jumper",
    kind: "jumper",
    price: 149,
    colour: "Rowan red",
    line: "A round yoke, seamless from collar to hem",
    about:
      "Knitted in one piece from the top down, with a yoke of rowan berries that took our knitters three winters to get right.",
    facts: ["100 % merino lambswool, 19.5 micron", "No seams to rub", "Mended for life"],
    sizes: jumperSizes,
    pattern: "yoke",
    palette: { ground: "#f3e4db", wool: "#a8472f", shade: "#853420", light: "#f2d9b8" },
    ask: "Can I wash it at 60°?",
  },
  {
    slug: "oat-cardigan",
    name: "Oat cardigan",
    kind: "cardigan",
    price: 145,
    colour: "Oat, undyed",
    line: "The sheep's own colour",
    about:
      "An undyed cardigan with horn buttons and two pockets that are deep enough for cold hands and a train ticket.",
    facts: ["100 % merino lambswool, undyed", "Buttons of horn", "Mended for life"],
    sizes: jumperSizes,
    pattern: "plain",
    palette: { ground: "#efe7da", wool: "#d8c4a3", shade: "#b59d78", light: "#ece0cb" },
    ask: "Which dyes do you use?",
  },
  {
    slug: "walking-socks",
    name: "Walking socks",
    kind: "socks",
    price: 19,
    colour: "Peat and mustard",
    line: "Twenty miles and no blister",
    about: "Padded under heel and ball, ribbed around the calf, and dry again by the time the kettle has boiled.",
    facts: ["70 % merino, 28 % polyamide, 2 % elastane", "Reinforced heel and toe", "Sizes 36 to 47"],
    sizes: sockSizes,
    pattern: "stripe",
    palette: { ground: "#ece6dc", wool: "#5a4a3f", shade: "#40342c", light: "#d9a441" },
    ask: "Which sock size for shoe size 43?",
  },
  {
    slug: "hearth-socks",
    name: "Hearth socks",
    kind: "socks",
    price: 24,
    colour: "Chalk and rose",
    line: "For the sofa, the stove and Sunday",
    about: "Loose around the ankle and soft all over: socks that never see a shoe.",
    facts: ["70 % merino, 28 % polyamide, 2 % elastane", "No tight cuff", "Sizes 36 to 47"],
    sizes: sockSizes,
    pattern: "plain",
    palette: { ground: "#f1e3e0", wool: "#e8ddd0", shade: "#c9b7a5", light: "#b96a63" },
    ask: "Do you wrap gifts?",
  },
];

/** The questions that the demo promises an answer to. */
export const chips: readonly string[] = [
  "Do you ship to Switzerland?",
  "My chest is 101 cm, which size?",
  "Can I wash it at 60°?",
  "Where is order 10482?",
  "I want a human",
];
