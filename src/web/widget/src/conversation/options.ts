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

/** What people paste along with a token. */
export const bearer = /^Bearer\s+/i;

const one =
  <T extends string>(known: RegExp) =>
  (...values: unknown[]): T | undefined =>
    values.find((value) => known.test(String(value))) as T | undefined;

/** The first of the values that is a corner, or a theme. */
export const asCorner = one<Corner>(/^(top|bottom)-(left|right)$/);
export const asTheme = one<Theme>(/^(light|dark|auto)$/);

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
  const token = typeof given.token === "string" ? given.token.trim().replace(bearer, "") : given.token;
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
    options[name] = /^(open|launcher|hideOnMobile|doctor)$/.test(name)
      ? value !== "false"
      : /^(zIndex|offset)$/.test(name)
        ? Number(value)
        : value;
  }
  return options as unknown as WidgetOptions;
}
