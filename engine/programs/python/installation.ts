import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { exists } from '../files/presence.js';

/** Which Python a file is, and where its modules lie. */
export interface Installation {
  readonly number: string;
  /** As `sys.version` goes on: `(main, Mar  6 2025, 01:31:44) [GCC 12.2.0]`. */
  readonly build: string;
  /** `sys.prefix`: that of a virtual environment, else `basePrefix`. */
  readonly prefix: string;
  readonly basePrefix: string;
  /** Folders of packages, in the order of `sys.path`. */
  readonly packages: readonly string[];
  /** Where pip puts packages and commands. */
  readonly target: string;
  readonly scripts: string;
}

interface Release {
  readonly number: string;
  readonly build: string;
}

const official: Release = { number: '3.12.2', build: '(main, Mar  6 2025, 01:36:52) [GCC 12.2.0]' };
const officialOnAlpine: Release = { number: '3.12.2', build: '(main, Mar  6 2025, 01:31:44) [GCC 12.2.1 20220924]' };
/** Those of the distributions, by what their command is called. */
const packaged: Readonly<Record<string, Release>> = {
  'python3.8': { number: '3.8.10', build: '(default, Feb  4 2025, 15:02:54) \n[GCC 9.4.0]' },
  'python3.10': { number: '3.10.12', build: '(main, Feb  4 2025, 14:57:36) [GCC 11.4.0]' },
  'python3.11': { number: '3.11.2', build: '(main, Nov 30 2024, 21:22:50) [GCC 12.2.0]' },
  'python3.12': { number: '3.12.3', build: '(main, Feb  4 2025, 14:48:35) [GCC 13.3.0]' },
  'python3.6': { number: '3.6.8', build: '(default, Nov 14 2023, 16:29:52) \n[GCC 4.8.5 20150623 (Red Hat 4.8.5-44)]' },
};
const alpinePackaged: Release = { number: '3.11.11', build: '(main, Dec  5 2024, 16:28:52) [GCC 12.2.1 20220924]' };

/** What the file at this path (`sys.executable`) is. */
export function* installationOf(sys: Sys, executable: string): Task<Installation> {
  const real = realOf(sys, executable);
  const isAlpine = exists(sys, '/etc/alpine-release');
  const environment = yield* environmentOf(sys, executable);
  const own = real.startsWith('/usr/bin/') ? packaged[real.slice('/usr/bin/'.length)] : undefined;
  if (!own) {
    const release = isAlpine ? officialOnAlpine : official;
    return placed(release, '/usr/local', environment, [`/usr/local/lib/python${minorOf(release.number)}/site-packages`]);
  }
  const release = isAlpine ? alpinePackaged : own;
  return placed(release, '/usr', environment, packageFolders(sys, release.number, isAlpine));
}

/** `3.12` of `3.12.2`. */
export function minorOf(number: string): string {
  return number.split('.').slice(0, 2).join('.');
}

/** Debian keeps its own packages apart from those of pip. */
function packageFolders(sys: Sys, number: string, isAlpine: boolean): readonly string[] {
  const minor = minorOf(number);
  if (isAlpine) return [`/usr/lib/python${minor}/site-packages`];
  if (!exists(sys, '/etc/debian_version')) return [`/usr/local/lib/python${minor}/site-packages`, `/usr/lib/python${minor}/site-packages`];
  return [`/usr/local/lib/python${minor}/dist-packages`, '/usr/lib/python3/dist-packages'];
}

function placed(release: Release, basePrefix: string, environment: Environment | undefined, own: readonly string[]): Installation {
  if (environment) {
    const folder = `${environment.prefix}/lib/python${minorOf(release.number)}/site-packages`;
    const packages = environment.seesSystem ? [folder, ...own] : [folder];
    return { ...release, prefix: environment.prefix, basePrefix, packages, target: folder, scripts: `${environment.prefix}/bin` };
  }
  const [target = ''] = own;
  return { ...release, prefix: basePrefix, basePrefix, packages: own, target, scripts: target.replace(/\/lib\/.*$/, '/bin') };
}

interface Environment {
  readonly prefix: string;
  readonly seesSystem: boolean;
}

/** The virtual environment that has this command: its settings lie beside the folder or in it. */
function* environmentOf(sys: Sys, executable: string): Task<Environment | undefined> {
  const folder = executable.replace(/\/[^/]*$/, '');
  for (const prefix of [folder.replace(/\/[^/]*$/, ''), folder]) {
    const path = `${prefix}/pyvenv.cfg`;
    if (!exists(sys, path)) continue;
    const text = yield* readText(sys, path);
    return { prefix, seesSystem: /^include-system-site-packages\s*=\s*true\s*$/im.test(text) };
  }
  return undefined;
}

function realOf(sys: Sys, path: string): string {
  try {
    return sys.realpath(path);
  } catch (error) {
    if (isErrno(error)) return path;
    throw error;
  }
}
