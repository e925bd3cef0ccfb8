import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HubServer, type Account } from '../../engine/index.js';

export interface RegistryOptions {
  readonly host: string;
  readonly port: number;
  readonly accounts: readonly Account[];
  /** What the user should hear of a fault of ours. */
  readonly onFault: (error: unknown) => void;
}

export interface RegistryServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Offers the built-in hub over HTTP on the real machine. Throws what listen(2) says when the port is taken. */
export async function serveRegistry({ host, port, accounts, onFault }: RegistryOptions): Promise<RegistryServer> {
  const hub = new HubServer({ accounts, newId: randomUUID });
  const server = createServer((request, response) => {
    answer(hub, request, response).catch((error: unknown) => {
      if (!request.destroyed && !response.destroyed) onFault(error);
      response.destroy();
    });
  });
  server.requestTimeout = 600_000;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, done);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

async function answer(hub: HubServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = request[Symbol.asyncIterator]();
  const { status, headers, lengthBytes, pieces } = await hub.answer({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers: new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    read: async () => {
      const next = (await body.next()) as IteratorResult<unknown>;
      return next.done !== true && next.value instanceof Uint8Array ? next.value : new Uint8Array(0);
    },
  });
  // A body that nobody wanted still stands in the way of the next request.
  request.resume();
  response.writeHead(status, { ...headers, 'Content-Length': lengthBytes });
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

/** Waits until there is room again, or nobody who could take it. */
async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>(done => {
    const goOn = (): void => {
      response.off('drain', goOn).off('close', goOn);
      done();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(done => server.close(() => done()));
}
