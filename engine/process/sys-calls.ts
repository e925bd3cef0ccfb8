import type { WaitQueue } from '../core/wait-queue.js';
import type { Ms } from '../core/clock.js';
import { Errno } from '../core/errno.js';
import type { Task } from '../core/task.js';
import type { Duplex } from '../core/duplex.js';
import type { FrameSource } from '../net/capture.js';
import type { ListenOptions } from '../net/namespace.js';
import type { Connection, DatagramSocket, SocketAddress } from '../net/socket.js';
import { isCapable } from './capabilities.js';
import { DuplexFile } from './duplex-file.js';
import type { OpenDescription } from './open-description.js';
import { CaptureFile, ConnectionFile, DatagramFile, ListenerFile } from './socket-file.js';
import { TerminalCalls } from './sys-terminals.js';
import { processInfo } from './process-info.js';
import type { ProcessRecord } from './process-record.js';
import type { Fd, OpenSocket, Sys } from './sys.js';
import { UnixEndpoint, UnixListener } from './unix-socket.js';

/** The last layer, sockets, and so the whole of what a program sees: one object for each process. */
export class SysCalls extends TerminalCalls implements Sys {
  *connect(address: SocketAddress, timeout?: Ms): Task<Fd> {
    const { process } = this;
    if (process.step()) yield* process.giveWay();
    const connection = yield* this.net.connect(address, timeout);
    return this.installConnection(connection);
  }

  listen(address: SocketAddress, options?: ListenOptions): Fd {
    // Docker lets everybody in a container take low ports (net.ipv4.ip_unprivileged_port_start=0); the host does not.
    const { pid, sysctls } = this.process.namespaces;
    const firstFree = Number(sysctls?.get('net.ipv4.ip_unprivileged_port_start') ?? (pid.level === 0 ? 1024 : 0));
    if (address.port > 0 && address.port < firstFree && !isCapable(this.process.credentials, 'CAP_NET_BIND_SERVICE'))
      throw new Errno('EACCES');
    const listener = this.net.listen(address, options);
    return this.install(new ListenerFile<Connection>(listener, this.inode(), listener.local));
  }

  *accept(fd: Fd): Task<{ readonly fd: Fd; readonly peer: SocketAddress }> {
    const { process } = this;
    const file = this.listener(fd);
    if (process.step()) yield* process.giveWay();
    for (;;) {
      const accepted = file.accept();
      if (accepted) return this.installAccepted(accepted);
      if ((yield* process.block([file.readable])) === 'interrupted') throw new Errno('EINTR');
    }
  }

  localAddress(fd: Fd): SocketAddress {
    const file = this.file(fd);
    if (file instanceof ConnectionFile) return file.connection.local;
    if (file instanceof DatagramFile) return file.local;
    if (file instanceof ListenerFile && file.local) return file.local;
    throw new Errno('ENOTSUP');
  }

  peerAddress(fd: Fd): SocketAddress {
    const file = this.file(fd);
    if (file instanceof ConnectionFile) return file.connection.remote;
    throw new Errno('ENOTCONN');
  }

  shutdown(fd: Fd): void {
    this.file(fd).end();
  }

  udp(address?: SocketAddress): { readonly fd: Fd; readonly socket: DatagramSocket } {
    const socket = new DatagramFile(this.net.udp(address), this.inode());
    return { fd: this.install(socket), socket };
  }

  capture(device: string | undefined, isPromiscuous: boolean): { readonly fd: Fd; readonly source: FrameSource } {
    if (!isCapable(this.process.credentials, 'CAP_NET_RAW')) throw new Errno('EPERM');
    const source = new CaptureFile(this.net.capture(device, isPromiscuous), this.inode());
    return { fd: this.install(source), source };
  }

  connectUnix(path: string): Fd {
    const duplex = this.endpoint(path).connect();
    return this.install(new DuplexFile(duplex, 'socket', { read: true, write: true }, this.inode()));
  }

  listenUnix(path: string): Fd {
    const endpoint = new UnixEndpoint();
    this.bindSocket(path, endpoint);
    return this.install(new ListenerFile<Duplex>(new UnixListener(endpoint), this.inode()));
  }

  service(path: string): unknown {
    const { service } = this.endpoint(path);
    if (service === undefined) throw new Errno('ECONNREFUSED');
    return knowsClients(service) ? service.forClient(this.process.ended) : service;
  }

  openSockets(): readonly OpenSocket[] {
    const { credentials, namespaces } = this.process;
    const isSeen = (other: ProcessRecord): boolean =>
      other.namespaces.net === namespaces.net && (credentials.uid === 0 || credentials.uid === other.credentials.uid);
    return [...namespaces.pid.members()].filter(isSeen).flatMap(other =>
      other.descriptors.numbers().flatMap(fd => {
        const socket = socketOf(other.descriptors.get(fd));
        return socket ? [{ ...socket, pid: processInfo(other, namespaces.pid).pid, fd }] : [];
      }),
    );
  }

  private inode(): number {
    return this.process.kernel.nextInode();
  }

  private installConnection(connection: Connection): Fd {
    return this.install(new ConnectionFile(connection, this.inode()));
  }

  private installAccepted(accepted: Duplex): { readonly fd: Fd; readonly peer: SocketAddress } {
    if (isConnection(accepted)) return { fd: this.installConnection(accepted), peer: accepted.remote };
    const fd = this.install(new DuplexFile(accepted, 'socket', { read: true, write: true }, this.inode()));
    return { fd, peer: { ip: '', port: 0 } };
  }

  private listener(fd: Fd): ListenerFile<Duplex> {
    const file = this.file(fd);
    if (isListener(file)) return file;
    throw new Errno('EINVAL');
  }

  /** What is bound to a socket file, for those who may write to it. */
  private endpoint(path: string): UnixEndpoint {
    const endpoint = this.socketEndpoint(path);
    if (endpoint instanceof UnixEndpoint) return endpoint;
    throw new Errno('ECONNREFUSED');
  }
}

function isConnection(stream: Duplex): stream is Connection {
  return 'remote' in stream;
}

function isListener(file: OpenDescription): file is ListenerFile<Duplex> {
  return file instanceof ListenerFile;
}

/** A service that gives each client what is its own, and takes it back when the client has ended. */
interface ClientService {
  forClient(gone: WaitQueue): unknown;
}

function knowsClients(service: unknown): service is ClientService {
  return typeof service === 'object' && service !== null && 'forClient' in service && typeof service.forClient === 'function';
}

/** The addresses of an open file that is a socket of the network. */
function socketOf(file: OpenDescription): Omit<OpenSocket, 'pid' | 'fd'> | undefined {
  const inode = Number(/^socket:\[(\d+)\]$/.exec(file.description)?.[1]);
  if (file instanceof ConnectionFile) return { inode, protocol: 'tcp', local: file.connection.local, remote: file.connection.remote };
  if (file instanceof DatagramFile) return { inode, protocol: 'udp', local: file.local, remote: undefined };
  return file instanceof ListenerFile && file.local ? { inode, protocol: 'tcp', local: file.local, remote: undefined } : undefined;
}
