import { epochOfFields, fieldsOf, type Zone } from './calendar.js';

type Parts = readonly (string | undefined)[];

/** Which part of a date each group of a form is, from the year to the second. */
const forms: readonly (readonly [RegExp, (parts: Parts) => Parts])[] = [
  [/^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/, ([, hour, minute, second]) => [undefined, undefined, undefined, hour, minute, second]],
  [
    /^(\d{1,2})\.(\d{1,2})-(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/,
    ([, month, day, hour, minute, second]) => [undefined, month, day, hour, minute, second],
  ],
  [
    /^(\d{4})[.-](\d{1,2})[.-](\d{1,2})(?:[- ](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/,
    ([, year, month, day, hour, minute, second]) => [year, month, day, hour ?? '0', minute ?? '0', second],
  ],
  [
    /^(\d{4})?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/,
    ([, year, month, day, hour, minute, second]) => [year, month, day, hour, minute, second],
  ],
];

/** What BusyBox's `date -d` and `touch -d` understand: much less than GNU's. Undefined when the text is no date for it. */
export function parseBusyboxDate(text: string, nowMs: number, zone: Zone): number | undefined {
  const at = /^@(-?\d+)$/.exec(text);
  if (at) return Number(at[1]) * 1000;
  const now = fieldsOf(nowMs, zone);
  for (const [form, arrange] of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const [year, month, day, hour, minute, second] = arrange(found).map(part => (part === undefined ? undefined : Number(part)));
    const fields = {
      year: year ?? now.year,
      month: month ?? now.month,
      day: day ?? now.day,
      hour: hour ?? 0,
      minute: minute ?? 0,
      second: second ?? 0,
    };
    return isCalendar(fields) ? epochOfFields(fields) - zone.offsetMinutes * 60_000 : undefined;
  }
  return undefined;
}

function isCalendar({ month, day, hour, minute, second }: Omit<Parameters<typeof epochOfFields>[0], 'year'>): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60;
}
