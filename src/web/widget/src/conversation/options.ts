import { Fault } from "./fault";

export interface Visitor {
  name?: string;
  email?: string;
  phone?: string;
  externalId?: string;
  identityToken?: string;
  attributes?: Record<string, string | number | boolean>;
}

export type Corner = "bottom-right" | "bottom-left" | "top-right" | "top-left";
export type Theme = "light" | "dark" | "auto";

/** What a site passes to `renderWebWidget`. What is left out comes from the tenant's settings on the server. */
export interface WidgetOptions {
  tenantId: string;
  /** Base address of the API, with or without a trailing `/` or `/api`. Default: the script's own origin. */
  apiUrl?: string;
  /** The widget token, or a function that fetches a fresh one from the site's own server. */
  token: string | (() => string | Promise<string>);
  primaryColor?: string;
  companyName?: string;
  position?: Corner;
  theme?: Theme;
  avatarUrl?: string;
  headerLogoUrl?: string;
  headerWordmarkUrl?: string;
  locale?: string;
  visitor?: Visitor;
  /** Opens the panel as soon as the widget is ready. */
  open?: boolean;
  zIndex?: number;
  /** `false`: no button; the page opens the panel itself. */
  launcher?: boolean;
  hideOnMobile?: boolean;
  /** Distance from the corner in CSS pixels, 20 by default. */
  offset?: number | { x?: number; y?: number };
  nonce?: string;
  /** Shows the doctor: which link of the chain from this page to an answer is broken. Same as `?livechat-doctor`. */
  doctor?: boolean;
}

export interface Settings extends Omit<WidgetOptions, "apiUrl"> {
  apiUrl: string;
}

const corners = new Set<string>(["bottom-right", "bottom-left", "top-right", "top-left"]);
const themes = new Set<string>(["light", "dark", "auto"]);

export const asCorner = (value: unknown): Corner | undefined =>
  typeof value === "string" && corners.has(value) ? (value as Corner) : undefined;
export const asTheme = (value: unknown): Theme | undefined =>
  typeof value === "string" && themes.has(value) ? (value as Theme) : undefined;

/** Cuts what people paste down to the address that `/api/...` can be appended to. */
export function baseAddress(apiUrl: string | undefined, scriptUrl: string): string {
  const address = new URL((apiUrl ?? "").trim() || new URL(scriptUrl).origin, scriptUrl);
  return (address.origin + address.pathname).replace(/\/+$/, "").replace(/\/api$/, "");
}

export function readOptions(raw: unknown, scriptUrl: string): Settings {
  const given = (raw ?? {}) as Partial<WidgetOptions>;
  const missing = (name: string, how: string) =>
    new Fault("options_invalid", { cause: `renderWebWidget was called without a valid ${name}`, cure: how });
  const again = "Copy the snippet again from the dashboard, under Site.";
  const tenantId = typeof given.tenantId === "string" ? given.tenantId.trim() : "";
  if (!tenantId) throw missing("tenantId", again);
  const token = typeof given.token === "string" ? given.token.trim().replace(/^Bearer\s+/i, "") : given.token;
  if (!token || (typeof token !== "string" && typeof token !== "function")) throw missing("token", again);
  try {
    return { ...given, tenantId, token, apiUrl: baseAddress(given.apiUrl, scriptUrl) };
  } catch {
    throw missing("apiUrl", `"${String(given.apiUrl)}" is no address; it should look like https://api.example.com.`);
  }
}

/** The third form of the snippet: options as `data-` attributes of the script's own tag. */
export function optionsFromAttributes(data: DOMStringMap): WidgetOptions | null {
  if (!data["tenantId"] && !data["token"]) return null;
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) continue;
    if (name === "open" || name === "launcher" || name === "hideOnMobile" || name === "doctor")
      options[name] = value !== "false";
    else if (name === "zIndex" || name === "offset") options[name] = Number(value);
    else options[name] = value;
  }
  return options as unknown as WidgetOptions;
}
