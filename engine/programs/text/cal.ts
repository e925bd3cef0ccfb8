import { largestOf } from '../../core/extremes.js';
import { monthNames } from '../../core/calendar-names.js';
import { daysOfDate, fieldsOf } from '../time/calendar.js';
import { zoneOf } from '../time/zone.js';
import { noEffect, refused } from '../options.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';

type Key =
  | 'julian'
  | 'year'
  | 'monday'
  | 'sunday'
  | 'three'
  | 'one'
  | 'highlight'
  | 'easter'
  | 'month'
  | 'after'
  | 'before'
  | 'old'
  | 'weeks'
  | 'oldStyle';

/** The calendar of one month, a block of lines of equal width. */
interface Style {
  /** ncal writes weeks as columns. */
  readonly upright: boolean;
  readonly julian: boolean;
  /** The first day of a week: 0 is Sunday. */
  readonly start: number;
  /** The day that is shown inverse on a terminal. */
  readonly today: { readonly year: number; readonly month: number; readonly day: number } | undefined;
  readonly isGnu: boolean;
}

function defineCal(name: 'cal' | 'ncal'): Program {
  return define<Key>({
    name,
    options: {
      one: noEffect('-1', 'it is the default', 'gnu', 'display only one month'),
      three: ['-3', 'display the month before and the one after too', 'gnu'],
      after: ['-A NUMBER', 'display so many months after', 'gnu'],
      before: ['-B NUMBER', 'display so many months before', 'gnu'],
      oldStyle: ['-C', 'lay it out as cal does', 'gnu'],
      month: ['-m MONTH', 'display this month', 'gnu'],
      monday: ['-M', 'weeks start on Monday', 'gnu'],
      sunday: noEffect('-S', 'they do anyway', 'gnu', 'weeks start on Sunday'),
      highlight: ['-h', 'do not highlight today', 'gnu'],
      easter: refused('-e', 'gnu'),
      old: refused('-o', 'gnu'),
      weeks: refused('-w', 'gnu'),
      julian: ['-j', 'number the days of the year'],
      year: ['-y', 'display a whole year'],
    },
    gnu: { usage: ['[-3hjy] [-A number] [-B number] [[month] year]'], about: 'Display a calendar.' },
    ...(name === 'cal' ? { busybox: { usage: ['[-jy] [[MONTH] YEAR]'], about: 'Display a calendar' } } : {}),
    usageStatus: 64,
    *run(tool) {
      const { sys, args, out } = tool;
      const now = fieldsOf(sys.clock.epochMsOf(sys.clock.now()), zoneOf(sys));
      const wanted = wantedMonths(tool, now);
      const upright = name === 'ncal' && !args.has('oldStyle');
      const style: Style = {
        upright,
        julian: args.has('julian'),
        start: args.has('monday') ? 1 : 0,
        today: out.isTerminal && !args.has('highlight') && tool.isGnu ? now : undefined,
        isGnu: tool.isGnu,
      };
      const heads =
        wanted.wholeYear || (wanted.months.length >= perRowOf(style) && wanted.months.every(month => month.year === wanted.year));
      const months = wanted.wholeYear ? Array.from({ length: 12 }, (_, i) => ({ year: wanted.year, month: i + 1 })) : wanted.months;
      const heading = heads ? yearHeading(wanted.year, style, perRowOf(style)) : '';
      yield* out.write(heading + rowsOfMonths(months, style, !heads));
    },
  });
}

export const cal = defineCal('cal');
export const ncal = defineCal('ncal');

interface Month {
  readonly year: number;
  readonly month: number;
}

function wantedMonths(
  tool: Tool<Key>,
  now: Month,
): { readonly wholeYear: boolean; readonly year: number; readonly months: readonly Month[] } {
  const { args, isGnu } = tool;
  const operands = args.operands;
  if (operands.length > 2) throw new UsageError('');
  const yearText = operands.at(-1);
  if (isGnu && yearText !== undefined && !/^\d+$/.test(yearText)) throw new Fatal(`not a valid year ${yearText}`, 1);
  if (!isGnu && yearText !== undefined && !/^\d+$/.test(yearText)) throw new Fatal(`invalid number '${yearText}'`);
  const year = yearText === undefined ? now.year : Number(yearText);
  if (!(year >= 1 && year <= 9999))
    throw new Fatal(
      isGnu ? `year \`${yearText ?? ''}' not in range 1..9999` : `number ${yearText ?? ''} is not in 1..9999 range`,
      isGnu ? 64 : 1,
    );
  const monthText = operands.length === 2 ? operands[0] : args.value('month');
  const month = monthText === undefined ? now.month : monthNumber(monthText);
  if (!(month >= 1 && month <= 12))
    throw new Fatal(
      isGnu ? `${monthText ?? ''} is neither a month number (1..12) nor a name` : `number ${monthText ?? ''} is not in 1..12 range`,
      isGnu ? 64 : 1,
    );
  const wholeYear = args.has('year') || (operands.length === 1 && monthText === undefined);
  const before = args.has('three') ? 1 : Number(args.value('before') ?? '0');
  const after = args.has('three') ? 1 : Number(args.value('after') ?? '0');
  const months = Array.from({ length: Math.min(1200, before + after + 1) }, (_, i) => {
    const index = year * 12 + month - 1 - before + i;
    return { year: Math.floor(index / 12), month: (index % 12) + 1 };
  });
  return { wholeYear, year, months };
}

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  return text.length < 3 ? 0 : monthNames.findIndex(name => name.toLowerCase().startsWith(text.toLowerCase())) + 1;
}

