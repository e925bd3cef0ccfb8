import type { Task } from '../../../core/task.js';
import { normaliseIp } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Sys } from '../../../process/sys.js';
import { resolveHost } from '../../net/resolver.js';
import { compileRegex, RegexError, type Regex } from '../../regex/regex.js';
import { ConfigError, parseConfigFile, parseGlobalDirectives, type Directive, type ParsedConfig } from './config-parser.js';
import { checkDirectives } from './directives.js';

/** Directives of one level; what is not given there comes from the level around it. */
export class Scope {
  readonly directives: readonly Directive[];
  readonly parent: Scope | undefined;

  constructor(directives: readonly Directive[], parent?: Scope) {
    this.directives = directives;
    this.parent = parent;
  }

  /** The directives of this name from the nearest level that has any. */
  all(name: string): readonly Directive[] {
    const own = this.directives.filter(directive => directive.name === name);
    return own.length > 0 ? own : (this.parent?.all(name) ?? []);
  }

  /** The arguments of the directive that counts. */
  args(name: string): readonly string[] | undefined {
    return this.all(name).at(-1)?.args;
  }

  value(name: string): string | undefined {
    return this.args(name)?.[0];
  }

  isOn(name: string, fallback: boolean): boolean {
    const value = this.value(name);
    return value === undefined ? fallback : value === 'on';
  }

  /** Whether this very level has the directive. */
  has(name: string): boolean {
    return this.directives.some(directive => directive.name === name);
  }
}

export interface Listen extends SocketAddress {
  readonly ipv6Only: boolean;
  readonly isDefault: boolean;
}

export type LocationKind = 'exact' | 'prefix' | 'priority' | 'regex' | 'named';

export interface Location {
  readonly kind: LocationKind;
  readonly pattern: string;
  readonly regex: Regex | undefined;
  readonly scope: Scope;
}

export interface VirtualServer {
  readonly listens: readonly Listen[];
  readonly names: readonly string[];
  readonly scope: Scope;
  readonly locations: readonly Location[];
}

/** Where a group of servers is, as `proxy_pass` knows it. */
export interface Upstream {
  readonly name: string;
  readonly peers: readonly SocketAddress[];
  /** Requests so far: whose turn it is. */
  turn: number;
}

export interface NginxConfig {
  readonly parsed: ParsedConfig;
  readonly main: Scope;
  readonly http: Scope;
  readonly servers: readonly VirtualServer[];
  readonly formats: ReadonlyMap<string, string>;
  readonly upstreams: ReadonlyMap<string, Upstream>;
}

/** Reads, checks and resolves a whole configuration. Throws ConfigError or NotSimulated. */
export function* loadConfig(sys: Sys, path: string, globals: string): Task<NginxConfig> {
  const parsed = yield* parseConfigFile(sys, path);
  const directives = [...parseGlobalDirectives(globals), ...parsed.directives];
  checkDirectives(directives);
  const main = new Scope(directives);
  if (!main.has('events')) throw new ConfigError('no "events" section in configuration');
  const http = new Scope(
    directives.filter(({ name }) => name === 'http').flatMap(({ block }) => block ?? []),
    main,
  );
  const serverBlocks = http.directives.filter(({ name }) => name === 'server');
  const servers = serverBlocks.map(block => readServer(block, http));
  const upstreams = new Map<string, Upstream>();
  for (const block of http.directives.filter(({ name }) => name === 'upstream')) {
    const upstream = yield* readUpstream(sys, block);
    upstreams.set(upstream.name, upstream);
  }
  for (const { scope } of servers.flatMap(server => server.locations)) {
    yield* resolveProxy(sys, scope, upstreams);
    yield* resolveFastCgi(sys, scope, upstreams);
  }
  const formats = new Map([['combined', COMBINED], ...http.all('log_format').map(readFormat)]);
  checkLogs([http, ...servers.flatMap(server => [server.scope, ...server.locations.map(location => location.scope)])], formats);
  return { parsed, main, http, servers, formats, upstreams };
}

const COMBINED = '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

function readFormat({ args }: Directive): readonly [string, string] {
  const [name = '', ...parts] = args;
  return [name, parts.filter(part => !part.startsWith('escape=')).join('')];
}

function checkLogs(scopes: readonly Scope[], formats: ReadonlyMap<string, string>): void {
  for (const directive of scopes.flatMap(scope => scope.directives.filter(({ name }) => name === 'access_log'))) {
    const format = directive.args[1];
    if (format !== undefined && !format.includes('=') && !formats.has(format))
      throw ConfigError.at(directive, `unknown log format "${format}"`);
  }
}

function readServer(block: Directive, http: Scope): VirtualServer {
  const scope = new Scope(block.block ?? [], http);
  const listens = scope.directives.filter(({ name }) => name === 'listen').map(readListen);
  const names = scope.directives.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
  const locations = scope.directives.filter(({ name }) => name === 'location').map(location => readLocation(location, scope));
  const plain: Listen = { ip: '0.0.0.0', port: 80, ipv6Only: false, isDefault: false };
  return { listens: listens.length > 0 ? listens : [plain], names: names.length > 0 ? names : [''], scope, locations };
}

