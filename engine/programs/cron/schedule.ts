import type { CalendarFields } from '../time/calendar.js';

/** When a job is due: the values of each field that fit. */
export interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Days count only together when one of the two fields begins with a star. */
  readonly needsBothDays: boolean;
}

/** What follows @ instead of five fields. */
const nicknames: Readonly<Record<string, string>> = {
  yearly: '0 0 1 1 *',
  annually: '0 0 1 1 *',
  monthly: '0 0 1 * *',
  weekly: '0 0 * * 0',
  daily: '0 0 * * *',
  midnight: '0 0 * * *',
  hourly: '0 * * * *',
};

interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', first: 0, last: 59 },
  { name: 'hour', first: 0, last: 23 },
  { name: 'day-of-month', first: 1, last: 31 },
  { name: 'month', first: 1, last: 12, names: ' jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day-of-week', first: 0, last: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

/** What is wrong with a line, as crontab(1) names it. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
}

/** A schedule ('reboot': once, when the daemon starts), and what follows it on its line. Throws ScheduleError. */
export function parseSchedule(line: string): { readonly when: Schedule | 'reboot'; readonly rest: string } {
  const [, nickname, after = ''] = /^@(\S*)\s*(.*)$/s.exec(line) ?? [];
  if (nickname === 'reboot') return { when: 'reboot', rest: after };
  if (nickname !== undefined) {
    const known = Object.hasOwn(nicknames, nickname) ? nicknames[nickname] : undefined;
    if (known === undefined) throw new ScheduleError('bad time specifier');
    return { when: scheduleOf(known.split(' ')), rest: after };
  }
  const words: string[] = [];
  let rest = line;
  for (const { name } of fields) {
    const [whole, word] = /^(\S+)[ \t]*/.exec(rest) ?? [];
    if (whole === undefined || word === undefined) throw new ScheduleError(`bad ${name}`);
    words.push(word);
    rest = rest.slice(whole.length);
  }
  return { when: scheduleOf(words), rest };
}

function scheduleOf(words: readonly string[]): Schedule {
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) => valuesOf(words[index] ?? '', field));
  const none = new Set<number>();
  return {
    minutes: minutes ?? none,
    hours: hours ?? none,
    days: days ?? none,
    months: months ?? none,
    weekdays: new Set([...(weekdays ?? none)].map(day => day % 7)),
    needsBothDays: words[2]?.startsWith('*') === true || words[4]?.startsWith('*') === true,
  };
}

/** `*`, `5`, `1-5`, `*` with a step, `0-30/5`, names, and lists of these. */
function valuesOf(text: string, field: Field): ReadonlySet<number> {
  const bad = new ScheduleError(`bad ${field.name}`);
  const number = (word: string): number => {
    const named = field.names?.indexOf(word.slice(0, 3).toLowerCase()) ?? -1;
    const value = /^\d+$/.test(word) ? Number(word) : named >= field.first && word.length >= 3 ? named : NaN;
    if (!(value >= field.first && value <= field.last)) throw bad;
    return value;
  };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from = '', to] = range.split('-');
    if (range === '' || step === '0' || range.split('-').length > 2) throw bad;
    const first = range === '*' ? field.first : number(from);
    const last = range === '*' ? field.last : to === undefined ? (step === undefined ? first : field.last) : number(to);
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

export function isDue(schedule: Schedule, now: CalendarFields): boolean {
  if (!schedule.minutes.has(now.minute) || !schedule.hours.has(now.hour) || !schedule.months.has(now.month)) return false;
  const day = schedule.days.has(now.day);
  const weekday = schedule.weekdays.has(now.weekday);
  return schedule.needsBothDays ? day && weekday : day || weekday;
}
