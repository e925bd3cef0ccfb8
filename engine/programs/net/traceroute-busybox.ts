import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ProbeAnswer } from '../../net/namespace.js';
import { noEffect, refused } from '../options.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { resolveAddress, resolveHost } from './resolver.js';

type Key =
  | 'family'
  | 'whole'
  | 'left'
  | 'numeric'
  | 'direct'
  | 'verbose'
  | 'first'
  | 'max'
  | 'queries'
  | 'port'
  | 'source'
  | 'device'
  | 'service'
  | 'wait'
  | 'pause'
  | 'icmp';
type TraceTool = Tool<Key>;

/** BusyBox's traceroute: one probe after the other. */
export const busyboxTraceroute = define<Key>({
  name: 'traceroute',
  options: {
    family: noEffect('-4, -6', 'names have IPv4 addresses only', undefined, 'Force IP or IPv6 name resolution'),
    whole: noEffect('-F', 'packets are never fragmented', undefined, "Set don't fragment bit"),
    left: ['-l', 'Display TTL value of the returned packet'],
    numeric: ['-n', 'Print numeric addresses'],
    direct: refused('-r'),
    verbose: noEffect('-v', 'there are no other packets to tell of', undefined, 'Verbose'),
    first: ['-f N', 'First number of hops (default 1)'],
    max: ['-m N', 'Max number of hops'],
    queries: ['-q N', 'Number of probes per hop (default 3)'],
    port: ['-p N', 'Base UDP port number used in probes\n\t\t(default 33434)'],
    source: refused('-s IP'),
    device: refused('-i IFACE'),
    service: noEffect('-t N', 'nobody looks at it', undefined, 'Type-of-service in probe packets (default 0)'),
    wait: ['-w SEC', 'Wait for a response (default 3)'],
    pause: ['-z MSEC', 'Wait before each send'],
    icmp: ['-I'],
  },
  busybox: {
    usage: [
      '[-46Flnrv] [-f 1ST_TTL] [-m MAXTTL] [-q PROBES] [-p PORT]\n\t[-t TOS] [-w WAIT_SEC] [-s SRC_IP] [-i IFACE]\n\t[-z PAUSE_MSEC] HOST [BYTES]',
    ],
    about: 'Trace the route to HOST',
  },
  *run(tool) {
    const [host, size] = tool.args.operands;
    if (host === undefined) throw new UsageError('');
    const found = yield* resolveHost(tool.sys, host);
    if (found.kind !== 'found') throw new Fatal(`bad address '${host}'`);
    const ip = found.addresses[0] ?? '';
    const bytes = size === undefined ? 46 : Math.max(46, number(size, 46));
    const last = number(tool.args.value('max'), 30);
    yield* tool.out.line(`traceroute to ${host} (${ip}), ${String(last)} hops max, ${String(bytes)} byte packets`);
    for (let ttl = number(tool.args.value('first'), 1); ttl <= last; ttl++) if (yield* traceHop(tool, ip, ttl, bytes)) return 0;
    return 0;
  },
});

function number(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Fatal(`invalid number '${text}'`);
  return Number(text);
}

/** Whether the way ends here. */
function* traceHop(tool: TraceTool, ip: string, ttl: number, bytes: number): Task<boolean> {
  const { args, sys, out } = tool;
  const queries = number(args.value('queries'), 3);
  const patience = 1000 * number(args.value('wait'), 3);
  const pause = number(args.value('pause'), 0);
  const port = number(args.value('port'), 33_434);
  let from = '';
  let isEnd = false;
  yield* out.write(String(ttl).padStart(2));
  for (let query = 0; query < queries; query++) {
    if (pause > 0) yield* sys.sleep(pause);
    const answer = probe(tool, ip, { ttl, bytes, port: port + (ttl - 1) * queries + query });
    // What the host finds out about its own link comes as an error, however late.
    const isHeard = answer.kind !== 'silence' && (answer.kind === 'unreachable' || answer.after <= patience);
    if (!(yield* sys.sleep(isHeard ? answer.after : patience))) return true;
    if (!isHeard) yield* out.write('  *');
    else {
      if (answer.from !== from) yield* out.write(`  ${yield* nameOf(tool, answer.from)}`);
      from = answer.from;
      yield* out.write(`  ${answer.after.toFixed(3)} ms${answer.kind === 'unreachable' ? ' !H' : ''}`);
      if (args.has('left') && answer.kind !== 'unreachable') yield* out.write(` (${String(answer.ttl)})`);
      isEnd ||= answer.kind !== 'exceeded';
    }
    yield* out.flush();
    yield* sys.tick();
  }
  yield* out.line('');
  return isEnd;
}

function probe(tool: TraceTool, ip: string, options: { readonly ttl: number; readonly bytes: number; readonly port: number }): ProbeAnswer {
  try {
    return tool.sys.net.probe(ip, { protocol: tool.args.has('icmp') ? 'icmp' : 'udp', ...options });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`sendto: ${error.message}`);
  }
}

function* nameOf(tool: TraceTool, ip: string): Task<string> {
  if (tool.args.has('numeric')) return ip;
  return `${(yield* resolveAddress(tool.sys, ip)) ?? ip} (${ip})`;
}
