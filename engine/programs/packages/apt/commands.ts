import type { Task } from '../../../core/task.js';
import { depends, list, madison, packageNames, policy, search, show } from './cache.js';
import { clean } from './clean.js';
import { postInvoke } from './configuration.js';
import { downloadOne, install, remove, upgrade } from './install.js';
import { readKnown } from './known.js';
import { upgradesFor } from './plan.js';
import { AptError, type Apt } from './session.js';
import { Acquire, update } from './update.js';

/** What a word after apt-get does. */
export interface AptCommand {
  /** For the usage text; empty for those that it leaves out. */
  readonly about: string;
  readonly run: (apt: Apt) => Task<number>;
}

type Commands = Readonly<Record<string, AptCommand>>;

const changing: Commands = {
  update: { about: 'fetch the lists of packages', run: apt => updateAll(apt) },
  upgrade: { about: 'bring packages to newer versions', run: apt => upgrade(apt, { mayInstall: false }) },
  install: { about: 'install packages', run: install },
  remove: { about: 'remove packages', run: apt => remove(apt, { purge: apt.options.purge, auto: apt.options.autoRemove }) },
  purge: { about: 'remove packages with their configuration', run: apt => remove(apt, { purge: true, auto: apt.options.autoRemove }) },
  autoremove: { about: 'remove what nothing needs any more', run: apt => remove(apt, { purge: apt.options.purge, auto: true }) },
  clean: { about: 'delete packages that were fetched', run: clean },
  autoclean: { about: '', run: clean },
  download: { about: 'fetch packages into this directory', run: download },
};
const fullUpgrade: AptCommand = {
  about: 'the same, with new packages where they are needed',
  run: apt => upgrade(apt, { mayInstall: true }),
};

export const aptCommands: Readonly<Record<'apt-get' | 'apt' | 'apt-cache', Commands>> = {
  'apt-get': {
    ...changing,
    'dist-upgrade': fullUpgrade,
    'full-upgrade': { ...fullUpgrade, about: '' },
    check: {
      about: '',
      *run(apt) {
        yield* readKnown(apt);
        return 0;
      },
    },
  },
  apt: {
    list: { about: 'list packages by name', run: list },
    search: { about: 'look for packages by name and summary', run: apt => search(apt, { full: true }) },
    show: { about: 'tell about packages', run: show },
    policy: { about: '', run: policy },
    ...changing,
    update: {
      about: 'fetch the lists of packages',
      *run(apt) {
        const code = yield* updateAll(apt);
        yield* tellUpgrades(apt);
        return code;
      },
    },
    'full-upgrade': fullUpgrade,
    'dist-upgrade': { ...fullUpgrade, about: '' },
  },
  'apt-cache': {
    show: { about: 'tell about packages', run: show },
    search: { about: 'look for packages by name and summary', run: apt => search(apt, { full: false }) },
    policy: { about: 'tell where versions come from', run: policy },
    madison: { about: 'list versions', run: madison },
    depends: { about: 'list what a package needs', run: depends },
    pkgnames: { about: 'list names', run: packageNames },
  },
};

function* updateAll(apt: Apt): Task<number> {
  const code = yield* update(apt);
  yield* apt.out.flush();
  yield* postInvoke(apt.sys, 'apt::update::post-invoke');
  return code;
}

/** `apt update` also says how much could be upgraded. */
function* tellUpgrades(apt: Apt): Task<void> {
  const { available, database } = yield* readKnown(apt);
  const count = upgradesFor(available, database).length;
  yield* apt.line(
    count === 0
      ? 'All packages are up to date.'
      : `${String(count)} package${count > 1 ? 's' : ''} can be upgraded. Run 'apt list --upgradable' to see ${count > 1 ? 'them' : 'it'}.`,
  );
}

function* download(apt: Apt): Task<number> {
  const { available } = yield* readKnown(apt);
  const acquire = new Acquire(apt);
  for (const name of apt.options.words.slice(1)) {
    const newest = available.get(name)?.[0];
    if (!newest) throw new AptError(`Unable to locate package ${name}`);
    yield* downloadOne(apt, acquire, newest, apt.sys.cwd());
  }
  yield* acquire.summary();
  return acquire.failures.length === 0 ? 0 : 100;
}
