import type { Channel } from '../core/channel.js';
import type { Duplex } from '../core/duplex.js';
import { isErrno } from '../core/errno.js';
import { readAll } from '../core/streams.js';
import type { Task } from '../core/task.js';
import { ArchiveError, decodeTar } from '../fs/tar.js';
import type { TarEntry } from '../fs/tar-entry.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Stat } from '../fs/stat.js';
import { isRunning, type ContainerRecord } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { extractionPoint, failed, invalid, noSuchFile, readOnlyRoot, readOnlyVolume } from './errors.js';
import { archiveStream } from './export.js';
import { entriesBelow, writeEntries, type CopiedFile } from './file-copy.js';
import { limits } from './limits.js';
import { cleanPath } from './mount-spec.js';
import { mountVolumes } from './mount-table.js';
import { viewOf } from './rootfs.js';
import { formatTime } from './timestamps.js';

/** What a client is told of a path before it copies (the header X-Docker-Container-Path-Stat). */
export interface PathStat {
  readonly name: string;
  readonly size: number;
  /** As Go's os.FileMode: the kind is in the high bits. */
  readonly mode: number;
  readonly mtime: string;
  readonly linkTarget: string;
}

/** The container's files with its volumes, running or not. */
function filesOf(daemon: Daemon, container: ContainerRecord): MountNamespace {
  const { run, rootfs } = daemon.liveOf(container);
  if (isRunning(container) && run) return run.namespaces.mounts;
  const view = viewOf(daemon, rootfs);
  mountVolumes(daemon, container, view);
  return view;
}

/** `HEAD /containers/{id}/archive`. */
export function statPath(daemon: Daemon, reference: string, path: string): PathStat {
  const container = daemon.containers.find(reference);
  return locate(daemon, container, reference, path).stat;
}

interface Located {
  readonly files: MountNamespace;
  /** Without links, but for the last name. */
  readonly path: string;
  readonly stat: PathStat;
}

function locate(daemon: Daemon, container: ContainerRecord, reference: string, path: string): Located {
  const files = filesOf(daemon, container);
  const absolute = path.startsWith('/') ? path : `/${path}`;
  try {
    const stat = files.lstat(superuser, absolute);
    const target = stat.kind === 'symlink' ? files.readlink(superuser, absolute) : '';
    return { files, path: absolute, stat: describe(daemon, cleanPath(absolute), stat, target) };
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOTDIR') throw failed(`lstat ${path}: not a directory`);
    if (isErrno(error)) throw noSuchFile(path, reference);
    throw error;
  }
}

function describe(daemon: Daemon, path: string, stat: Stat, target: string): PathStat {
  return {
    name: path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1),
    size: stat.sizeBytes,
    mode: goMode(stat),
    mtime: formatTime(daemon.clock, stat.modifiedAt),
    linkTarget: target === '' ? '' : target.startsWith('/') ? cleanPath(target) : cleanPath(`${path}/../${target}`),
  };
}

const goKinds = {
  file: 0,
  directory: 2 ** 31,
  symlink: 2 ** 27,
  block: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  character: 2 ** 26 + 2 ** 21,
};

function goMode({ kind, mode }: Stat): number {
  const special = (mode & 0o4000 ? 2 ** 23 : 0) + (mode & 0o2000 ? 2 ** 22 : 0) + (mode & 0o1000 ? 2 ** 20 : 0);
  return goKinds[kind] + special + (mode & 0o777);
}

/** `docker cp` out of a container: the file or directory under its own name. */
export function readArchive(
  daemon: Daemon,
  reference: string,
  path: string,
): { readonly stat: PathStat; readonly channel: Channel<Uint8Array> } {
  const container = daemon.containers.find(reference);
  const { files, path: found, stat } = locate(daemon, container, reference, path);
  // A path that ends with `/.` or `/` means what a link leads to.
  const source = /\/\.?$/.test(path) ? files.realpath(superuser, found) : cleanPath(found);
  // `dir/.` means what is in the directory.
  const name = path.endsWith('/.') ? '.' : stat.name === '/' ? '' : stat.name;
  const entries = entriesBelow(files, source).map(file => tarEntry(daemon, file, name));
  containerEvent(daemon, container, 'archive-path');
  return { stat, channel: archiveStream(daemon, 'archive', entries) };
}

function tarEntry(daemon: Daemon, file: CopiedFile, name: string): TarEntry {
  const path = [name, file.path].filter(part => part !== '').join('/') || '.';
  return {
    path,
    kind: file.stat.kind,
    mode: file.stat.mode,
    uid: file.stat.uid,
    gid: file.stat.gid,
    sizeBytes: file.stat.kind === 'file' ? file.stat.sizeBytes : 0,
    mtime: Math.floor(daemon.clock.epochMsOf(file.stat.modifiedAt) / 1000),
    linkTarget: file.target ?? '',
    ...(file.content ? { content: file.content } : {}),
    device: file.stat.device,
  };
}

