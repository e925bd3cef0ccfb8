import type { ProcessInfo, Sys } from '../../process/sys.js';

/** Words that make a package manager take its lock. */
const changing =
  /^(install|remove|purge|autoremove|upgrade|dist-upgrade|full-upgrade|reinstall|-i|-r|-P|--install|--remove|--purge|--unpack|--configure|hold|unhold)$/;

/** Who holds the lock of the package database: another package manager at work that was there before this one. */
export function isLocked(sys: Sys, programs: readonly string[]): ProcessInfo | undefined {
  const all = sys.processes();
  const own = all.find(({ pid }) => pid === sys.pid);
  return all.find(
    ({ pid, command, argv, startedAt, state }) =>
      pid !== sys.pid &&
      state !== 'Z' &&
      programs.includes(command) &&
      argv.slice(1).some(word => changing.test(word)) &&
      (startedAt < (own?.startedAt ?? 0) || (startedAt === own?.startedAt && pid < sys.pid)) &&
      !isAncestor(all, pid, sys.pid),
  );
}

/** dpkg that a package's script calls works below the one that holds the lock. */
function isAncestor(all: readonly ProcessInfo[], pid: number, of: number): boolean {
  const parentOf = (child: number): number => all.find(each => each.pid === child)?.ppid ?? 0;
  for (let at = parentOf(of); at > 0; at = parentOf(at)) if (at === pid) return true;
  return false;
}
