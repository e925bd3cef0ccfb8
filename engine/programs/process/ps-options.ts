import { signalNumbers } from '../../process/signals.js';

/** A column as asked for: a name of psColumns and the header instead of its own. */
export interface AskedColumn {
  readonly name: string;
  readonly header: string | undefined;
  readonly width: number | undefined;
}

export interface PsOptions {
  readonly columns: readonly AskedColumn[];
  readonly select: PsSelection;
  readonly sort: readonly { readonly name: string; readonly descending: boolean }[];
  readonly forest: boolean;
  readonly headers: boolean;
  /** How many times `w` was given; twice means without limit. */
  readonly wide: number;
}

export interface PsSelection {
  readonly all: boolean;
  /** BSD's `a` and `x`, the Unix options -a and -d. */
  readonly a: boolean;
  readonly x: boolean;
  readonly dashA: boolean;
  readonly notLeaders: boolean;
  readonly negate: boolean;
  readonly pids: readonly number[];
  readonly parents: readonly number[];
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly commands: readonly string[];
  readonly ttys: readonly string[];
  readonly sessions: readonly number[];
  readonly running: boolean;
  /** Whether any list was given, so the usual selection does not apply. */
  readonly listed: boolean;
}

/** What procps prints when it does not understand its arguments. */
export class PsUsageError extends Error {
  override readonly name = 'PsUsageError';
}

const formats = {
  default: 'pid,tname,time,ucmd',
  bsd: 'pid,tname,stat,bsdtime,args',
  full: 'uid_hack,pid,ppid,c,stime,tname,time,cmd',
  extraFull: 'uid_hack,pid,ppid,c,sz,rss,psr,stime,tname,time,cmd',
  long: 'f,s,uid,pid,ppid,c,opri,ni,addr,sz,wchan,tname,time,ucmd',
  jobs: 'pid,pgid,sid,tname,time,ucmd',
  bsdUser: 'user,pid,pcpu,pmem,vsz,rss,tname,stat,start_time,bsdtime,args',
  bsdLong: 'f,uid,pid,ppid,pri,ni,vsz,rss,wchan,stat,tname,bsdtime,args',
  bsdJobs: 'ppid,pid,pgid,sid,tname,tpgid,stat,uid,bsdtime,args',
  bsdVirtual: 'pid,tname,stat,bsdtime,vsz,rss,pmem,args',
  bsdSignals: 'uid,pid,stat,tname,bsdtime,args',
} as const;

