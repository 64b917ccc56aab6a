// What a browser downloads, gzipped as the gateway sends it. Limits: size-limits.json (bytes).
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const here = (path) => new URL(path, import.meta.url);
const gzipped = (path) => gzipSync(readFileSync(here(path)), { level: 6 }).length;

/** Sizes in bytes: each loader alone (before the click), and the heaviest way to use it all in one language. */
export function measure() {
  const chunks = readdirSync(here("dist/web-widget/")).filter((name) => name.endsWith(".js"));
  const languages = chunks.filter((name) => name.startsWith("lang-")).map((name) => gzipped(`dist/web-widget/${name}`));
  const panel = chunks
    .filter((name) => !name.startsWith("lang-"))
    .reduce((sum, name) => sum + gzipped(`dist/web-widget/${name}`), 0);
  const module = gzipped("dist/web-widget.js");
  const classic = gzipped("dist/web-widget.classic.js");
  return { module, classic, panel, language: Math.max(0, ...languages) };
}

/** Sentences about what is too heavy; empty when the widget keeps its promise. */
export function tooHeavy(sizes, limits = JSON.parse(readFileSync(here("size-limits.json"), "utf8"))) {
  const loader = Math.max(sizes.module, sizes.classic);
  const total = loader + sizes.panel + sizes.language;
  const faults = [];
  if (loader > limits.beforeClick)
    faults.push(`the loader is ${loader} bytes gzipped, the limit before a click is ${limits.beforeClick}`);
  if (total > limits.total) faults.push(`the whole widget is ${total} bytes gzipped, the limit is ${limits.total}`);
  return faults;
}
