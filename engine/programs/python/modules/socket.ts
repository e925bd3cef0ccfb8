import { Errno } from '../../../core/errno.js';
import type { Ms } from '../../../core/clock.js';
import type { SocketAddress } from '../../../net/socket.js';
import { resolveHost } from '../../net/resolver.js';
import { osError } from '../builtins/os-error.js';
import { nativeModule, type Definition } from '../objects/define.js';
import { raised, typeError } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { bytesOf, PyBytes, PyFloat, PyList, PyTuple, textOf, type PyModule } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { attempt, attemptTask, wholeOf } from './arguments.js';

/** `_socket`, for `socket`: connections of TCP by descriptor, addresses as (ip, port), waits in seconds or None. */
export function socketModule(): PyModule {
  return nativeModule('_socket', { ...endpoints, ...transfers });
}

const endpoints: Readonly<Record<string, Definition>> = {
  gethostname: ['', vm => vm.sys.hostname()],
  /** Addresses of a name; -2 when nobody knows it, -3 when no server answered. */
  resolve: [
    'name',
    function* (vm, name): Native {
      const found = yield* attemptTask(() => resolveHost(vm.sys, textOf(name) ?? ''));
      if (found.kind === 'found') return new PyList([...found.addresses]);
      return found.kind === 'not-found' ? -2 : -3;
    },
  ],
  connect: [
    'ip, port, timeout',
    function* (vm, ip, port, timeout): Native {
      const wait = waitOf(timeout);
      try {
        return yield* attemptTask(() => vm.sys.connect(addressOf(ip, port), wait));
      } finally {
        yield* vm.takeSignals();
      }
    },
  ],
  listen: ['ip, port', (vm, ip, port) => attempt(() => vm.sys.listen(addressOf(ip, port)))],
  accept: [
    'fd, timeout',
    function* (vm, fd, timeout): Native {
      yield* readable(vm, wholeOf(fd), timeout);
      const made = yield* attemptTask(() => vm.sys.accept(wholeOf(fd)));
      return new PyTuple([made.fd, pairOf(made.peer)]);
    },
  ],
  local: ['fd', (vm, fd) => pairOf(attempt(() => vm.sys.localAddress(wholeOf(fd))))],
  peer: ['fd', (vm, fd) => pairOf(attempt(() => vm.sys.peerAddress(wholeOf(fd))))],
};

const transfers: Readonly<Record<string, Definition>> = {
  recv: [
    'fd, size, timeout',
    function* (vm, fd, size, timeout): Native {
      yield* readable(vm, wholeOf(fd), timeout);
      return new PyBytes(yield* attemptTask(() => vm.sys.read(wholeOf(fd), wholeOf(size))));
    },
  ],
  send: [
    'fd, data',
    function* (vm, fd, data): Native {
      const bytes = bytesOf(data);
      if (!bytes) throw typeError("a bytes-like object is required, not 'str'");
      yield* attemptTask(() => vm.sys.write(wholeOf(fd), bytes));
      return bytes.length;
    },
  ],
  shutdown: [
    'fd',
    (vm, fd) => {
      attempt(() => {
        vm.sys.shutdown(wholeOf(fd));
      });
      return null;
    },
  ],
  close: [
    'fd',
    (vm, fd) => {
      attempt(() => {
        vm.sys.close(wholeOf(fd));
      });
      return null;
    },
  ],
  /** Those of the descriptors that can be read from now, at the latest after the time. */
  readable: [
    'fds, timeout',
    function* (vm, fds, timeout): Native {
      const numbers = fds instanceof PyList ? fds.items.map(wholeOf) : [];
      return new PyList(yield* pollFor(vm, numbers, timeout));
    },
  ],
};

function addressOf(ip: Value, port: Value): SocketAddress {
  const number = wholeOf(port);
  if (number < 0 || number > 65535) throw raised('OverflowError', 'bind(): port must be 0-65535.');
  return { ip: textOf(ip) ?? '', port: number };
}

function pairOf({ ip, port }: SocketAddress): PyTuple {
  return new PyTuple([ip, port]);
}

function waitOf(timeout: Value): Ms | undefined {
  if (timeout === null || timeout === undefined) return undefined;
  return (timeout instanceof PyFloat ? timeout.value : wholeOf(timeout)) * 1000;
}

function* readable(vm: Vm, fd: number, timeout: Value): Native<void> {
  if ((yield* pollFor(vm, [fd], timeout)).length > 0) return;
  if (waitOf(timeout) === 0) throw osError(new Errno('EAGAIN'));
  throw raised('TimeoutError', 'timed out');
}

function* pollFor(vm: Vm, fds: readonly number[], timeout: Value): Native<number[]> {
  const wait = waitOf(timeout);
  const end = wait === undefined ? undefined : vm.sys.clock.now() + wait;
  for (;;) {
    const left = end === undefined ? undefined : Math.max(0, end - vm.sys.clock.now());
    const result = yield* attemptTask(() =>
      vm.sys.poll(
        fds.map(fd => ({ fd, read: true })),
        left,
      ),
    );
    if (result.kind === 'timeout') return [];
    if (result.kind === 'ready') return result.fds.map(({ fd }) => fd);
    yield* vm.takeSignals();
  }
}
