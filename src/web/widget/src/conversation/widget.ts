import type { Chat, ChatHooks } from "./chat";
import { Client } from "./client";
import type { Message, WidgetConfig } from "./contract";
import { emit, listen, type EventName, type Listener } from "./events";
import { asFault, Fault, isSetupFault } from "./fault";
import { dressOf } from "./dress";
import { chooseLocale, languageOf, launcherTexts } from "./locale";
import type { Settings, Visitor, WidgetOptions } from "./options";
import type {
  DoctorModule,
  EngineModule,
  PanelFacts,
  PanelModule,
  PanelView,
  PeekModule,
  ProactiveModule,
} from "./panel-contract";
import { takeLink } from "./link";
import { Reporter } from "./report";
import { watchPolicy } from "./policy";
import type { Session } from "./session";
import { openShelf, type Shelf } from "./storage";
import { markTitle } from "./title";
import { covers } from "../launcher/covers";
import { Launcher } from "../launcher/launcher";

const configRetryMs = [2000, 5000, 15_000, 30_000, 60_000];

/** One widget on one page: the corner button at once, the panel when it is asked for. */
export class Widget {
  readonly #shelf: Shelf;
  readonly #client: Client;
  readonly #launcher: Launcher;
  readonly #reporter = new Reporter();
  readonly #settings: Settings;
  readonly #observer = new MutationObserver(() => this.#stay());
  /** Ends every listener. */
  readonly #over = new AbortController();
  /** Of the lock and the channel that this visitor's tabs share. */
  readonly #name: string;
  /** Loaded with the first click, or at once where a message is still to be sent. */
  #chat: Promise<Chat> | null = null;
  #peeking: AbortController | null = null;
  #proactive: { stop(): void } | null = null;
  /** What a proactive message said: the panel greets with it. */
  #greeting: string | null = null;
  #unread = 0;
  #config: WidgetConfig | null = null;
  #locale: string;
  #panel: Promise<PanelView> | null = null;
  #ready = false;
  #open = false;
  #hidden = false;
  #gone = false;
  #blocked = false;
  #returnFocus: HTMLElement | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    settings: Settings,
    private readonly scriptUrl: string,
    private readonly ended: () => void,
  ) {
    this.#settings = { ...settings };
    this.#shelf = openShelf(`livechat:${settings.tenantId}:`);
    this.#name = `livechat:${settings.apiUrl}:${settings.tenantId}`;
    this.#client = new Client(this.#settings, this.#shelf);
    this.#locale = chooseLocale(settings.locale, null);
    this.#launcher = new Launcher(() => this.toggle());
    this.#launcher.button.addEventListener("pointerdown", () => void this.#loadPanel().catch(() => undefined), {
      once: true,
    });
    const { signal } = this.#over;
    watchPolicy([settings.apiUrl, scriptUrl], (fault) => this.#failed(fault), signal);
    window.addEventListener("online", this.#online, { signal });
    document.addEventListener("focusin", this.#uncover, { signal });
    window.addEventListener("hashchange", () => takeLink() && this.open(), { signal });
    const kept = this.#shelf.read<WidgetConfig>("config");
    if (kept?.widget) this.#apply(kept);
    void this.#start(0);
    if (settings.doctor || new URLSearchParams(location.search).has("livechat-doctor")) this.#doctor();
  }

  get unreadCount(): number {
    return this.#unread;
  }

  open(): void {
    if (this.#open || this.#gone) return;
    this.#open = true;
    this.#proactive?.stop();
    if (!this.#ready) return;
    this.#returnFocus = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.#launcher.opened(true);
    const slow = setTimeout(() => this.#launcher.busy(true), 150);
    Promise.all([this.#loadPanel(), this.#loadChat()])
      .then(([panel, chat]) => {
        if (!this.#open) return;
        panel.show();
        chat.view(true);
        emit("opened", {});
      })
      .catch((error: unknown) => {
        this.#open = false;
        this.#launcher.opened(false);
        this.#launcher.apologise(launcherTexts[languageOf(this.#locale)][3]);
        this.#notLoaded(error);
      })
      .finally(() => {
        clearTimeout(slow);
        this.#launcher.busy(false);
      });
  }

  close(): void {
    if (!this.#open) return;
    this.#shut();
    const back = this.#returnFocus?.isConnected && this.#returnFocus !== document.body ? this.#returnFocus : null;
    const ours = !back || back === this.#launcher.host;
    (ours ? this.#launcher.button : back).focus({ preventScroll: true });
  }

  #shut(): void {
    this.#open = false;
    this.#launcher.opened(false);
    this.#withChat((chat) => chat.view(false));
    this.#withPanel((panel) => panel.hide());
    emit("closed", {});
  }

  toggle(): void {
    if (this.#open) this.close();
    else this.open();
  }

  show(): void {
    this.#hidden = false;
    this.#dress();
  }

  hide(): void {
    this.#hidden = true;
    this.close();
    this.#dress();
  }

  send(text: string): void {
    void this.#loadChat()
      .then((chat) => chat.send(String(text)))
      .catch(this.#notLoaded);
  }

  prefill(text: string): void {
    void this.#loadPanel()
      .then((panel) => panel.prefill(String(text)))
      .catch(this.#notLoaded);
  }

  identify(visitor: Visitor): void {
    this.#settings.visitor = { ...this.#settings.visitor, ...visitor };
    this.#withChat((chat) => chat.check());
    this.#dress();
  }

  update(options: Partial<WidgetOptions>): void {
    const { tenantId, apiUrl, token } = this.#settings;
    Object.assign(this.#settings, options, { tenantId, apiUrl, token });
    if (this.#config) this.#apply(this.#config);
  }

  /** Log-out on a shared computer: forgets conversation, keys, text and visitor. */
  reset(): void {
    this.close();
    delete this.#settings.visitor;
    this.#shelf.remove("session");
    this.#unpeek();
    this.#count(0);
    this.#withChat((chat) => chat.forget());
    this.#dress();
    this.#withPanel((panel) => panel.prefill(""));
  }

  on<N extends EventName>(name: N, listener: Listener<N>): () => void {
    return listen(name, listener, this.#over.signal);
  }

  destroy(): void {
    this.#gone = true;
    clearTimeout(this.#retry);
    this.#observer.disconnect();
    this.#over.abort();
    this.#peeking?.abort();
    this.#proactive?.stop();
    markTitle(0);
    this.#withChat((chat) => chat.close());
    this.#withPanel((panel) => panel.destroy());
    this.#launcher.remove();
    this.ended();
  }

  async #start(attempt: number): Promise<void> {
    try {
      const config = await this.#client.config(this.#locale);
      if (this.#gone) return;
      this.#reporter.passed();
      this.#shelf.write("config", config);
      this.#apply(config);
      this.#begin();
    } catch (error) {
      // The browser tells that the page's policy stopped the call by an event of its own, which may come after it.
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (this.#gone || this.#blocked) return;
      const fault = asFault(error) ?? new Fault("options_invalid", { cause: String(error) });
      this.#failed(fault);
      const wait = fault.retryAfterMs ?? configRetryMs[Math.min(attempt, configRetryMs.length - 1)];
      if (!isSetupFault(fault)) this.#retry = setTimeout(() => void this.#start(attempt + 1), wait);
    }
  }

  readonly #online = (): void => {
    if (this.#ready || this.#gone || this.#retry === undefined) return;
    clearTimeout(this.#retry);
    void this.#start(0);
  };

  #begin(): void {
    if (this.#ready) return;
    this.#ready = true;
    const kept = this.#shelf.read<Session>("session");
    if (kept?.outbox.length || this.#chat) void this.#loadChat().catch(this.#notLoaded);
    else this.#peek();
    this.#shelf.watch("session", this.#peek, this.#over.signal);
    emit("ready", { tenantId: this.#settings.tenantId });
    const wide = window.innerWidth > 480;
    const wanted = takeLink() || this.#open || this.#settings.open === true || (kept?.open === true && wide);
    this.#open = false;
    if (wanted) this.open();
    else if (!kept?.conversationId) this.#invite();
  }

  /** What the page has in focus is never wholly behind us: the panel closes, the button makes way. */
  readonly #uncover = ({ target }: FocusEvent): void => {
    const { host, button } = this.#launcher;
    button.style.visibility = "";
    // The browser scrolls to it first.
    requestAnimationFrame(() => {
      if (target === host || !covers(host, target as Element)) return;
      if (this.#open) this.#shut();
      else button.style.visibility = "hidden";
    });
  };

  /** Where there is a conversation, be it begun in another tab, and nobody has opened it in this one. */
  readonly #peek = (): void => {
    if (this.#chat || this.#peeking || !this.#shelf.read<Session>("session")?.conversationId) return;
    const { signal } = (this.#peeking = new AbortController());
    const found = (count: number, news: Message[]): void => {
      this.#count(count);
      for (const { author, text } of news) emit("message", { from: author.type as "agent", text });
    };
    void this.#load<PeekModule>(__PEEK__)
      .then((module) => signal.aborted || module.peek(this.#client, this.#shelf, this.#name, found, signal))
      .catch(this.#notLoaded);
  };

  #unpeek(): void {
    this.#peeking?.abort();
    this.#peeking = null;
  }

  /** Proactive messages: only for who has no conversation here, so never in a serious one. */
  #invite(): void {
    const messages = this.#config?.widget.proactive ?? [];
    if (messages.length === 0 || this.#settings.launcher === false) return;
    void this.#load<ProactiveModule>(__PROACTIVE__)
      .then((module) => {
        if (this.#open || this.#gone) return;
        this.#proactive = module.watchProactive(messages, {
          shelf: this.#shelf,
          root: this.#launcher.root,
          stage: this.#launcher.stage,
          close: launcherTexts[languageOf(this.#locale)][1],
          shown: (id) => emit("proactive", { id }),
          taken: (text) => {
            this.#greeting = text;
            this.#dress();
            this.open();
          },
        });
      })
      .catch(this.#notLoaded);
  }

  #doctor(): void {
    void this.#load<DoctorModule>(__DOCTOR__)
      .then((module) => module.showDoctor(this.#client, this.#settings, this.scriptUrl, this.#reporter.faults))
      .catch(this.#notLoaded);
  }

  /** A fault of the site's own set-up takes the launcher away; nothing invisible stays on the page. */
  #failed(fault: Fault): void {
    this.#reporter.tell(fault);
    if (!isSetupFault(fault)) return;
    this.#blocked = fault.code === "csp_blocked";
    clearTimeout(this.#retry);
    this.#shelf.remove("config");
    this.#config = null;
    if (this.#open) this.close();
    this.#observer.disconnect();
    this.#launcher.remove();
  }

  #apply(config: WidgetConfig): void {
    this.#config = config;
    this.#locale = chooseLocale(this.#settings.locale, config.widget.locale);
    this.#dress();
    if (document.body) this.#stay();
    else document.addEventListener("DOMContentLoaded", () => this.#stay(), { once: true });
  }

  #dress(): void {
    if (!this.#config) return;
    this.#launcher.dress(dressOf(this.#settings, this.#config.widget), languageOf(this.#locale), {
      button: this.#settings.launcher !== false && !this.#hidden,
      hideOnMobile: this.#settings.hideOnMobile === true,
    });
    this.#withPanel((panel) => panel.update(this.#facts()));
  }

  /** Single-page frameworks replace the body or its content; the widget comes back. */
  #stay(): void {
    if (this.#gone || !this.#config || !document.body) return;
    this.#launcher.attach();
    this.#observer.observe(document.documentElement, { childList: true });
    this.#observer.observe(document.body, { childList: true });
  }

  /** Does something with the conversation where there is one; never loads it. */
  #withChat(deed: (chat: Chat) => void): void {
    void this.#chat?.then(deed).catch(() => undefined);
  }

  #withPanel(deed: (panel: PanelView) => void): void {
    void this.#panel?.then(deed).catch(() => undefined);
  }

  #facts(): PanelFacts {
    return {
      settings: this.#settings,
      config: this.#config ?? { widget: {} },
      locale: this.#locale,
      greeting: this.#greeting,
    };
  }

  #loadChat(): Promise<Chat> {
    this.#unpeek();
    return (this.#chat ??= this.#load<EngineModule>(__ENGINE__)
      .then((module) => {
        const chat = module.createChat(this.#client, this.#shelf, this.#hooks(), this.#name);
        chat.subscribe(() => this.#count(chat.state.unread));
        chat.start();
        return chat;
      })
      .catch((error: unknown) => {
        this.#chat = null;
        throw error;
      }));
  }

  #hooks(): ChatHooks {
    return {
      fault: (fault) => this.#failed(fault),
      visitor: () => this.#settings.visitor,
      settings: () => this.#config?.widget ?? {},
      locale: () => this.#locale,
      arrived: (line) => {
        if (line.side !== "visitor") emit("message", { from: line.side, text: line.text });
      },
    };
  }

  #count(unread: number): void {
    if (unread === this.#unread) return;
    this.#unread = unread;
    this.#launcher.unread(unread);
    markTitle(unread);
    emit("unread", { count: unread });
  }

  #loadPanel(): Promise<PanelView> {
    return (this.#panel ??= Promise.all([this.#load<PanelModule>(__PANEL__), this.#loadChat()])
      .then(([module, chat]) =>
        module.mountPanel({
          root: this.#launcher.root,
          stage: this.#launcher.stage,
          chat,
          facts: this.#facts(),
          language: languageOf(this.#locale),
          close: () => this.close(),
        }),
      )
      .catch((error: unknown) => {
        this.#panel = null;
        throw error;
      }));
  }

  #load<T>(file: string): Promise<T> {
    return import(/* @vite-ignore */ new URL(file, this.scriptUrl).href) as Promise<T>;
  }

  readonly #notLoaded = (error: unknown): void => {
    this.#reporter.tell(
      new Fault("panel_not_loaded", {
        cause: `The chat window could not be loaded (${String(error)})`,
        cure: `Check that ${new URL("web-widget/", this.scriptUrl).href} can be fetched from this page.`,
      }),
    );
  };
}
