import { readdir, readFile } from "node:fs/promises";
import { Marked } from "marked";
import { html, Html, type Html as Markup } from "../html";
import { shopFrame } from "./layout";
import { ask } from "./shop-pages";

export interface Article {
  slug: string;
  title: string;
  headings: { id: string; text: string }[];
  body: Html;
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** One article of the demo's knowledge: front matter (`title`, `url: /demo/help/{slug}`), then Markdown. */
export function readArticle(source: string): Article {
  const [, matter = "", text = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replace(/\r\n/g, "\n")) ?? [];
  const fact = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(matter)?.[1]?.trim() ?? "";
  const slug = /^\/demo\/help\/([a-z0-9-]+)$/.exec(fact("url"))?.[1];
  if (!slug || !fact("title")) throw new Error("an article needs a title and a url of the form /demo/help/{slug}");
  const headings: Article["headings"] = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: heading }) {
        const id = slugOf(heading);
        headings.push({ id, text: heading });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  // Column alignment would be an inline style, which the pages' policy does not allow; a wide table scrolls by itself.
  let about = fact("title");
  const body = (marked.parse(text, { async: false }) as string)
    .replace(/ align="\w+"/g, "")
    .replace(/<h\d id="[^"]*">(.*?)<\/h\d>|<table>/g, (whole, heading: string | undefined) => {
      if (heading === undefined) return `<div class="table" tabindex="0" role="region" aria-label="${about}"><table>`;
      about = heading.replace(/<[^>]*>/g, "").replace(/"/g, "&quot;");
      return whole;
    })
    .replace(/<\/table>/g, "</table></div>");
  return { slug, title: fact("title"), headings, body: new Html(body) };
}

export async function readArticles(folder: string): Promise<Article[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".md")).sort();
  return Promise.all(names.map(async (name) => readArticle(await readFile(folder + name, "utf8"))));
}

const list = (articles: readonly Article[], current?: Article): Markup =>
  html` <ul>
    ${articles.map(
      (article) =>
        html`<li>
          <a href="/demo/help/${article.slug}" ${article === current ? html`aria-current="page"` : ""}
            >${article.title}</a
          >
        </li>`,
    )}
  </ul>`;

export const helpIndex = (articles: readonly Article[]): Markup =>
  shopFrame(
    html` <section class="help-head">
        <p class="over">Help</p>
        <h1>How can we help?</h1>
        <p class="lead">Everything Ada knows stands here, so you can check her answers.</p>
        <div class="chips">
          ${ask("Do you ship to Switzerland?")}${ask("Can I wash it at 60°?")}${ask("I want a human")}
        </div>
      </section>
      <ul class="topics">
        ${articles.map(
          (article) =>
            html`<li>
              <a href="/demo/help/${article.slug}">
                <strong>${article.title}</strong>
                <span
                  >${article.headings
                    .slice(0, 3)
                    .map((heading) => heading.text)
                    .join(" · ")}</span
                >
              </a>
            </li>`,
        )}
      </ul>`,
  );

export const helpPage = (article: Article, all: readonly Article[]): Markup =>
  shopFrame(
    html` <nav class="crumbs" aria-label="You are here">
        <a href="/demo">Shop</a> <span aria-hidden="true">/</span> <a href="/demo/help">Help</a>
        <span aria-hidden="true">/</span> ${article.title}
      </nav>
      <div class="help">
        <nav class="side" aria-label="Articles">${list(all, article)}</nav>
        <article>
          <h1>${article.title}</h1>
          ${article.body}
          <div class="asks plain">
            <h2>Not answered?</h2>
            <div class="chips">${ask("I want a human")}</div>
          </div>
        </article>
      </div>`,
  );
