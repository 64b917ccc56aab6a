import type { Fault } from "../conversation/fault";
import type { Texts } from "./texts/texts";

/** What a visitor reads about a fault: the tenant's own sentence where there is one, never a code. */
export function wordsFor(fault: Fault, texts: Texts): string {
  if (fault.visitorMessage) return fault.visitorMessage;
  if (fault.code === "offline" || fault.code === "api_unreachable" || fault.code === "api_timeout")
    return texts.troubleNetwork;
  if (fault.code === "rate_limited") return texts.troubleBusy;
  if (fault.code === "usage_limit_reached") return texts.troubleLimit;
  return fault.status >= 500 ? texts.troubleServer : texts.troubleRefused;
}
