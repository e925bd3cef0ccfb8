import { Clock } from '../../engine/core/clock.js';
import { isErrno } from '../../engine/core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { MountNamespace } from '../../engine/fs/mount-namespace.js';
import type { OpenFile } from '../../engine/fs/open-file.js';
import type { OpenFlags } from '../../engine/fs/open-path.js';
import { superuser, type Caller } from '../../engine/fs/permissions.js';
import { emptySnapshot, walk, type Snapshot } from '../../engine/fs/snapshot.js';
import { TreeFileSystem, type TreeFileSystemOptions } from '../../engine/fs/tree-file-system.js';

/** A namespace with one filesystem at its root, and short words for what tests do with it. */
export function world(options: Partial<TreeFileSystemOptions> = {}) {
  const clock = new Clock(1_700_000_000_000);
  const fs = new TreeFileSystem({ clock, type: 'ext4', base: emptySnapshot(), ...options });
  const ns = new MountNamespace(clock);
  ns.mount('/', fs);
  return { clock, fs, ns, ...words(ns) };
}

export function words(ns: MountNamespace) {
  const open = (path: string, flags: OpenFlags, caller: Caller = superuser): OpenFile => {
    const opened = ns.open(caller, path, flags);
    if (opened.kind !== 'file') throw new Error(`${path} is a ${opened.kind}`);
    return opened.file;
  };
  return {
    open,
    write: (path: string, text: string, caller: Caller = superuser): void => {
      const file = open(path, { write: true, create: true, truncate: true }, caller);
      file.write(encodeUtf8(text));
      file.close();
    },
    append: (path: string, text: string): void => {
      const file = open(path, { append: true, create: true });
      file.write(encodeUtf8(text));
      file.close();
    },
    read: (path: string, caller: Caller = superuser): string => ns.readFile(caller, path).text(),
    names: (path: string): string[] => ns.readdir(superuser, path).map(entry => entry.name),
  };
}

export function textOf(file: OpenFile): string {
  return decodeUtf8(file.readAt(0, 1_000_000));
}

/** The name of the error that something throws, 'ok' when it does not. */
export function errnoOf(action: () => unknown): string {
  try {
    action();
    return 'ok';
  } catch (error) {
    if (isErrno(error)) return error.code;
    throw error;
  }
}

export function user(uid: number, groups: readonly number[] = []): Caller {
  return { credentials: { uid, gid: uid, groups }, cwd: '/', umask: 0o022 };
}

/** Everything about a tree but inode numbers and link counts, as lines. */
export function describe(snapshot: Snapshot, { directoryTimes = true } = {}): string[] {
  return [...walk(snapshot)].map(file => {
    const time = file.kind === 'directory' && !directoryTimes ? '' : Math.floor(file.mtime);
    const data = file.content ? JSON.stringify(file.content.text()) : file.linkTarget;
    return `${file.kind} ${file.mode.toString(8)} ${file.uid}:${file.gid} ${time} ${file.path} ${data}`;
  });
}
