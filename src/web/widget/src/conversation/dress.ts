import { paletteOf, type Palette } from "./color";
import type { WidgetSettings } from "./contract";
import { asCorner, asTheme, type Corner, type Settings, type Theme } from "./options";

/** What the corner button needs; the panel's `Look` has the rest. The snippet's options win over the tenant's settings. */
export interface Dress {
  corner: Corner;
  theme: Theme;
  palette: Palette;
  offset: { x: number; y: number };
  zIndex: number;
}

export function dressOf(settings: Settings, widget: WidgetSettings): Dress {
  const offset = typeof settings.offset === "number" ? { x: settings.offset, y: settings.offset } : settings.offset;
  return {
    corner: asCorner(settings.position, widget.position) ?? "bottom-right",
    theme: asTheme(settings.theme, widget.theme) ?? "auto",
    palette: paletteOf(settings.primaryColor ?? widget.primaryColor),
    offset: { x: distance(offset?.x), y: distance(offset?.y) },
    zIndex: Number.isFinite(settings.zIndex) ? Number(settings.zIndex) : 2147483000,
  };
}

const distance = (value: number | undefined): number => (Number.isFinite(value) ? Math.max(0, Number(value)) : 20);
