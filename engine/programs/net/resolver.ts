import { isErrno } from '../../core/errno.js';
import type { Ms } from '../../core/clock.js';
import type { Task } from '../../core/task.js';
import { decodeDns, encodeDns, reverseName, type DnsMessage, type RecordType } from '../../net/dns.js';
import { isIpv6, normaliseIp, parseIpv4 } from '../../net/ip.js';
import type { Sys } from '../../process/sys.js';
import { readText, splitLines } from '../input.js';

/** What getaddrinfo(3) finds, or why not. */
export type HostLookup =
  | { readonly kind: 'found'; readonly addresses: readonly string[] }
  /** EAI_NONAME: nobody knows the name. */
  | { readonly kind: 'not-found' }
  /** EAI_AGAIN: no name server gave an answer. */
  | { readonly kind: 'try-again' };

/** /etc/resolv.conf. */
export interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly timeout: Ms;
  readonly attempts: number;
}

/** The answer of a server that answered; the others did not within the time. */
export interface DnsReply {
  readonly server: string;
  readonly message: DnsMessage;
}

const HOSTS_FILE = '/etc/hosts';
const MAX_SERVERS = 3;

/** The IPv4 addresses of a name (IPv6 only when it is written so), as programs find them: /etc/hosts, then DNS. */
export function* resolveHost(sys: Sys, name: string): Task<HostLookup> {
  const literal = literalAddress(name);
  if (literal !== undefined) return { kind: 'found', addresses: [literal] };
  if (name === '') return { kind: 'not-found' };
  for (const source of yield* lookupOrder(sys)) {
    if (source === 'files') {
      const addresses = (yield* readHosts(sys)).filter(
        entry => entry.names.includes(name.toLowerCase()) && parseIpv4(entry.ip) !== undefined,
      );
      if (addresses.length > 0) return { kind: 'found', addresses: addresses.map(({ ip }) => ip) };
    }
    if (source !== 'dns') continue;
    const found = yield* resolveByDns(sys, name);
    if (found.kind !== 'not-found') return found;
  }
  return { kind: 'not-found' };
}

/** The name that belongs to an address, from /etc/hosts or DNS. */
export function* resolveAddress(sys: Sys, ip: string): Task<string | undefined> {
  const entry = (yield* readHosts(sys)).find(candidate => candidate.ip === ip);
  if (entry) return entry.names[0];
  const config = yield* readResolverConfig(sys);
  const reply = yield* askServers(sys, config, reverseName(ip), 'PTR');
  return reply?.message.answers.find(({ type }) => type === 'PTR')?.value;
}

/** The lines of /etc/hosts, names in lower case. */
export function* readHosts(sys: Sys): Task<readonly { readonly ip: string; readonly names: readonly string[] }[]> {
  return (yield* configLines(sys, HOSTS_FILE)).flatMap(line => {
    const [ip = '', ...names] = line.split(/\s+/);
    const address = normaliseIp(ip);
    return address === undefined ? [] : [{ ip: address, names: names.map(name => name.toLowerCase()) }];
  });
}

export function* readResolverConfig(sys: Sys): Task<ResolverConfig> {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let options: readonly string[] = [];
  for (const line of yield* configLines(sys, '/etc/resolv.conf')) {
    const [keyword, ...values] = line.split(/\s+/);
    if (keyword === 'nameserver' && values[0] !== undefined && servers.length < MAX_SERVERS) servers.push(values[0]);
    if (keyword === 'search' || keyword === 'domain') search = values;
    if (keyword === 'options') options = [...options, ...values];
  }
  const option = (name: string, fallback: number): number => {
    const text = options.find(candidate => candidate.startsWith(`${name}:`))?.slice(name.length + 1);
    return text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : fallback;
  };
  return {
    servers: servers.length > 0 ? servers : ['127.0.0.1'],
    search,
    ndots: option('ndots', 1),
    timeout: option('timeout', 5) * 1000,
    attempts: Math.max(1, option('attempts', 2)),
  };
}

