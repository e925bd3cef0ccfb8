import type { Task } from '../../../core/task.js';
import type { AptProgram } from './apt.js';
import { depends, list, madison, packageNames, policy, reverseDepends, search, showPackage } from './cache.js';
import { autoclean, clean } from './clean.js';
import { postInvoke } from './configuration.js';
import { check, install, remove, upgrade } from './install.js';
import { readKnown } from './known.js';
import { mark, showMarked } from './mark.js';
import { upgradesFor } from './plan.js';
import { AptError, type Apt } from './session.js';
import { show } from './show.js';
import { Acquire } from './acquire.js';
import { update } from './update.js';
import { archiveName, downloadOne } from './work.js';

/** What a word after a program's name does. */
export type AptCommand = (apt: Apt) => Task<number>;
type Commands = Readonly<Record<string, AptCommand>>;

const fullUpgrade: AptCommand = apt => upgrade(apt, { mayInstall: true });

const changing: Commands = {
  update: updateAll,
  upgrade: apt => upgrade(apt, { mayInstall: false }),
  install,
  reinstall: install,
  remove: apt => remove(apt, { purge: apt.options.purge, auto: apt.options.autoRemove }),
  purge: apt => remove(apt, { purge: true, auto: apt.options.autoRemove }),
  autoremove: apt => remove(apt, { purge: apt.options.purge, auto: true }),
  autopurge: apt => remove(apt, { purge: true, auto: true }),
  'dist-upgrade': fullUpgrade,
  'full-upgrade': fullUpgrade,
  clean,
  autoclean,
  check,
  download,
  moo,
};

export const aptCommands: Readonly<Record<AptProgram, Commands>> = {
  'apt-get': changing,
  apt: {
    ...changing,
    list,
    search: apt => search(apt, { full: true }),
    show,
    policy,
    depends,
    rdepends: reverseDepends,
    *update(apt) {
      const code = yield* updateAll(apt);
      yield* tellUpgrades(apt);
      return code;
    },
  },
  'apt-cache': {
    show,
    search: apt => search(apt, { full: false }),
    policy,
    madison,
    depends,
    rdepends: reverseDepends,
    showpkg: showPackage,
    pkgnames: packageNames,
  },
  'apt-mark': {
    auto: mark,
    manual: mark,
    hold: mark,
    unhold: mark,
    showauto: showMarked,
    showmanual: showMarked,
    showhold: showMarked,
  },
};

function* updateAll(apt: Apt): Task<number> {
  const code = yield* update(apt);
  yield* apt.out.flush();
  if (code === 0) yield* postInvoke(apt.sys, 'apt::update::post-invoke');
  return code;
}

/** `apt update` also says how much could be upgraded. */
function* tellUpgrades(apt: Apt): Task<void> {
  const { available, database } = yield* readKnown(apt, { isRead: true });
  const count = upgradesFor(available, database).length;
  yield* apt.line(
    count === 0
      ? 'All packages are up to date.'
      : `${String(count)} package${count > 1 ? 's' : ''} can be upgraded. Run 'apt list --upgradable' to see ${count > 1 ? 'them' : 'it'}.`,
  );
}

function* download(apt: Apt): Task<number> {
  const { available } = yield* readKnown(apt, { isQuiet: true });
  const acquire = new Acquire(apt);
  for (const word of apt.options.words.slice(1)) {
    const [, name = word, wanted] = /^([^=]+)=(.+)$/.exec(word) ?? [];
    const found = available.get(name)?.find(({ version }) => wanted === undefined || version === wanted);
    if (!found)
      throw new AptError(
        available.has(name) ? `Version '${wanted ?? ''}' for '${name}' was not found` : `Unable to locate package ${name}`,
      );
    yield* downloadOne(apt, acquire, found, apt.sys.cwd());
  }
  yield* acquire.summary();
  yield* apt.out.flush();
  const [first] = apt.options.words.slice(1).flatMap(word => available.get(word.replace(/=.*/, ''))?.slice(0, 1) ?? []);
  if (first && acquire.bytes > 0 && !isOpenToAll(apt, apt.sys.cwd()))
    yield* apt.say(
      'W',
      `Download is performed unsandboxed as root as file '${apt.sys.cwd()}/${archiveName(first)}' couldn't be accessed by user '_apt'. - pkgAcquire::Run (13: Permission denied)`,
    );
  return acquire.failures.length === 0 ? 0 : 100;
}

/** Whether another user could get to a folder. */
function isOpenToAll({ sys }: Apt, path: string): boolean {
  const parts = path.split('/').filter(part => part !== '');
  return parts.every((_, index) => (sys.stat(`/${parts.slice(0, index + 1).join('/')}`).mode & 0o001) !== 0);
}

/** Every apt has it. */
function* moo(apt: Apt): Task<number> {
  yield* apt.out.write(
    '                 (__) \n                 (oo) \n           /------\\/ \n          / |    ||   \n         *  /\\---/\\ \n            ~~   ~~   \n..."Have you mooed today?"...\n',
  );
  return 0;
}