/** GNU options that take lists, by the Unix letters that mean the same. */
const gnuLists: Readonly<Record<string, { readonly letter: string; readonly what: string }>> = {
  format: { letter: 'o', what: 'format specification' },
  pid: { letter: 'p', what: 'list of process IDs' },
  'quick-pid': { letter: 'p', what: 'list of process IDs' },
  user: { letter: 'u', what: 'list of users' },
  User: { letter: 'u', what: 'list of users' },
  tty: { letter: 't', what: 'list of terminals' },
  group: { letter: 'G', what: 'list of groups' },
  Group: { letter: 'G', what: 'list of groups' },
  sid: { letter: 's', what: 'list of session IDs' },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Reads the arguments of procps' ps: Unix (`-ef`), BSD (`aux`) and GNU (`--sort=…`) options in one line. */
export function parsePsOptions(args: readonly string[]): PsOptions {
  return new PsParser(args).parse();
}

class PsParser {
  readonly #words: string[];
  readonly #select: Mutable<PsSelection> = {
    all: false,
    a: false,
    x: false,
    dashA: false,
    notLeaders: false,
    negate: false,
    pids: [],
    parents: [],
    users: [],
    groups: [],
    commands: [],
    ttys: [],
    sessions: [],
    running: false,
    listed: false,
  };
  readonly #own: AskedColumn[] = [];
  readonly #sort: { name: string; descending: boolean }[] = [];
  #format: keyof typeof formats = 'default';
  #bsd = false;
  #forest = false;
  #headers = true;
  #wide = 0;

  constructor(args: readonly string[]) {
    this.#words = [...args];
  }

  parse(): PsOptions {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) {
      if (word.startsWith('--')) this.#gnu(word.slice(2));
      else if (word.startsWith('-')) this.#unix(word.slice(1));
      else if (/^[\d,]+$/.test(word)) this.#pids(word);
      else this.#bsdOptions(word);
    }
    const format = this.#format === 'default' && this.#bsd ? 'bsd' : this.#format;
    const columns =
      this.#own.length > 0 ? this.#own : formats[format].split(',').map(name => ({ name, header: undefined, width: undefined }));
    return { columns, select: this.#select, sort: this.#sort, forest: this.#forest, headers: this.#headers, wide: this.#wide };
  }

  #unix(letters: string): void {
    if (letters === '') throw new PsUsageError('improper list');
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] ?? '';
      const takes = 'opqCuUtgGsnN'.includes(letter) && letter !== 'N';
      if (takes) {
        const value = letters.slice(i + 1) || this.#words.shift();
        if (value === undefined)
          throw new PsUsageError(
            letter === 'o'
              ? 'format specification must follow -o'
              : `list of ${letter === 'C' ? 'command names' : letter === 't' ? 'ttys' : letter === 'p' || letter === 'q' ? 'process IDs' : letter === 's' ? 'session IDs' : 'users'} must follow -${letter}`,
          );
        return this.#list(letter, value);
      }
      this.#unixFlag(letter);
    }
  }

  #unixFlag(letter: string): void {
    if (letter === 'e' || letter === 'A') this.#select.all = true;
    else if (letter === 'a') this.#select.dashA = true;
    else if (letter === 'd') this.#select.notLeaders = true;
    else if (letter === 'N') this.#select.negate = true;
    else if (letter === 'f') this.#format = this.#format === 'extraFull' ? 'extraFull' : 'full';
    else if (letter === 'F') this.#format = 'extraFull';
    else if (letter === 'l') this.#format = 'long';
    else if (letter === 'j') this.#format = 'jobs';
    else if (letter === 'H') this.#forest = true;
    else if (letter === 'w') this.#wide++;
    else if (letter === 'x') this.#bsdFlag('x');
    else if (!'yLTmMcP'.includes(letter)) throw new PsUsageError('unsupported SysV option');
  }

  #list(letter: string, value: string): void {
    const items = value.split(/[,\s]+/).filter(item => item !== '');
    if (letter === 'o') return this.#columns(value);
    this.#select.listed = true;
    if (letter === 'p' || letter === 'q') return this.#pids(value);
    if (letter === 'C') this.#select.commands.push(...items);
    else if (letter === 'u' || letter === 'U') this.#select.users.push(...items);
    else if (letter === 't') this.#select.ttys.push(...items);
    else if (letter === 'G') this.#select.groups.push(...items);
    else this.#select.sessions.push(...items.map(Number));
  }

  #pids(value: string): void {
    for (const item of value.split(/[,\s]+/)) {
      if (!/^\d+$/.test(item)) throw new PsUsageError('process ID list syntax error');
      this.#select.pids.push(Number(item));
    }
    this.#select.listed = true;
  }

  #bsdOptions(letters: string): void {
    this.#bsd = true;
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i] ?? '';
      if ('opUtk'.includes(letter)) {
        const value = letters.slice(i + 1) || this.#words.shift();
        if (value === undefined) throw new PsUsageError(`improper list`);
        if (letter === 'k') this.#sortKeys(value);
        else this.#list(letter, value);
        return;
      }
      this.#bsdFlag(letter);
    }
  }

  #bsdFlag(letter: string): void {
    if (letter === 'a') this.#select.a = true;
    else if (letter === 'x') this.#select.x = true;
    else if (letter === 'r') this.#select.running = true;
    else if (letter === 'u') this.#format = 'bsdUser';
    else if (letter === 'l') this.#format = 'bsdLong';
    else if (letter === 'j') this.#format = 'bsdJobs';
    else if (letter === 'v') this.#format = 'bsdVirtual';
    else if (letter === 's') this.#format = 'bsdSignals';
    else if (letter === 'f') this.#forest = true;
    else if (letter === 'h') this.#headers = false;
    else if (letter === 'w') this.#wide++;
    else if (!'ceSngT'.includes(letter)) throw new PsUsageError('unsupported option (BSD syntax)');
  }

  #gnu(option: string): void {
    const [name = '', given] = option.split(/=(.*)/s);
    const value = (what: string): string => {
      const text = given ?? this.#words.shift();
      if (text === undefined) throw new PsUsageError(`${what} must follow --${name}`);
      return text;
    };
    const list = gnuLists[name];
    if (list) this.#list(list.letter, value(list.what));
    else if (name === 'sort') this.#sortKeys(value('list of sort keys'));
    else if (name === 'ppid') {
      this.#select.listed = true;
      this.#select.parents.push(...value('list of process IDs').split(',').map(Number));
    } else if (name === 'forest') this.#forest = true;
    else if (name === 'deselect') this.#select.negate = true;
    else if (/^no-head(?:er|ing)s?$/.test(name)) this.#headers = false;
    else if (/^(?:cols|columns|width|rows|lines)$/.test(name)) {
      value('number');
      this.#wide = 2;
    } else if (!/^(?:head(?:er|ing)s?|cumulative)$/.test(name)) throw new PsUsageError('unknown gnu long option');
  }

  #sortKeys(list: string): void {
    for (const item of list.split(',')) this.#sort.push({ name: item.replace(/^[-+]/, ''), descending: item.startsWith('-') });
  }

  /** `pid,args` or `pid=ID,comm=` (with `=` the header is the rest of the word up to a comma) or `user:20`. */
  #columns(list: string): void {
    for (const item of list.split(/[,\s]+/).filter(each => each !== '')) {
      const [head = '', header] = item.split(/=(.*)/s);
      const [name = '', width] = head.split(':');
      this.#own.push({ name, header, width: width === undefined ? undefined : Number(width) });
    }
  }
}

/** Names of signals without SIG, in the order of their numbers. */
export const signalNames: readonly string[] = Object.keys(signalNumbers).map(name => name.slice(3));