export interface ExtractOptions {
  /** Refuse to put a directory in the place of a file and the other way round. */
  readonly noOverwriteDirNonDir: boolean;
  /** Keep owner and group of the archive; otherwise all is root's. */
  readonly copyOwner: boolean;
}

/** `docker cp` into a container: unpacks an archive in a directory of it. */
export function* extractArchive(daemon: Daemon, reference: string, path: string, source: Duplex, options: ExtractOptions): Task<void> {
  const container = daemon.containers.find(reference);
  const files = filesOf(daemon, container);
  const directory = extractionDirectory(files, reference, path);
  if (container.hostConfig.ReadonlyRootfs && !container.mounts.some(({ target }) => directory.startsWith(target))) throw readOnlyRoot();
  const volume = container.mounts.find(({ target }) => `${directory}/`.startsWith(`${target}/`));
  if (volume?.writable === false) throw readOnlyVolume();
  const bytes = yield* readAll(source, limits.archiveBytes);
  writeEntries(files, directory, unpack(daemon, bytes, files, directory, options));
  containerEvent(daemon, container, 'extract-to-dir');
}

function extractionDirectory(files: MountNamespace, reference: string, path: string): string {
  const absolute = cleanPath(path.startsWith('/') ? path : `/${path}`);
  if (!files.exists(superuser, absolute)) throw noSuchFile(path, reference);
  if (files.stat(superuser, absolute).kind !== 'directory') throw extractionPoint();
  return files.realpath(superuser, absolute);
}

function unpack(
  daemon: Daemon,
  bytes: Uint8Array,
  files: MountNamespace,
  directory: string,
  options: ExtractOptions,
): readonly CopiedFile[] {
  const entries = decode(bytes);
  for (const entry of entries) refuseEscape(entry);
  const byPath = new Map(entries.map(entry => [entry.path, entry]));
  return entries
    .map(entry => ({ entry, path: cleanPath(`/${entry.path}`).slice(1) }))
    .filter(({ path }) => path !== '')
    .map(({ entry, path }) => {
      refuseOtherKind(files, `${directory === '/' ? '' : directory}/${path}`, entry, options);
      const original = entry.kind === 'hardlink' ? (byPath.get(entry.linkTarget) ?? entry) : entry;
      return copiedFile(daemon, path, original, options);
    });
}

/** An archive stays below the directory that it is unpacked in: a name that leads out of it spoils all of it. */
function refuseEscape({ path, kind, linkTarget }: TarEntry): void {
  if (escapes(path)) throw failed(`invalid entry name ${JSON.stringify(path)}`);
  if (kind === 'hardlink' && escapes(linkTarget)) throw failed(`invalid hardlink target ${JSON.stringify(linkTarget)}`);
}

function escapes(path: string): boolean {
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

function decode(bytes: Uint8Array): readonly TarEntry[] {
  try {
    return decodeTar(bytes);
  } catch (error) {
    throw error instanceof ArchiveError ? failed(error.message) : error;
  }
}

function refuseOtherKind(files: MountNamespace, path: string, entry: TarEntry, { noOverwriteDirNonDir }: ExtractOptions): void {
  if (!noOverwriteDirNonDir || !files.exists(superuser, path)) return;
  const isDirectory = files.stat(superuser, path).kind === 'directory';
  if (isDirectory && entry.kind !== 'directory')
    throw invalid(
      `cannot overwrite directory ${JSON.stringify(path)} with non-directory ${JSON.stringify(path.slice(0, path.lastIndexOf('/')) || '/')}`,
    );
  if (!isDirectory && entry.kind === 'directory')
    throw invalid(
      `cannot overwrite non-directory ${JSON.stringify(path)} with directory ${JSON.stringify(path.slice(0, path.lastIndexOf('/')) || '/')}`,
    );
}

function copiedFile(daemon: Daemon, path: string, entry: TarEntry, { copyOwner }: ExtractOptions): CopiedFile {
  const at = daemon.clock.instantOf(entry.mtime * 1000);
  const kind = entry.kind === 'hardlink' ? 'file' : entry.kind;
  const stat: Stat = {
    kind,
    mode: entry.mode & 0o7777,
    ino: 0,
    dev: 0,
    nlink: 1,
    uid: copyOwner ? entry.uid : 0,
    gid: copyOwner ? entry.gid : 0,
    sizeBytes: entry.sizeBytes,
    accessedAt: at,
    modifiedAt: at,
    changedAt: at,
  };
  return { path, stat, content: entry.content, target: kind === 'symlink' ? entry.linkTarget : undefined };
}
