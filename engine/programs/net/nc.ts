import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { isIpAddress } from '../../net/ip.js';
import type { Fd } from '../../process/sys.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { resolveHost, type HostLookup } from './resolver.js';

type Key = 'listen' | 'port' | 'wait' | 'verbose' | 'zero' | 'numeric' | 'quitOnEof' | 'keep' | 'shutdown';

/** nc: BusyBox's small one, and the OpenBSD one that Debian and its kin install. */
export const nc = define<Key>({
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
  },
  gnu: { usage: ['[-klNnvz] [-p port] [-q seconds] [-w timeout] [destination] [port]'], about: '' },
  busybox: { usage: ['[-l] [-p PORT] [-w SEC] [-nvz] [IPADDR PORT]'], about: 'Open a pipe to IP:PORT' },
  usageHint: () => '',
  *run(tool) {
    const { args } = tool;
    if (args.has('listen')) return yield* serve(tool);
    const [host, service] = args.operands;
    if (host === undefined || service === undefined) throw new UsageError('');
    return yield* call(tool, host, portOf(tool, service));
  },
});

function portOf(tool: Tool<Key>, text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 65536) return Number(text);
  throw new Fatal(tool.isGnu ? `port number invalid: ${text}` : `bad port '${text}'`);
}

function* call(tool: Tool<Key>, host: string, port: number): Task<number> {
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
      tool.isGnu ? `Connection to ${host} (${ip}) ${String(port)} port [tcp/*] succeeded!\n` : `${host} (${ip}:${String(port)}) open\n`,
    );
  }
  if (args.has('zero')) {
    sys.close(fd);
    return 0;
  }
  yield* exchange(tool, fd);
  return 0;
}

function* serve(tool: Tool<Key>): Task<number> {
  const { args, sys } = tool;
  const text = args.value('port') ?? args.operands.at(-1);
  if (text === undefined) throw new UsageError('');
  const ip = args.operands.length > 1 ? (args.operands[0] ?? '0.0.0.0') : '0.0.0.0';
  let listener: Fd;
  try {
    listener = sys.listen({ ip, port: portOf(tool, text) });
  } catch (error) {
    if (isErrno(error)) throw new Fatal(tool.isGnu ? error.message : `bind: ${error.message}`);
    throw error;
  }
  do {
    const { fd, peer } = yield* sys.accept(listener);
    if (args.has('verbose')) yield* tool.complain(`Connection from ${peer.ip} ${String(peer.port)} received!\n`);
    yield* exchange(tool, fd);
  } while (args.has('keep'));
  return 0;
}

/**
 * Copies standard input to the connection and the connection to standard output until the other side ends. At the end of the input
 * BusyBox's tells the other side; OpenBSD's does so with `-N` only, and leaves after `-q` seconds.
 */
function* exchange(tool: Tool<Key>, fd: Fd): Task<void> {
  const { sys, args } = tool;
  const patience = Number(args.value('quitOnEof') ?? -1) * 1000;
  let inputOpen = true;
  let deadline = Infinity;
  try {
    for (;;) {
      const wanted = [{ fd, read: true }, ...(inputOpen ? [{ fd: 0, read: true }] : [])];
      const ready = yield* deadline === Infinity ? sys.poll(wanted) : sys.poll(wanted, Math.max(0, deadline - sys.clock.now()));
      if (ready.kind !== 'ready') return;
      for (const source of ready.fds) {
        const bytes = yield* sys.read(source.fd, 16384);
        if (bytes.length > 0) yield* sys.write(source.fd === 0 ? fd : 1, bytes);
        else if (source.fd === fd) return;
        else {
          inputOpen = false;
          if (!tool.isGnu || args.has('shutdown') || patience >= 0) sys.shutdown(fd);
          if (patience >= 0) deadline = sys.clock.now() + patience;
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
