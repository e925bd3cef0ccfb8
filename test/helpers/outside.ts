import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';
import { hostWithDaemon } from '../../cli/outside/run-outside.js';
import { onHost, type Outcome } from './both-clients.js';

/** Runs command lines whose docker reaches the daemon at an address of the real machine. */
export async function outside(t: ExecutionContext, address: string): Promise<(line: string, stdin?: string) => Promise<Outcome>> {
  const host = await hostWithDaemon(address);
  const running = host.run();
  t.teardown(async () => {
    host.stop();
    await running;
  });
  return (line, stdin) => onHost({ host }, line, stdin);
}

/** A daemon on a unix socket that answers as the test says, besides `/_ping`; gives its address. */
export async function fakeDaemon(
  t: ExecutionContext,
  answer: http.RequestListener,
  ping: http.RequestListener = (_, response) => response.setHeader('Api-Version', '1.50').end('OK'),
): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-'));
  const socket = path.join(folder, 'f.sock');
  const server = http.createServer((request, response) => (request.url === '/_ping' ? ping : answer)(request, response));
  await new Promise<void>(done => server.listen(socket, done));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return `unix://${socket}`;
}
