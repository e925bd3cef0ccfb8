import { request } from 'node:http';
import type { DaemonHost } from '../../engine/index.js';

/** Global flags of docker that take the next word as their value. */
const valued = new Set(['--config', '--context', '-c', '--log-level', '-l', '--tlscacert', '--tlscert', '--tlskey']);
const newestVersion = '1.50';
/** Daemons that do not tell their version are as old as this (moby client, fallbackAPIVersion). */
const oldestVersion = '1.24';
const pingMs = 10_000;

/** The value of `--host` or `-H` among docker's global flags. */
export function hostFlag(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--host' || word === '-H') return words[at + 1];
    const joined = /^(?:--host=|-[Dv]*H=?)([^]*)$/.exec(word)?.[1];
    if (joined !== undefined) return joined === '' && !word.includes('=') ? words[at + 1] : joined;
    if (!word.startsWith('-')) return undefined;
    if (valued.has(word)) at++;
  }
  return undefined;
}

/** Where a daemon of the real machine listens, as Node's requests have it. */
export function addressOf(host: DaemonHost): { readonly socketPath: string } | { readonly host: string; readonly port: number } {
  return host.kind === 'unix' ? { socketPath: host.path } : { host: host.host, port: host.port };
}

/** The newest version of the API that both sides know. A daemon that cannot be asked is spoken to in the newest: the first request tells what is wrong. */
export async function negotiate(host: DaemonHost): Promise<string> {
  const offered = (await ping(host, 'HEAD')) ?? (await ping(host, 'GET'));
  if (offered === undefined) return newestVersion;
  const version = /^1\.\d+$/.test(offered) ? offered : oldestVersion;
  return minorOf(version) < minorOf(newestVersion) ? version : newestVersion;
}

/** The version that the daemon says it has, empty where it says none; undefined when it does not answer. */
function ping(host: DaemonHost, method: 'HEAD' | 'GET'): Promise<string | undefined> {
  return new Promise(done => {
    try {
      const path = `${host.kind === 'tcp' ? host.basePath : ''}/_ping`;
      const asked = request({ ...addressOf(host), method, path, agent: false, headers: { Host: hostHeader(host) }, timeout: pingMs });
      asked.on('response', response => {
        response.resume();
        done(response.statusCode === 200 ? String(response.headers['api-version'] ?? '') : undefined);
      });
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => done(undefined));
      asked.end();
    } catch {
      // Addresses that Node refuses to try.
      done(undefined);
    }
  });
}

/** The name that a daemon is asked under. */
export function hostHeader(host: DaemonHost): string {
  return host.kind === 'unix' ? 'api.moby.localhost' : host.url.replace(/^tcp:\/\/([^/]*).*$/, '$1');
}

function minorOf(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
