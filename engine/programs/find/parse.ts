import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { groupIdOf, userIdOf, type Accounts } from '../accounts.js';
import { parseMode } from '../files/mode.js';
import type { Flavour } from '../flavour.js';
import { compileRegex } from '../regex/regex.js';
import { Fatal, UsageError } from '../tool.js';
import type { Expression, FindAction, FindOptions, Found } from './expression.js';
import { matchGlob } from './glob.js';

export interface ParsedFind {
  readonly paths: readonly string[];
  readonly expression: Expression;
  readonly options: FindOptions;
}

export interface FindContext {
  readonly sys: Sys;
  readonly accounts: Accounts;
  readonly flavour: Flavour;
}

/** Reads find's command line: options, paths, then an expression with its operators. */
export function parseFind(words: readonly string[], context: FindContext): ParsedFind {
  return new Parser(words, context).parse();
}

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

class Parser {
  readonly #words: readonly string[];
  readonly #context: FindContext;
  #at = 0;
  #acts = false;
  #depth = 0;
  readonly #options = { maxDepth: Infinity, minDepth: 0, depthFirst: false, follow: 'never' as FindOptions['follow'], oneSystem: false };

  constructor(words: readonly string[], context: FindContext) {
    this.#words = words;
    this.#context = context;
  }

