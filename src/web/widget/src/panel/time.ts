import type { Line } from "../conversation/messages";
import { fill, type Texts } from "./texts/texts";

const day = (at: number): string => new Date(at).toDateString();

export const clock = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);

export function dayName(at: number, now: number, locale: string, texts: Texts): string {
  if (day(at) === day(now)) return texts.today;
  if (day(at) === day(now - 86_400_000)) return texts.yesterday;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** Lines of one writer within five minutes stand together; a new day starts with its name. */
export interface Group {
  key: string;
  side: Line["side"];
  name: string | null;
  newDay: boolean;
  lines: Line[];
}

export function groupsOf(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const last = groups.at(-1);
    const newDay = !before || day(before.at) !== day(line.at);
    const sameWriter = last && !newDay && line.side !== "system" && last.side === line.side && last.name === line.name;
    // What failed carries its own reason and button, which stand at the end of a group.
    if (sameWriter && before && before.delivery !== "failed" && line.at - before.at < 300_000) last.lines.push(line);
    else groups.push({ key: line.key, side: line.side, name: line.name, newDay, lines: [line] });
    before = line;
  }
  return groups;
}

/** When people are back, in the visitor's own time; null without a known time, or when it is over. */
export function backText(at: number | null, texts: Texts, locale: string, now = Date.now()): string | null {
  if (at === null || at <= now) return null;
  const near = at - now < 20 * 3_600_000;
  const format = new Intl.DateTimeFormat(locale, {
    ...(near ? {} : { weekday: "long" }),
    hour: "numeric",
    minute: "2-digit",
  });
  return fill(texts.backAt, { time: format.format(at) });
}
