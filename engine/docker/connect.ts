import { sha256 } from '@noble/hashes/sha2.js';
import type { Api } from '../api/message.js';
import { encodeUtf8 } from '../core/utf8.js';
import { isErrno } from '../core/errno.js';
import type { Sys } from '../process/sys.js';
import { Client } from './client.js';
import { Failure } from './failure.js';
import type { ParsedFlags } from './flags/parsed-flags.js';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** The daemon's address: `-H`, else DOCKER_HOST, else the default socket. */
export function daemonHost(sys: Sys, globals: ParsedFlags): string {
  const given = globals.list('host');
  if (given.length > 1) throw new Failure('Specify only one -H', 1);
  return given[0] ?? (sys.env.get('DOCKER_HOST') || DEFAULT_HOST);
}

/** The API behind the socket of the daemon's address. Throws Failure when nobody answers there. */
export function connectClient(sys: Sys, globals: ParsedFlags): Client {
  checkContext(sys, globals);
  const host = daemonHost(sys, globals);
  try {
    const service = outsideService(sys, host) ?? sys.service(socketPath(host));
    if (isApi(service)) return new Client(service);
  } catch (error) {
    if (isErrno(error, 'EACCES')) throw new Failure(permissionDenied(socketPath(host)));
    if (!isErrno(error)) throw error;
  }
  throw new Failure(`Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`);
}

function checkContext(sys: Sys, globals: ParsedFlags): void {
  if (globals.isGiven('context') && globals.list('host').length > 0) {
    throw new Failure('conflicting options: cannot specify both --host and --context');
  }
  const context = globals.isGiven('context') ? globals.text('context') : (sys.env.get('DOCKER_CONTEXT') ?? '');
  if (context === '' || context === 'default') return;
  throw new Failure(`Failed to initialize: unable to resolve docker endpoint: ${contextNotFound(sys, context).message}`);
}

/** Contexts are stored under the digest of their name. */
export function contextNotFound(sys: Sys, name: string): Failure {
  const digest = [...sha256(encodeUtf8(name))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  const path = `${sys.env.get('HOME') || '/root'}/.docker/contexts/meta/${digest}/meta.json`;
  return new Failure(`context ${JSON.stringify(name)}: context not found: open ${path}: no such file or directory`);
}

/** The socket of the host behind which a daemon of the real machine answers, by its address there. */
export function outsideSocket(address: string): string {
  return `/run/outside/${address.replaceAll('/', '%2F')}`;
}

/** The API of a daemon of the real machine, when whoever runs the host has let it in; it wins over one of the host. */
function outsideService(sys: Sys, host: string): unknown {
  try {
    return sys.service(outsideSocket(host));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function socketPath(host: string): string {
  const scheme = /^([a-z]+):\/\/(.*)$/.exec(host);
  if (scheme?.[1] === 'unix') return scheme[2] || '/var/run/docker.sock';
  if (scheme && ['tcp', 'http', 'https', 'ssh', 'npipe', 'fd'].includes(scheme[1] ?? '')) {
    throw new Failure(`drydock: a daemon at ${host} is not simulated`, 125);
  }
  throw new Failure(`unable to parse docker host \`${host}\``);
}

function permissionDenied(path: string): string {
  const url = `http://${path.replace(/\//g, '%2F')}/v1.50`;
  return `permission denied while trying to connect to the Docker daemon socket at unix://${path}: Get "${url}": dial unix ${path}: connect: permission denied`;
}

function isApi(value: unknown): value is Api {
  return typeof value === 'object' && value !== null && 'request' in value && typeof value.request === 'function';
}
