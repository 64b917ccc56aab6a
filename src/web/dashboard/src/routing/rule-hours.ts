import { isRecord } from '../api/problem';
import { weekdays, type Span, type Weekday } from '../hours/hours-rules';

/** When a rule holds, as the page edits it: by weekday. */
export interface RuleHours {
  timeZone: string;
  days: Partial<Record<Weekday, Span[]>>;
  outside: boolean;
}

const short = (day: Weekday) => day.slice(0, 3);

/** Reads `{timeZone, days: [{day: 'mon', from, to}], outside}`; null for a rule without hours. */
export function readRuleHours(value: unknown): RuleHours | null {
  if (!isRecord(value)) return null;
  const days: RuleHours['days'] = {};
  for (const span of Array.isArray(value['days']) ? value['days'].filter(isRecord) : []) {
    const day = weekdays.find((each) => short(each) === span['day']);
    if (day) (days[day] ??= []).push({ from: String(span['from'] ?? ''), to: String(span['to'] ?? '') });
  }
  return { timeZone: String(value['timeZone'] ?? ''), days, outside: value['outside'] === true };
}

/** As the API wants it, Monday first. */
export function writeRuleHours(hours: RuleHours | null) {
  return (
    hours && {
      timeZone: hours.timeZone.trim(),
      days: weekdays.flatMap((day) => (hours.days[day] ?? []).map((span) => ({ day: short(day), ...span }))),
      outside: hours.outside,
    }
  );
}

/** Working days from nine to five, where the reader is: most rules need less change than from nothing. */
export function likelyHours(): RuleHours {
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    days: Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, [{ from: '09:00', to: '17:00' }]])),
    outside: false,
  };
}
