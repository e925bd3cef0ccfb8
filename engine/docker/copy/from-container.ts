import { concatBytes } from '../../core/streams.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Channel } from '../../core/channel.js';
import { decodeTar } from '../../fs/tar.js';
import { complain, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { cleanPath } from '../container/volume-spec.js';
import { Failure } from '../failure.js';
import { formatSize } from '../formatter/units.js';
import { download } from '../transfer.js';
import { writeTree } from './local-archive.js';
import { absolutePath, saysDirectory, splitEntry } from './paths.js';
import { parsePathStat, statInContainer } from './path-stat.js';
import { planCopy, renamed, type Destination } from './prepare.js';

/** `docker cp CONTAINER:SRC DEST`; `-` as destination writes the archive to standard output. */
export function* copyFromContainer(cli: Cli, container: string, source: string, destination: string): Task<void> {
  const target = destination === '-' ? '-' : absolutePath(cli.sys.cwd(), destination);
  if (target !== '-') checkOutputPath(cli, target);
  const followed = cli.flags.bool('follow-link') ? yield* followLink(cli, container, source) : { path: source, rebaseName: '' };
  const { channel, headers } = yield* cli.client().bytes(`/containers/${container}/archive`, { path: followed.path });
  if (target === '-') {
    yield* download(cli, channel, 1);
    return;
  }
  const archive = yield* collect(channel);
  const plan = planCopy(
    { path: followed.path, isDirectory: parsePathStat(headers).isDirectory, rebaseName: followed.rebaseName },
    localDestination(cli, target),
  );
  const unpacked = decodeTar(archive).map(entry =>
    followed.rebaseName === '' ? entry : renamed(entry, splitEntry(followed.path).base, followed.rebaseName),
  );
  yield* writeTree(cli, plan.directory, plan.rename ? unpacked.map(plan.rename) : unpacked);
  if (showsResult(cli)) yield* complain(cli, `Successfully copied ${formatSize(archive.length, 3)} to ${target}`);
}

/** Unless told otherwise the result is only shown on a terminal. */
export function showsResult(cli: Cli): boolean {
  return cli.flags.isGiven('quiet') ? !cli.flags.bool('quiet') : cli.sys.isTerminal(1);
}

function* collect(channel: Channel<Uint8Array>): Task<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const bytes = yield* channel.receive();
    if (!bytes) return concatBytes(chunks);
    chunks.push(bytes);
  }
}

function* followLink(cli: Cli, container: string, path: string): Task<{ readonly path: string; readonly rebaseName: string }> {
  try {
    const stat = yield* statInContainer(cli, container, path);
    if (!stat.isLink) return { path, rebaseName: '' };
    const { directory, base } = splitEntry(path);
    const target = stat.linkTarget.startsWith('/') ? stat.linkTarget : cleanPath(`${directory}/${stat.linkTarget}`);
    return { path: target, rebaseName: splitEntry(target).base === base ? '' : base };
  } catch (error) {
    if (error instanceof ApiError) return { path, rebaseName: '' };
    throw error;
  }
}

/** What is where the copy goes; a directory must be there to hold it. */
function localDestination(cli: Cli, path: string): Destination {
  try {
    return { path, kind: cli.sys.stat(path).kind === 'directory' ? 'directory' : 'file' };
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR')) throw error;
    if (isErrno(error, 'ENOTDIR') && saysDirectory(path)) throw new Failure('not a directory');
    return { path, kind: 'missing' };
  }
}

function checkOutputPath(cli: Cli, path: string): void {
  const directory = splitEntry(cleanPath(path)).directory;
  try {
    cli.sys.stat(directory);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) throw new Failure(`invalid output path: directory ${JSON.stringify(directory)} does not exist`);
    if (!isErrno(error, 'ENOTDIR')) throw error;
  }
}
