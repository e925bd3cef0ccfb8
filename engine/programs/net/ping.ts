import { largestOf, smallestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ProbeAnswer } from '../../net/namespace.js';
import { noEffect } from '../options.js';
import { iputils } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { resolveAddress, resolveHost } from './resolver.js';

type Key = 'ipv4' | 'ipv6' | 'count' | 'size' | 'interval' | 'ttl' | 'wait' | 'deadline' | 'quiet' | 'numeric' | 'adaptive';

/** What was sent and what came back. */
interface Tally {
  sent: number;
  received: number;
  errors: number;
  readonly times: number[];
}

interface Target {
  readonly name: string;
  readonly ip: string;
  /** How replies are named: the address, with its name where there is one. */
  readonly label: string;
}

interface Pace {
  readonly count: number;
  readonly interval: number;
  readonly wait: number;
  readonly deadline: number;
}

/** What is sent. */
interface Echo {
  readonly bytes: number;
  readonly ttl: number;
}

export const ping = define<Key>({
  name: 'ping',
  options: {
    ipv4: noEffect('-4', 'names have IPv4 addresses only', undefined, 'Force IP name resolution'),
    ipv6: ['-6', 'Force IPv6 name resolution'],
    count: ['-c CNT', 'Send only CNT pings'],
    size: ['-s SIZE', 'Send SIZE data bytes in packets (default 56)'],
    interval: ['-i SECS', 'Interval'],
    adaptive: ['-A', 'Ping as soon as reply is received'],
    ttl: ['-t TTL', 'Set TTL'],
    wait: ['-W SEC', 'Seconds to wait for the first response (default 10)'],
    deadline: ['-w SEC', 'Seconds until ping exits (default:infinite)'],
    quiet: ['-q', 'Quiet, only display output at start/finish'],
    numeric: ['-n', 'no reverse name resolution', 'gnu'],
  },
  gnu: { usage: ['[options] <destination>'], about: 'Sends ICMP echo requests to a host.' },
  busybox: { usage: ['[OPTIONS] HOST'], about: 'Send ICMP ECHO_REQUESTs to HOST' },
  origin: iputils,
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    const [name] = args.operands;
    if (name === undefined) throw new UsageError(tool.isGnu ? 'usage error: Destination address required' : '');
    if (args.has('ipv6'))
      throw new Fatal(tool.isGnu ? `${name}: Address family for hostname not supported` : `bad address '${name}'`, tool.isGnu ? 2 : 1);
    const target = yield* findTarget(tool, name);
    const pace: Pace = {
      count: seconds(tool, 'count', Infinity),
      interval: 1000 * seconds(tool, 'interval', args.has('adaptive') ? 0.2 : 1),
      wait: 1000 * seconds(tool, 'wait', 10),
      deadline: sys.clock.now() + 1000 * seconds(tool, 'deadline', Infinity),
    };
    const ttl = ttlOf(tool);
    const size = seconds(tool, 'size', 56);
    sys.onSignal('SIGINT', 'catch');
    const startedAt = sys.clock.now();
    yield* tool.out.line(
      tool.isGnu
        ? `PING ${target.name} (${target.ip}) ${String(size)}(${String(size + 28)}) bytes of data.`
        : `PING ${target.name} (${target.ip}): ${String(size)} data bytes`,
    );
    const tally: Tally = { sent: 0, received: 0, errors: 0, times: [] };
    yield* sendAll(tool, target, pace, { bytes: size + 8, ttl }, tally);
    yield* summarise(tool, target, tally, sys.clock.now() - startedAt);
    return tally.received > 0 ? 0 : 1;
  },
});

function* findTarget(tool: Tool<Key>, name: string): Task<Target> {
  const found = yield* resolveHost(tool.sys, name);
  if (found.kind !== 'found') {
    const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
    throw new Fatal(tool.isGnu ? `${name}: ${reason}` : `bad address '${name}'`, tool.isGnu ? 2 : 1);
  }
  const ip = found.addresses[0] ?? '';
  if (!tool.isGnu || name === ip) return { name, ip, label: ip };
  const reverse = tool.args.has('numeric') ? undefined : yield* resolveAddress(tool.sys, ip);
  return { name, ip, label: tool.args.has('numeric') ? ip : `${reverse ?? ip} (${ip})` };
}

function ttlOf(tool: Tool<Key>): number {
  const ttl = seconds(tool, 'ttl', 64);
  if (ttl >= 1 && ttl <= 255) return ttl;
  throw new Fatal(
    tool.isGnu ? `invalid argument: '${String(ttl)}': out of range: 1 <= value <= 255` : `number ${String(ttl)} is not in 1..255 range`,
  );
}

