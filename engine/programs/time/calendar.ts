const MINUTE = 60_000;
const DAY = 86_400_000;

/** A time zone: its abbreviation and how far it is ahead of UTC. */
export interface Zone {
  readonly name: string;
  readonly offsetMinutes: number;
  readonly summer?: Summer;
}

export const utc: Zone = { name: 'UTC', offsetMinutes: 0 };

/** The summer time of a zone, and when it begins and ends each year in the clock that goes until then. */
export interface Summer {
  readonly name: string;
  readonly offsetMinutes: number;
  readonly begins: YearlyMoment;
  readonly ends: YearlyMoment;
}

/** `M3.2.0/2`: in March, the second Sunday, at two; week 5 is the last one. */
export interface YearlyMoment {
  readonly month: number;
  readonly week: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly minutes: number;
}

/** What a zone's clocks show at a moment: its own time, or that of its summer. */
export function zoneAt(zone: Zone, epochMs: number): Zone {
  const { summer } = zone;
  if (!summer) return zone;
  const year = dateOfDays(Math.floor((epochMs + zone.offsetMinutes * MINUTE) / DAY)).year;
  const begins = momentOf(summer.begins, year, zone.offsetMinutes);
  const ends = momentOf(summer.ends, year, summer.offsetMinutes);
  const isSummer = begins < ends ? epochMs >= begins && epochMs < ends : epochMs >= begins || epochMs < ends;
  return isSummer ? { name: summer.name, offsetMinutes: summer.offsetMinutes } : { name: zone.name, offsetMinutes: zone.offsetMinutes };
}

function momentOf({ month, week, weekday, minutes }: YearlyMoment, year: number, offsetMinutes: number): number {
  const first = daysOfDate(year, month, 1);
  const firstWeekday = (((first + 4) % 7) + 7) % 7;
  let day = first + ((weekday - firstWeekday + 7) % 7) + (week - 1) * 7;
  const next = month === 12 ? daysOfDate(year + 1, 1, 1) : daysOfDate(year, month + 1, 1);
  while (day >= next) day -= 7;
  return day * DAY + (minutes - offsetMinutes) * MINUTE;
}

export interface DateFields {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface CalendarFields extends DateFields {
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly dayOfYear: number;
}

/** Calendar fields of a Unix time in milliseconds, in a zone (proleptic Gregorian). */
export function fieldsOf(epochMs: number, zone: Zone = utc): CalendarFields {
  const local = epochMs + zoneAt(zone, epochMs).offsetMinutes * MINUTE;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const { year, month, day } = dateOfDays(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / MINUTE) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: rest % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
    dayOfYear: days - daysOfDate(year, 1, 1) + 1,
  };
}

/** Unix time in milliseconds of fields in UTC; months and days beyond their range carry over. */
export function epochOfFields({ year, month, day, hour, minute, second }: DateFields): number {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = ((((month - 1) % 12) + 12) % 12) + 1;
  return (daysOfDate(carried, inYear, 1) + day - 1) * DAY + hour * 3_600_000 + minute * MINUTE + second * 1000;
}

/** Days since 1970-01-01, after Howard Hinnant's days_from_civil. */
export function daysOfDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

function dateOfDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const ofEra = z - era * 146097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: year + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}
