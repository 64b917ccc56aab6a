import { optionsFromAttributes, type WidgetOptions } from "./conversation/options";
import { render, type WidgetHandle } from "./render";

type Call = [method: string, ...args: unknown[]];
interface Global {
  renderWebWidget?: (options: WidgetOptions) => WidgetHandle | null;
  version?: string;
  /** Calls made before the script was there: `ChatWidget.q.push(["renderWebWidget", {...}])`, then such as `["open"]`. */
  q?: Call[] | { push(...calls: Call[]): number };
}

const page = window as unknown as { ChatWidget?: Global };
const tag = document.currentScript as HTMLScriptElement | null;
const scriptUrl = tag?.src || location.href;
const early = page.ChatWidget?.q;
let handle: WidgetHandle | null = null;

const renderWebWidget = (options: WidgetOptions): WidgetHandle | null => (handle = render(options, scriptUrl));

function run(call: Call): void {
  const [method, ...args] = call;
  if (method === "renderWebWidget") renderWebWidget(args[0] as WidgetOptions);
  else {
    const target = handle as unknown as Record<string, unknown> | null;
    const deed = target?.[method];
    if (typeof deed === "function") (deed as (...args: unknown[]) => unknown).apply(target, args);
  }
}

const api: Global = (page.ChatWidget ??= {});
api.renderWebWidget = renderWebWidget;
api.version = __VERSION__;
api.q = {
  push(...calls) {
    calls.forEach(run);
    return calls.length;
  },
};

const fromTag = tag ? optionsFromAttributes(tag.dataset) : null;
if (fromTag) renderWebWidget(fromTag);
if (Array.isArray(early)) early.forEach(run);
