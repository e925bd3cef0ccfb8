import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { isIpAddress } from '../../net/ip.js';
import type { SocketAddress } from '../../net/socket.js';
import type { Fd } from '../../process/sys.js';
import { noEffect, refused } from '../options.js';
import { define, Fatal, UsageError } from '../tool.js';
import { received, serviceName, type NcKey, type NcTool } from './nc-tool.js';
import { callUdp, serveUdp } from './nc-udp.js';
import { resolveHost, type HostLookup } from './resolver.js';

/** nc: BusyBox's small one, and the OpenBSD one that Debian and its kin install. */
export const nc = define<NcKey>({
  name: 'nc',
  options: {
    listen: ['-l', 'Listen mode, for inbound connects'],
    port: ['-p PORT', 'Local port'],
    wait: ['-w SEC', 'Connect timeout'],
    verbose: ['-v', 'Verbose'],
    zero: ['-z', 'Zero-I/O mode (scanning)'],
    numeric: ['-n', "Don't do DNS resolution"],
    keep: ['-k', undefined, 'gnu'],
    shutdown: ['-N', undefined, 'gnu'],
    quitOnEof: ['-q SEC', undefined, 'gnu'],
    unix: ['-U', 'Use UNIX domain socket', 'gnu'],
    udp: ['-u', 'UDP mode', 'gnu'],
    detached: ['-d', 'Detach from stdin', 'gnu'],
    ipv4: noEffect('-4', 'names have IPv4 addresses only', 'gnu', 'Use IPv4'),
    others: refused('-6, -b, -C, -D, -F, -h, -r, -S, -t, -Z', 'gnu'),
    settings: refused('-I N, -i N, -M N, -m N, -O N, -P USER, -s ADDR, -T TOS, -V TABLE, -W N, -X PROTO, -x ADDR', 'gnu'),
  },
  gnu: { usage: ['[-4dklNnUuvz] [-p port] [-q seconds] [-w timeout] [destination] [port]'], about: '' },
  busybox: { usage: ['[-l] [-p PORT] [-w SEC] [-nvz] [IPADDR PORT]'], about: 'Open a pipe to IP:PORT' },
  usageHint: () => '',
  *run(tool) {
    const { args } = tool;
    if (args.has('unix')) return yield* overSocketFile(tool);
    if (args.has('listen')) return yield* args.has('udp') ? serveUdp(tool, placeOf(tool)) : serve(tool);
    const [host, ...services] = args.operands;
    if (host === undefined || services.length === 0) throw new UsageError('');
    let status = 1;
    for (const port of services.flatMap(service => portsOf(tool, service))) {
      if ((yield* args.has('udp') ? callUdp(tool, host, port) : call(tool, host, port)) === 0) status = 0;
    }
    return status;
  },
});

/** A port, or all of a range, from the lowest on. */
function portsOf(tool: NcTool, text: string): readonly number[] {
  const range = tool.isGnu ? /^(\d+)-(\d+)$/.exec(text) : null;
  if (!range) return [portOf(tool, text)];
  const ends = [portOf(tool, range[1] ?? ''), portOf(tool, range[2] ?? '')].sort((x, y) => x - y);
  const [first = 0, last = first] = ends;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function* overSocketFile(tool: NcTool): Task<number> {
  const { sys, args } = tool;
  const path = args.operands[0];
  if (path === undefined) throw new UsageError('');
  try {
    if (!args.has('listen')) {
      yield* exchange(tool, sys.connectUnix(path));
      return 0;
    }
    const listener = sys.listenUnix(path);
    if (args.has('verbose')) yield* tool.complain(`Bound on ${path}\nListening on ${path}\n`);
    do {
      yield* exchange(tool, (yield* sys.accept(listener)).fd);
    } while (args.has('keep'));
    return 0;
  } catch (error) {
    if (isErrno(error)) throw new Fatal(args.has('listen') ? error.message : `${path}: ${error.message}`);
    throw error;
  }
}

function portOf(tool: NcTool, text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 65536) return Number(text);
  throw new Fatal(tool.isGnu ? `port number invalid: ${text}` : `bad port '${text}'`);
}

