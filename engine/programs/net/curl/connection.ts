import type { Instant } from '../../../core/clock.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { isIpAddress, isIpv6 } from '../../../net/ip.js';
import { readHosts, resolveHost, type HostLookup } from '../resolver.js';
import type { Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlLog } from './log.js';
import type { Route } from './route.js';
import type { CurlVersion } from './versions.js';

/** An open connection and when its parts were done. */
export interface OpenedConnection {
  readonly fd: Fd;
  readonly resolvedAt: Instant;
  readonly connectedAt: Instant;
}

export interface ConnectLimits {
  readonly version: CurlVersion;
  readonly log: CurlLog;
  readonly number: number;
  /** Asked for with -4 or -6. */
  readonly family: 4 | 6 | undefined;
  /** From --resolve. */
  readonly pinned: readonly string[] | undefined;
  /** Moment at which connecting is given up. */
  readonly deadline: Instant;
  /** Moment at which the whole transfer is given up (-m). */
  readonly transferDeadline: Instant;
}

/** Connects to a socket file, or finds the host and connects to the first of its addresses that answers. */
export function* openConnection(sys: Sys, url: Url, route: Route, limits: ConnectLimits): Task<OpenedConnection> {
  if (route.kind === 'unix') return yield* openSocketFile(sys, url, route.path, limits);
  return yield* openTcp(sys, { ...url, host: route.host, port: route.port }, route.proxy !== undefined, limits);
}

function* openSocketFile(sys: Sys, url: Url, path: string, limits: ConnectLimits): Task<OpenedConnection> {
  const now = sys.clock.now();
  yield* limits.log.note(`  Trying ${path}:0...`);
  try {
    const fd = sys.connectUnix(path);
    yield* limits.log.note(
      `Connected to ${url.host} (${path}) port 0${limits.version.numbersConnections ? ` (#${String(limits.number)})` : ''}`,
    );
    return { fd, resolvedAt: now, connectedAt: now };
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* limits.log.note(`connect to ${path} port 0 failed: ${error.message}`);
    throw yield* connectFailure(sys, url, limits, now, error.message);
  }
}

function* openTcp(sys: Sys, url: Url, isProxy: boolean, limits: ConnectLimits): Task<OpenedConnection> {
  const { version, log, number } = limits;
  const startedAt = sys.clock.now();
  if (limits.family !== undefined && isIpAddress(url.host) && isIpv6(url.host) !== (limits.family === 6)) {
    throw new CurlFailure(7, "Couldn't connect to server");
  }
  const pinned = limits.pinned && ({ kind: 'found', addresses: limits.pinned } as const);
  const found = pinned ?? (yield* lookUp(sys, url.host, limits.family));
  if (found.kind !== 'found') {
    const message = isProxy ? `Could not resolve proxy: ${url.host}` : version.couldNotResolve(url.host);
    yield* log.note(message);
    yield* log.closing(number);
    throw new CurlFailure(isProxy ? 5 : 6, message);
  }
  const resolvedAt = sys.clock.now();
  yield* logAddresses(url, found.addresses, version, log);
  let reason = 'Connection refused';
  for (const ip of found.addresses) {
    yield* log.note(`  Trying ${ip.includes(':') ? `[${ip}]` : ip}:${String(url.port)}...`);
    try {
      const fd = yield* sys.connect(
        { ip, port: url.port },
        Math.max(0, Math.min(limits.deadline, limits.transferDeadline) - sys.clock.now()),
      );
      const suffix = version.numbersConnections ? ` (#${String(number)})` : '';
      yield* log.note(`Connected to ${url.host} (${ip}) port ${String(url.port)}${suffix}`);
      return { fd, resolvedAt, connectedAt: sys.clock.now() };
    } catch (error) {
      if (!isErrno(error)) throw error;
      reason = error.message;
      yield* log.note(`connect to ${ip} port ${String(url.port)} failed: ${error.message}`);
    }
  }
  throw yield* connectFailure(sys, url, limits, startedAt, reason);
}

/** Names have IPv4 addresses, but for those that /etc/hosts gives others. */
function* lookUp(sys: Sys, host: string, family: 4 | 6 | undefined): Task<HostLookup> {
  if (family === 6 && !isIpAddress(host)) {
    const addresses = (yield* readHosts(sys)).flatMap(({ ip, names }) => (isIpv6(ip) && names.includes(host.toLowerCase()) ? [ip] : []));
    return addresses.length > 0 ? { kind: 'found', addresses } : { kind: 'not-found' };
  }
  return yield* resolveHost(sys, host);
}

function* connectFailure(
  sys: Sys,
  url: Url,
  { version, log, number, deadline, transferDeadline }: ConnectLimits,
  startedAt: Instant,
  reason: string,
): Task<CurlFailure> {
  const elapsed = Math.floor(sys.clock.now() - startedAt);
  const late = sys.clock.now() >= Math.min(deadline, transferDeadline);
  const message = late
    ? version.connectTimedOut(url.host, url.port, elapsed)
    : version.couldNotConnect(url.host, url.port, elapsed, reason);
  yield* log.note(message);
  yield* log.closing(number);
  return new CurlFailure(late ? 28 : 7, message);
}

function* logAddresses(url: Url, addresses: readonly string[], version: CurlVersion, log: CurlLog): Task<void> {
  if (!version.logsResolution || addresses[0] === url.host) return;
  const family = (isV6: boolean): string => addresses.filter(ip => ip.includes(':') === isV6).join(', ') || '(none)';
  yield* log.note(`Host ${url.host}:${String(url.port)} was resolved.`);
  yield* log.note(`IPv6: ${family(true)}`);
  yield* log.note(`IPv4: ${family(false)}`);
}