/** Asks the configured servers in turn until one gives a definite answer. */
export function* askServers(sys: Sys, config: ResolverConfig, name: string, type: RecordType): Task<DnsReply | undefined> {
  let failed: DnsReply | undefined;
  for (let attempt = 0; attempt < config.attempts; attempt++) {
    for (const server of config.servers) {
      const message = yield* askServer(sys, server, name, type, config.timeout);
      if (message === 'refused' || message === 'timeout') continue;
      if (message.code === 'NOERROR' || message.code === 'NXDOMAIN') return { server, message };
      failed ??= { server, message };
    }
    if (failed) return failed;
  }
  return undefined;
}

/** One question to one server over UDP. */
export function* askServer(
  sys: Sys,
  server: string,
  name: string,
  type: RecordType,
  timeout: Ms,
  port = 53,
): Task<DnsMessage | 'refused' | 'timeout'> {
  const id = sys.random.below(65536);
  const query = encodeDns({ id, response: false, code: 'NOERROR', recursionDesired: true, questions: [{ name, type }], answers: [] });
  const { fd, socket } = sys.udp();
  try {
    socket.send({ ip: server, port }, query);
    const deadline = sys.clock.now() + timeout;
    for (;;) {
      const datagram = socket.receive();
      const message = datagram && decodeDns(datagram.data);
      if (message?.id === id) return message;
      if (datagram) continue;
      const left = deadline - sys.clock.now();
      if (left <= 0 || (yield* sys.poll([{ fd, read: true }], left)).kind === 'timeout') return 'timeout';
    }
  } catch (error) {
    if (isErrno(error, 'ECONNREFUSED')) return 'refused';
    if (isErrno(error, 'ENETUNREACH', 'EHOSTUNREACH', 'EINVAL')) return 'timeout';
    throw error;
  } finally {
    sys.close(fd);
  }
}

/** The names to try, in order: those of the search list come first for a name with few dots. */
export function candidateNames(name: string, config: Pick<ResolverConfig, 'search' | 'ndots'>): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = config.search.filter(domain => domain !== '.').map(domain => `${name}.${domain}`);
  return name.split('.').length - 1 >= config.ndots ? [name, ...searched] : [...searched, name];
}

/** The address that a text is: also the bracketed form of URLs and old short forms of 127.0.0.1. */
function literalAddress(name: string): string | undefined {
  if (name.startsWith('[') && name.endsWith(']')) return isIpv6(name.slice(1, -1)) ? normaliseIp(name.slice(1, -1)) : undefined;
  if (name === '0') return '0.0.0.0';
  return normaliseIp(name);
}

function* resolveByDns(sys: Sys, name: string): Task<HostLookup> {
  const config = yield* readResolverConfig(sys);
  let unanswered = false;
  for (const candidate of candidateNames(name, config)) {
    const reply = yield* askServers(sys, config, candidate, 'A');
    const addresses = (reply?.message.answers ?? []).filter(({ type }) => type === 'A').map(({ value }) => value);
    if (addresses.length > 0) return { kind: 'found', addresses };
    if (reply?.message.code !== 'NOERROR' && reply?.message.code !== 'NXDOMAIN') unanswered = true;
  }
  return { kind: unanswered ? 'try-again' : 'not-found' };
}

/** The sources of `hosts:` in /etc/nsswitch.conf; without the file, as musl does it. */
function* lookupOrder(sys: Sys): Task<readonly string[]> {
  const line = (yield* configLines(sys, '/etc/nsswitch.conf')).find(candidate => candidate.startsWith('hosts:'));
  const sources = line
    ?.slice('hosts:'.length)
    .trim()
    .split(/\s+/)
    .filter(source => !source.startsWith('['));
  return sources && sources.length > 0 ? sources : ['files', 'dns'];
}

/** The lines of a configuration file without comments; none when it cannot be read. */
function* configLines(sys: Sys, path: string): Task<readonly string[]> {
  try {
    return splitLines(yield* readText(sys, path))
      .map(line => line.replace(/[#;].*/, '').trim())
      .filter(line => line !== '');
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}