function* call(tool: NcTool, host: string, port: number): Task<number> {
  const { args, sys } = tool;
  const found: HostLookup = args.has('numeric') && !isIpAddress(host) ? { kind: 'not-found' } : yield* resolveHost(sys, host);
  if (found.kind !== 'found') {
    const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
    throw new Fatal(tool.isGnu ? `getaddrinfo for host "${host}" port ${String(port)}: ${reason}` : `bad address '${host}'`);
  }
  const ip = found.addresses[0] ?? '';
  const wait = args.value('wait');
  let fd: Fd;
  try {
    fd = wait === undefined ? yield* sys.connect({ ip, port }) : yield* sys.connect({ ip, port }, Number(wait) * 1000);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu)
      throw new Fatal(
        wait !== undefined && error.code === 'ETIMEDOUT' ? 'timed out' : `can't connect to remote host (${ip}): ${error.message}`,
      );
    const shown = host === ip ? host : `${host} (${ip})`;
    if (args.has('verbose')) yield* tool.complain(`nc: connect to ${shown} port ${String(port)} (tcp) failed: ${error.message}\n`);
    return 1;
  }
  if (args.has('verbose')) {
    yield* tool.complain(
      tool.isGnu
        ? `Connection to ${host === ip ? ip : `${host} (${ip})`} ${String(port)} port [tcp/${yield* serviceName(tool, port, 'tcp')}] succeeded!\n`
        : `${host} (${ip}:${String(port)}) open\n`,
    );
  }
  if (args.has('zero')) {
    sys.close(fd);
    return 0;
  }
  yield* exchange(tool, fd);
  return 0;
}

function* serve(tool: NcTool): Task<number> {
  const { args, sys } = tool;
  const place = placeOf(tool);
  let listener: Fd;
  try {
    listener = sys.listen(place);
  } catch (error) {
    if (isErrno(error)) throw new Fatal(tool.isGnu ? error.message : `bind: ${error.message}`);
    throw error;
  }
  if (args.has('verbose') && tool.isGnu) yield* tool.complain(`Listening on ${place.ip} ${String(place.port)}\n`);
  do {
    const { fd, peer } = yield* sys.accept(listener);
    if (args.has('verbose')) yield* tool.complain(yield* received(tool, peer));
    yield* exchange(tool, fd);
  } while (args.has('keep'));
  return 0;
}

/** The address and port to listen at. */
function placeOf(tool: NcTool): SocketAddress {
  const { args } = tool;
  const text = args.value('port') ?? args.operands.at(-1);
  if (text === undefined) throw new UsageError('');
  return { ip: args.operands.length > 1 ? (args.operands[0] ?? '0.0.0.0') : '0.0.0.0', port: portOf(tool, text) };
}

/**
 * Copies standard input to the connection and the connection to standard output until the other side ends. At the end of the input
 * BusyBox's tells the other side; OpenBSD's does so with `-N` only, and leaves after `-q` seconds.
 */
function* exchange(tool: NcTool, fd: Fd): Task<void> {
  const { sys, args } = tool;
  const farewell = Number(args.value('quitOnEof') ?? -1) * 1000;
  const idle = tool.isGnu && args.has('wait') ? Number(args.value('wait')) * 1000 : Infinity;
  let inputOpen = !args.has('detached');
  let deadline = Infinity;
  try {
    for (;;) {
      const wanted = [{ fd, read: true }, ...(inputOpen ? [{ fd: 0, read: true }] : [])];
      const patience = Math.min(idle, deadline - sys.clock.now());
      const ready = yield* patience === Infinity ? sys.poll(wanted) : sys.poll(wanted, Math.max(0, patience));
      if (ready.kind !== 'ready') return;
      for (const source of ready.fds) {
        const bytes = yield* sys.read(source.fd, 16384);
        if (bytes.length > 0) yield* sys.write(source.fd === 0 ? fd : 1, bytes);
        else if (source.fd === fd) return;
        else {
          inputOpen = false;
          if (!tool.isGnu || args.has('shutdown') || farewell >= 0) sys.shutdown(fd);
          if (farewell >= 0) deadline = sys.clock.now() + farewell;
        }
      }
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(error.message);
  } finally {
    sys.close(fd);
  }
}
