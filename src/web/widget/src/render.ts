import { asFault, Fault } from "./conversation/fault";
import { readOptions, type WidgetOptions } from "./conversation/options";
import { Reporter } from "./conversation/report";
import { Widget } from "./conversation/widget";

/** What `renderWebWidget` returns. */
export type WidgetHandle = Pick<
  Widget,
  | "open"
  | "close"
  | "toggle"
  | "show"
  | "hide"
  | "send"
  | "prefill"
  | "identify"
  | "update"
  | "reset"
  | "on"
  | "destroy"
  | "unreadCount"
>;

// One widget per page, also when a page carries the snippet twice or in both forms: kept on the document, so that the
// module and the classic build find each other's without another global.
const place = Symbol.for("livechat.widget");
type Registry = Document & { [place]?: WidgetHandle | null };

/** Never throws: a chat must not break the page it is on. Null when the options make no sense (see the console). */
export function render(options: WidgetOptions, scriptUrl: string): WidgetHandle | null {
  const registry = document as Registry;
  const present = registry[place];
  if (present) return present;
  try {
    const widget = new Widget(readOptions(options, scriptUrl), scriptUrl, () => {
      registry[place] = null;
    });
    return (registry[place] = widget);
  } catch (error) {
    new Reporter().tell(asFault(error) ?? new Fault("options_invalid", { cause: String(error) }));
    return null;
  }
}
