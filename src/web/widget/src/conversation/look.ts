import { paletteOf, type Palette } from "./color";
import { textOf, type WidgetConfig } from "./contract";
import { asCorner, asTheme, type Corner, type Settings, type Theme } from "./options";

/** How the widget looks and greets: the snippet's options over the tenant's settings over the defaults. */
export interface Look {
  name: string;
  companyName: string;
  greeting: string;
  suggestions: string[];
  avatarUrl: string | null;
  logoUrl: string | null;
  wordmarkUrl: string | null;
  corner: Corner;
  theme: Theme;
  palette: Palette;
  contactEmail: string | null;
  /** Whether people are there to answer; null when the server does not say. */
  online: boolean | null;
  rating: boolean;
  offset: { x: number; y: number };
  zIndex: number;
}

export function lookOf(settings: Settings, config: WidgetConfig, locale: string): Look {
  const { widget } = config;
  const offset = typeof settings.offset === "number" ? { x: settings.offset, y: settings.offset } : settings.offset;
  return {
    name: widget.assistantName || config.name || settings.companyName || widget.companyName || "",
    companyName: settings.companyName ?? widget.companyName ?? "",
    greeting: textOf(widget.greeting, locale),
    suggestions: (widget.suggestions ?? [])
      .map((text) => textOf(text, locale))
      .filter(Boolean)
      .slice(0, 6),
    avatarUrl: picture(settings.avatarUrl ?? widget.avatarUrl),
    logoUrl: picture(settings.headerLogoUrl ?? widget.headerLogoUrl),
    wordmarkUrl: picture(settings.headerWordmarkUrl ?? widget.headerWordmarkUrl),
    corner: asCorner(settings.position) ?? asCorner(widget.position) ?? "bottom-right",
    theme: asTheme(settings.theme) ?? asTheme(widget.theme) ?? "auto",
    palette: paletteOf(settings.primaryColor ?? widget.primaryColor),
    contactEmail: widget.contactEmail ?? null,
    online: widget.availability ? widget.availability.online : null,
    rating: widget.features?.rating === true,
    offset: { x: distance(offset?.x), y: distance(offset?.y) },
    zIndex: Number.isFinite(settings.zIndex) ? Number(settings.zIndex) : 2147483000,
  };
}

const distance = (value: number | undefined): number => (Number.isFinite(value) ? Math.max(0, Number(value)) : 20);

/** Only what an `img` may load without doing anything else. */
const picture = (url: string | null | undefined): string | null =>
  url && /^(https?:\/\/|\/|data:image\/(png|jpeg|webp|svg\+xml)[;,])/i.test(url) ? url : null;
