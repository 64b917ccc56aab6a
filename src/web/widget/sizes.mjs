// What a browser downloads, gzipped as the gateway sends it. Limits: size-limits.json (bytes).
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const here = (path) => new URL(path, import.meta.url);
const gzipped = (path) => gzipSync(readFileSync(here(path)), { level: 6 }).length;

/** Sizes in bytes. `panel`: all that a click loads but its language; `doctor`: loaded for a site's owner only. */
export function measure() {
  const chunks = readdirSync(here("dist/web-widget/")).filter((name) => name.endsWith(".js"));
  const sizeOf = (named) => chunks.filter((name) => named(name)).map((name) => gzipped(`dist/web-widget/${name}`));
  const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);
  const of = (word) => (name) => name.startsWith(`${word}-`);
  const apart = ["lang", "proactive", "peek", "doctor"].map(of);
  return {
    module: gzipped("dist/web-widget.js"),
    classic: gzipped("dist/web-widget.classic.js"),
    proactive: sum(sizeOf(of("proactive"))),
    peek: sum(sizeOf(of("peek"))),
    panel: sum(sizeOf((name) => !apart.some((is) => is(name)))),
    language: Math.max(0, ...sizeOf(of("lang"))),
    doctor: sum(sizeOf(of("doctor"))),
  };
}

/** Sentences about what is too heavy; empty when the widget keeps its promise, in the heaviest way to use it. */
export function tooHeavy(sizes, limits = JSON.parse(readFileSync(here("size-limits.json"), "utf8"))) {
  // Who has a conversation here gets its unread count, who has none may get a proactive message: never both.
  const before = Math.max(sizes.module, sizes.classic) + Math.max(sizes.proactive, sizes.peek);
  const total = before + sizes.panel + sizes.language;
  const faults = [];
  if (before > limits.beforeClick)
    faults.push(`before a click ${before} bytes gzipped are loaded, the limit is ${limits.beforeClick}`);
  if (sizes.doctor > limits.doctor)
    faults.push(`the doctor is ${sizes.doctor} bytes gzipped, the limit is ${limits.doctor}`);
  if (total > limits.total) faults.push(`the whole widget is ${total} bytes gzipped, the limit is ${limits.total}`);
  return faults;
}
