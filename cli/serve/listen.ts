import { chmodSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import type { Duplex } from 'node:stream';
import { describeSystemError, Problem, systemCode } from '../problem.js';

export interface Listening {
  /** Stops listening; connections that are open are cut. */
  readonly close: () => void;
  /** Where it listens; for TCP with the port that it was given. */
  readonly port: number | undefined;
}

/** Files of a server's certificate and of the authority that signs its clients. */
export interface TlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The longest path of a socket (sockaddr_un). */
const longestPath = process.platform === 'linux' ? 107 : 103;
/** More clients at once are refused. */
const maxConnections = 1024;

/** Listens on a unix socket that only this user may use; on Windows on a named pipe. A socket that nobody listens on any more is replaced. */
export async function listenOnPath(socketPath: string, onConnection: (socket: Duplex) => unknown): Promise<Listening> {
  const isPipe = socketPath.startsWith('\\\\.\\pipe\\');
  if (!isPipe && Buffer.byteLength(socketPath) > longestPath)
    throw new Problem(`cannot listen on ${socketPath}: the path of a socket has at most ${longestPath} bytes`);
  if (!isPipe) await clearPath(socketPath);
  const server = net.createServer({ allowHalfOpen: true });
  const listening = await start(server, onConnection, { path: socketPath }, socketPath);
  if (isPipe) return listening;
  chmodSync(socketPath, 0o600);
  const { ino } = statSync(socketPath);
  return { ...listening, close: () => close(listening, socketPath, ino) };
}

/** Listens on TCP, with certificates of clients when there are files for it. */
export async function listenOnTcp(
  host: string,
  port: number,
  files: TlsFiles | undefined,
  onConnection: (socket: Duplex) => unknown,
): Promise<Listening> {
  const server = files ? secureServer(files) : net.createServer({ allowHalfOpen: true, noDelay: true });
  return start(server, onConnection, { host, port }, `${host}:${port}`);
}

function secureServer(files: TlsFiles): tls.Server {
  const options = tlsOptions(files);
  try {
    return tls.createServer({ ...options, allowHalfOpen: true } as tls.TlsOptions);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error:[0-9A-F]+:[^:]*::/, '') : String(error);
    throw new Problem(`cannot use ${files.ca}, ${files.cert} and ${files.key}: ${reason}`);
  }
}

function tlsOptions({ ca, cert, key }: TlsFiles): tls.TlsOptions {
  return { ca: read(ca), cert: read(cert), key: read(key), requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' };
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Problem(`cannot read ${file}: ${describeSystemError(error)}`);
  }
}

async function start(
  server: net.Server,
  onConnection: (socket: Duplex) => unknown,
  address: net.ListenOptions,
  name: string,
): Promise<Listening> {
  const open = new Set<Duplex>();
  server.maxConnections = maxConnections;
  server.on(server instanceof tls.Server ? 'secureConnection' : 'connection', (socket: Duplex) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(new Problem(`cannot listen on ${name}: ${listenProblem(error)}`)));
    server.listen(address, resolve);
  });
  // A client that breaks off while it connects is no reason to stop.
  server.on('error', () => undefined);
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : undefined,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function listenProblem(error: unknown): string {
  if (systemCode(error) === 'EADDRINUSE') return 'somebody else listens there';
  if (systemCode(error) === 'EADDRNOTAVAIL') return 'this machine has no such address';
  return describeSystemError(error);
}

/** Removes a socket that its program has left behind. */
async function clearPath(socketPath: string): Promise<void> {
  mkdirSync(path.dirname(socketPath), { recursive: true, mode: 0o700 });
  const stats = statSync(socketPath, { throwIfNoEntry: false });
  if (!stats) return;
  if (!stats.isSocket()) throw new Problem(`${socketPath} is there and is no socket`);
  if (await answers(socketPath)) throw new Problem(`cannot listen on ${socketPath}: somebody else listens there`);
  rmSync(socketPath, { force: true });
}

export function answers(socketPath: string): Promise<boolean> {
  return new Promise(done => {
    const socket = net.connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

/** The socket is removed with its server, unless another program has put its own there. */
function close(listening: Listening, socketPath: string, ino: number): void {
  if (statSync(socketPath, { throwIfNoEntry: false })?.ino === ino) rmSync(socketPath, { force: true });
  listening.close();
}
