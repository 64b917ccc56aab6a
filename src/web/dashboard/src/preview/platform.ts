import type { WidgetSettings } from '../site/widget-settings';
import type { PreviewAnswer, PreviewProblem } from './protocol';

interface Line {
  id: string;
  seq: number;
  clientMessageId: string | null;
  kind: 'message' | 'event';
  text: string;
  author: { type: 'visitor' | 'assistant' | 'system'; name: string | null };
  createdAt: string;
  sources: PreviewAnswer['sources'];
  quickReplies: string[];
}

/** Asks what the assistant would answer; a refusal comes as a `PreviewRefusal`. */
export type Ask = (text: string, locale: string) => Promise<PreviewAnswer>;

export class PreviewRefusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: PreviewProblem,
  ) {
    super(problem.title);
  }
}

/**
 * The widget's routes of one tenant, answered in the page: its settings are those being edited, its answers are the
 * assistant's, and nothing is stored anywhere.
 */
export class PreviewPlatform {
  readonly #config = { success: true, config: { name: '', assistantId: null as string | null, widget: {} } };
  readonly #lines: Line[] = [];
  readonly #conversationId = crypto.randomUUID();

  constructor(private readonly ask: Ask) {}

  /** The widget keeps the very object that it got first, so a change shows with its next look at it. */
  dress(settings: WidgetSettings): void {
    Object.assign(this.#config.config, { name: settings.name });
    const { widget } = this.#config.config as { widget: Record<string, unknown> };
    for (const name of Object.keys(widget)) delete widget[name];
    Object.assign(widget, settings, { availability: { online: true }, proactive: [] });
    const features = settings['features'] as Record<string, unknown> | undefined;
    widget['features'] = { ...features, streaming: false };
  }

  /** @param path from the tenant's address on, such as `/chat`. */
  async answer(method: string, path: string, body: unknown, signal: AbortSignal | null): Promise<Response> {
    if (method === 'GET' && path.startsWith('/config')) return live(this.#config);
    if (method === 'GET' && path.includes('/messages')) {
      const query = new URLSearchParams(path.split('?')[1]);
      const news = this.#lines.filter((line) => line.seq > Number(query.get('after') ?? 0));
      // Nothing ever comes by itself.
      if (news.length === 0 && Number(query.get('wait') ?? 0) > 0) await ended(signal);
      return Response.json({
        messages: news,
        conversation: this.#conversation(),
        version: this.#lines.length,
      });
    }
    if (method === 'POST' && path === '/chat') return this.#chat(body as Record<string, string>);
    return new Response(null, { status: 204 });
  }

  async #chat(body: Record<string, string>): Promise<Response> {
    const text = String(body['message'] ?? '');
    const asked = this.#add('visitor', text, { clientMessageId: body['clientMessageId'] ?? null });
    try {
      const answer = await this.ask(text, String(body['locale'] ?? ''));
      const said =
        answer.text === undefined
          ? this.#add('system', answer.notice ?? '', { kind: 'event' })
          : this.#add('assistant', answer.text, {
              sources: answer.sources,
              quickReplies: answer.quickReplies ?? [],
            });
      return Response.json({
        success: true,
        conversationId: this.#conversationId,
        sessionId: body['sessionId'],
        message: said.text,
        messageId: asked.id,
        seq: asked.seq,
        status: 'answered',
        [said.author.type === 'system' ? 'notice' : 'reply']: said,
      });
    } catch (error) {
      this.#lines.pop();
      if (!(error instanceof PreviewRefusal)) throw error;
      return new Response(JSON.stringify(error.problem), {
        status: error.status,
        headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': error.problem.requestId },
      });
    }
  }

  #add(type: Line['author']['type'], text: string, more: Partial<Line>): Line {
    const { companyName, name, assistantName } = this.#config.config.widget as Record<string, string | null>;
    const line: Line = {
      id: crypto.randomUUID(),
      seq: this.#lines.length + 1,
      clientMessageId: null,
      kind: 'message',
      text,
      author: { type, name: type === 'assistant' ? (assistantName ?? companyName ?? name ?? null) : null },
      createdAt: new Date().toISOString(),
      sources: [],
      quickReplies: [],
      ...more,
    };
    this.#lines.push(line);
    return line;
  }

  #conversation() {
    return { id: this.#conversationId, status: 'open', handledBy: 'assistant' };
  }
}

/** An answer whose JSON is the object itself. */
function live(data: unknown): Response {
  const response = new Response('{}', { headers: { 'Content-Type': 'application/json' } });
  Object.defineProperty(response, 'json', { value: () => Promise.resolve(data) });
  return response;
}

function ended(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('The read was ended.', 'AbortError')), {
      once: true,
    });
  });
}
