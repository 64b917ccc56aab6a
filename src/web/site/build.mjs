// The pages are written out as plain files at build time: no inline script or style, so they live under a strict policy.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build, runnerImport } from "vite";

const root = new URL(".", import.meta.url).pathname;
const outDir = `${root}dist`;

const entries = ["shop", "welcome", "playground", "break"];
await rm(outDir, { recursive: true, force: true });
await build({
  root,
  configFile: false,
  logLevel: "warn",
  publicDir: "public",
  build: {
    outDir,
    target: ["chrome105", "edge105", "firefox115", "safari16.4"],
    modulePreload: false,
    manifest: "manifest.json",
    // Under /demo, because the gateway serves /assets for the dashboard as well.
    assetsDir: "demo/assets",
    assetsInlineLimit: 0,
    rolldownOptions: { input: Object.fromEntries(entries.map((name) => [name, `src/client/${name}.ts`])) },
  },
});

const manifest = JSON.parse(await readFile(`${outDir}/manifest.json`, "utf8"));
await rm(`${outDir}/manifest.json`);
// What several pages share lies in chunks of their own.
const stylesOf = (name) => [
  ...new Set([...(manifest[name].imports ?? []).flatMap(stylesOf), ...(manifest[name].css ?? [])]),
];
const files = (entry) => {
  const { file } = manifest[`src/client/${entry}.ts`];
  return { script: `/${file}`, styles: stylesOf(`src/client/${entry}.ts`).map((name) => `/${name}`) };
};

const { module } = await runnerImport(`${root}src/pages/all.ts`, { configFile: false, logLevel: "warn" });
const knowledge = new URL("../../../LiveChat.AppHost/Demo/knowledge/", import.meta.url).pathname;
const pages = await module.allPages(knowledge, Object.fromEntries(entries.map((name) => [name, files(name)])));
for (const [path, html] of pages) {
  const file = `${outDir}${path === "/" ? "" : path}/index.html`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
}
console.log(`site: ${pages.size} pages`);
