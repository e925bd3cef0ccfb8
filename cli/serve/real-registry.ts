import { request as httpRequest } from 'node:http';
import type { OutsideReply, OutsideRequest } from '../../engine/index.js';
import { exitCodes, Problem } from '../problem.js';
import type { Text } from '../text/text.js';
import type { SharedHost } from './shared-host.js';

const MAX_BODY_BYTES = 2 ** 30;
const IDLE_MS = 60_000;

/** Reads the values of `--registry-allow` and DRYDOCK_REGISTRY_ALLOW: ports of this machine's own loopback, nothing else. */
export function parseAllowed(values: readonly string[], text: Text, env = process.env): readonly string[] {
  const all = [...values, ...(env['DRYDOCK_REGISTRY_ALLOW'] ?? '').split(',')].map(value => value.trim()).filter(Boolean);
  return all.map(value => {
    const match = /^(?:localhost|127\.0\.0\.1):(\d{1,5})$/.exec(value);
    if (!match || Number(match[1]) > 65_535) throw new Problem(text.registry.badAllowed(value), exitCodes.usage);
    return `127.0.0.1:${String(Number(match[1]))}`;
  });
}

/**
 * Lets the daemon of a host reach these registries of the real machine, and no others, for as long as this program runs it. To be called
 * again when another host has taken its place.
 */
export function allowRegistries(shared: Pick<SharedHost, 'present' | 'put'>, addresses: readonly string[]): void {
  const { registries } = shared.present();
  registries.reach = addresses.length === 0 ? undefined : request => reach(addresses, request);
  const isAsBefore = registries.allowed.length === addresses.length && addresses.every(address => registries.allowed.includes(address));
  if (!isAsBefore) shared.put({ kind: 'allow-registries', addresses });
}

/** Carries one request to a registry of the real machine. */
function reach(addresses: readonly string[], { address, method, target, headers, body }: OutsideRequest): Promise<OutsideReply> {
  const port = Number(address.split(':')[1]);
  if (!addresses.includes(address)) return Promise.resolve({ problem: 'connect: connection refused' });
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  return new Promise(done => {
    const fail = (error: NodeJS.ErrnoException): void => done({ problem: reasonOf(error) });
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path: target,
        headers: { ...headers, Host: address, 'Content-Length': length, 'User-Agent': 'docker/28.2.2' },
        timeout: IDLE_MS,
      },
      response => {
        const pieces: Buffer[] = [];
        let received = 0;
        response.on('data', (piece: Buffer) => {
          received += piece.length;
          if (received > MAX_BODY_BYTES) request.destroy();
          else pieces.push(piece);
        });
        response.on('error', () => done({ problem: 'unexpected EOF' }));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            reason: `${String(response.statusCode ?? 0)} ${response.statusMessage ?? ''}`,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            body: Buffer.concat(pieces),
          }),
        );
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', fail);
    for (const piece of body) request.write(piece);
    request.end();
  });
}

function reasonOf({ code }: NodeJS.ErrnoException): string {
  return code === 'ECONNREFUSED' ? 'connect: connection refused' : code === 'ECONNRESET' ? 'EOF' : 'read: connection reset by peer';
}
