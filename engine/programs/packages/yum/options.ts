import { refusalOf } from '../../unsimulated.js';

/** What was asked of yum. */
export interface YumOptions {
  readonly assumeYes: boolean;
  readonly assumeNo: boolean;
  readonly quiet: boolean;
  readonly downloadOnly: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
  readonly words: readonly string[];
}

/** A command line that yum does not understand. */
export class YumUsageError extends Error {
  override readonly name = 'YumUsageError';
}

const flags: Readonly<Record<string, 'assumeYes' | 'assumeNo' | 'quiet' | 'downloadOnly' | 'help' | 'version'>> = {
  '-y': 'assumeYes',
  '--assumeyes': 'assumeYes',
  '--assumeno': 'assumeNo',
  '-q': 'quiet',
  '--quiet': 'quiet',
  '--downloadonly': 'downloadOnly',
  '-h': 'help',
  '--help': 'help',
  '--version': 'version',
};

/** Options about what never goes wrong here: signatures, repositories that cannot be reached, weak dependencies. */
const withoutEffect = new Set([
  '--nodocs',
  '--best',
  '--nobest',
  '--allowerasing',
  '--refresh',
  '--obsoletes',
  '--nogpgcheck',
  '--skip-broken',
  '-v',
  '--verbose',
  '--noplugins',
  '-t',
  '--tolerant',
  '-C',
  '--cacheonly',
]);

/** The same with values: how much is told, and settings of what nothing here has: documentation, weak dependencies, mirrors to choose among. */
const valuesWithoutEffect = new Set(['-d', '--debuglevel', '-e', '--errorlevel', '-R', '--randomwait', '--color', '--comment']);
const settingsWithoutEffect =
  /^(tsflags=nodocs|install_weak_deps=.*|fastestmirror=.*|max_parallel_downloads=.*|retries=.*|timeout=.*|.*skip_if_unavailable=.*)$/i;

/** Reads a command line. Throws YumUsageError. */
export function parseYumOptions(argv: readonly string[]): YumOptions {
  const chosen = { assumeYes: false, assumeNo: false, quiet: false, downloadOnly: false, help: false, version: false };
  const words: string[] = [];
  const enabled: string[] = [];
  const disabled: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, which, value] = /^--(enablerepo|disablerepo)(?:=(.*))?$/.exec(word) ?? [];
    if (which !== undefined) (which === 'enablerepo' ? enabled : disabled).push(...(value ?? rest.shift() ?? '').split(','));
    else if (valuesWithoutEffect.has(word)) rest.shift();
    else if (/^(-[deR]\d+|--(debuglevel|errorlevel|randomwait|color|comment)=.*)$/.test(word)) continue;
    else if (/^--setopt(=|$)/.test(word)) {
      const setting = word === '--setopt' ? (rest.shift() ?? '') : word.slice('--setopt='.length);
      if (!settingsWithoutEffect.test(setting)) throw new YumUsageError(`drydock: yum --setopt=${setting} is not simulated`);
    } else if (/^-[a-z]{2,}$/i.test(word)) rest.unshift(...[...word.slice(1)].map(letter => `-${letter}`));
    else if (word.startsWith('-')) {
      const flag = flags[word];
      if (flag !== undefined) chosen[flag] = true;
      else if (!withoutEffect.has(word)) throw new YumUsageError(refusalOf('yum', word) ?? `Command line error: no such option: ${word}`);
    } else words.push(word);
  }
  return { ...chosen, enabled, disabled, words };
}
