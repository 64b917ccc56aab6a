import type { WidgetSettings } from '../site/widget-settings';
import { PreviewPlatform, PreviewRefusal, type Ask } from './platform';
import './preview.css';
import type { FromPreview, PreviewAnswer, ToPreview } from './protocol';

interface Handle {
  update(options: object): void;
}

// One visitor for each time that the preview is opened: nothing of an earlier one, and nothing of another tab's.
const shelf = 'livechat:preview-';
const tenantId = `preview-${crypto.randomUUID()}`;
const forget = (): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(shelf)) localStorage.removeItem(key);
};
forget();
window.addEventListener('pagehide', forget);

const say = (message: FromPreview): void => window.parent.postMessage(message, location.origin);
const waiting = new Map<
  number,
  { done(answer: PreviewAnswer): void; refused(refusal: PreviewRefusal): void }
>();
let asked = 0;
const ask: Ask = (text, locale) =>
  new Promise((done, refused) => {
    asked += 1;
    waiting.set(asked, { done, refused });
    say({ kind: 'ask', id: asked, text, locale });
  });

const platform = new PreviewPlatform(ask);
let widget: Promise<Handle | null> | null = null;

// The widget is the one that every site gets; only what it asks the platform stays in this page.
const network = window.fetch.bind(window);
const routes = `${location.origin}/api/widgets/${tenantId}`;
window.fetch = (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  if (!address.startsWith(routes)) return network(input, init);
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
  return platform.answer(init?.method ?? 'GET', address.slice(routes.length), body, init?.signal ?? null);
};

// Whoever types into the form beside must not lose the focus to a panel that opens here.
let touched = false;
for (const kind of ['pointerdown', 'keydown'])
  addEventListener(kind, () => (touched = true), { capture: true });
const { focus } = HTMLElement.prototype;
HTMLElement.prototype.focus = function (options?: FocusOptions): void {
  if (touched) focus.call(this, options);
};

async function show(settings: WidgetSettings): Promise<void> {
  document.documentElement.dataset['theme'] = settings.theme;
  platform.dress(settings);
  widget ??= start();
  (await widget)?.update({});
}

async function start(): Promise<Handle | null> {
  const address = '/web-widget.js';
  const { renderWebWidget } = (await import(/* @vite-ignore */ address)) as {
    renderWebWidget(options: object): Handle | null;
  };
  return renderWebWidget({ tenantId, token: 'preview', apiUrl: location.origin, open: true });
}

addEventListener('message', ({ source, origin, data }: MessageEvent<ToPreview>) => {
  if (source !== window.parent || origin !== location.origin) return;
  if (data.kind === 'settings') void show(data.settings);
  else {
    const question = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === 'answer') question?.done(data.answer);
    else question?.refused(new PreviewRefusal(data.status, data.problem));
  }
});
say({ kind: 'ready' });
