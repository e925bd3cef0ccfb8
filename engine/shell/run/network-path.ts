import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { ShellError } from '../state/shell-error.js';
import type { Execution } from './execution.js';
import { prefixOf } from './messages.js';

const PATH = /^\/dev\/(tcp|udp)\/([^/]+)\/([^/]+)$/;

/** Whether bash takes a path of a redirection for a connection: `/dev/tcp/HOST/PORT`. */
export function isNetworkPath({ shell }: Execution, path: string): boolean {
  return shell.dialect.resolveHost !== undefined && PATH.test(path);
}

/** Connects as bash's `/dev/tcp` does: a descriptor, or its messages. */
export function* openNetworkPath(execution: Execution, path: string): Task<number> {
  const { sys, shell } = execution;
  const [, kind, host = '', service = ''] = PATH.exec(path) ?? [];
  if (kind === 'udp') throw failure('drydock: /dev/udp is not simulated');
  if (!/^\d+$/.test(service)) {
    yield* warn(execution, `${prefixOf(shell)}${service}: Servname not supported for ai_socktype`);
    throw failure(`${path}: Invalid argument`);
  }
  const found = yield* shell.dialect.resolveHost?.(sys, host) ?? notFound();
  if (found.kind !== 'found') {
    const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
    yield* warn(execution, `${prefixOf(shell)}${host}: ${reason}`);
    throw failure(`${path}: Invalid argument`);
  }
  // The port has sixteen bits; the rest of a larger number is lost.
  return yield* connectToFirst(execution, path, found.addresses, Number(service) % 65_536);
}

function* connectToFirst(execution: Execution, path: string, addresses: readonly string[], port: number): Task<number> {
  let problem: Errno | undefined;
  for (const ip of addresses) {
    try {
      return yield* execution.sys.connect({ ip, port });
    } catch (error) {
      if (!isErrno(error)) throw error;
      problem = error;
    }
  }
  const reason = problem?.message ?? 'Invalid argument';
  yield* warn(execution, `${execution.shell.name}: connect: ${reason}`);
  throw failure(`${path}: ${reason}`);
}

function* notFound(): Task<{ readonly kind: 'not-found' }> {
  return { kind: 'not-found' };
}

function* warn({ sys }: Execution, message: string): Task<void> {
  yield* sys.write(2, encodeUtf8(`${message}\n`));
}

function failure(message: string): ShellError {
  return new ShellError(message, { status: 1, scope: 'command' });
}
