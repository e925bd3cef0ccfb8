import { isErrno } from '../../core/errno.js';
import { waitFor, type Task } from '../../core/task.js';
import type { NetNamespace } from '../../net/namespace.js';
import type { Connection } from '../../net/socket.js';
import type { OutsideStream } from './outside-stream.js';

export interface TcpRelay {
  readonly net: NetNamespace;
  readonly port: number;
  readonly stream: OutsideStream;
  /** Starts a second thread. */
  readonly thread: (name: string, task: Task<void>) => void;
}

const CHUNK_BYTES = 65_536;

/** A connection from outside to a port of the host: bytes go both ways until both sides have ended, or one has gone away. */
export function* relayConnection({ net, port, stream, thread }: TcpRelay): Task<void> {
  stream.judgeBy({ urgency: () => 'none' });
  const connection = yield* connect(net, port);
  if (!connection) {
    stream.finish();
    return;
  }
  thread('connection input', send(stream, connection));
  yield* receive(stream, connection);
  stream.finish();
  connection.close();
}

/** Undefined when nobody answers there. */
function* connect(net: NetNamespace, port: number): Task<Connection | undefined> {
  try {
    return yield* net.connect({ ip: isIpv6Only(net, port) ? '::1' : '127.0.0.1', port });
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** Whether a port is open at ::1 alone. */
function isIpv6Only(net: NetNamespace, port: number): boolean {
  const here = net.sockets().filter(({ protocol, state, local }) => protocol === 'tcp' && state === 'LISTEN' && local.port === port);
  return here.length > 0 && here.every(({ local, ipv6Only }) => local.ip === '::1' || (local.ip === '::' && ipv6Only));
}

function* receive(stream: OutsideStream, connection: Connection): Task<void> {
  while (!stream.isGone) {
    const data = quietly(() => connection.read(CHUNK_BYTES));
    if (data === undefined || data?.length === 0) return;
    if (data) yield* stream.send(data);
    else yield* waitFor([connection.readable, stream.changed]);
  }
}

function* send(stream: OutsideStream, connection: Connection): Task<void> {
  for (;;) {
    const data = stream.input.read(CHUNK_BYTES);
    if (data?.length === 0) {
      quietly(() => connection.end());
      return;
    }
    if (!data) yield* waitFor([stream.input.readable]);
    else if (!(yield* writeAll(stream, connection, data))) return;
  }
}

/** False when the other side is gone. */
function* writeAll(stream: OutsideStream, connection: Connection, data: Uint8Array): Task<boolean> {
  for (let at = 0; at < data.length; ) {
    if (stream.isOver) return false;
    const rest = data.subarray(at);
    const taken = quietly(() => connection.write(rest));
    if (taken === undefined) return false;
    if (taken === 0) yield* waitFor([connection.writable, stream.changed]);
    at += taken;
  }
  return true;
}

/** Undefined when the connection was reset. */
function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
