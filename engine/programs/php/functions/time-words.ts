const units: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayNames = 'sun mon tue wed thu fri sat'.split(' ');

/** What a date in words means, in milliseconds; undefined where that is not known. */
export function parseTime(text: string, now: number): number | undefined {
  let rest = text.trim().toLowerCase();
  let at = now;
  let touched = rest === '' ? false : undefined;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length).trimStart();
    return found;
  };
  while (rest !== '') {
    const next = step(take, at);
    if (next === undefined) return undefined;
    at = next;
    touched = true;
  }
  return touched === false ? undefined : at;
}

type Take = (pattern: RegExp) => RegExpExecArray | null;

function midnight(ms: number): number {
  return Math.floor(ms / 86_400_000) * 86_400_000;
}

function step(take: Take, at: number): number | undefined {
  return stepDate(take, at) ?? stepWords(take, at);
}

function stepDate(take: Take, at: number): number | undefined {
  const stamp = take(/^@(-?\d+)/);
  if (stamp) return Number(stamp[1]) * 1000;
  const iso = take(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?/) ?? take(/^(\d{4})\/(\d{1,2})\/(\d{1,2})/);
  if (iso) return dateAt(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const american = take(/^(\d{1,2})\/(\d{1,2})\/(\d{4})/);
  if (american) return dateAt(Number(american[3]), Number(american[1]), Number(american[2]));
  const european = take(/^(\d{1,2})[-.](\d{1,2})[-.](\d{4})/);
  if (european) return dateAt(Number(european[3]), Number(european[2]), Number(european[1]));
  const time = take(/^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?/);
  if (time) {
    const hour = time[4] === undefined ? Number(time[1]) : (Number(time[1]) % 12) + (time[4] === 'pm' ? 12 : 0);
    return midnight(at) + ((hour * 60 + Number(time[2])) * 60 + Number(time[3] ?? 0)) * 1000;
  }
  const dayMonth = take(/^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -]?(\d{4})?/);
  if (dayMonth && monthNames.includes(dayMonth[2] ?? '')) return monthDate(at, dayMonth[2] ?? '', Number(dayMonth[1]), dayMonth[3]);
  const monthDay = take(/^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?/);
  if (monthDay) return monthDate(at, monthDay[1] ?? '', Number(monthDay[2]), monthDay[3]);
  return undefined;
}

function dateAt(year: number, month: number, day: number): number | undefined {
  return month < 1 || month > 12 || day > 31 ? undefined : Date.UTC(year, month - 1, day);
}

function monthDate(at: number, name: string, day: number, year: string | undefined): number {
  return Date.UTC(year === undefined ? new Date(at).getUTCFullYear() : Number(year), monthNames.indexOf(name), day);
}

function stepWords(take: Take, at: number): number | undefined {
  if (take(/^(?:now|z|utc|gmt|\+00:?00|of|at|,)\b|^[z,]/)) return at;
  if (take(/^(?:today|midnight)/)) return midnight(at);
  if (take(/^noon/)) return midnight(at) + 43_200_000;
  if (take(/^tomorrow/)) return midnight(at) + 86_400_000;
  if (take(/^yesterday/)) return midnight(at) - 86_400_000;
  const edge = take(/^(first|last) day of(?: (next|last|previous|this) month)?/);
  if (edge) return monthEdge(at, edge[1] ?? '', edge[2]);
  const relative = take(
    /^([+-]?\s*\d+|next|last|previous|this|an?)\s*(sec|second|min|minute|hour|day|week|fortnight|month|year)s?(\s+ago)?/,
  );
  if (relative) return shifted(at, relative[1] ?? '1', relative[2] ?? 'day', relative[3] !== undefined);
  const weekday = take(/^(next |last |this )?(sun|mon|tue|wed|thu|fri|sat)[a-z]*/);
  return weekday ? weekdayAt(at, weekday[1]?.trim(), weekday[2] ?? '') : undefined;
}

function shifted(at: number, amount: string, unit: string, ago: boolean): number {
  const word = { next: 1, last: -1, previous: -1, this: 0, a: 1, an: 1 }[amount];
  const count = (word ?? Number(amount.replaceAll(/\s/g, ''))) * (ago ? -1 : 1);
  const size = units[unit];
  if (size !== undefined) return at + count * size;
  const date = new Date(at);
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + count);
  else date.setUTCFullYear(date.getUTCFullYear() + count);
  return date.getTime();
}

function monthEdge(at: number, edge: string, which: string | undefined): number {
  const date = new Date(at);
  const move = which === 'next' ? 1 : which === undefined || which === 'this' ? 0 : -1;
  const month = date.getUTCMonth() + move + (edge === 'last' ? 1 : 0);
  return Date.UTC(date.getUTCFullYear(), month, edge === 'last' ? 0 : 1) + (at - midnight(at));
}

function weekdayAt(at: number, which: string | undefined, name: string): number {
  const start = midnight(at);
  const today = new Date(start).getUTCDay();
  const wanted = dayNames.indexOf(name);
  let ahead = (wanted - today + 7) % 7;
  if (which === 'next' && ahead === 0) ahead = 7;
  if (which === 'last') ahead = ahead === 0 ? -7 : ahead - 7;
  return start + ahead * 86_400_000;
}
