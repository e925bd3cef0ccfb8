/** The options of `set`, by letter and name, as each dialect lists them. */
export interface ShellOptions {
  allexport: boolean;
  errexit: boolean;
  ignoreeof: boolean;
  interactive: boolean;
  monitor: boolean;
  noclobber: boolean;
  noexec: boolean;
  noglob: boolean;
  nolog: boolean;
  notify: boolean;
  nounset: boolean;
  pipefail: boolean;
  stdin: boolean;
  verbose: boolean;
  vi: boolean;
  emacs: boolean;
  xtrace: boolean;
  errtrace: boolean;
  functrace: boolean;
  hashall: boolean;
  histexpand: boolean;
  history: boolean;
  'interactive-comments': boolean;
  keyword: boolean;
  onecmd: boolean;
  physical: boolean;
  posix: boolean;
  privileged: boolean;
  braceexpand: boolean;
  debug: boolean;
}

export type OptionName = keyof ShellOptions;

export function initialOptions(dialect: 'bash' | 'dash' | 'ash'): ShellOptions {
  const bash = dialect === 'bash';
  return {
    allexport: false,
    errexit: false,
    ignoreeof: false,
    interactive: false,
    monitor: false,
    noclobber: false,
    noexec: false,
    noglob: false,
    nolog: false,
    notify: false,
    nounset: false,
    pipefail: false,
    stdin: false,
    verbose: false,
    vi: false,
    emacs: false,
    xtrace: false,
    errtrace: false,
    functrace: false,
    hashall: bash,
    histexpand: false,
    history: false,
    'interactive-comments': bash,
    keyword: false,
    onecmd: false,
    physical: false,
    posix: false,
    privileged: false,
    braceexpand: bash,
    debug: false,
  };
}

const commonLetters = {
  a: 'allexport',
  b: 'notify',
  C: 'noclobber',
  e: 'errexit',
  f: 'noglob',
  m: 'monitor',
  n: 'noexec',
  u: 'nounset',
  v: 'verbose',
  x: 'xtrace',
} as const;

/** Options with a letter, in the order in which `$-` shows them. */
export const optionLetters: Readonly<Record<'bash' | 'dash' | 'ash', Readonly<Record<string, OptionName>>>> = {
  bash: {
    ...commonLetters,
    B: 'braceexpand',
    E: 'errtrace',
    H: 'histexpand',
    P: 'physical',
    T: 'functrace',
    h: 'hashall',
    k: 'keyword',
    p: 'privileged',
    t: 'onecmd',
  },
  dash: { ...commonLetters, I: 'ignoreeof', V: 'vi', E: 'emacs', p: 'privileged', i: 'interactive', s: 'stdin' },
  ash: { ...commonLetters, I: 'ignoreeof', E: 'errtrace', V: 'vi', i: 'interactive', s: 'stdin' },
};

/** What `set -o` lists, in its order. */
export const optionNames: Readonly<Record<'bash' | 'dash' | 'ash', readonly OptionName[]>> = {
  bash: [
    'allexport',
    'braceexpand',
    'emacs',
    'errexit',
    'errtrace',
    'functrace',
    'hashall',
    'histexpand',
    'history',
    'ignoreeof',
    'interactive-comments',
    'keyword',
    'monitor',
    'noclobber',
    'noexec',
    'noglob',
    'nolog',
    'notify',
    'nounset',
    'onecmd',
    'physical',
    'pipefail',
    'posix',
    'privileged',
    'verbose',
    'vi',
    'xtrace',
  ],
  dash: [
    'errexit',
    'noglob',
    'ignoreeof',
    'interactive',
    'monitor',
    'noexec',
    'stdin',
    'xtrace',
    'verbose',
    'vi',
    'emacs',
    'noclobber',
    'allexport',
    'notify',
    'nounset',
    'privileged',
    'nolog',
    'debug',
  ],
  ash: [
    'errexit',
    'noglob',
    'ignoreeof',
    'monitor',
    'noexec',
    'xtrace',
    'verbose',
    'noclobber',
    'allexport',
    'notify',
    'nounset',
    'errtrace',
    'vi',
    'pipefail',
  ],
};

/** ash goes through its table from the end (ash.c: optletters_optnames). */
const ashOrder = 'ubaCvxcsnmiIfe';

/** What `$-` and the command line call them. */
export function flagsOf(options: ShellOptions, dialect: 'bash' | 'dash' | 'ash', invocation: string): string {
  const letters = Object.entries(optionLetters[dialect]);
  const set = letters.filter(([, name]) => options[name]).map(([letter]) => letter);
  if (dialect === 'dash') return set.join('');
  if (dialect === 'ash')
    return [...ashOrder].filter(letter => set.includes(letter) || (letter === 'c' && invocation.includes('c'))).join('');
  const lower = set
    .filter(letter => letter >= 'a')
    .concat(options.interactive ? ['i'] : [], invocation.includes('r') ? ['r'] : [])
    .sort();
  const upper = set.filter(letter => letter < 'a').sort();
  return lower.join('') + upper.join('') + invocation.replace(/[ir]/g, '');
}
