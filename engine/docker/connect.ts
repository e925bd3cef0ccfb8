import { sha256 } from '@noble/hashes/sha2.js';
import type { Api, ApiRequest } from '../api/message.js';
import { encodeUtf8 } from '../core/utf8.js';
import { isErrno } from '../core/errno.js';
import type { Sys } from '../process/sys.js';
import { Client, ConnectionError } from './client.js';
import { parseDaemonHost, requestUrl, type DaemonHost } from './daemon-host.js';
import { Failure } from './failure.js';
import type { ParsedFlags } from './flags/parsed-flags.js';
import { API_VERSION } from './version-facts.js';

/** The daemon's address: `-H`, else DOCKER_HOST, else the default socket. Throws Failure. */
export function daemonHost(sys: Sys, globals: ParsedFlags): DaemonHost {
  const given = globals.list('host');
  if (given.length > 1) throw new Failure('Failed to initialize: unable to resolve docker endpoint: Specify only one -H');
  return parseDaemonHost(given[0] ?? sys.env.get('DOCKER_HOST') ?? '');
}

/** The API of the daemon. Where nobody answers, the first request says so, as with the real client. Throws Failure for addresses that are none. */
export function connectClient(sys: Sys, globals: ParsedFlags): Client {
  checkContext(sys, globals);
  const host = daemonHost(sys, globals);
  rejectTls(sys, globals);
  const version = sys.env.get('DOCKER_API_VERSION') || undefined;
  try {
    const service = outsideService(sys, host.url) ?? hostService(sys, host);
    if (isApi(service)) return new Client(service, version);
  } catch (error) {
    if (isErrno(error, 'EACCES'))
      return new Client(
        refusing(request => permissionDenied(host, request)),
        version,
      );
    if (!isErrno(error)) throw error;
  }
  return new Client(
    refusing(() => noDaemon(host.url)),
    version,
  );
}

/** What is said where no daemon listens. */
export function noDaemon(url: string): ConnectionError {
  return new ConnectionError(`Cannot connect to the Docker daemon at ${url}. Is the docker daemon running?`);
}

/** What is said where the user may not open the socket. */
export function permissionDenied(host: DaemonHost, { method, path, query }: ApiRequest): ConnectionError {
  const verb = method === 'HEAD' ? 'Head' : method.charAt(0) + method.slice(1).toLowerCase();
  const socket = host.kind === 'unix' ? host.path : '';
  return new ConnectionError(
    `permission denied while trying to connect to the Docker daemon socket at ${host.url}: ${verb} "${requestUrl(host, API_VERSION, path, query)}": dial unix ${socket}: connect: permission denied`,
  );
}

function refusing(why: (request: ApiRequest) => ConnectionError): Api {
  return {
    // biome-ignore lint: there is nothing to wait for
    *request(request) {
      throw why(request);
    },
  };
}

/** The name of the context that is spoken to. Throws Failure. */
export function currentContext(sys: Sys, globals: ParsedFlags): string {
  const given = globals.isGiven('context') ? globals.text('context') : '';
  if (given !== '' && globals.list('host').length > 0) throw new Failure('conflicting options: cannot specify both --host and --context');
  if (given !== '') return given;
  const isAddressed = globals.list('host').length > 0 || Boolean(sys.env.get('DOCKER_HOST'));
  return isAddressed ? 'default' : sys.env.get('DOCKER_CONTEXT') || 'default';
}

function checkContext(sys: Sys, globals: ParsedFlags): void {
  const context = currentContext(sys, globals);
  if (context === 'default') return;
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
  const path = outsideSocket(host);
  // Every command asks, and the answer is nearly always no: an error would cost more than the rest of connecting.
  return sys.access(path, {}) ? sys.service(path) : undefined;
}

/** TLS needs the certificate of an authority first; where there is one, what comes next is not simulated. Throws Failure. */
function rejectTls(sys: Sys, globals: ParsedFlags): void {
  const wanted = ['tlsverify', 'tls'].find(name => globals.bool(name));
  const isVerified = !globals.isGiven('tlsverify') && Boolean(sys.env.get('DOCKER_TLS_VERIFY'));
  if (wanted === undefined && !isVerified) return;
  const authority = globals.text('tlscacert');
  try {
    sys.stat(authority);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = `open ${authority}: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
    throw new Failure(`Failed to initialize: unable to resolve docker endpoint: ${reason}`);
  }
  throw new Failure(`drydock: docker --${wanted ?? 'tlsverify'} is not simulated`, 125);
}

/** A daemon of the host itself. On TCP nobody listens here, and other machines are out of reach. */
function hostService(sys: Sys, host: DaemonHost): unknown {
  if (host.kind === 'unix') return sys.service(host.path);
  if (/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host.host)) return undefined;
  throw new Failure(`drydock: a daemon at ${host.url} is not simulated`, 125);
}

function isApi(value: unknown): value is Api {
  return typeof value === 'object' && value !== null && 'request' in value && typeof value.request === 'function';
}
