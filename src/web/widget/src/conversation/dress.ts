import { paletteOf } from "./color";
import type { WidgetSettings } from "./contract";
import { asCorner, asTheme, type Corner, type Settings, type Theme } from "./options";

/** What the corner button needs; the panel's `Look` has the rest. The snippet's options win over the tenant's settings. */
export interface Dress {
  corner: Corner;
  theme: Theme;
  /** Custom properties of the stage, without their dashes. */
  vars: Record<"fill" | "deep" | "on" | "x" | "y" | "z", string>;
}

export function dressOf(settings: Settings, widget: WidgetSettings): Dress {
  const offset = typeof settings.offset === "number" ? { x: settings.offset, y: settings.offset } : settings.offset;
  return {
    corner: asCorner(settings.position, widget.position) ?? "bottom-right",
    theme: asTheme(settings.theme, widget.theme) ?? "auto",
    vars: {
      ...paletteOf(settings.primaryColor ?? widget.primaryColor),
      x: `${number(offset?.x, 20)}px`,
      y: `${number(offset?.y, 20)}px`,
      z: `${number(settings.zIndex, 2147483000)}`,
    },
  };
}

const number = (value: number | undefined, otherwise: number): number =>
  Number.isFinite(value) ? Math.max(0, Number(value)) : otherwise;
