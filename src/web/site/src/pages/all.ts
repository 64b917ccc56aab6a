import { products } from "../shop";
import { helpIndex, helpPage, readArticles } from "./help-pages";
import { breakPage, causes } from "./break-page";
import { page, type Files } from "./layout";
import { playground } from "./playground-page";
import { home, productPage } from "./shop-pages";
import { welcome } from "./welcome-page";

/** Every page by its path. */
export async function allPages(
  knowledgeFolder: string,
  files: { shop: Files; welcome: Files; playground: Files; break: Files },
): Promise<Map<string, string>> {
  const articles = await readArticles(knowledgeFolder);
  const shop = (title: string, description: string, body: ReturnType<typeof home>) =>
    page({ title: `${title} · Loom & Larch`, description, files: files.shop, body, kind: "shop" });
  const pages = new Map<string, string>([
    [
      "/",
      page({
        title: "LiveChat",
        description: "The chat platform that runs on this machine.",
        files: files.welcome,
        body: welcome(),
        kind: "welcome",
      }),
    ],
    ["/demo", shop("Wool jumpers and socks", "Wool jumpers and socks from our mill in Galway.", home())],
    ["/demo/help", shop("Help", "Shipping, returns, sizes, care and more.", helpIndex(articles))],
  ]);
  const tool = (title: string, description: string, body: ReturnType<typeof home>, own: Files) =>
    page({ title: `${title} · Loom & Larch`, description, files: own, body, kind: "shop" });
  pages.set("/demo/playground", tool("Playground", "Build the snippet for your site.", playground(), files.playground));
  for (const cause of causes) {
    const address = cause === causes[0] ? "/demo/break" : `/demo/break/${cause.id}`;
    pages.set(
      address,
      tool(cause.title, "What a visitor sees and what the owner is told.", breakPage(cause), files.break),
    );
  }
  for (const product of products)
    pages.set(`/demo/products/${product.slug}`, shop(product.name, product.line, productPage(product)));
  for (const article of articles)
    pages.set(`/demo/help/${article.slug}`, shop(article.title, article.title, helpPage(article, articles)));
  return pages;
}
