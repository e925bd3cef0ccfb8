import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { tarChunks, tarSize, type TarEntry } from '../../fs/tar.js';
import type { Fd } from '../../process/sys.js';
import { complain, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { cleanPath } from '../container/volume-spec.js';
import { Failure } from '../failure.js';
import { formatSize } from '../formatter/units.js';
import { copyDescriptor, upload } from '../transfer.js';
import { showsResult } from './from-container.js';
import { readTree } from './local-archive.js';
import { absolutePath, saysDirectory, splitEntry } from './paths.js';
import { statInContainer } from './path-stat.js';
import { planCopy, type Destination } from './prepare.js';

/** `docker cp SRC CONTAINER:DEST`; `-` as source unpacks an archive from standard input. */
export function* copyToContainer(cli: Cli, source: string, container: string, destination: string): Task<void> {
  const target = yield* containerDestination(cli, container, destination);
  if (source === '-') {
    if (target.kind !== 'directory') throw new Failure(`destination "${container}:${destination}" must be a directory`);
    yield* put(cli, container, target.path, into => copyDescriptor(cli, 0, into));
    return;
  }
  const path = absolutePath(cli.sys.cwd(), source);
  const isDirectory = checkSource(cli, path);
  const plan = planCopy({ path, isDirectory, rebaseName: '' }, target);
  const entries = yield* readTree(cli, sourcePath(cli, path), splitEntry(path).base);
  const prepared = plan.rename ? entries.map(plan.rename) : entries;
  yield* put(cli, container, plan.directory, into => writeArchive(cli, prepared, into));
  if (showsResult(cli)) yield* complain(cli, `Successfully copied ${formatSize(tarSize(prepared), 3)} to ${container}:${target.path}`);
}

/** A link at the destination is followed once. What is not there may still be made by the copy. */
function* containerDestination(cli: Cli, container: string, path: string): Task<Destination> {
  try {
    const stat = yield* statInContainer(cli, container, path);
    if (!stat.isLink) return { path, kind: stat.isDirectory ? 'directory' : 'file' };
    const linked = stat.linkTarget.startsWith('/') ? stat.linkTarget : cleanPath(`${splitEntry(path).directory}/${stat.linkTarget}`);
    const behind = yield* statInContainer(cli, container, linked);
    return { path: linked, kind: behind.isDirectory ? 'directory' : 'file' };
  } catch (error) {
    if (error instanceof ApiError) return { path, kind: 'missing' };
    throw error;
  }
}

/** Whether the source is a directory. Throws Failure when it is not there. */
function checkSource(cli: Cli, path: string): boolean {
  const plain = path.length > 1 ? path.replace(/\/\.?$/, '') || '/' : path;
  try {
    const stat = saysDirectory(path) || cli.flags.bool('follow-link') ? cli.sys.stat(plain) : cli.sys.lstat(plain);
    if (saysDirectory(path) && stat.kind !== 'directory') throw new Failure('not a directory');
    return stat.kind === 'directory';
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Failure(`lstat ${plain}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`);
  }
}

function sourcePath(cli: Cli, path: string): string {
  const plain = path.length > 1 ? path.replace(/\/\.?$/, '') || '/' : path;
  return cli.flags.bool('follow-link') ? cli.sys.realpath(plain) : plain;
}

function* writeArchive(cli: Cli, entries: readonly TarEntry[], into: Fd): Task<void> {
  for (const chunk of tarChunks(entries)) yield* cli.sys.write(into, chunk);
}

function* put(cli: Cli, container: string, directory: string, source: (into: Fd) => Task<void>): Task<void> {
  yield* upload(cli, source, function* (bytes) {
    yield* cli.client().request('PUT', `/containers/${container}/archive`, {
      query: { path: directory, noOverwriteDirNonDir: 'true', copyUIDGID: cli.flags.bool('archive') ? 'true' : undefined },
      bytes,
      headers: { 'Content-Type': 'application/x-tar' },
    });
  });
}
