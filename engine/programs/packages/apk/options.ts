import { refusalOf } from '../../unsimulated.js';

/** What was asked of apk. */
export interface ApkOptions {
  readonly noCache: boolean;
  readonly update: boolean;
  readonly upgrade: boolean;
  readonly quiet: boolean;
  readonly simulate: boolean;
  readonly interactive: boolean;
  readonly installed: boolean;
  readonly all: boolean;
  readonly contents: boolean;
  readonly owner: boolean;
  readonly depends: boolean;
  readonly exact: boolean;
  readonly verbose: boolean;
  readonly version: boolean;
  readonly help: boolean;
  readonly description: boolean;
  /** `-t NAME`: the packages go with this one. */
  readonly virtual: string | undefined;
  readonly repositories: readonly string[];
  readonly words: readonly string[];
}

/** A command line that apk does not understand. */
export class ApkUsageError extends Error {
  override readonly name = 'ApkUsageError';
}

type Flag = Exclude<keyof ApkOptions, 'virtual' | 'repositories' | 'words'>;

const flags: Readonly<Record<string, Flag>> = {
  '--no-cache': 'noCache',
  '-U': 'update',
  '--update': 'update',
  '--update-cache': 'update',
  '-u': 'upgrade',
  '--upgrade': 'upgrade',
  '-q': 'quiet',
  '--quiet': 'quiet',
  '-s': 'simulate',
  '--simulate': 'simulate',
  '-i': 'interactive',
  '--interactive': 'interactive',
  '-I': 'installed',
  '--installed': 'installed',
  '-a': 'all',
  '--all': 'all',
  '-L': 'contents',
  '--contents': 'contents',
  '-W': 'owner',
  '--who-owns': 'owner',
  '-R': 'depends',
  '--depends': 'depends',
  '-e': 'exact',
  '--exact': 'exact',
  '-v': 'verbose',
  '--verbose': 'verbose',
  '-V': 'version',
  '--version': 'version',
  '-h': 'help',
  '--help': 'help',
  '-d': 'description',
  '--description': 'description',
};

/** Options about what never goes wrong here: signatures, progress, questions that are not asked. */
const withoutEffect = new Set([
  '--allow-untrusted',
  '--no-progress',
  '--progress',
  '--purge',
  '--force',
  '-f',
  '--available',
  '--no-interactive',
  '--wait',
]);

/** Reads a command line. Throws ApkUsageError. */
export function parseApkOptions(argv: readonly string[]): ApkOptions {
  const chosen = Object.fromEntries(Object.values(flags).map(flag => [flag, false])) as Record<Flag, boolean>; // every flag occurs in the table
  const words: string[] = [];
  const repositories: string[] = [];
  let virtual: string | undefined;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, long, value] = /^(-t|--virtual|-X|--repository)(?:=(.*))?$/.exec(word) ?? [];
    if (long !== undefined) {
      const given = value ?? rest.shift() ?? '';
      if (long === '-t' || long === '--virtual') virtual = given;
      else repositories.push(given);
    } else if (/^-[a-zA-Z]{2,}$/.test(word)) rest.unshift(...[...word.slice(1)].map(letter => `-${letter}`));
    else if (word.startsWith('-')) {
      const flag = Object.hasOwn(flags, word) ? flags[word] : undefined;
      if (flag !== undefined) chosen[flag] = true;
      else if (!withoutEffect.has(word))
        throw new ApkUsageError(refusalOf('apk', word) ?? `unrecognized option: ${word.replace(/^-+/, '')}`);
    } else words.push(word);
  }
  return { ...chosen, virtual, repositories, words };
}
