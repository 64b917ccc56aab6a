import type { FieldMode, WidgetSettings } from "./contract";
import type { Visitor } from "./options";
import type { Session } from "./session";

/** What must be asked before the first message may go. */
export interface Gate {
  name: FieldMode;
  email: FieldMode;
  consent: boolean;
}

/** What the visitor answered to it. */
export interface Entry {
  name: string;
  email: string;
  consent: boolean;
}

/**
 * Null when nothing is left to ask. What is known is not asked again, and optional fields are asked once.
 * @param demanded the server refused a message for want of consent, whatever the settings kept here say.
 */
export function gateOf(
  widget: Pick<WidgetSettings, "preChatForm" | "consent">,
  known: Visitor | undefined,
  session: Session,
  demanded: boolean,
): Gate | null {
  const begun = session.conversationId !== null;
  const left = (mode: FieldMode | undefined, value: string | undefined): FieldMode =>
    begun || value || !mode || (mode === "optional" && session.asked) ? "off" : mode;
  const name = left(widget.preChatForm?.name, known?.name || session.visitor.name);
  const email = left(widget.preChatForm?.email, known?.email || session.visitor.email);
  const consent = demanded || (!begun && widget.consent?.required === true && !agreed(widget, session));
  return name === "off" && email === "off" && !consent ? null : { name, email, consent };
}

/** The visitor agreed to this very wording. */
const agreed = ({ consent }: Pick<WidgetSettings, "consent">, session: Session): boolean =>
  session.consent !== null && session.consent.textVersion === (consent?.textVersion ?? null);

/** As the server checks it: something, an @, something with a dot. */
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** The fields that still stand in the way. */
export const missing = (gate: Gate, entry: Entry): (keyof Entry)[] => {
  const out: (keyof Entry)[] = [];
  if (gate.name === "required" && !entry.name.trim()) out.push("name");
  if (gate.email !== "off" && (entry.email.trim() ? !isEmail(entry.email.trim()) : gate.email === "required"))
    out.push("email");
  if (gate.consent && !entry.consent) out.push("consent");
  return out;
};
