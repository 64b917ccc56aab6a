import { render } from "preact";
import { expect, test } from "vitest";
import { link, Markdown, safeAddress } from "./markdown";

const html = (text: string): string => {
  const place = document.createElement("div");
  render(<Markdown text={text} />, place);
  return place.innerHTML;
};

test.each([
  ["plain", "<p>plain</p>"],
  ["a\nb", "<p>a<br>b</p>"],
  ["a\n\nb", "<p>a</p><p>b</p>"],
  ["**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"],
  ["2 * 3 * 4 and snake_case_name", "<p>2 * 3 * 4 and snake_case_name</p>"],
  ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
  ["3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'],
  ["`a*b*`", "<p><code>a*b*</code></p>"],
  ["# Title", '<p class="heading">Title</p>'],
  ["> said", "<blockquote><p>said</p></blockquote>"],
])("%j becomes %s", (text, expected) => {
  expect(html(text)).toBe(expected);
});

test("a table keeps head and body", () => {
  const result = html("| Size | Chest |\n| --- | --- |\n| L | 100–105 |");
  expect(result).toContain('<th scope="col">Size</th>');
  expect(result).toContain("<td>100–105</td>");
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[x](javascript:alert(1))",
  "[x](data:text/html,hi)",
  "**<b onclick=x>**",
])("nothing in %j can run", (text) => {
  const place = document.createElement("div");
  render(<Markdown text={text} />, place);
  expect(place.querySelector("script, img, a, b")).toBeNull();
  expect(place.textContent).toContain(text.replace(/\*\*/g, ""));
});

test("links open the site's own pages in place and others in a new tab, without an opener", () => {
  const own = link("/help", ["Help"]);
  const other = link("https://other.example/x", ["Other"]);
  expect(own?.props).toMatchObject({ rel: "noopener noreferrer" });
  expect(own?.props).not.toHaveProperty("target");
  expect(other?.props).toMatchObject({ target: "_blank", rel: "noopener noreferrer" });
  expect(safeAddress("JaVaScRiPt:alert(1)")).toBeNull();
});

test("marks without an end stay text, however many", () => {
  const text = ["**", "[".repeat(2000), "a@".repeat(1000), "`_"].join("");
  expect(html(text)).toBe(`<p>${text}</p>`);
});
