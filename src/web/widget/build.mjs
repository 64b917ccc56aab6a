// Three builds: the hashed chunks that are loaded on demand, then the loader twice, as a module and as a classic
// script. The loader learns the chunks' hashed names here and resolves them against its own address at run time.
import { readFile, rm } from "node:fs/promises";
import { build } from "vite";
import { measure, tooHeavy } from "./sizes.mjs";

const { version } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
const root = new URL(".", import.meta.url).pathname;

const base = {
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
};
const outDir = `${root}dist`;
const target = ["chrome105", "edge105", "firefox115", "safari16.4"];

async function bundle(input, define, output) {
  const result = await build({
    ...base,
    define: { __VERSION__: JSON.stringify(version), ...define },
    build: {
      outDir,
      emptyOutDir: false,
      target,
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: "strict", output: { minify: true, ...output } },
    },
  });
  const { output: files } = Array.isArray(result) ? result[0] : result;
  return (name) => files.find((file) => file.type === "chunk" && file.isEntry && file.name === name)?.fileName;
}

await rm(outDir, { recursive: true, force: true });
const chunks = {
  engine: `${root}src/engine.ts`,
  peek: `${root}src/peek/peek.ts`,
  panel: `${root}src/panel/panel.tsx`,
  proactive: `${root}src/proactive/proactive.ts`,
  doctor: `${root}src/doctor/doctor.ts`,
};
const hashed = {
  format: "es",
  entryFileNames: "web-widget/[name]-[hash].js",
  chunkFileNames: "web-widget/[name]-[hash].js",
};
// What may come with the page is one file each, though the engine has some of it too: before the click a request is
// dearer than a few bytes after it.
const { peek, proactive, ...onDemand } = chunks;
const files = [
  await bundle(onDemand, {}, hashed),
  await bundle({ peek }, {}, hashed),
  await bundle({ proactive }, {}, hashed),
];
const define = Object.fromEntries(
  Object.keys(chunks).map((name) => [
    `__${name.toUpperCase()}__`,
    JSON.stringify(files.map((find) => find(name)).find(Boolean)),
  ]),
);
await bundle(`${root}src/web-widget.ts`, define, { format: "es", entryFileNames: "web-widget.js" });
await bundle(`${root}src/web-widget.classic.ts`, define, { format: "iife", entryFileNames: "web-widget.classic.js" });

const sizes = measure();
console.log(
  `widget, gzipped: module ${sizes.module}, classic ${sizes.classic}, proactive ${sizes.proactive}, peek ${sizes.peek}, panel ${sizes.panel}, ` +
    `largest language ${sizes.language}, doctor ${sizes.doctor} bytes`,
);
const faults = tooHeavy(sizes);
for (const fault of faults) console.error(`error: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