/** What goes before the months of a year: its number over their middle. */
function yearHeading(year: number, style: Style, perRow: number): string {
  const width = style.upright ? 72 : style.isGnu ? perRow * (style.julian ? 27 : 20) : perRow * (style.julian ? 27 : 20) + (perRow - 1) * 2;
  const title = String(year);
  const heading = centred(title, width);
  return `${style.isGnu ? heading : heading.padEnd(width)}\n${style.upright || style.isGnu ? '' : '\n'}`;
}

function centred(title: string, width: number): string {
  const left = ' '.repeat(Math.max(0, Math.floor((width - title.length) / 2)));
  return left + title;
}

/** Months beside each other, as many in a row as the real ones put there. */
function rowsOfMonths(months: readonly Month[], style: Style, withYears: boolean): string {
  const perRow = perRowOf(style);
  const rows: string[] = [];
  for (let at = 0; at < months.length; at += perRow) {
    const group = months.slice(at, at + perRow).map(month => monthBlock(month, style, withYears));
    if (at > 0 && style.isGnu && !withYears) rows.push('');
    const height = largestOf(group.map(block => block.length));
    for (let line = 0; line < height; line++)
      rows.push(
        endOfRow(
          group.map(block => block[line] ?? ''),
          style,
          { isAlone: months.length === 1, isTitle: line === 0 },
        ),
      );
  }
  return rows.map(row => `${row}\n`).join('');
}

function perRowOf({ upright, julian }: Style): number {
  return upright ? (julian ? 3 : 4) : julian ? 2 : 3;
}

/** BSD's cal ends every month with two blanks; BusyBox cuts blanks off, but for those of a line that has nothing else. */
function endOfRow(
  cells: readonly string[],
  style: Style,
  { isAlone, isTitle }: { readonly isAlone: boolean; readonly isTitle: boolean },
): string {
  if (style.upright && isTitle) return `${cells.join('')}    `;
  if (style.upright) return cells.map((text, i) => (i === 0 || text.startsWith(' ') ? text : text.slice(2))).join('');
  if (style.isGnu) return `${cells.join('  ')}  `;
  const row = cells.join('  ');
  if (row.trim() !== '') return isTitle && !isAlone ? row : row.trimEnd();
  return ' '.repeat(isAlone ? (style.julian ? 28 : 21) : 79);
}

/** `title, days, weeks`, each line as wide as the others. */
function monthBlock({ year, month }: Month, style: Style, withYear: boolean): readonly string[] {
  const cell = style.julian ? 3 : 2;
  const name = monthNames[month - 1] ?? '';
  const title = withYear ? `${name} ${String(year)}` : name;
  const first = daysOfDate(year, month, 1);
  const weekday = (((first + 4 - style.start) % 7) + 7) % 7;
  const days = daysOfDate(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - first;
  const offset = style.julian ? first - daysOfDate(year, 1, 1) : 0;
  const names = 'Su Mo Tu We Th Fr Sa'.split(' ');
  const ordered = [...names.slice(style.start), ...names.slice(0, style.start)];
  const cellOf = (day: number): string => {
    const text = day < 1 || day > days ? ' '.repeat(cell) : String(day + offset).padStart(cell);
    const isToday = style.today?.year === year && style.today.month === month && style.today.day === day;
    return isToday ? text.replace(/\d+/, '\u001b[7m$&\u001b[27m') : text;
  };
  const dayAt = (week: number, row: number): string => cellOf(week * 7 + row - weekday + 1);
  const sixOf = (make: (index: number) => string): string[] => Array.from({ length: 6 }, (_, index) => make(index));
  if (style.upright) {
    const width = 6 * (cell + 1);
    return [`    ${title}`.padEnd(width), ...ordered.map((day, row) => `${day}${sixOf(week => ` ${dayAt(week, row)}`).join('')}`)];
  }
  const width = style.julian ? 27 : 20;
  const weekRows = sixOf(week => Array.from({ length: 7 }, (_day, day) => dayAt(week, day)).join(' '));
  return [centred(title, width).padEnd(width), ordered.map(day => day.padStart(cell)).join(' '), ...weekRows];
}
