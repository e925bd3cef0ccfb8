import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { contentOf } from '../../fs/content.js';
import type { Stat } from '../../fs/stat.js';
import type { TarEntry } from '../../fs/tar.js';
import { concatBytes } from '../../core/streams.js';
import type { Cli } from '../cli.js';
import { Failure } from '../failure.js';

/** Files and directories below a copied directory; more than that is refused. */
const MAX_ENTRIES = 50_000;

/** Archive entries of a local file or directory, under `name` ('.' for the contents of a directory). */
export function* readTree(cli: Cli, path: string, name: string): Task<readonly TarEntry[]> {
  const entries: TarEntry[] = [];
  const pending: { path: string; name: string }[] = [{ path, name }];
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (entries.length >= MAX_ENTRIES) throw new Failure('too many files to copy');
    const stat = cli.sys.lstat(next.path);
    if (stat.kind === 'socket') continue;
    entries.push(yield* entryOf(cli, next.path, next.name, stat));
    if (stat.kind !== 'directory') continue;
    for (const child of cli.sys.readdir(next.path))
      pending.push({ path: `${next.path}/${child.name}`, name: next.name === '.' ? child.name : `${next.name}/${child.name}` });
    yield* cli.sys.tick();
  }
  return entries;
}

function* entryOf(cli: Cli, path: string, name: string, stat: Stat): Task<TarEntry> {
  const base = {
    path: name,
    kind: stat.kind,
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    mtime: Math.floor(cli.sys.clock.epochMsOf(stat.modifiedAt) / 1000),
    linkTarget: stat.kind === 'symlink' ? cli.sys.readlink(path) : '',
    sizeBytes: 0,
  };
  if (stat.kind !== 'file') return base;
  const bytes = yield* readBytes(cli, path);
  return { ...base, sizeBytes: bytes.length, content: contentOf(bytes) };
}

function* readBytes(cli: Cli, path: string): Task<Uint8Array> {
  const fd = cli.sys.open(path, { read: true });
  const chunks: Uint8Array[] = [];
  for (;;) {
    const bytes = yield* cli.sys.read(fd, 65536);
    if (bytes.length === 0) break;
    chunks.push(bytes);
  }
  cli.sys.close(fd);
  return concatBytes(chunks);
}

/** Unpacks entries below a local directory. */
export function* writeTree(cli: Cli, directory: string, entries: readonly TarEntry[]): Task<void> {
  for (const entry of entries) {
    // Names come from the daemon's archive; those that lead out of the directory are refused, as the client does.
    if (entry.path.split('/').includes('..')) throw new Failure(`invalid path in archive: ${entry.path}`);
    const path = entry.path === '.' ? directory : `${directory}/${entry.path}`;
    yield* writeEntry(cli, path, entry, directory);
  }
}

function* writeEntry(cli: Cli, path: string, entry: TarEntry, directory: string): Task<void> {
  const { sys } = cli;
  if (entry.kind === 'directory') {
    makeDirectory(cli, path, entry.mode);
    return;
  }
  removeOld(cli, path);
  if (entry.kind === 'symlink') sys.symlink(entry.linkTarget, path);
  else if (entry.kind === 'hardlink') sys.link(`${directory}/${entry.linkTarget}`, path);
  else if (entry.kind === 'fifo') sys.mkfifo(path, entry.mode);
  else if (entry.kind === 'file') yield* writeFile(cli, path, entry);
}

function* writeFile(cli: Cli, path: string, entry: TarEntry): Task<void> {
  const { sys } = cli;
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: entry.mode });
  for (let at = 0; at < entry.sizeBytes; at += 65536) {
    if (entry.content) yield* sys.write(fd, entry.content.read(at, Math.min(65536, entry.sizeBytes - at)));
  }
  sys.close(fd);
  sys.chmod(path, entry.mode);
  const modified = sys.clock.instantOf(entry.mtime * 1000);
  sys.utimes(path, modified, modified);
}

function makeDirectory(cli: Cli, path: string, mode: number): void {
  try {
    cli.sys.mkdir(path, mode);
    cli.sys.chmod(path, mode);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    if (cli.sys.stat(path).kind !== 'directory') throw new Failure(`cannot overwrite non-directory "${path}" with directory`);
  }
}

function removeOld(cli: Cli, path: string): void {
  try {
    if (cli.sys.lstat(path).kind === 'directory') throw new Failure(`cannot overwrite directory "${path}" with non-directory`);
    cli.sys.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
