import type { Text } from '../messages/text';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Short enough for a list: `now`, `4m`, `3h`, `Tue`, `12 Nov`. */
export function shortTime(text: Text, at: number, now: number): string {
  const age = now - at;
  if (age < minute) return text.t('time.now');
  if (age < hour) return text.t('time.minutes', { n: Math.floor(age / minute) });
  if (age < 12 * hour) return text.t('time.hours', { n: Math.floor(age / hour) });
  const date = new Date(at);
  if (age < 6 * day) return date.toLocaleDateString(text.format, { weekday: 'short' });
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(text.format, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** How long something has lasted: `under a minute`, `4m`, `3h`, `2d`. */
export function duration(text: Text, milliseconds: number): string {
  if (milliseconds < minute) return text.t('time.seconds');
  if (milliseconds < hour) return text.t('time.minutes', { n: Math.floor(milliseconds / minute) });
  if (milliseconds < 2 * day) return text.t('time.hours', { n: Math.floor(milliseconds / hour) });
  return text.t('time.days', { n: Math.floor(milliseconds / day) });
}

export function clockTime(locale: string, at: string): string {
  return new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
}

export function fullTime(locale: string, at: string): string {
  return new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `Today`, `Yesterday`, else the date; for the lines between the days of a timeline. */
export function dayName(text: Text, at: string, now: number): string {
  const date = new Date(at);
  if (sameDay(date, new Date(now))) return text.t('time.today');
  if (sameDay(date, new Date(now - day))) return text.t('time.yesterday');
  return date.toLocaleDateString(text.format, { weekday: 'long', day: 'numeric', month: 'long' });
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}
