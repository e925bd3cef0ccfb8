import { machine } from '../process/machine.js';
import { createTaskFailed, invalid } from './errors.js';

/** What `--tmpfs /run:size=1m,mode=700` says. */
export interface TmpfsSettings {
  readonly sizeBytes: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly readOnly: boolean;
  readonly noSuid: boolean;
  readonly noDev: boolean;
  readonly noExec: boolean;
  /** As /proc/mounts shows it. */
  readonly text: string;
}

/** Words without a value that mount(8) takes for a tmpfs, and settings with one (moby/sys/mount, MergeTmpfsOptions). */
const flags = new Set(
  (
    'defaults ro rw suid nosuid dev nodev exec noexec sync async dirsync remount mand nomand atime noatime diratime nodiratime bind rbind ' +
    'unbindable runbindable private rprivate shared rshared slave rslave relatime norelatime strictatime nostrictatime'
  ).split(' '),
);
const settings = new Set(['mode', 'uid', 'gid', 'size', 'nr_inodes', 'nr_blocks', 'mpol']);

/** Reads the options of a tmpfs at a path; throws Docker's complaint about those that are none. */
export function parseTmpfs(path: string, text: string): TmpfsSettings {
  const words = text === '' ? [] : text.split(',');
  const values = new Map<string, string>();
  for (const word of words) {
    if (flags.has(word)) continue;
    const equals = word.indexOf('=');
    const key = word.slice(0, Math.max(0, equals));
    if (!settings.has(key)) throw invalid(`invalid tmpfs option ${JSON.stringify(equals < 0 ? word : key)}`);
    values.set(key, word.slice(equals + 1));
  }
  const number = (key: string, base: 8 | 10, otherwise: number): number => {
    const value = values.get(key);
    if (value === undefined) return otherwise;
    if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(value)) throw mountFailed(path, text);
    return parseInt(value, base);
  };
  const is = (word: string): boolean => words.includes(word);
  const options = {
    sizeBytes: sizeOf(values.get('size'), () => mountFailed(path, text)),
    mode: number('mode', 8, 0o1777),
    uid: number('uid', 10, 0),
    gid: number('gid', 10, 0),
    readOnly: is('ro'),
    noSuid: !is('suid'),
    noDev: !is('dev'),
    noExec: !is('exec'),
  };
  return { ...options, text: tmpfsText({ ...options, isSized: values.has('size') }) };
}

/** What the kernel shows of a tmpfs: only what is not as usual. */
export function tmpfsText({
  sizeBytes,
  mode,
  uid = 0,
  gid = 0,
  isSized,
}: Pick<TmpfsSettings, 'sizeBytes' | 'mode'> & { readonly uid?: number; readonly gid?: number; readonly isSized: boolean }): string {
  const words: string[] = [];
  if (isSized) words.push(`size=${String(Math.ceil(sizeBytes / machine.pageBytes) * (machine.pageBytes / 1024))}k`);
  if (mode !== 0o1777) words.push(`mode=${mode.toString(8)}`);
  if (uid !== 0) words.push(`uid=${String(uid)}`);
  if (gid !== 0) words.push(`gid=${String(gid)}`);
  return words.join(',');
}

/** Bytes, with a unit, or a share of the memory in percent; half of the memory where nothing is said. */
function sizeOf(text: string | undefined, failure: () => Error): number {
  if (text === undefined) return machine.memoryBytes / 2;
  const match = /^(\d+)([kmg%]?)$/i.exec(text);
  if (!match) throw failure();
  const unit = (match[2] ?? '').toLowerCase();
  if (unit === '%') return Math.floor((machine.memoryBytes * Number(match[1])) / 100);
  return Number(match[1]) * ({ k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit] ?? 1);
}

function mountFailed(path: string, text: string): Error {
  const data = text
    .split(',')
    .filter(word => !flags.has(word))
    .join(',');
  return createTaskFailed(
    `error during container init: error mounting "tmpfs" to rootfs at ${JSON.stringify(path)}: mount src=tmpfs, dst=${path}, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=${data}: invalid argument`,
  );
}