  parse(): ParsedFind {
    for (; /^-[HLP]$/.test(this.#words[this.#at] ?? ''); this.#at++)
      this.#options.follow = this.#words[this.#at] === '-L' ? 'always' : this.#words[this.#at] === '-H' ? 'arguments' : 'never';
    const paths: string[] = [];
    for (let word = this.#words[this.#at]; word !== undefined && !/^-.|^[!(),]$/.test(word); word = this.#words[++this.#at])
      paths.push(word);
    const expression = this.#at < this.#words.length ? this.#list() : always;
    const extra = this.#words[this.#at];
    if (extra !== undefined)
      throw extra === ')' ? new Fatal("you have too many ')'") : new Fatal(`paths must precede expression: \`${extra}'`);
    const printing: Expression = this.#acts
      ? expression
      : { kind: 'and', left: expression, right: { kind: 'action', action: { kind: 'print', end: '\n' } } };
    return { paths: paths.length > 0 ? paths : ['.'], expression: printing, options: this.#options };
  }

  #list(): Expression {
    let left = this.#or();
    while (this.#words[this.#at] === ',') {
      this.#at++;
      left = { kind: 'list', left, right: this.#or() };
    }
    return left;
  }

  #or(): Expression {
    let left = this.#and();
    while (/^-(?:o|or)$/.test(this.#words[this.#at] ?? '')) {
      this.#at++;
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    for (let word = this.#words[this.#at]; word !== undefined && !/^(?:-o|-or|\)|,)$/.test(word); word = this.#words[this.#at]) {
      if (word === '-a' || word === '-and') this.#at++;
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): Expression {
    const word = this.#words[this.#at];
    if (word === '!' || word === '-not') {
      this.#at++;
      return { kind: 'not', body: this.#not() };
    }
    if (word !== '(') return this.#primary();
    this.#at++;
    if (++this.#depth > 200) throw new Fatal('expression is nested too deeply');
    const body = this.#list();
    if (this.#words[this.#at++] !== ')')
      throw new Fatal(this.#gnu ? "invalid expression; I was expecting to find a ')' somewhere but did not see one." : "unpaired '('");
    return body;
  }

  get #gnu(): boolean {
    return this.#context.flavour === 'gnu';
  }

  #primary(): Expression {
    const name = this.#words[this.#at++] ?? '';
    const test = this.#test(name) ?? this.#action(name);
    if (test) return test;
    if (!name.startsWith('-')) throw new Fatal(this.#gnu ? `paths must precede expression: \`${name}'` : `unrecognized: ${name}`);
    throw this.#gnu ? new Fatal(`unknown predicate \`${name}'`) : new UsageError(`unrecognized: ${name}`);
  }

  #argument(name: string): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return word;
  }

  #test(name: string): Expression | undefined {
    switch (name) {
      case '-name':
        return this.#glob(name, ({ name: text }) => text, false);
      case '-iname':
        return this.#glob(name, ({ name: text }) => text, true);
      case '-path':
      case '-wholename':
        return this.#glob(name, ({ path }) => path, false);
      case '-ipath':
      case '-iwholename':
        return this.#glob(name, ({ path }) => path, true);
      case '-lname':
        return this.#linkName(name);
      case '-regex':
      case '-iregex':
        return this.#regex(name);
      case '-type':
      case '-xtype':
        return this.#type(name);
      case '-size':
        return this.#size(name);
      case '-mtime':
      case '-mmin':
        return this.#age(name, ({ status }) => status.modifiedAt);
      case '-atime':
      case '-amin':
        return this.#age(name, ({ status }) => status.accessedAt);
      case '-ctime':
      case '-cmin':
        return this.#age(name, ({ status }) => status.changedAt);
      case '-newer':
      case '-anewer':
      case '-cnewer':
        return this.#newer(name);
      case '-perm':
        return this.#permissions(name);
      case '-user':
        return this.#user(name);
      case '-group':
        return this.#group(name);
      case '-uid':
        return this.#count(name, ({ status }) => status.uid);
      case '-gid':
        return this.#count(name, ({ status }) => status.gid);
      case '-inum':
        return this.#count(name, ({ status }) => status.ino);
      case '-links':
        return this.#count(name, ({ status }) => status.nlink);
      case '-nouser':
        return this.#where(({ status }) => !this.#context.accounts.users.some(user => user.uid === status.uid));
      case '-nogroup':
        return this.#where(({ status }) => !this.#context.accounts.groups.some(group => group.gid === status.gid));
      case '-empty':
        return this.#where(found => this.#isEmpty(found));
      case '-readable':
        return this.#where(({ path }) => this.#context.sys.access(path, { read: true }));
      case '-writable':
        return this.#where(({ path }) => this.#context.sys.access(path, { write: true }));
      case '-executable':
        return this.#where(({ path }) => this.#context.sys.access(path, { execute: true }));
      case '-samefile':
        return this.#sameFile(name);
      case '-true':
        return always;
      case '-false':
        return this.#where(() => false);
      default:
        return this.#option(name);
    }
  }

  /** Options count as true, wherever they stand. */
  #option(name: string): Expression | undefined {
    if (name === '-maxdepth' || name === '-mindepth') {
      const text = this.#argument(name);
      if (!/^\d+$/.test(text))
        throw new Fatal(
          this.#gnu ? `Expected a positive decimal integer argument to ${name}, but got '${text}'` : `invalid number '${text}'`,
        );
      this.#options[name === '-maxdepth' ? 'maxDepth' : 'minDepth'] = Number(text);
      return always;
    }
    if (name === '-depth' || name === '-d') this.#options.depthFirst = true;
    else if (name === '-xdev' || name === '-mount') this.#options.oneSystem = true;
    else if (name === '-follow') this.#options.follow = 'always';
    else if (name === '-regextype') this.#argument(name);
    else if (!['-daystart', '-noleaf', '-warn', '-nowarn', '-ignore_readdir_race'].includes(name)) return undefined;
    return always;
  }

  #where(test: (found: Found) => boolean): Expression {
    return { kind: 'test', test };
  }

  #glob(name: string, text: (found: Found) => string, ignoreCase: boolean): Expression {
    const pattern = this.#argument(name);
    return this.#where(found => matchGlob(pattern, text(found), { ignoreCase }));
  }

  #linkName(name: string): Expression {
    const pattern = this.#argument(name);
    return this.#where(({ path, status }) => status.kind === 'symlink' && matchGlob(pattern, this.#context.sys.readlink(path)));
  }

  #regex(name: string): Expression {
    const regex = compileRegex(this.#argument(name), { syntax: 'basic', ignoreCase: name === '-iregex', whole: 'line' });
    return this.#where(({ path }) => regex.test(path));
  }

  #type(name: string): Expression {
    const text = this.#argument(name);
    const wanted = text.split(',').map(letter => kinds[letter]);
    if (wanted.includes(undefined))
      throw new Fatal(this.#gnu ? `Unknown argument to ${name}: ${text}` : `invalid argument '${text}' to '${name}'`);
    return this.#where(({ status }) => wanted.includes(status.kind));
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

  #size(name: string): Expression {
    const { unit, compare } = this.#signed(name, 'bcwkMG');
    const bytes = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[unit] ?? 512;
    return this.#where(({ status }) => compare(Math.ceil(status.sizeBytes / bytes)));
  }

  #age(name: string, at: (found: Found) => number): Expression {
    const { compare } = this.#signed(name, '');
    const now = this.#context.sys.clock.now();
    const minutes = name.endsWith('min');
    return this.#where(found => compare(minutes ? Math.ceil((now - at(found)) / 60_000) : Math.floor((now - at(found)) / DAY)));
  }

  #count(name: string, value: (found: Found) => number): Expression {
    const { compare } = this.#signed(name, '');
    return this.#where(found => compare(value(found)));
  }

  #newer(name: string): Expression {
    const reference = this.#statOf(this.#argument(name)).modifiedAt;
    return this.#where(({ status }) => status.modifiedAt > reference);
  }

