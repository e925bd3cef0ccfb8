import type { Task } from '../core/task.js';
import type { Sys } from '../process/sys.js';

/** Which shell is played: what its grammar knows. One implementation runs them all. */
export interface Dialect {
  readonly name: 'bash' | 'dash' | 'ash';
  /** `a=(…)`, `a[i]=…`, `${a[i]}` */
  readonly arrays: boolean;
  /** `[[ … ]]` as grammar, with `=~` and unsplit words. */
  readonly conditionals: boolean;
  /** `(( … ))` and `for ((…))` */
  readonly arithmeticCommands: boolean;
  /** `<(…)` and `>(…)` */
  readonly processSubstitution: boolean;
  /** `<<<` */
  readonly hereStrings: boolean;
  /** `&>` and `&>>` */
  readonly ampersandRedirects: boolean;
  /** `|&` */
  readonly pipeBoth: boolean;
  /** `$'…'` */
  readonly ansiQuotes: boolean;
  /** `$"…"` */
  readonly localeQuotes: boolean;
  /** `function f { … }` */
  readonly functionKeyword: boolean;
  /** `;&` and `;;&` */
  readonly caseFallThrough: boolean;
  readonly braceExpansion: boolean;
  /** `${x:o:l}` and `${x/a/b}` */
  readonly substrings: boolean;
  /** `${x^^}`, `${!x}`, `${x@Q}` */
  readonly bashParameters: boolean;
  /** `x+=y` */
  readonly appendAssignments: boolean;
  /** `select`, `time`, `coproc` */
  readonly bashKeywords: boolean;
  /** Names of functions may be anything that is no metacharacter. */
  readonly anyFunctionName: boolean;
  /** `++`, `--`, `**`, `,` and `base#digits` in arithmetic. */
  readonly extendedArithmetic: boolean;
  /** Words of `export`, `local` … that look like assignments are not split. */
  readonly declarationArguments: boolean;
  /** A script on standard input is read so that its commands can read what follows. */
  readonly readsInputByLine: boolean;
  /** What `echo` makes of backslashes without `-e`. */
  readonly echoEscapes: boolean;
  /** `echo` takes `-e` and `-E`. */
  readonly echoOptions: boolean;
  /** How names are looked up for `/dev/tcp/HOST/PORT`; without it these are paths as any other. */
  readonly resolveHost?: HostResolver;
  /** The version of the package that it comes from, where its file tells. */
  readonly release?: string | undefined;
}

/** What getaddrinfo(3) finds. */
export type HostResolver = (
  sys: Sys,
  name: string,
) => Task<{ readonly kind: 'found'; readonly addresses: readonly string[] } | { readonly kind: 'not-found' | 'try-again' }>;

const posix = {
  arrays: false,
  conditionals: false,
  arithmeticCommands: false,
  processSubstitution: false,
  hereStrings: false,
  ampersandRedirects: false,
  pipeBoth: false,
  ansiQuotes: false,
  localeQuotes: false,
  functionKeyword: false,
  caseFallThrough: false,
  braceExpansion: false,
  substrings: false,
  bashParameters: false,
  appendAssignments: false,
  bashKeywords: false,
  anyFunctionName: false,
  extendedArithmetic: false,
  declarationArguments: true,
  readsInputByLine: false,
  echoEscapes: true,
  echoOptions: false,
} as const;

/** /bin/sh of Debian and Ubuntu (0.5.12). */
export const dashDialect: Dialect = { name: 'dash', ...posix };

/** /bin/sh of Alpine: BusyBox's ash as Alpine builds it. */
export const ashDialect: Dialect = {
  name: 'ash',
  ...posix,
  ampersandRedirects: true,
  processSubstitution: true,
  ansiQuotes: true,
  functionKeyword: true,
  substrings: true,
  extendedArithmetic: true,
  echoEscapes: false,
  echoOptions: true,
};

/** bash 5.2. */
export const bashDialect: Dialect = {
  name: 'bash',
  arrays: true,
  conditionals: true,
  arithmeticCommands: true,
  processSubstitution: true,
  hereStrings: true,
  ampersandRedirects: true,
  pipeBoth: true,
  ansiQuotes: true,
  localeQuotes: true,
  functionKeyword: true,
  caseFallThrough: true,
  braceExpansion: true,
  substrings: true,
  bashParameters: true,
  appendAssignments: true,
  bashKeywords: true,
  anyFunctionName: true,
  extendedArithmetic: true,
  declarationArguments: true,
  readsInputByLine: true,
  echoEscapes: false,
  echoOptions: true,
};
