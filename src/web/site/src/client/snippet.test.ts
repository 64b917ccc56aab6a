import { expect, test } from "vitest";
import { chosen, forms, snippetFor } from "./snippet";

const base = { tenantId: "a-shop", apiUrl: "https://chat.example", token: "ey.J.x" };

test("defaults are left out, choices are written", () => {
  expect(chosen({ ...base, offset: 20, open: false, launcher: true, theme: "" }).map(([name]) => name)).toEqual([
    "tenantId",
    "apiUrl",
    "token",
  ]);
  const text = snippetFor("module", { ...base, primaryColor: "#2f5d50", offset: 32, open: true, launcher: false });
  expect(text).toContain('import { renderWebWidget } from "https://chat.example/web-widget.js";');
  expect(text).toContain('  primaryColor: "#2f5d50",\n  offset: 32,\n  open: true,\n  launcher: false,');
});

test("the tag carries its options as attributes", () => {
  expect(snippetFor("tag", { ...base, hideOnMobile: true })).toBe(
    '<script async src="https://chat.example/web-widget.classic.js"\n  data-tenant-id="a-shop"\n  data-api-url="https://chat.example"\n  data-token="ey.J.x"\n  data-hide-on-mobile="true"></script>',
  );
});

test.each(forms)("nothing in a value ends the %s snippet early", (form) => {
  const text = snippetFor(form, { ...base, companyName: '"></script><script>alert(1)</script>' });
  expect(text.match(/<\/script>/g)).toHaveLength(form === "classic" ? 2 : 1);
  expect(text).not.toContain("<script>alert");
});
