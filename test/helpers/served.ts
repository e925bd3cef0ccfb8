import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import type { HostSetup } from '../../engine/index.js';
import { serveControl } from '../../cli/serve/control-server.js';
import { serveDockerApi } from '../../cli/serve/docker-api.js';
import { HttpConnection, type ConnectionLimits } from '../../cli/serve/http/connection.js';
import { listenOnPath } from '../../cli/serve/listen.js';
import { ServedHost } from '../../cli/serve/served-host.js';
import { openHost } from '../../cli/state/host-folder.js';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface Served {
  readonly host: ServedHost;
  readonly folder: string;
  readonly docker: string;
  readonly control: string;
  /** What went wrong in the server itself. */
  readonly faults: unknown[];
  /** Sends a request and gives its whole answer. */
  readonly call: (method: string, target: string, options?: CallOptions) => Promise<Answer>;
  /** Writes bytes to a new connection and gives all that came back until the server closed it. */
  readonly raw: (text: string | Buffer) => Promise<string>;
  /** A connection to write to and read from. */
  readonly connect: () => Client;
}

export interface CallOptions {
  readonly json?: unknown;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ServedWorldOptions {
  readonly images?: readonly string[];
  readonly setup?: Partial<HostSetup>;
  readonly limits?: ConnectionLimits;
  /** The wall-clock time of the boot. */
  readonly epochMs?: number;
}

/** A host with its Engine API on a real socket; it is gone when the test is over. */
export async function servedWorld(
  t: ExecutionContext,
  {
    images = ['alpine'],
    setup: extra = {},
    limits = { patienceMs: 30_000, idleMs: 30_000 },
    epochMs = 1_767_225_600_000,
  }: ServedWorldOptions = {},
): Promise<Served> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-'));
  const setup = { seed: 'test', epochMs, images, accounts: [], registries: [], home: '/home/student', ...extra };
  const open = openHost(folder, { setup: () => setup, busy: String, warn: sentence => t.log(sentence) });
  const host = new ServedHost(open, { fast: true, forClients: true });
  const faults: unknown[] = [];
  const docker = path.join(folder, 'docker.sock');
  const control = path.join(folder, 'control.sock');
  const handlers = {
    limits,
    serve: (exchange: Parameters<typeof serveDockerApi>[1]) => serveDockerApi({ shared: host }, exchange),
    onFault: (error: unknown) => faults.push(error),
  };
  const listeners = [
    await listenOnPath(docker, socket => new HttpConnection(socket, handlers)),
    await listenOnPath(control, socket => serveControl(socket, { shared: host, notResettable: 'no', turnedBack: 'turned back' })),
  ];
  const running = host.run();
  t.teardown(async () => {
    for (const listener of listeners) listener.close();
    host.stop();
    await running;
    open.close();
    rmSync(folder, { recursive: true });
  });
  return {
    host,
    folder,
    docker,
    control,
    faults,
    call: (method, target, options) => call(docker, method, target, options),
    raw: text => raw(docker, text),
    connect: () => new Client(docker),
  };
}

function call(socketPath: string, method: string, target: string, { json, body, headers = {} }: CallOptions = {}): Promise<Answer> {
  const data = json === undefined ? body : JSON.stringify(json);
  const type = json === undefined ? {} : { 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath, method, path: target, headers: { ...type, ...headers }, agent: false }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(data);
  });
}

async function raw(socketPath: string, text: string | Buffer): Promise<string> {
  const client = new Client(socketPath);
  client.write(text);
  return client.rest();
}

/** One end of a connection, for tests that look at the bytes. */
export class Client {
  readonly socket: net.Socket;
  #received = '';
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(socketPath: string) {
    this.socket = net.connect({ path: socketPath, allowHalfOpen: true });
    this.socket.on('data', data => {
      this.#received += data.toString('latin1');
      this.#wake();
    });
    const over = (): void => {
      this.#isOver = true;
      this.#wake();
    };
    this.socket.on('end', over).on('close', over).on('error', over);
  }

  write(data: string | Buffer): void {
    this.socket.write(data);
  }

  /** Everything up to and with a text; what came before the end when it never comes. */
  async until(text: string): Promise<string> {
    while (!this.#received.includes(text) && !this.#isOver) await new Promise<void>(done => (this.#wake = done));
    const end = this.#received.includes(text) ? this.#received.indexOf(text) + text.length : this.#received.length;
    const part = this.#received.slice(0, end);
    this.#received = this.#received.slice(end);
    return part;
  }

  /** Everything up to the end. */
  async rest(): Promise<string> {
    while (!this.#isOver) await new Promise<void>(done => (this.#wake = done));
    this.socket.destroy();
    return this.#received;
  }
}
