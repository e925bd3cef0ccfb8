import type { Channel } from '../core/channel.js';
import type { Duplex } from '../core/duplex.js';
import { isErrno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import type { Fd } from '../process/sys.js';
import type { Cli } from './cli.js';
import type { Query } from './client.js';
import { runTogether } from './concurrent.js';
import { Failure } from './failure.js';

/** Opens a file that the user named, for reading. Throws Failure with Go's words. */
export function openForReading(cli: Cli, path: string): Fd {
  return open(cli, path, { read: true });
}

/** Opens (or makes) a file that the user named, for writing. */
export function openForWriting(cli: Cli, path: string, mode = 0o600): Fd {
  return open(cli, path, { write: true, create: true, truncate: true, mode });
}

function open(
  cli: Cli,
  path: string,
  options: {
    readonly read?: boolean;
    readonly write?: boolean;
    readonly create?: boolean;
    readonly truncate?: boolean;
    readonly mode?: number;
  },
): Fd {
  try {
    return cli.sys.open(path, options);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Failure(`open ${path}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`);
  }
}

/** Writes what comes out of a channel to a descriptor. */
export function* download(cli: Cli, channel: Channel<Uint8Array>, fd: Fd): Task<void> {
  for (;;) {
    const bytes = yield* channel.receive();
    if (!bytes) return;
    yield* cli.sys.write(fd, bytes);
  }
}

/** Sends what `source` writes as the body of a request, through a pipe; the request and the source run side by side. */
export function* upload<T>(cli: Cli, source: (into: Fd) => Task<void>, request: (body: Duplex) => Task<T>): Task<T> {
  const pipe = cli.sys.pipe();
  let result: { readonly value: T } | undefined;
  const send = function* (): Task<void> {
    try {
      yield* source(pipe.write);
    } catch (error) {
      // The daemon has stopped reading; what it says about it comes with the answer.
      if (!isErrno(error, 'EPIPE')) throw error;
    }
    cli.sys.close(pipe.write);
  };
  const ask = function* (): Task<void> {
    result = { value: yield* request(cli.sys.duplex(pipe.read)) };
  };
  yield* runTogether([ask(), send()], { until: () => result !== undefined });
  cli.sys.close(pipe.read);
  if (!result) throw new Failure('unexpected EOF');
  return result.value;
}

/** A folder cannot be sent: what the client's HTTP library says when it tries. Throws Failure. */
export function refuseDirectory(cli: Cli, fd: Fd, path: string, target: string, query: Query): void {
  if (cli.sys.fstat(fd).kind !== 'directory') return;
  const values = Object.entries(query).flatMap(([name, value]) => {
    const texts = typeof value === 'object' ? value : value === undefined ? [] : [String(value)];
    return texts.map(text => `${name}=${encodeURIComponent(text)}`);
  });
  const url = `http://%2Fvar%2Frun%2Fdocker.sock/v1.50${target}?${values.sort().join('&')}`;
  throw new Failure(`error during connect: Post "${url}": read ${path === '' ? '/dev/stdin' : path}: is a directory`);
}

/** Copies a descriptor to another until its end. */
export function* copyDescriptor(cli: Cli, from: Fd, to: Fd): Task<void> {
  for (;;) {
    const bytes = yield* cli.sys.read(from, 65536);
    if (bytes.length === 0) return;
    yield* cli.sys.write(to, bytes);
  }
}

/** Where an archive goes: a file, or standard output unless that is a terminal. Throws Failure. */
export function outputDescriptor(cli: Cli, path: string): Fd {
  if (path !== '') return openForWriting(cli, path);
  if (cli.sys.isTerminal(1)) throw new Failure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  return 1;
}

/** Refuses a file to write to before anything is fetched for it. `what` begins the message: 'failed to save image'. */
export function checkOutput(cli: Cli, path: string, what: string): void {
  if (path === '') return;
  const problem = folderProblem(cli, path) ?? fileProblem(cli, path);
  if (problem !== undefined) throw new Failure(`${what}: ${problem}`);
}

function folderProblem(cli: Cli, path: string): string | undefined {
  const clean = path.replace(/\/+$/, '') || '/';
  const folder = clean.includes('/') ? clean.slice(0, clean.lastIndexOf('/')) || '/' : '.';
  try {
    cli.sys.stat(folder);
    return undefined;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `invalid output path: stat ${folder}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  }
}

function fileProblem(cli: Cli, path: string): string | undefined {
  try {
    const { kind } = cli.sys.stat(path);
    if (kind === 'directory') return 'cannot write to a directory';
    return kind === 'character' ? 'cannot write to a character device file' : undefined;
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
