import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { define, Fatal, type Tool } from '../tool.js';
import { isoDate } from './aging.js';
import { AccountFiles } from './account-files.js';
import { encrypted, isPassword } from './crypt.js';
import { askHidden, askPassword, callerOf } from './passwords.js';

type Key =
  | 'all'
  | 'delete'
  | 'expire'
  | 'keep'
  | 'inactive'
  | 'lock'
  | 'min'
  | 'quiet'
  | 'status'
  | 'unlock'
  | 'warn'
  | 'max'
  | 'algorithm';

const UNCHANGED = 'Authentication token manipulation error\npasswd: password unchanged';

export const passwd = define<Key>({
  name: 'passwd',
  options: {
    algorithm: refused('-a ALG', 'busybox'),
    all: ['-a, --all', 'show the state of all accounts, with -S', 'gnu'],
    delete: ['-d, --delete', 'take the password away: none is needed'],
    expire: ['-e, --expire', 'the next login asks for a new one', 'gnu'],
    keep: refused('-k, --keep-tokens', 'gnu'),
    inactive: refused('-i, --inactive=INACTIVE', 'gnu'),
    lock: ['-l, --lock', 'lock the password'],
    min: ['-n, --mindays=MIN_DAYS', 'days before it may be changed again', 'gnu'],
    quiet: ['-q, --quiet', 'say less', 'gnu'],
    status: ['-S, --status', 'show the state of the account', 'gnu'],
    unlock: ['-u, --unlock', 'unlock the password'],
    warn: ['-w, --warndays=WARN_DAYS', 'days of warning before it expires', 'gnu'],
    max: ['-x, --maxdays=MAX_DAYS', 'days before it has to be changed', 'gnu'],
  },
  gnu: { usage: ['[options] [LOGIN]'], about: 'Change the password of an account.' },
  busybox: { usage: ['[-a ALG] [-dlu] [USER]'], about: "Change USER's password (default: current user)" },
  usageHint: () => '',
  usageStatus: 6,
  *run(tool) {
    const { args } = tool;
    const files = yield* AccountFiles.load(tool.sys);
    const caller = callerOf(tool);
    const self = files.nameOfUser(caller) ?? String(caller);
    const name = args.operands[0] ?? self;
    if (args.has('status') && args.has('all')) return yield* showAll(tool, files);
    if (!files.user(name)) throw new Fatal(tool.isGnu ? `user '${name}' does not exist` : `unknown user ${name}`);
    if (caller !== 0 && (name !== self || changesOf(tool).length > 0))
      throw new Fatal(
        tool.isGnu ? `You may not view or modify password information for ${name}.` : `${self} can't change password for ${name}`,
      );
    if (args.has('status')) return yield* tool.out.line(statusOf(files, name));
    if (tool.sys.credentials().uid !== 0)
      throw new Fatal(tool.isGnu ? `Cannot determine your user name.` : 'must be suid to work properly');
    if (changesOf(tool).length > 0) yield* changeState(tool, files, name);
    else if (!tool.isGnu) tool.status = (yield* askPassword(tool, files, name)) ? 0 : 1;
    else yield* changePassword(tool, files, name, caller !== 0);
    yield* files.save();
  },
});

function changesOf({ args }: Tool<Key>): readonly Key[] {
  return (['delete', 'expire', 'lock', 'min', 'unlock', 'warn', 'max'] as const).filter(key => args.has(key));
}

/** `bob P 2026-11-23 0 99999 7 -1` */
function statusOf(files: AccountFiles, name: string): string {
  const [, password = '', changed = '', min = '', max = '', warn = '', inactive = ''] = files.shadowOf(name) ?? [];
  const state = password === '' ? 'NP' : /^[!*]/.test(password) ? 'L' : 'P';
  const or = (text: string): string => (text === '' ? '-1' : text);
  return `${name} ${state} ${isoDate(Number(changed))} ${or(min)} ${or(max)} ${or(warn)} ${or(inactive)}`;
}

function* showAll(tool: Tool<Key>, files: AccountFiles): Task<void> {
  if (callerOf(tool) !== 0) throw new Fatal('Permission denied.');
  for (const name of files.names()) yield* tool.out.line(statusOf(files, name));
}

/** Everything but the password itself. */
function* changeState(tool: Tool<Key>, files: AccountFiles, name: string): Task<void> {
  const { args, out, isGnu } = tool;
  const password = files.shadowOf(name)?.[1] ?? '';
  if (args.has('delete')) files.setPassword(name, '');
  else if (args.has('lock') && !password.startsWith('!')) files.setShadow(name, 1, `!${password}`);
  else if (args.has('unlock')) {
    if (password === '!')
      throw new Fatal(
        'unlocking the password would result in a passwordless account.\nYou should set a password with usermod -p to unlock the password of this account.',
        3,
      );
    files.setShadow(name, 1, password.replace(/^!/, ''));
  }
  if (args.has('expire')) files.setShadow(name, 2, '0');
  for (const [key, field] of [
    ['min', 3],
    ['max', 4],
    ['warn', 5],
  ] as const) {
    const value = args.value(key);
    if (value === undefined) continue;
    if (!/^-?\d+$/.test(value)) throw new Fatal(`invalid numeric argument '${value}'`, 6);
    files.setShadow(name, field, value);
  }
  if (!isGnu) yield* out.line(`passwd: password for ${name} changed by root`);
  else if (!args.has('quiet')) yield* out.line('passwd: password changed.');
}

function* changePassword(tool: Tool<Key>, files: AccountFiles, name: string, asksForOld: boolean): Task<void> {
  const { sys } = tool;
  const lines = new LineReader(sys, 0);
  if (asksForOld) {
    yield* tool.out.line(`Changing password for ${name}.`);
    yield* tool.out.flush();
    const old = yield* askHidden(tool, lines, 'Current password: ', '');
    if (!(yield* isPassword(sys, old ?? '', files.shadowOf(name)?.[1] ?? '!'))) throw new Fatal(UNCHANGED, 10);
  }
  const first = yield* askHidden(tool, lines, 'New password: ', '');
  const second = yield* askHidden(tool, lines, 'Retype new password: ', '');
  if (first !== second) {
    yield* tool.complain('Sorry, passwords do not match.\n');
    throw new Fatal(UNCHANGED, 10);
  }
  if (first === undefined || first === '') {
    yield* tool.complain('No password has been supplied.\nPassword change has been aborted.\n');
    throw new Fatal(UNCHANGED, 10);
  }
  files.setPassword(name, yield* encrypted(sys, first));
  yield* tool.complain('passwd: password updated successfully\n');
}
