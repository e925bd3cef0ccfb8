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

/** Reads tests; `argument` gives the word behind the one that names the test. */
export class TestReader {
  readonly #argument: (name: string) => string;
  readonly #context: FindContext;
  readonly #table: Readonly<Record<string, (name: string) => Test>>;

  constructor(argument: (name: string) => string, context: FindContext) {
    this.#argument = argument;
    this.#context = context;
    this.#table = { ...this.#nameTests(), ...this.#statusTests(), ...this.#otherTests() };
  }

  /** The test of this name, if it is one. */
  read(name: string): Test | undefined {
    return Object.hasOwn(this.#table, name) ? this.#table[name]?.(name) : undefined;
  }

  #nameTests(): Record<string, (name: string) => Test> {
    const byName = (found: Found): string => found.name;
    const byPath = (found: Found): string => found.path;
    return {
      '-name': name => this.#glob(name, byName, false),
      '-iname': name => this.#glob(name, byName, true),
      '-path': name => this.#glob(name, byPath, false),
      '-wholename': name => this.#glob(name, byPath, false),
      '-ipath': name => this.#glob(name, byPath, true),
      '-iwholename': name => this.#glob(name, byPath, true),
      '-lname': name => this.#linkName(name),
      '-regex': name => this.#regex(name),
      '-iregex': name => this.#regex(name),
    };
  }

  #statusTests(): Record<string, (name: string) => Test> {
    const modified = (name: string): Test => this.#age(name, ({ status }) => status.modifiedAt);
    const accessed = (name: string): Test => this.#age(name, ({ status }) => status.accessedAt);
    const changed = (name: string): Test => this.#age(name, ({ status }) => status.changedAt);
    return {
      '-type': name => this.#type(name),
      '-xtype': name => this.#type(name),
      '-size': name => this.#size(name),
      '-mtime': modified,
      '-mmin': modified,
      '-atime': accessed,
      '-amin': accessed,
      '-ctime': changed,
      '-cmin': changed,
      '-newer': name => this.#newer(name),
      '-perm': name => this.#permissions(name),
      '-user': name => this.#user(name),
      '-group': name => this.#group(name),
      '-uid': name => this.#count(name, ({ status }) => status.uid),
      '-gid': name => this.#count(name, ({ status }) => status.gid),
      '-inum': name => this.#count(name, ({ status }) => status.ino),
      '-links': name => this.#count(name, ({ status }) => status.nlink),
      '-samefile': name => this.#sameFile(name),
    };
  }

  #otherTests(): Record<string, (name: string) => Test> {
    const { sys, accounts } = this.#context;
    return {
      '-nouser':
        () =>
        ({ status }) =>
          !accounts.users.some(user => user.uid === status.uid),
      '-nogroup':
        () =>
        ({ status }) =>
          !accounts.groups.some(group => group.gid === status.gid),
      '-empty': () => found => this.#isEmpty(found),
      '-readable':
        () =>
        ({ path }) =>
          sys.access(path, { read: true }),
      '-writable':
        () =>
        ({ path }) =>
          sys.access(path, { write: true }),
      '-executable':
        () =>
        ({ path }) =>
          sys.access(path, { execute: true }),
      '-true': () => () => true,
      '-false': () => () => false,
    };
  }

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
    return ({ status }) => wanted.includes(status.kind);
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
