import { bashBanner, bashVersion } from './bash-version.js';
import type { Dialect } from './dialect.js';
import { optionLetters, optionNames, type OptionName } from './state/options.js';

/** How a shell was called. */
export interface CommandLine {
  /** `$0` */
  readonly name: string;
  readonly invokedAs: string;
  readonly command: string | undefined;
  readonly script: string | undefined;
  readonly args: readonly string[];
  readonly options: ReadonlyMap<OptionName, boolean>;
  readonly shopt: ReadonlyMap<string, boolean>;
  /** Called as rbash, or with -r. */
  readonly restricted: boolean;
  readonly login: boolean;
  readonly norc: boolean;
  readonly noprofile: boolean;
}

/** What to print, instead of running anything. */
export interface Answer {
  readonly output: string;
  readonly fd: 1 | 2;
  readonly status: number;
}

/** Reads `sh -euxo pipefail -c 'command' name args` and everything like it. */
export function parseCommandLine(argv: readonly string[], dialect: Dialect): CommandLine | Answer {
  const [invokedAs = dialect.name] = argv;
  const reader = new CommandLineReader(argv, dialect, invokedAs);
  return reader.read();
}

class CommandLineReader {
  readonly #argv: readonly string[];
  readonly #dialect: Dialect;
  readonly #invokedAs: string;
  readonly #options = new Map<OptionName, boolean>();
  readonly #shopt = new Map<string, boolean>();
  #restricted = false;
  #takesCommand = false;
  #login: boolean;
  #norc = false;
  #noprofile = false;
  #at = 1;

  constructor(argv: readonly string[], dialect: Dialect, invokedAs: string) {
    this.#argv = argv;
    this.#dialect = dialect;
    this.#invokedAs = invokedAs;
    this.#login = invokedAs.startsWith('-');
  }

  read(): CommandLine | Answer {
    for (; /^[-+]./.test(this.#argv[this.#at] ?? ''); this.#at++) {
      const arg = this.#argv[this.#at] ?? '';
      if (arg === '--') {
        this.#at++;
        break;
      }
      const answer = arg.startsWith('--') && this.#dialect.name !== 'dash' ? this.#long(arg) : this.#letters(arg);
      if (answer) return answer;
    }
    if (this.#argv[this.#at] === '-') this.#at++;
    return this.#finish(this.#argv.slice(this.#at));
  }

  #finish(rest: readonly string[]): CommandLine | Answer {
    if (this.#dialect.name === 'bash' && /(?:^|\/)-?rbash$/.test(this.#invokedAs)) this.#restricted = true;
    const common = {
      invokedAs: this.#invokedAs,
      options: this.#options,
      shopt: this.#shopt,
      restricted: this.#restricted,
      login: this.#login,
      norc: this.#norc,
      noprofile: this.#noprofile,
    };
    const stdin = this.#options.get('stdin') === true;
    if (this.#takesCommand) {
      const [command, name = this.#invokedAs, ...args] = rest;
      if (command === undefined) return this.#missingCommand();
      return { name, command, script: undefined, args, ...common };
    }
    const [script, ...args] = rest;
    if (script === undefined || stdin) return { name: this.#invokedAs, command: undefined, script: undefined, args: rest, ...common };
    return { name: script, command: undefined, script, args, ...common };
  }

  #missingCommand(): Answer {
    const messages = {
      bash: `${this.#invokedAs}: -c: option requires an argument\n`,
      dash: `${this.#invokedAs}: 0: -c requires an argument\n`,
      ash: `${this.#invokedAs}: -c requires an argument\n`,
    };
    return { output: messages[this.#dialect.name], fd: 2, status: 2 };
  }

  #long(arg: string): Answer | undefined {
    const option = arg.slice(2);
    if (option === 'login') this.#login = true;
    else if (option === 'norc') this.#norc = true;
    else if (option === 'noprofile') this.#noprofile = true;
    else if (option === 'restricted' && this.#dialect.name === 'bash') this.#restricted = true;
    else if (option === 'posix') this.#options.set('posix', true);
    else if (option === 'version' && this.#dialect.name === 'bash') {
      return { output: bashBanner(bashVersion(this.#dialect.release)), fd: 1, status: 0 };
    } else if (option === 'rcfile' || option === 'init-file') this.#at++;
    else if (!['noediting', 'verbose', 'debugger'].includes(option))
      return { output: `${this.#invokedAs}: ${arg}: invalid option\n`, fd: 2, status: 2 };
    return undefined;
  }

  #letters(arg: string): Answer | undefined {
    const on = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      if (letter === 'c') this.#takesCommand = true;
      else if (letter === 'l') this.#login = true;
      else if (letter === 'r' && on && this.#dialect.name === 'bash') this.#restricted = true;
      else if (letter === 's') this.#options.set('stdin', true);
      else if (letter === 'i') this.#options.set('interactive', on);
      else if (letter === 'o') {
        const answer = this.#named(this.#argv[++this.#at] ?? '', on);
        if (answer) return answer;
      } else if (letter === 'O' && this.#dialect.name === 'bash') this.#shopt.set(this.#argv[++this.#at] ?? '', on);
      else {
        const name = optionLetters[this.#dialect.name][letter];
        if (name === undefined) return this.#illegal(`${on ? '-' : '+'}${letter}`);
        this.#options.set(name, on);
      }
    }
    return undefined;
  }

  #named(name: string, on: boolean): Answer | undefined {
    const known = optionNames[this.#dialect.name].find(option => option === name);
    if (known === undefined) return this.#illegal(`${on ? '-' : '+'}o ${name}`);
    this.#options.set(known, on);
    return undefined;
  }

  #illegal(option: string): Answer {
    const messages = {
      bash: `${this.#invokedAs}: ${option.startsWith('-o ') ? `line 0: ${this.#invokedAs}: ${option.slice(3)}: invalid option name` : `${option}: invalid option`}\n`,
      dash: `${this.#invokedAs}: 0: Illegal option ${option}\n`,
      ash: `${this.#invokedAs}: illegal option ${option}\n`,
    };
    return { output: messages[this.#dialect.name], fd: 2, status: 2 };
  }
}
