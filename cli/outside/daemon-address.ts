import { request } from 'node:http';
import { Failure } from '../../engine/index.js';

/** Where a daemon of the real machine listens, as Node's requests have it. */
export type DaemonAddress = { readonly socketPath: string } | { readonly host: string; readonly port: number };

/** What asking it for a sign of life gave. */
export type Ping = { readonly kind: 'alive'; readonly version: string } | { readonly kind: 'dead' } | { readonly kind: 'forbidden' };

/** Global flags of docker that take the next word as their value. */
const valued = new Set(['--config', '--context', '-c', '--log-level', '-l', '--tlscacert', '--tlscert', '--tlskey']);
const newestVersion = '1.50';
const pingMs = 10_000;

/** The value of `--host` or `-H` among docker's global flags. */
export function hostFlag(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--host' || word === '-H') return words[at + 1];
    const joined = /^(?:--host=|-H=?)(.*)$/.exec(word)?.[1];
    if (joined !== undefined) return joined;
    if (!word.startsWith('-')) return undefined;
    if (valued.has(word)) at++;
  }
  return undefined;
}

/** Undefined for addresses that docker itself refuses, or that this program does not speak to. */
export function parseDaemonAddress(text: string): DaemonAddress | undefined {
  const unix = /^unix:\/\/(.*)$/.exec(text);
  if (unix) return { socketPath: unix[1] || '/var/run/docker.sock' };
  const tcp = /^tcp:\/\/(\[[0-9a-fA-F:]+\]|[^:/[\]]+):(\d{1,5})\/?$/.exec(text);
  if (!tcp || Number(tcp[2]) > 65_535) return undefined;
  return { host: (tcp[1] ?? '').replace(/^\[|\]$/g, ''), port: Number(tcp[2]) };
}

/** Whether a daemon is there, and the newest version of the API that both sides know. */
export function ping(address: DaemonAddress): Promise<Ping> {
  return new Promise(done => {
    const asked = request({ ...address, method: 'HEAD', path: '/_ping', agent: false, headers: { Host: 'docker' }, timeout: pingMs });
    asked.on('response', response => {
      response.resume();
      const offered = String(response.headers['api-version'] ?? '1.24');
      done({ kind: 'alive', version: minorOf(offered) < minorOf(newestVersion) ? offered : newestVersion });
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', (error: NodeJS.ErrnoException) => done({ kind: error.code === 'EACCES' ? 'forbidden' : 'dead' }));
    asked.end();
  });
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}

/** Why a request got no answer, in the client's words. */
export function connectionFailure(host: string, { code, message }: NodeJS.ErrnoException): Failure {
  const isGone = code === 'ECONNREFUSED' || code === 'ENOENT';
  if (isGone) return new Failure(`Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`);
  return new Failure(`error during connect: ${code === 'ECONNRESET' ? 'EOF' : message}`);
}
