import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { groupIdOf, userIdOf, type Accounts } from '../accounts.js';
import { parseMode } from '../files/mode.js';
import type { Flavour } from '../flavour.js';
import { compileRegex } from '../regex/regex.js';
import { Fatal } from '../tool.js';
import type { Found } from './expression.js';
import { matchGlob } from './glob.js';

export interface FindContext {
  readonly sys: Sys;
  readonly accounts: Accounts;
  readonly flavour: Flavour;
}

/** Whether a file passes. */
export type Test = (found: Found) => boolean;

const kinds: Readonly<Record<string, Found['status']['kind']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
};
const DAY = 86_400_000;

type TestMaker = (reader: TestReader, name: string) => Test;

/** Reads tests; `argument` gives the word behind the one that names the test. */
export class TestReader {
  readonly #argument: (name: string) => string;
  readonly #context: FindContext;

  constructor(argument: (name: string) => string, context: FindContext) {
    this.#argument = argument;
    this.#context = context;
  }

  /** The test of this name, if it is one. */
  read(name: string): Test | undefined {
    return TestReader.#table.get(name)?.(this, name);
  }

  static readonly #byName = (found: Found): string => found.name;
  static readonly #byPath = (found: Found): string => found.path;
  static readonly #modified: TestMaker = (reader, name) => reader.#age(name, ({ status }) => status.modifiedAt);
  static readonly #accessed: TestMaker = (reader, name) => reader.#age(name, ({ status }) => status.accessedAt);
  static readonly #changed: TestMaker = (reader, name) => reader.#age(name, ({ status }) => status.changedAt);

