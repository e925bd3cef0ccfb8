import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ProbeAnswer } from '../../net/namespace.js';
import { noEffect } from '../options.js';
import { iputils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { resolveAddress, resolveHost } from './resolver.js';

type Key = 'ipv4' | 'ipv6' | 'both' | 'length' | 'max' | 'numeric' | 'port';
type PathTool = Tool<Key>;

/** How long one of its three tries at a hop waits. */
const PATIENCE = 1000;
const TRIES = 3;

/** tracepath of iputils: one probe after the other, with how much goes into a packet. */
export const tracepath = define<Key>({
  name: 'tracepath',
  options: {
    ipv4: noEffect('-4', 'names have IPv4 addresses only', undefined, 'use IPv4'),
    ipv6: ['-6', 'use IPv6'],
    both: ['-b', 'print both name and ip'],
    length: ['-l LENGTH', 'use packet <length>'],
    max: ['-m HOPS', 'use maximum <hops>'],
    numeric: ['-n', 'no dns name resolution'],
    port: ['-p PORT', 'use destination <port>'],
  },
  gnu: { usage: ['[options] <destination>'], about: 'Prints the path to a host and its MTU.' },
  origin: iputils,
  usageStatus: 255,
  *run(tool) {
    const [host] = tool.args.operands;
    if (host === undefined) throw new UsageError('usage error: Destination required');
    const found = tool.args.has('ipv6') ? undefined : yield* resolveHost(tool.sys, host);
    if (found === undefined) throw new Fatal(`${host}: Address family for hostname not supported`);
    if (found.kind !== 'found')
      throw new Fatal(`${host}: ${found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known'}`);
    yield* trace(tool, found.addresses[0] ?? '');
    return 0;
  },
});

function* trace(tool: PathTool, ip: string): Task<void> {
  const { out } = tool;
  const mtu = mtuTowards(tool, ip);
  const last = number(tool, 'max', 30);
  yield* out.line(` 1?: ${'[LOCALHOST]'.padEnd(33)}pmtu ${mtu}`);
  for (let ttl = 1; ttl <= last; ttl++) {
    const answer = yield* probe(tool, ip, ttl);
    if (answer === undefined) return;
    // The first hop is tried once more: the probe that found out about the MTU counts as one.
    for (let time = ttl === 1 && answer.kind !== 'unreachable' ? 2 : 1; time > 0; time--) yield* show(tool, ttl, answer);
    if (answer.kind === 'reply') return yield* out.line(`     Resume: pmtu ${mtu} hops ${String(ttl)} back ${String(65 - answer.ttl)} `);
    if (answer.kind === 'unreachable') return yield* out.line(`     Resume: pmtu ${mtu} `);
  }
  yield* out.line(`     Too many hops: pmtu ${mtu}\n     Resume: pmtu ${mtu} `);
}

function number(tool: PathTool, key: 'max' | 'port' | 'length', fallback: number): number {
  const text = tool.args.value(key);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new Fatal(`invalid argument: '${text}'`);
  return Number(text);
}

function mtuTowards(tool: PathTool, ip: string): string {
  const devices = tool.sys.net.interfaces();
  const isOwn = devices.some(({ addresses }) => addresses.some(address => address.startsWith(`${ip}/`)));
  const way = isOwn ? devices[0] : devices.find(({ kind }) => kind !== 'loopback');
  return String(way?.mtu ?? 1500);
}

/** What came of up to three tries; undefined after a signal. */
function* probe(tool: PathTool, ip: string, ttl: number): Task<ProbeAnswer | undefined> {
  const { sys } = tool;
  for (let time = 0; time < TRIES; time++) {
    let answer: ProbeAnswer;
    try {
      answer = sys.net.probe(ip, { protocol: 'udp', ttl, port: number(tool, 'port', 44_444) + ttl, bytes: number(tool, 'length', 1500) });
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`send failed: ${error.message}`);
    }
    const isHeard = answer.kind === 'unreachable' || answer.after <= PATIENCE;
    if (!(yield* sys.sleep(isHeard ? answer.after : PATIENCE))) return undefined;
    if (isHeard) return answer;
    yield* sys.tick();
  }
  return { kind: 'silence', after: Infinity };
}

function* show(tool: PathTool, ttl: number, answer: ProbeAnswer): Task<void> {
  const head = `${String(ttl).padStart(2)}: `;
  if (answer.kind === 'silence') return yield* tool.out.line(`${head} no reply`);
  const { from } = answer;
  const found = tool.args.has('numeric') ? undefined : yield* resolveAddress(tool.sys, from);
  const shown = found === undefined ? from : tool.args.has('both') ? `${found} (${from})` : found;
  const what = { reply: 'reached', exceeded: '', unreachable: '!H' }[answer.kind];
  yield* tool.out.line(`${head} ${shown.padEnd(52)}${answer.after.toFixed(3).padStart(7)}ms ${what}`);
  yield* tool.out.flush();
}
