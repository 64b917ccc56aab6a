import type { ChatAnswer, Message } from "./contract";
import { Fault } from "./fault";

export interface TurnEvents {
  /** The message is stored; whatever happens now, it is not lost. */
  accepted(turn: { conversationId: string; seq: number; sessionKey?: string | null }): void;
  delta(text: string): void;
  /** Replaces all deltas. */
  reply(message: Message): void;
}

/** Reads one turn as it happens. A stream that breaks off is retried like any lost answer: the id stays the same. */
export async function readTurn(response: Response, events: TurnEvents): Promise<ChatAnswer> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const answer = take(block, events);
      if (!answer) continue;
      void reader.cancel().catch(() => undefined);
      return answer;
    }
    if (done) throw new TypeError("The stream ended before the turn did.");
  }
}

function take(block: string, events: TurnEvents): ChatAnswer | null {
  const fields = block.split(/\r?\n/);
  const name = fields
    .find((line) => line.startsWith("event:"))
    ?.slice(6)
    .trim();
  const data = fields
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, ""))
    .join("\n");
  if (!name || !data) return null;
  const body = JSON.parse(data) as never;
  if (name === "accepted") events.accepted(body);
  else if (name === "delta") events.delta((body as { text: string }).text);
  else if (name === "reply") events.reply(body);
  else if (name === "done") return body;
  else if (name === "error") throw refusal(body);
  return null;
}

const refusal = (problem: Record<string, unknown>): Fault =>
  new Fault(String(problem["code"] ?? "internal_error"), {
    status: Number(problem["status"]) || 500,
    cause: String(problem["title"] ?? ""),
    cure: String(problem["detail"] ?? ""),
    requestId: (problem["requestId"] as string | undefined) ?? null,
    visitorMessage: (problem["visitorMessage"] as string | undefined) ?? null,
    retryable: problem["retryable"] !== false,
  });
