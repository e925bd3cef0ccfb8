/** What was asked of apt-get, apt or apt-cache. */
export interface AptOptions {
  readonly quiet: number;
  readonly assumeYes: boolean;
  readonly assumeNo: boolean;
  readonly recommends: boolean;
  readonly simulate: boolean;
  readonly downloadOnly: boolean;
  readonly reinstall: boolean;
  readonly onlyUpgrade: boolean;
  readonly purge: boolean;
  readonly autoRemove: boolean;
  readonly words: readonly string[];
  readonly help: boolean;
  readonly version: boolean;
  readonly namesOnly: boolean;
  readonly installedOnly: boolean;
  readonly upgradableOnly: boolean;
}

type Flag = Exclude<keyof AptOptions, 'quiet' | 'words'>;

const flags: Readonly<Record<string, readonly [Flag, boolean]>> = {
  '-y': ['assumeYes', true],
  '--yes': ['assumeYes', true],
  '--assume-yes': ['assumeYes', true],
  '--assume-no': ['assumeNo', true],
  '--no-install-recommends': ['recommends', false],
  '--install-recommends': ['recommends', true],
  '-s': ['simulate', true],
  '--simulate': ['simulate', true],
  '--dry-run': ['simulate', true],
  '--just-print': ['simulate', true],
  '-d': ['downloadOnly', true],
  '--download-only': ['downloadOnly', true],
  '--reinstall': ['reinstall', true],
  '--only-upgrade': ['onlyUpgrade', true],
  '--purge': ['purge', true],
  '--auto-remove': ['autoRemove', true],
  '--autoremove': ['autoRemove', true],
  '-h': ['help', true],
  '--help': ['help', true],
  '-v': ['version', true],
  '--version': ['version', true],
  '-n': ['namesOnly', true],
  '--names-only': ['namesOnly', true],
  '--installed': ['installedOnly', true],
  '--upgradable': ['upgradableOnly', true],
};

/** Options that are about what never goes wrong here: signatures, locks that nobody else holds, retries, packages that were put on hold. */
const withoutEffect = new Set([
  '--allow-unauthenticated',
  '--allow-downgrades',
  '--allow-change-held-packages',
  '--allow-releaseinfo-change',
  '--force-yes',
  '--fix-missing',
  '-m',
  '--ignore-missing',
  '--no-upgrade',
  '-f',
  '--fix-broken',
  '--no-show-upgraded',
]);

/** Settings given with -o that are options under another name, or about what never goes wrong here. */
const settings: Readonly<Record<string, (value: string) => Partial<Record<Flag, boolean>>>> = {
  'apt::install-recommends': value => ({ recommends: isTrue(value) }),
  'apt::get::assume-yes': value => ({ assumeYes: isTrue(value) }),
  'dpkg::use-pty': () => ({}),
  'dpkg::options::': () => ({}),
  'dpkg::lock::timeout': () => ({}),
  'acquire::retries': () => ({}),
  'acquire::check-valid-until': () => ({}),
};

/** A command line that apt does not understand. */
export class AptUsageError extends Error {
  override readonly name = 'AptUsageError';
}

/** Reads a command line. Throws AptUsageError. */
export function parseAptOptions(argv: readonly string[]): AptOptions {
  const chosen: Record<Flag, boolean> = {
    assumeYes: false,
    assumeNo: false,
    recommends: true,
    simulate: false,
    downloadOnly: false,
    reinstall: false,
    onlyUpgrade: false,
    purge: false,
    autoRemove: false,
    help: false,
    version: false,
    namesOnly: false,
    installedOnly: false,
    upgradableOnly: false,
  };
  const words: string[] = [];
  let quiet = 0;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      words.push(...rest.splice(0));
    } else if (word === '-o' || word === '--option' || /^-o./.test(word) || word.startsWith('--option=')) {
      const setting = word === '-o' || word === '--option' ? (rest.shift() ?? '') : word.replace(/^(-o|--option=)/, '');
      Object.assign(chosen, readSetting(setting));
    } else if (/^-[a-z]{2,}$/i.test(word) && !word.startsWith('-q=')) {
      rest.unshift(...[...word.slice(1)].map(letter => `-${letter}`));
    } else if (word === '-q' || word === '--quiet' || word === '--silent') {
      quiet++;
    } else if (/^(-q|--quiet)=\d$/.test(word)) {
      quiet = Number(word.at(-1));
    } else if (word.startsWith('-') && word !== '-') {
      const flag = flags[word];
      if (flag) chosen[flag[0]] = flag[1];
      else if (!withoutEffect.has(word)) throw unknownOption(word);
    } else {
      words.push(word);
    }
  }
  // apt takes -qq as a yes to everything.
  return { ...chosen, assumeYes: chosen.assumeYes || quiet >= 2, quiet, words };
}

function readSetting(text: string): Partial<Record<Flag, boolean>> {
  const equals = text.indexOf('=');
  if (equals < 0) throw new AptUsageError(`Option ${text}: Configuration item specification must have an =<val>.`);
  const read = settings[text.slice(0, equals).toLowerCase()];
  if (!read) throw new AptUsageError(`drydock: the setting ${text.slice(0, equals)} is not simulated`);
  return read(text.slice(equals + 1));
}

function isTrue(value: string): boolean {
  return /^(1|yes|true|with|on|enable)$/i.test(value);
}

function unknownOption(word: string): AptUsageError {
  if (word.startsWith('--'))
    return new AptUsageError(`Command line option ${word} is not understood in combination with the other options`);
  return new AptUsageError(
    `Command line option '${word.slice(1, 2)}' [from ${word}] is not understood in combination with the other options.`,
  );
}
