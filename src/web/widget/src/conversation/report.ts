import { emit } from "./events";
import type { Fault } from "./fault";

/** One console line for the site's owner: code, cause, cure, request id. Never a token, key or visitor's text. */
export function ownerLine(fault: Fault): string {
  const parts = [`[LiveChat] ${fault.code}: ${sentence(fault.message)}`];
  if (fault.cure) parts.push(`Fix: ${sentence(fault.cure)}`);
  if (fault.requestId) parts.push(`Request: ${fault.requestId}`);
  return parts.join(" ");
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Tells the page each fault by an event, and the owner by a line: once per page, not once per retry. */
export class Reporter {
  /** What went wrong on this page so far, for the doctor; the latest 20. */
  readonly faults: Fault[] = [];
  readonly #told = new Set<string>();

  tell(fault: Fault): void {
    const { code, requestId, message, cure } = fault;
    this.faults.push(fault);
    if (this.faults.length > 20) this.faults.shift();
    emit("error", { code, requestId, cause: message, fix: cure });
    // Being offline is no fault of the site's.
    if (code === "offline" || this.#told.has(code)) return;
    this.#told.add(code);
    console.error(ownerLine(fault));
  }

  /** A fault that has passed may be told again when it comes back. */
  passed(): void {
    this.#told.clear();
  }
}
