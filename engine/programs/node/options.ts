/** What a command line of node asks for. */
export type NodeRequest =
  | { readonly kind: 'print'; readonly what: 'version' }
  | { readonly kind: 'print'; readonly what: 'help'; readonly text: string }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'refused'; readonly option: string }
  | {
      readonly kind: 'run';
      readonly main:
        | { readonly kind: 'file'; readonly path: string }
        | EvalMain
        | { readonly kind: 'stdin' }
        | { readonly kind: 'repl' }
        | { readonly kind: 'watch' }
        | { readonly kind: 'test' }
        | undefined;
      /** The learner's arguments, the script first if there is one. */
      readonly rest: readonly string[];
      readonly execArgv: readonly string[];
      readonly preload: readonly string[];
      readonly check: boolean;
      /** Files of environment variables. */
      readonly envFiles: readonly string[];
    };

interface EvalMain {
  readonly kind: 'eval';
  readonly source: string;
  readonly print: boolean;
  readonly module: boolean;
}

/** Options that change nothing that can be seen here. */
const HARMLESS =
  /^--(no-warnings|no-deprecation|trace-warnings|trace-uncaught|max-old-space-size=.*|max_old_space_size=.*|experimental-modules|experimental-fetch|enable-source-maps|unhandled-rejections=.*|stack-trace-limit=.*|harmony.*|optimize-for-size|max-http-header-size=.*|dns-result-order=.*)$/;

const HELP = `Usage: node [options] [ script.js ] [arguments]
       node [options] -e script [arguments]

Options:
  -                 the script is read from standard input
  --                ends the options
  -c, --check       check the script's syntax without running it
  -e, --eval=...    run this script
  -h, --help        print this text
  -i, --interactive always start the prompt
  -p, --print [...] run this script and print its result
  -r, --require=... load this module first
  -v, --version     print the version of node
  --env-file=...    take environment variables from this file
  --test            run the tests in files named like tests
  --watch           run the script again when a file of it changes
  --input-type=...  'module' or 'commonjs', for --eval
`;

/** Reads the arguments after `node`. */
export function parseNodeArguments(words: readonly string[]): NodeRequest {
  const parser = new Parser(words);
  return parser.parse();
}

class Parser {
  readonly #words: readonly string[];
  #at = 0;
  #source: string | undefined;
  #print = false;
  #module = false;
  #interactive = false;
  #check = false;
  readonly #preload: string[] = [];
  readonly #envFiles: string[] = [];
  #watch = false;
  #test = false;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  parse(): NodeRequest {
    for (; this.#at < this.#words.length; this.#at++) {
      const word = this.#words[this.#at] ?? '';
      if (word === '--') {
        this.#at++;
        break;
      }
      if (word === '-' || !word.startsWith('-')) break;
      const answer = this.#option(word);
      if (answer) return answer;
    }
    return this.#run();
  }

  #option(word: string): NodeRequest | undefined {
    const [name = '', attached] = splitOnce(word);
    switch (name) {
      case '-v':
      case '--version':
        return { kind: 'print', what: 'version' };
      case '-h':
      case '--help':
        return { kind: 'print', what: 'help', text: HELP };
      case '-i':
      case '--interactive':
        this.#interactive = true;
        return undefined;
      case '-c':
      case '--check':
        this.#check = true;
        return undefined;
      case '-e':
      case '--eval':
      case '-pe':
      case '-p':
      case '--print':
        return this.#script(name, attached);
      case '-r':
      case '--require':
      case '--import':
        return this.#value(name, attached, this.#preload);
      case '--env-file':
        return this.#value(name, attached, this.#envFiles);
      case '--watch':
      case '--watch-preserve-output':
        this.#watch ||= name === '--watch';
        return undefined;
      case '--test':
      case '--test-only':
        this.#test ||= name === '--test';
        return undefined;
      case '--test-reporter':
      case '--test-name-pattern':
        return this.#value(name, attached, []);
      case '--watch-path':
        this.#watch = true;
        return attached === undefined ? { kind: 'refused', option: `${word} PATH (with a space)` } : undefined;
      case '--input-type':
        this.#module = attached === 'module';
        return undefined;
      default:
        return HARMLESS.test(word) ? undefined : unknownOption(word);
    }
  }

  #script(name: string, attached: string | undefined): NodeRequest | undefined {
    this.#print ||= name.startsWith('-p') || name === '--print';
    if (attached === undefined && (name === '-p' || name === '--print') && this.#words[this.#at + 1] === undefined) return undefined;
    const value = attached ?? this.#next();
    if (value === undefined) return { kind: 'error', message: `${name} requires an argument` };
    this.#source = value;
    return undefined;
  }

  #value(name: string, attached: string | undefined, values: string[]): NodeRequest | undefined {
    const value = attached ?? this.#next();
    if (value === undefined) return { kind: 'error', message: `${name} requires an argument` };
    values.push(value);
    return undefined;
  }

  #next(): string | undefined {
    return this.#words[++this.#at];
  }

  #run(): NodeRequest {
    const execArgv = this.#words.slice(0, this.#at).filter(word => word !== '--');
    const common = { kind: 'run', execArgv, preload: this.#preload, check: this.#check, envFiles: this.#envFiles } as const;
    const rest = this.#words.slice(this.#at);
    const other = this.#source !== undefined ? 'eval' : this.#check ? 'check' : this.#interactive ? 'interactive' : undefined;
    if (this.#watch && other) return { kind: 'error', message: `either --watch or --${other} can be used, not both` };
    if (this.#source !== undefined)
      return { ...common, main: { kind: 'eval', source: this.#source, print: this.#print, module: this.#module }, rest };
    if (this.#test) return { ...common, main: { kind: 'test' }, rest };
    const [script, ...others] = rest;
    if (script === '-') return { ...common, main: { kind: 'stdin' }, rest: others.length > 0 ? ['-', ...others] : [] };
    if (this.#watch)
      return script === undefined
        ? { kind: 'error', message: '--watch requires specifying a file' }
        : { ...common, main: { kind: 'watch' }, rest };
    if (script !== undefined) return { ...common, main: { kind: 'file', path: script }, rest };
    return { ...common, main: this.#interactive ? { kind: 'repl' } : undefined, rest };
  }
}

function splitOnce(word: string): readonly string[] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

/** Options that node has and Drydock has not are refused by name; others node itself does not know. */
function unknownOption(word: string): NodeRequest {
  return /^--(inspect|watch|test|cpu-prof|heap-prof|prof|experimental|env-file|trace|expose|run|loader|build)/.test(word)
    ? { kind: 'refused', option: word }
    : { kind: 'error', message: `bad option: ${word}` };
}
