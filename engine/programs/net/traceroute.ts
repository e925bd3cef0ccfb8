import { smallestOf } from '../../core/extremes.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ProbeAnswer } from '../../net/namespace.js';
import { isCapable } from '../../process/capabilities.js';
import { noEffect, refused } from '../options.js';
import { tracerouteOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { resolveAddress, resolveHost } from './resolver.js';

type Key =
  | 'ipv4'
  | 'ipv6'
  | 'debug'
  | 'whole'
  | 'first'
  | 'icmp'
  | 'tcp'
  | 'udp'
  | 'device'
  | 'max'
  | 'together'
  | 'numeric'
  | 'port'
  | 'service'
  | 'wait'
  | 'queries'
  | Unsimulated;
type Unsimulated = 'gateway' | 'flow' | 'direct' | 'source' | 'pause' | 'extensions' | 'systems' | 'module' | 'more';
type TraceTool = Tool<Key>;

interface Plan {
  readonly host: string;
  readonly ip: string;
  readonly protocol: 'icmp' | 'udp' | 'tcp';
  readonly first: number;
  readonly last: number;
  readonly queries: number;
  readonly together: number;
  readonly bytes: number;
  readonly port: number;
  /** How long to wait: at most, as multiples of what came from the same hop, and from a later one. */
  readonly patience: { readonly most: number; readonly here: number; readonly near: number };
}

/** One probe that is on its way, or over. */
interface Sent {
  readonly ttl: number;
  readonly at: number;
  readonly answer: ProbeAnswer;
  isOver: boolean;
}

/** Debian's traceroute: several probes at a time with a time to live that grows. */
export const traceroute = define<Key>({
  name: 'traceroute',
  options: {
    ipv4: noEffect('-4', 'names have IPv4 addresses only', undefined, 'Use IPv4'),
    ipv6: ['-6', 'Use IPv6'],
    debug: noEffect('-d, --debug', 'sockets have nothing to tell', undefined, 'Enable socket level debugging'),
    whole: noEffect('-F, --dont-fragment', 'packets are never fragmented', undefined, 'Do not fragment packets'),
    first: ['-f TTL, --first=TTL', 'Start from this hop (instead from 1)'],
    icmp: ['-I, --icmp', 'Use ICMP ECHO for tracerouting'],
    tcp: ['-T, --tcp', 'Use TCP SYN for tracerouting (default port is 80)'],
    udp: ['-U, --udp', 'Use UDP to particular port (default 53)'],
    device: ['-i DEVICE, --interface=DEVICE', 'Specify a network interface to operate with'],
    max: ['-m TTL, --max-hops=TTL', 'Set the max number of hops (default 30)'],
    together: ['-N NUM, --sim-queries=NUM', 'Probes to be tried simultaneously (default 16)'],
    numeric: ['-n', 'Do not resolve IP addresses to their domain names'],
    port: ['-p PORT, --port=PORT', 'Set the destination port to use'],
    service: noEffect('-t TOS, --tos=TOS', 'nobody looks at it', undefined, 'Set the type of service'),
    wait: ['-w MAX, --wait=MAX', 'Wait for a probe no more than these seconds (default 5.0)'],
    queries: ['-q NUM, --queries=NUM', 'Set the number of probes per each hop (default 3)'],
    gateway: refused('-g GATE, --gateway=GATE'),
    flow: refused('-l LABEL, --flowlabel=LABEL'),
    direct: refused('-r'),
    source: refused('-s ADDR, --source=ADDR'),
    pause: refused('-z WAIT, --sendwait=WAIT'),
    extensions: refused('-e, --extensions'),
    systems: refused('-A, --as-path-lookups'),
    module: refused('-M NAME, --module=NAME'),
    more: refused('-O, -D, -P, --options, --dccp, --protocol, --sport, --fwmark, --mtu, --back'),
  },
  gnu: { usage: ['[options] host [packetlen]'], about: 'Prints the route that packets take to a host.' },
  origin: tracerouteOrigin,
  usageStatus: 2,
  *run(tool) {
    if (tool.args.operands.length === 0) {
      yield* tool.out.line("Usage: traceroute [options] host [packetlen]\nTry `traceroute --help' for more information.");
      return 0;
    }
    try {
      yield* follow(tool);
    } catch (error) {
      // It does not say who complains.
      if (!(error instanceof Complaint)) throw error;
      yield* tool.complain(`${error.message}\n`);
      return 2;
    }
    return 0;
  },
});

function* follow(tool: TraceTool): Task<void> {
  const plan = yield* planOf(tool);
  yield* tool.out.line(`traceroute to ${plan.host} (${plan.ip}), ${String(plan.last)} hops max, ${String(plan.bytes)} byte packets`);
  yield* tool.out.flush();
  yield* new Trace(tool, plan).run();
}

function* planOf(tool: TraceTool): Task<Plan> {
  const { args, sys } = tool;
  const [host = '', size] = args.operands;
  const protocol = args.has('icmp') ? 'icmp' : args.has('tcp') ? 'tcp' : 'udp';
  const first = number(tool, 'first', 1);
  const last = number(tool, 'max', 30);
  const queries = number(tool, 'queries', 3);
  if (last > 255) throw complaint('max hops cannot be more than 255');
  if (first < 1 || first > last) throw complaint('first hop out of range');
  if (queries < 1 || queries > 10) throw complaint('no more than 10 probes per hop');
  const found = args.has('ipv6') ? undefined : yield* resolveHost(sys, host);
  if (found?.kind !== 'found') {
    const reason =
      found === undefined
        ? 'Address family for hostname not supported'
        : found.kind === 'try-again'
          ? 'Temporary failure in name resolution'
          : 'Name or service not known';
    yield* tool.complain(
      `${host}: ${reason}\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc ${String(indexOf(tool, host))})\n`,
    );
    throw new Fatal('', 2);
  }
  const device = args.value('device');
  if (device !== undefined && !sys.net.interfaces().some(({ name }) => name === device))
    throw complaint('setsockopt SO_BINDTODEVICE: No such device');
  if (protocol === 'tcp' && !isCapable(sys.credentials(), 'CAP_NET_RAW'))
    throw complaint('You do not have enough privileges to use this traceroute method.\nsocket: Operation not permitted');
  const [most = 5, here = 3, near = 10] = (args.value('wait') ?? '')
    .split(',')
    .filter(text => text !== '')
    .map(Number);
  if (!(most >= 0)) throw complaint(`bad wait specifications \`${args.value('wait') ?? ''}' used`);
  return {
    host,
    ip: found.addresses[0] ?? '',
    protocol,
    first,
    last,
    queries,
    together: Math.max(1, number(tool, 'together', 16)),
    bytes: size === undefined ? 60 : Math.max(28, Number(size) || 60),
    port: number(tool, 'port', protocol === 'tcp' ? 80 : args.has('udp') ? 53 : 33_434),
    patience: { most: most * 1000, here, near },
  };
}

/** It says things without its name. */
function complaint(message: string): Complaint {
  return new Complaint(message);
}

class Complaint extends Fatal {
  constructor(message: string) {
    super(message, 2);
  }
}

function indexOf(tool: TraceTool, host: string): number {
  return Math.max(1, tool.args.entries.length + tool.args.operands.indexOf(host) + 1);
}

function number(tool: TraceTool, key: Key, fallback: number): number {
  const text = tool.args.value(key);
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw complaint(`Cannot handle \`${text}'`);
  return Number(text);
}

/** A run: sends while there is room, takes what comes in the order of time, and prints in the order of sending. */
class Trace {
  readonly #tool: TraceTool;
  readonly #plan: Plan;
  readonly #sent: Sent[] = [];
  #shown = 0;
  #from = '';
  /** The hop at which somebody said that the way ends. */
  #end = Infinity;

  constructor(tool: TraceTool, plan: Plan) {
    this.#tool = tool;
    this.#plan = plan;
  }

  *run(): Task<void> {
    const { sys, out } = this.#tool;
    while (this.#shown < this.#total()) {
      this.#send();
      const next = smallestOf(this.#sent.filter(probe => !probe.isOver).map(probe => this.#dueAt(probe)));
      if (next > sys.clock.now() && !(yield* sys.sleep(next - sys.clock.now()))) return;
      for (const probe of this.#sent) if (!probe.isOver && this.#dueAt(probe) <= sys.clock.now()) this.#finish(probe);
      yield* this.#show();
      yield* out.flush();
      yield* sys.tick();
    }
    yield* out.line('');
  }

  #total(): number {
    const { first, last, queries } = this.#plan;
    return (Math.min(last, this.#end) - first + 1) * queries;
  }

  #send(): void {
    const { first, queries, together, ip, protocol, bytes, port } = this.#plan;
    const { sys } = this.#tool;
    for (;;) {
      const index = this.#sent.length;
      if (index >= this.#total() || this.#sent.filter(probe => !probe.isOver).length >= together) return;
      const ttl = first + Math.floor(index / queries);
      const isFixed = protocol === 'tcp' || this.#tool.args.has('udp');
      try {
        const answer = sys.net.probe(ip, { protocol, ttl, bytes, port: isFixed ? port : port + index });
        this.#sent.push({ ttl, at: sys.clock.now(), answer, isOver: false });
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw complaint(`connect: ${error.message}`);
      }
    }
  }

  /** When a probe is answered or given up, as far as is known now. */
  #dueAt({ ttl, at, answer }: Sent): number {
    const { most, here, near } = this.#plan.patience;
    const known = this.#sent.filter(({ isOver, answer: { kind } }) => isOver && kind !== 'silence');
    const same = known.find(probe => probe.ttl === ttl)?.answer.after;
    const later = known.find(probe => probe.ttl > ttl)?.answer.after;
    const limit = Math.min(most, same === undefined ? Infinity : same * here, later === undefined ? Infinity : later * near);
    return at + (answer.after <= most ? answer.after : limit);
  }

  #finish(probe: Sent): void {
    probe.isOver = true;
    const { kind, after } = probe.answer;
    if ((kind === 'reply' || kind === 'unreachable') && after <= this.#plan.patience.most) this.#end = Math.min(this.#end, probe.ttl);
  }

  *#show(): Task<void> {
    const { out } = this.#tool;
    for (; this.#shown < this.#total(); this.#shown++) {
      const probe = this.#sent[this.#shown];
      if (!probe?.isOver) return;
      if (this.#shown % this.#plan.queries === 0) {
        yield* out.write(`${this.#shown === 0 ? '' : '\n'}${String(probe.ttl).padStart(2)} `);
        this.#from = '';
      }
      yield* this.#showAnswer(probe.answer);
    }
  }

  *#showAnswer(answer: ProbeAnswer): Task<void> {
    const { out, sys, args } = this.#tool;
    if (answer.kind === 'silence' || answer.after > this.#plan.patience.most) {
      yield* out.write(' *');
      return;
    }
    if (answer.from !== this.#from) {
      const name = args.has('numeric') ? undefined : ((yield* resolveAddress(sys, answer.from)) ?? answer.from);
      yield* out.write(name === undefined ? ` ${answer.from}` : ` ${name} (${answer.from})`);
    }
    this.#from = answer.from;
    yield* out.write(`  ${answer.after.toFixed(3)} ms${answer.kind === 'unreachable' ? ' !H' : ''}`);
  }
}
