import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { DatagramSocket, SocketAddress } from '../../net/socket.js';
import type { Fd } from '../../process/sys.js';
import { Fatal } from '../tool.js';
import { received, serviceName, type NcTool } from './nc-tool.js';
import { resolveHost } from './resolver.js';

/** How often a port is tried with `-z`, a second apart. */
const TRIES = 4;

interface Udp {
  readonly fd: Fd;
  readonly socket: DatagramSocket;
}

/** Sends what comes in to a port, and shows what comes back; with `-z` finds out whether it is refused. */
export function* callUdp(tool: NcTool, host: string, port: number): Task<number> {
  const { sys, args } = tool;
  const found = yield* resolveHost(sys, host);
  if (found.kind !== 'found') {
    const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
    throw new Fatal(`getaddrinfo for host "${host}" port ${String(port)}: ${reason}`);
  }
  const ip = found.addresses[0] ?? '';
  const udp = sys.udp();
  const to = { ip, port };
  const isThere = !(args.has('zero') || args.has('verbose')) || (yield* isTaken(tool, udp, to));
  if (isThere && args.has('verbose')) {
    const place = host === ip ? ip : `${host} (${ip})`;
    yield* tool.complain(`Connection to ${place} ${String(port)} port [udp/${yield* serviceName(tool, port, 'udp')}] succeeded!\n`);
  }
  if (isThere && !args.has('zero')) yield* exchangeDatagrams(tool, udp, to);
  sys.close(udp.fd);
  return isThere ? 0 : 1;
}

/** Nobody says that a port is open; that it is not is told. */
function* isTaken({ sys }: NcTool, { fd, socket }: Udp, to: SocketAddress): Task<boolean> {
  for (let time = 0; time < TRIES; time++) {
    try {
      socket.send(to, Uint8Array.of(88));
      if ((yield* sys.poll([{ fd, read: true }], 1000)).kind === 'ready') socket.receive();
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }
  return true;
}

/** Waits for a first datagram, and speaks with whoever sent it. */
export function* serveUdp(tool: NcTool, place: SocketAddress): Task<number> {
  const { sys, args, out } = tool;
  let udp: Udp;
  try {
    udp = sys.udp(place);
  } catch (error) {
    if (isErrno(error)) throw new Fatal(error.message);
    throw error;
  }
  if (args.has('verbose')) yield* tool.complain(`Bound on ${place.ip} ${String(place.port)}\n`);
  for (;;) {
    const first = udp.socket.receive();
    if (!first) {
      if ((yield* sys.poll([{ fd: udp.fd, read: true }])).kind === 'signal') return 1;
      continue;
    }
    if (args.has('verbose')) yield* tool.complain(yield* received(tool, first.from));
    yield* out.bytes(first.data);
    yield* exchangeDatagrams(tool, udp, first.from);
    return 0;
  }
}

/** Ends when nothing has gone on for the time of `-w`, or the other side refuses. */
function* exchangeDatagrams(tool: NcTool, { fd, socket }: Udp, to: SocketAddress): Task<void> {
  const { sys, args, out } = tool;
  const idle = args.has('wait') ? Number(args.value('wait')) * 1000 : Infinity;
  let isInputOpen = !args.has('detached');
  try {
    for (;;) {
      const wanted = [{ fd, read: true }, ...(isInputOpen ? [{ fd: 0, read: true }] : [])];
      const ready = yield* idle === Infinity ? sys.poll(wanted) : sys.poll(wanted, idle);
      if (ready.kind !== 'ready') return;
      for (const source of ready.fds) {
        if (source.fd === fd) yield* out.bytes(socket.receive()?.data ?? new Uint8Array(0));
        else {
          const bytes = yield* sys.read(0, 16_384);
          isInputOpen = bytes.length > 0;
          if (isInputOpen) socket.send(to, bytes);
          else if (args.has('quitOnEof')) {
            yield* sys.sleep(1000 * Math.max(0, Number(args.value('quitOnEof'))));
            return;
          }
        }
      }
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
