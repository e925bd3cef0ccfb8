import { Errno } from '../core/errno.js';
import type { Scheduler } from '../core/scheduler.js';
import { isWildcard } from './ip.js';
import { icmpError } from './packet.js';
import type { NetworkStack } from './network-stack.js';
import type { OpenPath, Router } from './path.js';
import { sendInto } from './probe.js';
import type { SocketAddress } from './socket.js';
import type { UdpSocket } from './udp.js';
import type { Direction, Ends, Wire } from './wire.js';

/** Translated flows that are remembered at once; the oldest is forgotten first. */
const MAX_FLOWS = 4096;

interface Outgoing {
  readonly stack: NetworkStack;
  readonly socket: UdpSocket;
  readonly to: SocketAddress;
  readonly data: Uint8Array;
}

/** A way, and who speaks over it as both ends see it. */
interface Talk {
  readonly wire: Wire;
  readonly near: Ends;
  readonly far: Ends;
}

/** Where answers to a translated datagram go, and the address that they must seem to come from. */
interface Flow {
  readonly socket: UdpSocket;
  readonly answersFrom: SocketAddress;
  readonly wire: Wire;
  readonly near: Ends;
  readonly far: Ends;
}

/** Carries datagrams, and their answers back through address translation (conntrack). */
export class DatagramRelay {
  readonly #scheduler: Scheduler;
  readonly #router: Router;
  readonly #flows = new Map<string, Flow>();

  constructor(scheduler: Scheduler, router: Router) {
    this.#scheduler = scheduler;
    this.#router = router;
  }

  /** Throws ENETUNREACH; everything else that can go wrong shows later or never. */
  send({ stack, socket, to, data }: Outgoing): void {
    const path = this.#router.findPath(stack, to, 'udp');
    const source = path.kind === 'open' && isWildcard(socket.local.ip) ? path.source : socket.local.ip;
    const flow = this.#flows.get(flowKey({ ip: source, port: socket.local.port }, to)) ?? this.#answeredFlow(stack, socket, to);
    if (flow) {
      this.#deliver(flow, 'backward', data, () => {
        flow.socket.deliver({ from: flow.answersFrom, to: flow.socket.local, data });
      });
      return;
    }
    if (path.kind === 'no-route') throw new Errno('ENETUNREACH');
    sendInto(path, data.length + 42);
    if (path.kind !== 'open') return;
    const from = { ip: path.seenAs, port: socket.local.port };
    const near = { client: { ip: source, port: socket.local.port }, server: to };
    const talk: Talk = { wire: path.wire, near, far: { client: from, server: path.target } };
    if (path.seenAs !== source || path.target.ip !== to.ip || path.target.port !== to.port)
      this.#remember(path, from, { socket, answersFrom: to, ...talk });
    this.#deliver(talk, 'forward', data, () => {
      this.#arrive(path, from, { socket, answersFrom: to, ...talk }, data);
    });
  }

  /** Flows are keyed by what the receiver saw: an answer sent from a wildcard socket has to be found by its own addresses. */
  #answeredFlow(stack: NetworkStack, socket: UdpSocket, to: SocketAddress): Flow | undefined {
    for (const device of stack.devices) {
      for (const address of device.addresses) {
        const ip = address.slice(0, address.indexOf('/'));
        const flow = this.#flows.get(flowKey({ ip, port: socket.local.port }, to));
        if (flow) return flow;
      }
    }
    return undefined;
  }

  #remember(path: OpenPath, from: SocketAddress, flow: Flow): void {
    const key = flowKey(path.target, from);
    this.#flows.delete(key);
    this.#flows.set(key, flow);
    const oldest = this.#flows.size > MAX_FLOWS ? this.#flows.keys().next().value : undefined;
    if (oldest !== undefined) this.#flows.delete(oldest);
  }

  #arrive(path: OpenPath, from: SocketAddress, flow: Flow, data: Uint8Array): void {
    const { ip, port } = path.target;
    const { socket: sender, answersFrom } = flow;
    const service = path.stack.services.get(`${ip}:${String(port)}`) ?? path.stack.services.get(`*:${String(port)}`);
    if (service) {
      const answer = service(data);
      if (answer) {
        this.#deliver(flow, 'backward', answer, () => {
          sender.deliver({ from: answersFrom, to: sender.local, data: answer });
        });
      }
      return;
    }
    const receiver = path.stack.findUdp(path.target);
    if (receiver) {
      receiver.deliver({ from, to: path.target, data });
      return;
    }
    this.#carry(flow.wire, 28, 'backward', () => {
      sender.refuse();
    });
    const { client, server } = flow.far;
    const about = { from: client, to: server, ttl: 64, id: 0, payload: { protocol: 'udp', data } } as const;
    if (flow.wire.isWatched) flow.wire.show({ direction: 'backward', near: flow.near, far: flow.far, payload: icmpError(3, 3, about) });
  }

  #deliver(talk: Talk, direction: Direction, data: Uint8Array, arrive: () => void): void {
    const { wire, near, far } = talk;
    if (wire.isWatched) wire.show({ direction, near, far, payload: { protocol: 'udp', data } });
    this.#carry(wire, data.length, direction, arrive);
  }

  #carry(wire: Wire, bytes: number, direction: Direction, arrive: () => void): void {
    wire.carry(direction, bytes + 42, 1);
    this.#scheduler.at(this.#scheduler.clock.now() + wire.latency, () => {
      if (wire.isUp) arrive();
    });
  }
}

function flowKey(from: SocketAddress, to: SocketAddress): string {
  return `${from.ip}:${String(from.port)}>${to.ip}:${String(to.port)}`;
}
