import { refusalOf } from '../../unsimulated.js';

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
  readonly manualOnly: boolean;
  readonly allVersions: boolean;
  readonly allowDowngrades: boolean;
  readonly allowHeld: boolean;
  readonly allowEssential: boolean;
  readonly allowUnsigned: boolean;
  readonly fixBroken: boolean;
  readonly showVersions: boolean;
  readonly printUris: boolean;
  /** Whether dpkg gets a terminal of its own, where it counts up. */
  readonly usePty: boolean;
  /** What dpkg is told about settings that both sides have changed (`-o Dpkg::Options::=--force-confold`). */
  readonly dpkgOptions: readonly string[];
}

type Flag = Exclude<keyof AptOptions, 'quiet' | 'words' | 'dpkgOptions'>;

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
  '--upgradeable': ['upgradableOnly', true],
  '--manual-installed': ['manualOnly', true],
  '-a': ['allVersions', true],
  '--all-versions': ['allVersions', true],
  '--allow-downgrades': ['allowDowngrades', true],
  '--allow-change-held-packages': ['allowHeld', true],
  '--allow-remove-essential': ['allowEssential', true],
  '--allow-unauthenticated': ['allowUnsigned', true],
  '--allow-insecure-repositories': ['allowUnsigned', true],
  '-f': ['fixBroken', true],
  '--fix-broken': ['fixBroken', true],
  '-V': ['showVersions', true],
  '--verbose-versions': ['showVersions', true],
  '--print-uris': ['printUris', true],
};

/** Options that are about what never goes wrong here: signatures, retries. */
const withoutEffect = new Set([
  '--allow-releaseinfo-change',
  '--fix-missing',
  '-m',
  '--ignore-missing',
  '--show-progress',
  '--no-install-suggests',
]);

/** Settings given with -o that are options under another name, or about what never goes wrong here. */
const settings: Readonly<Record<string, (value: string) => Partial<Record<Flag, boolean>>>> = {
  'apt::install-recommends': value => ({ recommends: isTrue(value) }),
  'apt::get::assume-yes': value => ({ assumeYes: isTrue(value) }),
  'dpkg::use-pty': value => ({ usePty: isTrue(value) }),
  'apt::get::allowunauthenticated': value => ({ allowUnsigned: isTrue(value) }),
  'dpkg::lock::timeout': () => ({}),
  'acquire::retries': () => ({}),
  'acquire::check-valid-until': () => ({}),
};

/** A command line that apt does not understand. */
export class AptUsageError extends Error {
  override readonly name = 'AptUsageError';
}

const usual: Readonly<Record<Flag, boolean>> = {
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
  manualOnly: false,
  allVersions: false,
  allowDowngrades: false,
  allowHeld: false,
  allowEssential: false,
  allowUnsigned: false,
  fixBroken: false,
  showVersions: false,
  printUris: false,
  usePty: true,
};

/** Reads a command line. Throws AptUsageError. */
export function parseAptOptions(argv: readonly string[]): AptOptions {
  const chosen: Record<Flag, boolean> = { ...usual };
  const dpkgOptions: string[] = [];
  const words: string[] = [];
  let quiet = 0;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      words.push(...rest.splice(0));
    } else if (word === '-o' || word === '--option' || /^-o./.test(word) || word.startsWith('--option=')) {
      const setting = word === '-o' || word === '--option' ? rest.shift() : word.replace(/^(-o|--option=)/, '');
      if (setting === undefined) throw new AptUsageError(`Option ${word} requires an argument.`);
      const passed = /^dpkg::options::?=(.*)$/i.exec(setting.replace(/^(dpkg::options)(::)?=/i, '$1::='))?.[1];
      if (passed !== undefined) dpkgOptions.push(passed);
      else Object.assign(chosen, readSetting(setting));
    } else if (/^-[a-z]{2,}$/i.test(word) && !word.startsWith('-q=')) {
      rest.unshift(...[...word.slice(1)].map(letter => `-${letter}`));
    } else if (word === '-q' || word === '--quiet' || word === '--silent') {
      quiet++;
    } else if (/^(-q|--quiet)=\d$/.test(word)) {
      quiet = Number(word.at(-1));
    } else if (word.startsWith('-') && word !== '-') {
      const flag = flags[word];
      if (flag) chosen[flag[0]] = flag[1];
      else if (word === '--force-yes')
        Object.assign(chosen, { allowDowngrades: true, allowHeld: true, allowEssential: true, allowUnsigned: true });
      else if (!withoutEffect.has(word)) throw unknownOption(word);
    } else {
      words.push(word);
    }
  }
  // apt takes -qq as a yes to everything.
  return {
    ...chosen,
    reinstall: chosen.reinstall || words[0] === 'reinstall',
    assumeYes: chosen.assumeYes || quiet >= 2,
    quiet,
    words,
    dpkgOptions,
  };
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
  const refusal = refusalOf('apt', word);
  if (refusal !== undefined) return new AptUsageError(refusal);
  if (word.startsWith('--'))
    return new AptUsageError(`Command line option ${word} is not understood in combination with the other options`);
  return new AptUsageError(
    `Command line option '${word.slice(1, 2)}' [from ${word}] is not understood in combination with the other options.`,
  );
}
