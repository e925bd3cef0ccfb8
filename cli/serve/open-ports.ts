import net from 'node:net';
import type { Host, OpenPort, StreamEvent, StreamId } from '../../engine/index.js';
import { freshId, type SharedHost } from './shared-host.js';
import { streamData } from './stream-data.js';

/** A client that sends faster than the host reads has to wait when so much is on its way. */
const unreadBytes = 1024 * 1024;
const takenBytes = 512 * 1024;
/** Looking for new ports after every stretch of work would cost more than it is worth. */
const lookEveryMs = 20;

interface Families {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

interface Door extends Families {
  readonly servers: Set<net.Server>;
  readonly sockets: Set<net.Socket>;
  /** What is to be told of it once somebody answers there: a container that ends at once has nothing to show. */
  news: (() => void) | undefined;
}

export interface PortOptions {
  readonly say: (sentence: string) => void;
  /** Called before a connection is made. */
  readonly onConnect: () => void;
  /** The port is open under its own number, and somebody answers there. */
  readonly onOpen: (port: number) => void;
  /** The port could not be had, another one serves in its place. */
  readonly elsewhere: (port: number, real: number) => string;
  readonly closed: (port: number) => string;
}

/** Opens each port that somebody in the host listens on (published or the host's own) on the loopback of the real machine, for as long as they do. */
export class OpenPorts {
  readonly #shared: SharedHost;
  readonly #options: PortOptions;
  readonly #doors = new Map<number, Door>();
  #lookedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(shared: SharedHost, options: PortOptions) {
    this.#shared = shared;
    this.#options = options;
    // A client that has been told of a container's end must not reach its port any more.
    shared.outlets.beforeAnswers.add(host => this.#look(host));
    shared.outlets.afterWork.add(host => this.#lookAtTimes(host));
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const port of [...this.#doors.keys()]) this.#shut(port);
  }

  #lookAtTimes(host: Host): void {
    if (performance.now() - this.#lookedAt >= lookEveryMs) return this.#look(host);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#look(this.#shared.present());
    }, lookEveryMs).unref();
  }

  #look(host: Host): void {
    this.#lookedAt = performance.now();
    const published = host.openPorts();
    for (const [port, { ipv4, ipv6 }] of [...this.#doors]) {
      const families = published.get(port);
      if (families?.ipv4 !== ipv4 || families.ipv6 !== ipv6) this.#shut(port);
    }
    for (const [port, families] of published) if (!this.#doors.has(port)) this.#open(port, families);
    this.#tell(published);
  }

  #tell(published: ReadonlyMap<number, OpenPort>): void {
    for (const [port, door] of this.#doors) {
      if (published.get(port)?.isServed !== true) continue;
      const { news } = door;
      door.news = undefined;
      news?.();
    }
  }

  #open(port: number, { ipv4, ipv6 }: Families): void {
    const door: Door = { ipv4, ipv6, servers: new Set(), sockets: new Set(), news: undefined };
    this.#doors.set(port, door);
    this.#listen(port, door, placesFor(port));
  }

  /** Tries one place after the other: the port may be somebody else's on the real machine, or for its administrator only. */
  #listen(port: number, door: Door, [place, ...others]: readonly number[]): void {
    const { say, onOpen, elsewhere, closed } = this.#options;
    if (place === undefined) return this.#learn(door, () => say(closed(port)));
    const server = this.#server(port, door);
    const onError = (): void => this.#listen(port, door, others);
    server.once('error', onError);
    server.listen({ host: door.ipv4 ? '127.0.0.1' : '::1', port: place }, () => {
      server.off('error', onError);
      // A client that breaks off while it connects is no reason to stop.
      server.on('error', () => undefined);
      if (door.ipv4 && door.ipv6 && this.#doors.get(port) === door) this.#alsoAtIpv6(port, door, realPort(server));
      const real = realPort(server);
      this.#learn(door, () => (place === port ? onOpen(port) : say(elsewhere(port, real))));
    });
  }

  #learn(door: Door, news: () => void): void {
    door.news = news;
    this.#tell(this.#shared.present().openPorts());
  }

  /** `localhost` is ::1 for some clients. Where the real machine has no IPv6, 127.0.0.1 must do. */
  #alsoAtIpv6(port: number, door: Door, place: number): void {
    const server = this.#server(port, door);
    server.on('error', () => undefined);
    server.listen({ host: '::1', port: place, ipv6Only: true });
  }

  #server(port: number, { servers, sockets }: Door): net.Server {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }, socket => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      this.#options.onConnect();
      relay(this.#shared, socket, port);
    });
    servers.add(server);
    return server;
  }

  #shut(port: number): void {
    const door = this.#doors.get(port);
    this.#doors.delete(port);
    for (const server of door?.servers ?? []) server.close();
    for (const socket of door?.sockets ?? []) socket.destroy();
  }
}

/** A port of the real machine that serves for one of the host: the same, one that is easy to remember, any. */
function placesFor(port: number): readonly number[] {
  return [port, ...(port < 50_000 ? [port + 10_000] : []), 0];
}

function realPort(server: net.Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Carries bytes between a real connection and one in the host; both directions end by themselves. */
function relay(shared: SharedHost, socket: net.Socket, port: number): void {
  const stream = freshId(shared.present());
  const connection = new Relay(shared, socket, stream);
  shared.outlets.addStream(stream, {
    take: event => connection.take(event),
    afterWork: host => connection.resume(host),
    onLost: () => socket.destroy(),
  });
  shared.put({ kind: 'connect', stream, port });
  socket.on('data', data => connection.send(data));
  socket.on('end', () => connection.endInput());
  socket.on('close', () => connection.leave());
  // What is wrong with a connection is told by its 'close'.
  socket.on('error', () => undefined);
}

class Relay {
  readonly #shared: SharedHost;
  readonly #socket: net.Socket;
  #stream: StreamId | undefined;
  #takenBytes = 0;

  constructor(shared: SharedHost, socket: net.Socket, stream: StreamId) {
    this.#shared = shared;
    this.#socket = socket;
    this.#stream = stream;
  }

  take(event: StreamEvent): void {
    if (event.kind === 'stream-data') this.#socket.write(event.data, error => error ?? this.#taken(event.data.length));
    if (event.kind !== 'stream-end') return;
    this.#stream = undefined;
    this.#socket.end();
    this.#socket.resume();
    // A client that never closes its side is not waited for.
    setTimeout(() => this.#socket.destroy(), 1000).unref();
  }

  send(data: Buffer): void {
    if (this.#stream === undefined) return;
    this.#shared.put(streamData(this.#stream, data));
    if (this.#shared.present().outside.unreadBytes(this.#stream) >= unreadBytes) this.#socket.pause();
  }

  resume(host: Host): void {
    if (this.#stream !== undefined && this.#socket.isPaused() && host.outside.unreadBytes(this.#stream) < unreadBytes)
      this.#socket.resume();
  }

  endInput(): void {
    if (this.#stream !== undefined) this.#shared.put({ kind: 'stream-end', stream: this.#stream });
  }

  leave(): void {
    if (this.#stream === undefined) return;
    this.#shared.outlets.removeStream(this.#stream);
    this.#shared.put({ kind: 'stream-gone', stream: this.#stream });
    this.#stream = undefined;
  }

  #taken(bytes: number): void {
    this.#takenBytes += bytes;
    if (this.#takenBytes < takenBytes || this.#stream === undefined) return;
    this.#shared.put({ kind: 'stream-taken', stream: this.#stream, bytes: this.#takenBytes });
    this.#takenBytes = 0;
  }
}
