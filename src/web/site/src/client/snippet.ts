/** What the playground's form says; empty members are left out of the snippet. */
export interface Choices {
  tenantId: string;
  apiUrl: string;
  token: string;
  primaryColor?: string;
  companyName?: string;
  position?: string;
  theme?: string;
  locale?: string;
  avatarUrl?: string;
  offset?: number;
  open?: boolean;
  hideOnMobile?: boolean;
  launcher?: boolean;
}

export const forms = ["module", "classic", "tag"] as const;
export type Form = (typeof forms)[number];

/** Without what is the default anyway: a snippet shows what its owner chose. */
export function chosen(choices: Choices): [name: string, value: string | number | boolean][] {
  return Object.entries(choices).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== "" &&
      (value !== false) === (name !== "launcher") &&
      !(name === "offset" && value === 20) &&
      !(name === "launcher" && value === true),
  ) as [string, string | number | boolean][];
}

/** Text to paste into a page. Values are quoted so that none can end the script or the attribute it stands in. */
export function snippetFor(form: Form, choices: Choices): string {
  const rows = chosen(choices);
  if (form === "tag") {
    const attributes = rows.map(([name, value]) => `  data-${dashed(name)}="${attribute(String(value))}"`);
    return `<script async src="${attribute(choices.apiUrl)}/web-widget.classic.js"\n${attributes.join("\n")}></script>`;
  }
  const options = rows.map(([name, value]) => `  ${name}: ${quoted(value)},`).join("\n");
  if (form === "module")
    return `<script type="module">\nimport { renderWebWidget } from ${quoted(`${choices.apiUrl}/web-widget.js`)};\nrenderWebWidget({\n${options}\n});\n</script>`;
  return `<script src="${attribute(choices.apiUrl)}/web-widget.classic.js"></script>\n<script>\nChatWidget.renderWebWidget({\n${options}\n});\n</script>`;
}

const quoted = (value: string | number | boolean): string =>
  typeof value === "string" ? JSON.stringify(value).replace(/</g, "\\u003c") : String(value);
const attribute = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
