import type { WidgetOptions } from "./conversation/options";
import { render, type WidgetHandle } from "./render";

export type { WidgetOptions, WidgetHandle };
export const version = __VERSION__;

/** Puts the chat on this page. A second call returns the first call's handle. */
export function renderWebWidget(options: WidgetOptions): WidgetHandle | null {
  return render(options, import.meta.url);
}
