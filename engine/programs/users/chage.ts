import type { Task } from '../../core/task.js';
import { refused } from '../options.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { isoDate, parseDay, wordedDate } from './aging.js';
import { callerOf } from './passwords.js';

type Key = 'lastDay' | 'expires' | 'iso' | 'inactive' | 'list' | 'min' | 'max' | 'root' | 'warn';

/** Options that set a field of /etc/shadow, by its place. */
const fields = { lastDay: 2, min: 3, max: 4, warn: 5, inactive: 6, expires: 7 } as const;

export const chage = define<Key>({
  name: 'chage',
  options: {
    lastDay: ['-d, --lastday=LAST_DAY', 'day of the last change of the password'],
    expires: ['-E, --expiredate=EXPIRE_DATE', 'day on which the account ends'],
    iso: ['-i, --iso8601', 'print days as YYYY-MM-DD'],
    inactive: ['-I, --inactive=INACTIVE', 'days after which an expired password locks the account'],
    list: ['-l, --list', 'show all about the age of the password'],
    min: ['-m, --mindays=MIN_DAYS', 'days before it may be changed again'],
    max: ['-M, --maxdays=MAX_DAYS', 'days before it has to be changed'],
    root: refused('-R, --root=CHROOT_DIR'),
    warn: ['-W, --warndays=WARN_DAYS', 'days of warning before it expires'],
  },
  gnu: { usage: ['[options] LOGIN'], about: 'Change how long a password is good.' },
  usageHint: () => '',
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    const [name] = args.operands;
    const keys = (['lastDay', 'min', 'max', 'warn', 'inactive', 'expires'] as const).filter(key => args.has(key));
    if (name === undefined || (keys.length === 0 && !args.has('list'))) {
      if (name !== undefined) throw new Fatal('drydock: asking for each value is not simulated');
      throw new UsageError('');
    }
    const files = yield* AccountFiles.load(sys);
    if (callerOf(tool) !== 0 && (!args.has('list') || files.nameOfUser(callerOf(tool)) !== name)) throw new Fatal('Permission denied.');
    if (!files.user(name)) throw new Fatal(`user '${name}' does not exist in /etc/passwd`);
    if (args.has('list')) return yield* list(tool, files.shadowOf(name) ?? []);
    for (const key of keys) files.setShadow(name, fields[key], dayOf(args.value(key) ?? ''));
    yield* files.save();
  },
});

function dayOf(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw new Fatal(`invalid date '${text}'`, 1);
  return day;
}

function* list({ args, out }: Tool<Key>, shadow: readonly string[]): Task<void> {
  const [, , changed = '', min = '', max = '', warn = '', inactive = '', expires = ''] = shadow;
  const date = (day: number): string => (args.has('iso') ? isoDate(day) : wordedDate(day));
  const mustChange = changed === '0';
  const hasEnd = changed !== '' && max !== '' && Number(max) < 10_000;
  const last = Number(changed) + Number(max);
  const state = (text: string): string => (mustChange ? 'password must be changed' : text);
  const rows: readonly (readonly [string, string])[] = [
    ['Last password change\t\t\t\t\t', state(changed === '' ? 'never' : date(Number(changed)))],
    ['Password expires\t\t\t\t\t', state(hasEnd ? date(last) : 'never')],
    ['Password inactive\t\t\t\t\t', state(hasEnd && inactive !== '' ? date(last + Number(inactive)) : 'never')],
    ['Account expires\t\t\t\t\t\t', expires === '' ? 'never' : date(Number(expires))],
    ['Minimum number of days between password change\t\t', min === '' ? '-1' : min],
    ['Maximum number of days between password change\t\t', max === '' ? '-1' : max],
    ['Number of days of warning before password expires\t', warn === '' ? '-1' : warn],
  ];
  for (const [name, value] of rows) yield* out.line(`${name}: ${value}`);
}
