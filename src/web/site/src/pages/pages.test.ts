import { beforeAll, expect, test } from "vitest";
import { readdir, readFile } from "node:fs/promises";
import { chips } from "../shop";
import { allPages } from "./all";
import { readArticle } from "./help-pages";
import { events, methods, options } from "./widget-reference";

const knowledge = new URL("../../../../../LiveChat.AppHost/Demo/knowledge/", import.meta.url).pathname;
const files = { script: "/demo/assets/x.js", styles: ["/demo/assets/x.css"] };
let pages: Map<string, string>;
beforeAll(async () => {
  pages = await allPages(knowledge, { shop: files, welcome: files, playground: files, break: files });
});

test("every article of the assistant's knowledge has its page", async () => {
  const articles = (await readdir(knowledge)).filter((name) => name.endsWith(".md"));
  const help = [...pages.keys()].filter((path) => path.startsWith("/demo/help/"));
  expect(help).toHaveLength(articles.length);
});

test("no page needs 'unsafe-inline': no inline script, style or handler", () => {
  for (const [path, html] of pages) {
    expect(html, path).not.toMatch(/<style|\sstyle=|\son\w+="|href="javascript:/i);
    expect(html.match(/<script[^>]*>/g), path).toEqual(['<script type="module" src="/demo/assets/x.js">']);
  }
});

test("every link within the site leads to a page", () => {
  const elsewhere = new Set(["/dashboard", "/reference"]);
  for (const [path, html] of pages)
    for (const [, href] of html.matchAll(/<a [^>]*?href="(\/[^"#?]*)/g))
      expect(pages.has(href ?? "") || elsewhere.has(href ?? ""), `${path} links to ${href}`).toBe(true);
});

test("ids are unique on every page, so that pictures keep their patterns", () => {
  for (const [path, html] of pages) {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size, path).toBe(ids.length);
  }
});

test("the shop asks the promised questions", () => {
  for (const chip of chips) expect(pages.get("/demo")).toContain(`data-ask="${chip}"`);
});

test("an article without title or address is refused", () => {
  expect(() => readArticle("---\ntitle: X\n---\ntext")).toThrow(/url/);
  expect(readArticle("---\ntitle: A <b>\nurl: /demo/help/a\n---\n## One?\ntext").headings).toEqual([
    { id: "one", text: "One?" },
  ]);
});

test("the reference names every option, method and event of the widget, and no other", async () => {
  const source = (file: string) => readFile(new URL(`../../../widget/src/${file}`, import.meta.url), "utf8");
  const members = (text: string, from: string) =>
    [...text.slice(text.indexOf(from), text.indexOf("\n}", text.indexOf(from))).matchAll(/^ {2}(\w+)\??:/gm)].map(
      (match) => match[1],
    );
  const names = (rows: readonly (readonly [string, string])[]) =>
    rows.flatMap(([name]) => name.match(/\w+(?=\(|$)|^\w+$/g));
  expect(names(options).sort()).toEqual(
    members(await source("conversation/options.ts"), "export interface WidgetOptions {").sort(),
  );
  expect(names(events)).toEqual(
    expect.arrayContaining(members(await source("conversation/events.ts"), "WidgetEvents {")),
  );
  expect(events).toHaveLength(members(await source("conversation/events.ts"), "WidgetEvents {").length);
  const handle = [...(await source("render.ts")).matchAll(/^ {2}\| "(\w+)"/gm)].map((match) => match[1]);
  expect(names(methods).sort()).toEqual(handle.sort());
});
