import type { Fault } from "./fault";

/** One console line for the site's owner: code, cause, cure, request id. Never a token, key or visitor's text. */
export function ownerLine(fault: Fault): string {
  const parts = [`[LiveChat] ${fault.code}: ${sentence(fault.message)}`];
  if (fault.cure) parts.push(`Fix: ${sentence(fault.cure)}`);
  if (fault.requestId) parts.push(`Request: ${fault.requestId}`);
  return parts.join(" ");
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Tells the owner each fault once per page, not once per retry. */
export class Reporter {
  /** What went wrong on this page so far, for the doctor; the latest 20. */
  readonly faults: Fault[] = [];
  readonly #told = new Set<string>();

  constructor(private readonly emit: (fault: Fault) => void) {}

  tell(fault: Fault): void {
    this.faults.push(fault);
    if (this.faults.length > 20) this.faults.shift();
    this.emit(fault);
    // Being offline is no fault of the site's.
    if (fault.code === "offline" || this.#told.has(fault.code)) return;
    this.#told.add(fault.code);
    console.error(ownerLine(fault));
  }

  /** A fault that has passed may be told again when it comes back. */
  passed(): void {
    this.#told.clear();
  }
}