function readListen(directive: Directive): Listen {
  const [address = '', ...options] = directive.args;
  const invalid = options.find(option => !listenOptions.includes(option.replace(/=.*/, '')));
  if (invalid !== undefined) throw ConfigError.at(directive, `invalid parameter "${invalid}"`);
  if (options.some(option => option === 'ssl' || option === 'http2' || option === 'quic'))
    throw new ConfigError(`drydock: TLS is not simulated (${directive.file}:${String(directive.line)})`);
  if (address.startsWith('unix:'))
    throw new ConfigError(`drydock: unix sockets of nginx are not simulated (${directive.file}:${String(directive.line)})`);
  const isDefault = options.includes('default_server') || options.includes('default');
  const match =
    /^(?:(\[[^\]]*\]|[^:]*):)?(\d+)$/.exec(address) ?? (/^\d+$/.test(address) ? [address, undefined, address] : [address, address, '80']);
  const host = match[1] ?? '*';
  const port = Number(match[2]);
  if (port < 1 || port > 65535) throw ConfigError.at(directive, `invalid port in "${address}" of the "listen" directive`);
  const ip = host === '*' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : normaliseIp(host.replace(/^\[|\]$/g, ''));
  if (ip === undefined) throw ConfigError.at(directive, `host not found in "${address}" of the "listen" directive`);
  return { ip, port, ipv6Only: ip.includes(':') && !options.includes('ipv6only=off'), isDefault };
}

const listenOptions: readonly string[] = [
  'default_server',
  'default',
  'ssl',
  'http2',
  'quic',
  'proxy_protocol',
  'setfib',
  'fastopen',
  'backlog',
  'rcvbuf',
  'sndbuf',
  'accept_filter',
  'deferred',
  'bind',
  'ipv6only',
  'reuseport',
  'so_keepalive',
];

function readLocation(directive: Directive, server: Scope): Location {
  const [first = '', second] = directive.args;
  const scope = new Scope(directive.block ?? [], server);
  const nested = scope.directives.find(({ name }) => name === 'location');
  if (nested) throw new ConfigError(`drydock: locations in locations are not simulated (${nested.file}:${String(nested.line)})`);
  if (second === undefined) {
    if (first.startsWith('@')) return { kind: 'named', pattern: first, regex: undefined, scope };
    const glued = /^(=|\^~|~\*|~)(.+)$/.exec(first);
    return glued
      ? locationOf(directive, glued[1] ?? '', glued[2] ?? '', scope)
      : { kind: 'prefix', pattern: first, regex: undefined, scope };
  }
  return locationOf(directive, first, second, scope);
}

function locationOf(directive: Directive, modifier: string, pattern: string, scope: Scope): Location {
  if (modifier === '=') return { kind: 'exact', pattern, regex: undefined, scope };
  if (modifier === '^~') return { kind: 'priority', pattern, regex: undefined, scope };
  if (modifier !== '~' && modifier !== '~*') throw ConfigError.at(directive, `invalid location modifier "${modifier}"`);
  try {
    return { kind: 'regex', pattern, regex: compileRegex(pattern, { syntax: 'pcre', ignoreCase: modifier === '~*' }), scope };
  } catch (error) {
    if (error instanceof RegexError) throw ConfigError.at(directive, `pcre2_compile() failed: ${error.message} in "${pattern}"`);
    throw error;
  }
}

function* readUpstream(sys: Sys, block: Directive): Task<Upstream> {
  const peers: SocketAddress[] = [];
  for (const server of (block.block ?? []).filter(({ name }) => name === 'server')) {
    if (server.args.includes('down') || server.args.includes('backup')) continue;
    peers.push(...(yield* resolvePeers(sys, server, server.args[0] ?? '')));
  }
  if (peers.length === 0) throw ConfigError.at(block, 'no servers are inside upstream');
  return { name: block.args[0] ?? '', peers, turn: 0 };
}

/** Finds the host of `proxy_pass` when the server starts, as nginx does for names without variables. */
function* resolveProxy(sys: Sys, scope: Scope, upstreams: Map<string, Upstream>): Task<void> {
  const directive = scope.directives.find(({ name }) => name === 'proxy_pass');
  const target = directive?.args[0];
  if (!directive || target === undefined) return;
  const authority = proxyAuthority(target);
  if (target.startsWith('https://'))
    throw new ConfigError(`drydock: TLS to an upstream is not simulated (${directive.file}:${String(directive.line)})`);
  if (authority === undefined) throw ConfigError.at(directive, 'invalid URL prefix');
  if (authority.includes('$'))
    throw new ConfigError(`drydock: variables in proxy_pass are not simulated (${directive.file}:${String(directive.line)})`);
  if (!upstreams.has(authority))
    upstreams.set(authority, { name: authority, peers: yield* resolvePeers(sys, directive, authority), turn: 0 });
}

/** Finds the host of `fastcgi_pass`; a unix socket is looked for at each request. */
function* resolveFastCgi(sys: Sys, scope: Scope, upstreams: Map<string, Upstream>): Task<void> {
  const directive = scope.directives.find(({ name }) => name === 'fastcgi_pass');
  const target = directive?.args[0];
  if (!directive || target === undefined || target.startsWith('unix:') || upstreams.has(target)) return;
  if (target.includes('$'))
    throw new ConfigError(`drydock: variables in fastcgi_pass are not simulated (${directive.file}:${String(directive.line)})`);
  if (!/:\d+$/.test(target)) throw ConfigError.at(directive, `no port in upstream "${target}"`);
  upstreams.set(target, { name: target, peers: yield* resolvePeers(sys, directive, target), turn: 0 });
}

/** `host:port` of a proxy_pass URL. */
export function proxyAuthority(target: string): string | undefined {
  return /^https?:\/\/([^/?]+)/.exec(target)?.[1];
}

function* resolvePeers(sys: Sys, directive: Directive, authority: string): Task<readonly SocketAddress[]> {
  const match = /^(\[[^\]]*\]|[^:]+)(?::(\d+))?$/.exec(authority);
  const host = match?.[1] ?? authority;
  const found = yield* resolveHost(sys, host);
  if (found.kind !== 'found') throw ConfigError.at(directive, `host not found in upstream "${authority}"`);
  return found.addresses.map(ip => ({ ip, port: Number(match?.[2] ?? 80) }));
}
