import { isRecord } from '../api/problem';

export interface Span {
  from: string;
  to: string;
}

export interface Holiday {
  /** `2026-12-25` */
  date: string;
  name?: string | null;
  /** None: closed. */
  hours?: Span[];
  [more: string]: unknown;
}

export interface Hours {
  timeZone: string;
  days: Record<string, Span[]>;
  holidays: Holiday[];
  [more: string]: unknown;
}

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** The weekday's name in the reader's language; 2024 began with a Monday. */
export function dayName(day: Weekday, locale: string): string {
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  return date.toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
}

/** Settings as the page edits them, whatever was left out. */
export function readHours(value: unknown): Hours {
  const data = isRecord(value) ? value : {};
  const days = isRecord(data['days']) ? data['days'] : {};
  const zone = data['timeZone'];
  return {
    ...data,
    // Never set: one's own zone is the likely one.
    timeZone:
      typeof zone === 'string' && data['open'] !== null
        ? zone
        : Intl.DateTimeFormat().resolvedOptions().timeZone,
    days: Object.fromEntries(weekdays.map((day) => [day, spans(days[day])])),
    holidays: Array.isArray(data['holidays']) ? data['holidays'].map(readHoliday) : [],
  };
}

function readHoliday(value: unknown): Holiday {
  if (typeof value === 'string') return { date: value };
  return isRecord(value) && typeof value['date'] === 'string' ? (value as Holiday) : { date: '' };
}

/** The end of a day is 24:00 to the API and 00:00 to a time field. */
export function fieldTime(time: string): string {
  return time === '24:00' ? '00:00' : time;
}

export function endTime(field: string): string {
  return field === '00:00' ? '24:00' : field;
}

function spans(value: unknown): Span[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isRecord)
    .map((each) => ({ from: String(each['from'] ?? ''), to: String(each['to'] ?? '') }));
}