  static readonly #table: ReadonlyMap<string, TestMaker> = new Map<string, TestMaker>([
    ['-name', (reader, name) => reader.#glob(name, this.#byName, false)],
    ['-iname', (reader, name) => reader.#glob(name, this.#byName, true)],
    ['-path', (reader, name) => reader.#glob(name, this.#byPath, false)],
    ['-wholename', (reader, name) => reader.#glob(name, this.#byPath, false)],
    ['-ipath', (reader, name) => reader.#glob(name, this.#byPath, true)],
    ['-iwholename', (reader, name) => reader.#glob(name, this.#byPath, true)],
    ['-lname', (reader, name) => reader.#linkName(name)],
    ['-regex', (reader, name) => reader.#regex(name)],
    ['-iregex', (reader, name) => reader.#regex(name)],
    ['-type', (reader, name) => reader.#type(name)],
    ['-xtype', (reader, name) => reader.#type(name)],
    ['-size', (reader, name) => reader.#size(name)],
    ['-mtime', this.#modified],
    ['-mmin', this.#modified],
    ['-atime', this.#accessed],
    ['-amin', this.#accessed],
    ['-ctime', this.#changed],
    ['-cmin', this.#changed],
    ['-newer', (reader, name) => reader.#newer(name)],
    ['-perm', (reader, name) => reader.#permissions(name)],
    ['-user', (reader, name) => reader.#user(name)],
    ['-group', (reader, name) => reader.#group(name)],
    ['-uid', (reader, name) => reader.#count(name, ({ status }) => status.uid)],
    ['-gid', (reader, name) => reader.#count(name, ({ status }) => status.gid)],
    ['-inum', (reader, name) => reader.#count(name, ({ status }) => status.ino)],
    ['-links', (reader, name) => reader.#count(name, ({ status }) => status.nlink)],
    ['-samefile', (reader, name) => reader.#sameFile(name)],
    ['-nouser', reader => found => !reader.#context.accounts.users.some(user => user.uid === found.status.uid)],
    ['-nogroup', reader => found => !reader.#context.accounts.groups.some(group => group.gid === found.status.gid)],
    ['-empty', reader => found => reader.#isEmpty(found)],
    ['-readable', reader => found => reader.#context.sys.access(found.path, { read: true })],
    ['-writable', reader => found => reader.#context.sys.access(found.path, { write: true })],
    ['-executable', reader => found => reader.#context.sys.access(found.path, { execute: true })],
    ['-true', () => () => true],
    ['-false', () => () => false],
  ]);

  get #gnu(): boolean {
    return this.#context.flavour === 'gnu';
  }

  #glob(name: string, text: (found: Found) => string, ignoreCase: boolean): Test {
    const pattern = this.#argument(name);
    return found => matchGlob(pattern, text(found), { ignoreCase });
  }

  #linkName(name: string): Test {
    const pattern = this.#argument(name);
    return ({ path, status }) => status.kind === 'symlink' && matchGlob(pattern, this.#context.sys.readlink(path));
  }

  #regex(name: string): Test {
    const regex = compileRegex(this.#argument(name), { syntax: 'basic', ignoreCase: name === '-iregex', whole: 'line' });
    return ({ path }) => regex.test(path);
  }

  #type(name: string): Test {
    const text = this.#argument(name);
    const wanted = text.split(',').map(letter => kinds[letter]);
    if (wanted.includes(undefined))
      throw new Fatal(this.#gnu ? `Unknown argument to ${name}: ${text}` : `invalid argument '${text}' to '${name}'`);
    // -xtype looks behind a link; one that leads nowhere stays a link.
    if (name === '-xtype') return ({ path, status }) => wanted.includes(status.kind === 'symlink' ? this.#kindBehind(path) : status.kind);
    return ({ status }) => wanted.includes(status.kind);
  }

  #kindBehind(path: string): Found['status']['kind'] {
    try {
      return this.#context.sys.stat(path).kind;
    } catch (error) {
      if (isErrno(error)) return 'symlink';
      throw error;
    }
  }

  /** `+N`, `-N` or `N`, with what comes behind the digits. */
  #signed(name: string, units: string): { readonly unit: string; readonly compare: (value: number) => boolean } {
    const text = this.#argument(name);
    const [, sign = '', digits, unit = ''] = /^([-+]?)(\d+(?:\.\d+)?)(\D?)$/.exec(text) ?? [];
    if (digits === undefined || (unit !== '' && !units.includes(unit))) {
      if (!this.#gnu) throw new Fatal(`invalid number '${text}'`);
      throw new Fatal(
        name === '-size'
          ? /\d/.test(text)
            ? `invalid -size type \`${text.slice(-1)}'`
            : `invalid -size type \`${text}'`
          : `invalid argument \`${text}' to \`${name}'`,
      );
    }
    const number = Number(digits);
    return { unit, compare: value => (sign === '+' ? value > number : sign === '-' ? value < number : value === number) };
  }

  #size(name: string): Test {
    const { unit, compare } = this.#signed(name, 'bcwkMG');
    const bytes = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[unit] ?? 512;
    return ({ status }) => compare(Math.ceil(status.sizeBytes / bytes));
  }

  #age(name: string, at: (found: Found) => number): Test {
    const { compare } = this.#signed(name, '');
    const now = this.#context.sys.clock.now();
    const minutes = name.endsWith('min');
    return found => compare(minutes ? Math.ceil((now - at(found)) / 60_000) : Math.floor((now - at(found)) / DAY));
  }

  #count(name: string, value: (found: Found) => number): Test {
    const { compare } = this.#signed(name, '');
    return found => compare(value(found));
  }

  #newer(name: string): Test {
    const reference = this.#statOf(this.#argument(name)).modifiedAt;
    return ({ status }) => status.modifiedAt > reference;
  }

  #sameFile(name: string): Test {
    const { ino, dev } = this.#statOf(this.#argument(name));
    return ({ status }) => status.ino === ino && status.dev === dev;
  }

  #statOf(path: string): Found['status'] {
    try {
      return this.#context.sys.stat(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(this.#gnu ? `'${path}': ${error.message}` : `${path}: ${error.message}`);
    }
  }

  #permissions(name: string): Test {
    const text = this.#argument(name);
    const change = parseMode(text.replace(/^[-/]/, ''));
    if (!change) throw new Fatal(`invalid mode '${text}'`);
    const bits = change(0, { directory: false, umask: 0 });
    if (text.startsWith('-')) return ({ status }) => (status.mode & bits) === bits;
    if (text.startsWith('/')) return ({ status }) => bits === 0 || (status.mode & bits) !== 0;
    return ({ status }) => (status.mode & 0o7777) === bits;
  }

  #user(name: string): Test {
    const text = this.#argument(name);
    const uid = userIdOf(this.#context.accounts, text);
    if (uid === undefined) throw new Fatal(this.#gnu ? `'${text}' is not the name of a known user` : `unknown user ${text}`);
    return ({ status }) => status.uid === uid;
  }

  #group(name: string): Test {
    const text = this.#argument(name);
    const gid = groupIdOf(this.#context.accounts, text);
    if (gid === undefined) throw new Fatal(this.#gnu ? `'${text}' is not the name of an existing group` : `unknown group ${text}`);
    return ({ status }) => status.gid === gid;
  }

  #isEmpty({ path, status }: Found): boolean {
    if (status.kind === 'file') return status.sizeBytes === 0;
    try {
      return status.kind === 'directory' && this.#context.sys.readdir(path).length === 0;
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }
}
