import { isErrno, type Errno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { unmapIpv4 } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import { resolveHost } from '../../net/resolver.js';
import { errnoNumber } from '../../servers/errno-number.js';
import { PhpArray, type Key } from '../runtime/array.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { Stream } from './streams.js';

/** Why there is no connection: a number of errno(3), 0 when it did not come so far. */
interface Failure {
  readonly number: number;
  readonly message: string;
}

interface Target {
  readonly transport: string;
  readonly host: string;
  readonly port: number;
}

/** Connects to `tcp://host:port`, or to a socket file. */
export function* connectTo(vm: Vm, { transport, host, port }: Target, timeoutMs: number): Task<Stream | Failure> {
  if (transport === 'ssl' || transport === 'tls' || transport === 'udp' || transport === 'udg')
    throw vm.errors.fatal(`drydock: connections by ${transport} are not simulated`);
  if (transport !== 'tcp' && transport !== 'unix')
    return {
      number: 0,
      message: `Unable to find the socket transport "${transport}" - did you forget to enable it when you configured PHP?`,
    };
  yield* vm.output.flush();
  try {
    if (transport === 'unix') return socketStream(vm, vm.sys.connectUnix(toHost(host)), 'unix_socket');
    const found = yield* resolveHost(vm.sys, toHost(host));
    if (found.kind !== 'found') {
      const why = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
      const message = `php_network_getaddresses: getaddrinfo for ${host} failed: ${why}`;
      vm.errors.warning(`${vm.current?.native?.name ?? ''}(): ${message}`);
      return { number: 0, message };
    }
    return socketStream(vm, yield* vm.sys.connect({ ip: found.addresses[0] ?? '', port }, timeoutMs), 'tcp_socket/ssl');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return failure(error);
  }
}

function failure(error: Errno): Failure {
  return { number: Number(errnoNumber(error.code)), message: error.message };
}

function socketStream(vm: Vm, fd: number, kind: string): Stream {
  vm.sys.setCloseOnExec(fd, true);
  return new Stream(vm, { fd, path: kind, mode: 'r+', isSocket: true });
}

/** A stream, or false with a warning and the reasons in the caller's variables. */
function connected(a: Args, result: Stream | Failure, shown: string, at: number): Value {
  const failed = result instanceof Stream ? undefined : result;
  if (a.given(at)) a.ref(at).value = failed?.number ?? 0;
  if (a.given(at + 1)) a.ref(at + 1).value = failed?.message ?? '';
  if (result instanceof Stream) return result;
  a.warn(`Unable to connect to ${shown} (${result.message})`);
  return false;
}

function secondsOf(a: Args, i: number): number {
  return (a.get(i) === null ? Number(a.vm.ini.get('default_socket_timeout') ?? 60) : a.float(i)) * 1000;
}

/** `scheme://host:port`, the port from elsewhere when `given`. */
function parseTarget(text: string, given?: number): Target {
  const [, transport = 'tcp', rest = ''] = /^(?:([a-zA-Z0-9.+-]+):\/\/)?(.*)$/s.exec(text) ?? [];
  if (transport === 'unix') return { transport, host: rest, port: 0 };
  const [, host = rest, port] = /^\[?(.*?)\]?:(\d+)$/.exec(rest) ?? [];
  return { transport: transport.toLowerCase(), host, port: given ?? Number(port ?? 0) };
}

function* openSocket(a: Args): Task<Value> {
  const port = a.int(1);
  const result = yield* connectTo(a.vm, parseTarget(a.str(0), port >= 0 ? port : undefined), secondsOf(a, 4));
  return connected(a, result, `${a.str(0)}:${port}`, 2);
}

function* clientSocket(a: Args): Task<Value> {
  return connected(a, yield* connectTo(a.vm, parseTarget(a.str(0)), secondsOf(a, 3)), a.str(0), 1);
}

function* listen(vm: Vm, { transport, host, port }: Target): Task<Stream | Failure> {
  if (transport !== 'tcp' && transport !== 'unix') throw vm.errors.fatal(`drydock: listening by ${transport} is not simulated`);
  try {
    if (transport === 'unix') return socketStream(vm, vm.sys.listenUnix(toHost(host)), 'unix_socket');
    const found = yield* resolveHost(vm.sys, toHost(host));
    if (found.kind !== 'found') return { number: 0, message: `php_network_getaddresses: getaddrinfo for ${host} failed` };
    return socketStream(vm, vm.sys.listen({ ip: found.addresses[0] ?? '', port }), 'tcp_socket/ssl');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { ...failure(error), number: 0 };
  }
}

function* serverSocket(a: Args): Task<Value> {
  return connected(a, yield* listen(a.vm, parseTarget(a.str(0))), a.str(0), 1);
}

function* acceptSocket(a: Args): Task<Value> {
  const { vm } = a;
  const server = streamAt(a, 0);
  if (server.fd === undefined) return false;
  yield* vm.output.flush();
  const { kind } = yield* vm.sys.poll([{ fd: server.fd, read: true }], secondsOf(a, 1));
  if (kind !== 'ready') {
    a.warn('Accept failed: Connection timed out');
    return false;
  }
  const { fd, peer } = yield* vm.sys.accept(server.fd);
  if (a.given(2)) a.ref(2).value = shownAddress(peer);
  return socketStream(vm, fd, server.path);
}

function shownAddress({ ip, port }: SocketAddress): string {
  return `${fromHost(unmapIpv4(ip))}:${port}`;
}

function streamAt(a: Args, i: number): Stream {
  const value = a.get(i);
  if (value instanceof Stream && value.isOpen) return value;
  if (value instanceof Stream) throw a.vm.errors.typeError(`${a.fn.name}(): supplied resource is not a valid stream resource`);
  throw a.vm.errors.typeError(
    `${a.fn.name}(): Argument #${i + 1} ($${a.fn.params[i]?.name ?? ''}) must be of type resource, ${a.vm.typeName(value)} given`,
  );
}

interface Watched {
  readonly key: Key;
  readonly stream: Stream;
}

function watched(a: Args, i: number): Watched[] {
  const value = a.given(i) ? a.ref(i).value : null;
  if (!(value instanceof PhpArray)) return [];
  return [...value.entries()].flatMap(([key, stream]) => (stream instanceof Stream ? [{ key, stream }] : []));
}

/** Waits until something can be read or written; the arrays keep what can. */
function* select(a: Args): Task<Value> {
  const { vm } = a;
  const [reads, writes] = [watched(a, 0), watched(a, 1)];
  if (reads.length + writes.length === 0) throw vm.errors.make('ValueError', 'No stream arrays were passed');
  yield* vm.output.flush();
  const ready = yield* readyOf(a, reads, writes);
  const keep = (i: number, all: readonly Watched[], fits: (stream: Stream) => boolean): number => {
    if (!(a.ref(i).value instanceof PhpArray)) return 0;
    const kept = all.filter(({ stream }) => fits(stream));
    a.ref(i).value = PhpArray.from(kept.map(({ key, stream }) => [key, stream]));
    return kept.length;
  };
  const count = keep(0, reads, ready.canRead) + keep(1, writes, ready.canWrite);
  if (a.given(2)) keep(2, [], () => false);
  return count;
}

function* readyOf(
  a: Args,
  reads: readonly Watched[],
  writes: readonly Watched[],
): Task<{ readonly canRead: (stream: Stream) => boolean; readonly canWrite: (stream: Stream) => boolean }> {
  const hasBuffered = reads.some(({ stream }) => stream.hasBuffered);
  const timeout = hasBuffered ? 0 : a.get(3) === null ? undefined : a.int(3) * 1000 + a.int(4) / 1000;
  const requests = [
    ...reads.flatMap(({ stream }) => (stream.fd === undefined ? [] : [{ fd: stream.fd, read: true }])),
    ...writes.flatMap(({ stream }) => (stream.fd === undefined ? [] : [{ fd: stream.fd, write: true }])),
  ];
  const found = yield* a.vm.sys.poll(requests, timeout);
  const ready = new Map((found.kind === 'ready' ? found.fds : []).map(({ fd, readiness }) => [fd, readiness]));
  return {
    canRead: stream => stream.hasBuffered || (ready.get(stream.fd ?? -1)?.read ?? false),
    canWrite: stream => ready.get(stream.fd ?? -1)?.write ?? false,
  };
}

export const socketTasks: NativeTasks = {
  'fsockopen(string $hostname, int $port = -1, mixed &$error_code = null, mixed &$error_message = null, ?float $timeout = null)':
    openSocket,
  'pfsockopen(string $hostname, int $port = -1, mixed &$error_code = null, mixed &$error_message = null, ?float $timeout = null)':
    openSocket,
  'stream_socket_client(string $address, mixed &$error_code = null, mixed &$error_message = null, ?float $timeout = null, int $flags = 4, mixed $context = null)':
    clientSocket,
  'stream_socket_server(string $address, mixed &$error_code = null, mixed &$error_message = null, int $flags = 12, mixed $context = null)':
    serverSocket,
  'stream_socket_accept(mixed $socket, ?float $timeout = null, mixed &$peer_name = null)': acceptSocket,
  'stream_select(?array &$read, ?array &$write, ?array &$except, ?int $seconds, int $microseconds = 0)': select,
};

export const socketFunctions: Natives = {
  'stream_set_timeout(mixed $stream, int $seconds, int $microseconds = 0)': a => {
    const stream = streamAt(a, 0);
    stream.timeoutMs = a.int(1) * 1000 + a.int(2) / 1000;
    return stream.isSocket;
  },
  'stream_set_blocking(mixed $stream, bool $enable)': a => {
    streamAt(a, 0).isBlocking = a.bool(1);
    return true;
  },
  'stream_socket_get_name(mixed $socket, bool $remote)': a => {
    const { fd } = streamAt(a, 0);
    if (fd === undefined) return false;
    return shownAddress(a.bool(1) ? a.vm.sys.peerAddress(fd) : a.vm.sys.localAddress(fd));
  },
  'stream_socket_shutdown(mixed $stream, int $mode)': a => {
    const { fd } = streamAt(a, 0);
    if (fd !== undefined && a.int(1) > 0) a.vm.sys.shutdown(fd);
    return true;
  },
};