  #sameFile(name: string): Expression {
    const { ino, dev } = this.#statOf(this.#argument(name));
    return this.#where(({ status }) => status.ino === ino && status.dev === dev);
  }

  #statOf(path: string): Found['status'] {
    try {
      return this.#context.sys.stat(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(this.#gnu ? `'${path}': ${error.message}` : `${path}: ${error.message}`);
    }
  }

  #permissions(name: string): Expression {
    const text = this.#argument(name);
    const change = parseMode(text.replace(/^[-/]/, ''));
    if (!change) throw new Fatal(this.#gnu ? `invalid mode '${text}'` : `invalid mode '${text}'`);
    const bits = change(0, { directory: false, umask: 0 });
    if (text.startsWith('-')) return this.#where(({ status }) => (status.mode & bits) === bits);
    if (text.startsWith('/')) return this.#where(({ status }) => bits === 0 || (status.mode & bits) !== 0);
    return this.#where(({ status }) => (status.mode & 0o7777) === bits);
  }

  #user(name: string): Expression {
    const text = this.#argument(name);
    const uid = userIdOf(this.#context.accounts, text);
    if (uid === undefined) throw new Fatal(this.#gnu ? `'${text}' is not the name of a known user` : `unknown user ${text}`);
    return this.#where(({ status }) => status.uid === uid);
  }

  #group(name: string): Expression {
    const text = this.#argument(name);
    const gid = groupIdOf(this.#context.accounts, text);
    if (gid === undefined) throw new Fatal(this.#gnu ? `'${text}' is not the name of an existing group` : `unknown group ${text}`);
    return this.#where(({ status }) => status.gid === gid);
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

  #action(name: string): Expression | undefined {
    const action = this.#actionOf(name);
    if (!action) return undefined;
    if (action.kind !== 'prune' && action.kind !== 'quit') this.#acts = true;
    if (action.kind === 'delete') this.#options.depthFirst = true;
    return { kind: 'action', action };
  }

  #actionOf(name: string): FindAction | undefined {
    switch (name) {
      case '-print':
        return { kind: 'print', end: '\n' };
      case '-print0':
        return { kind: 'print', end: '\0' };
      case '-printf':
        return this.#gnu ? { kind: 'printf', format: this.#argument(name) } : undefined;
      case '-ls':
        return { kind: 'ls' };
      case '-delete':
        return { kind: 'delete' };
      case '-prune':
        return { kind: 'prune' };
      case '-quit':
        return { kind: 'quit' };
      case '-exec':
      case '-execdir':
      case '-ok':
      case '-okdir':
        return this.#exec(name);
      default:
        return undefined;
    }
  }

  #exec(name: string): FindAction {
    const words: string[] = [];
    for (let word = this.#words[this.#at++]; word !== ';'; word = this.#words[this.#at++]) {
      if (word === undefined) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
      if (word === '+' && words.at(-1) === '{}') return { kind: 'execMany', words: words.slice(0, -1), gathered: [] };
      words.push(word);
    }
    if (words.length === 0) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return { kind: 'exec', words, inDirectory: name.endsWith('dir'), ask: name.startsWith('-ok') };
  }
}

const always: Expression = { kind: 'test', test: () => true };