function seconds(tool: Tool<Key>, key: Key, fallback: number): number {
  const text = tool.args.value(key);
  if (text === undefined) return fallback;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Fatal(tool.isGnu ? `invalid argument: '${text}'` : `invalid number '${text}'`);
  return Number(text);
}

function* sendAll(tool: Tool<Key>, target: Target, pace: Pace, echo: Echo, tally: Tally): Task<void> {
  const { sys } = tool;
  while (tally.sent < pace.count && sys.clock.now() < pace.deadline) {
    const sentAt = sys.clock.now();
    const isLast = tally.sent + 1 >= pace.count;
    const patience = Math.min(isLast ? pace.wait : pace.interval, pace.deadline - sentAt);
    if (!(yield* sendOne(tool, target, patience, echo, tally))) return;
    const rest = sentAt + pace.interval - sys.clock.now();
    if (!isLast && rest > 0 && !(yield* sys.sleep(Math.min(rest, pace.deadline - sys.clock.now())))) return;
    yield* sys.tick();
  }
}

/** One request; false when a signal ended the run. */
function* sendOne(tool: Tool<Key>, target: Target, patience: number, { bytes, ttl }: Echo, tally: Tally): Task<boolean> {
  const { sys, out } = tool;
  const sequence = tally.sent + (tool.isGnu ? 1 : 0);
  try {
    const result = yield* sys.net.ping(target.ip, patience, { ttl, bytes: bytes + 20, id: sys.pid, sequence });
    tally.sent++;
    if ((result.kind === 'unreachable' || result.kind === 'exceeded') && tool.isGnu) {
      tally.errors++;
      const reason = result.kind === 'exceeded' ? 'Time to live exceeded' : 'Destination Host Unreachable';
      yield* out.line(`From ${yield* nameOf(tool, result)} icmp_seq=${String(sequence)} ${reason}`);
    }
    if (result.kind !== 'reply') return true;
    tally.received++;
    tally.times.push(result.after);
    if (tool.args.has('quiet')) return true;
    const head = `${String(bytes)} bytes from ${target.label}: `;
    yield* out.line(
      tool.isGnu
        ? `${head}icmp_seq=${String(sequence)} ttl=${String(result.ttl)} time=${shortTime(result.after)} ms`
        : `${head}seq=${String(sequence)} ttl=${String(result.ttl)} time=${result.after.toFixed(3)} ms`,
    );
    yield* out.flush();
    return true;
  } catch (error) {
    if (isErrno(error, 'EINTR')) {
      tally.sent++;
      return false;
    }
    if (!isErrno(error)) throw error;
    yield* out.flush();
    throw new Fatal(tool.isGnu ? `connect: ${error.message}` : `sendto: ${error.message}`, tool.isGnu ? 2 : 1);
  }
}

/** A router with its name, where it has one. */
function* nameOf(tool: Tool<Key>, { kind, from }: Extract<ProbeAnswer, { readonly from: string }>): Task<string> {
  if (kind === 'unreachable' || tool.args.has('numeric')) return from;
  const name = yield* resolveAddress(tool.sys, from);
  return name === undefined ? from : `${name} (${from})`;
}

/** iputils shows three digits that matter. */
function shortTime(time: number): string {
  if (time >= 99.95) return time.toFixed(0);
  if (time >= 9.995) return time.toFixed(1);
  return time >= 0.9995 ? time.toFixed(2) : time.toFixed(3);
}

function* summarise(tool: Tool<Key>, { name }: Target, { sent, received, errors, times }: Tally, elapsed: number): Task<void> {
  const { out } = tool;
  const loss = sent === 0 ? 0 : Math.floor(((sent - received) * 100) / sent);
  const min = smallestOf(times);
  const max = largestOf(times);
  const average = times.reduce((sum, time) => sum + time, 0) / times.length;
  yield* out.line(`\n--- ${name} ping statistics ---`);
  if (!tool.isGnu) {
    yield* out.line(`${String(sent)} packets transmitted, ${String(received)} packets received, ${String(loss)}% packet loss`);
    if (received > 0) yield* out.line(`round-trip min/avg/max = ${[min, average, max].map(time => time.toFixed(3)).join('/')} ms`);
    return;
  }
  const failed = errors > 0 ? `+${String(errors)} errors, ` : '';
  yield* out.line(
    `${String(sent)} packets transmitted, ${String(received)} received, ${failed}${String(loss)}% packet loss, time ${String(Math.floor(elapsed))}ms`,
  );
  const deviation = Math.sqrt(times.reduce((sum, time) => sum + (time - average) ** 2, 0) / times.length);
  yield* out.line(received > 0 ? `rtt min/avg/max/mdev = ${[min, average, max, deviation].map(time => time.toFixed(3)).join('/')} ms` : '');
}
