import type { Sys } from '../../../process/sys.js';
import type { SocketAddress } from '../../../net/socket.js';
import { unmapIpv4 } from '../../../net/ip.js';
import { zoneAt } from '../../time/calendar.js';
import { zoneOf } from '../../time/zone.js';
import { stampOf } from '../../net/http-date.js';
import { compileRegex } from '../../regex/regex.js';
import type { HttpRequest } from '../http.js';
import type { Scope } from './config.js';
import { NGINX_VERSION } from './reply.js';

/** Everything about a request that variables are made of. Changed as it is processed. */
export interface Visit {
  readonly sys: Sys;
  readonly request: HttpRequest;
  readonly local: SocketAddress;
  readonly peer: SocketAddress;
  readonly connection: number;
  readonly requestNumber: number;
  readonly startedAt: number;
  readonly host: string;
  readonly serverName: string;
  scope: Scope;
  /** Decoded path; internal redirects change it. */
  path: string;
  captures: readonly (string | undefined)[];
  status: number;
  bodyBytes: number;
  headBytes: number;
  upstream: { readonly address: string; readonly status: string } | undefined;
}

/** Replaces `$name` and `${name}`; what has no value becomes `missing`. */
export function expandVariables(text: string, visit: Visit, missing = ''): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, plain: string | undefined) => {
    const value = variable(visit, braced ?? plain ?? '');
    return value === undefined || value === '' ? missing : value;
  });
}

function variable(visit: Visit, name: string): string | undefined {
  const fixed = Object.hasOwn(table, name) ? table[name] : undefined;
  if (fixed) return fixed(visit);
  if (/^\d$/.test(name)) return visit.captures[Number(name) - 1];
  if (name.startsWith('http_')) return visit.request.headers.get(name.slice('http_'.length).replaceAll('_', '-'));
  if (name.startsWith('arg_')) return argument(queryOf(visit), name.slice('arg_'.length));
  if (name.startsWith('cookie_'))
    return argument((visit.request.headers.get('Cookie') ?? '').replaceAll('; ', '&'), name.slice('cookie_'.length));
  return undefined;
}

const table: Readonly<Record<string, (visit: Visit) => string | undefined>> = {
  args: queryOf,
  body_bytes_sent: ({ bodyBytes }) => String(bodyBytes),
  bytes_sent: ({ bodyBytes, headBytes }) => String(bodyBytes + headBytes),
  connection: ({ connection }) => String(connection),
  connection_requests: ({ requestNumber }) => String(requestNumber),
  content_length: ({ request }) => request.headers.get('Content-Length'),
  content_type: ({ request }) => request.headers.get('Content-Type'),
  document_root: ({ scope }) => scope.value('root') ?? '',
  document_uri: ({ path }) => path,
  fastcgi_path_info: visit => splitScript(visit).info,
  fastcgi_script_name: visit => splitScript(visit).script,
  host: ({ host, serverName }) => host || serverName,
  hostname: ({ sys }) => sys.hostname(),
  is_args: visit => (queryOf(visit) === '' ? '' : '?'),
  msec: ({ sys }) => (sys.clock.epochMsOf(sys.clock.now()) / 1000).toFixed(3),
  nginx_version: () => NGINX_VERSION,
  pid: ({ sys }) => String(sys.pid),
  proxy_add_x_forwarded_for: visit =>
    [visit.request.headers.get('X-Forwarded-For'), clientAddress(visit)].filter(part => part !== undefined).join(', '),
  query_string: queryOf,
  remote_addr: clientAddress,
  remote_port: ({ peer }) => String(peer.port),
  request: ({ request }) => request.line,
  request_id: ({ sys }) => sys.random.hex(32),
  request_length: ({ request }) =>
    String(request.line.length + 4 + request.headers.fields.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)),
  request_method: ({ request }) => request.method,
  request_time: ({ sys, startedAt }) => ((sys.clock.now() - startedAt) / 1000).toFixed(3),
  request_uri: ({ request }) => request.target,
  scheme: () => 'http',
  server_addr: ({ local }) => unmapIpv4(local.ip),
  server_name: ({ serverName }) => serverName,
  server_port: ({ local }) => String(local.port),
  server_protocol: ({ request }) => `HTTP/${request.version}`,
  status: ({ status }) => String(status).padStart(3, '0'),
  time_iso8601: ({ sys }) => {
    const { year, month, day, time, offset } = localTime(sys);
    return `${year}-${month}-${day}T${time}${offset.slice(0, 3)}:${offset.slice(3)}`;
  },
  time_local: ({ sys }) => {
    const { year, monthName, day, time, offset } = localTime(sys);
    return `${day}/${monthName}/${year}:${time} ${offset}`;
  },
  upstream_addr: ({ upstream }) => upstream?.address,
  upstream_status: ({ upstream }) => upstream?.status,
  uri: ({ path }) => path,
};

/** The script of a FastCGI request, and the path after it where `fastcgi_split_path_info` tells them apart. */
function splitScript({ path, scope }: Visit): { readonly script: string; readonly info: string } {
  const pattern = scope.value('fastcgi_split_path_info');
  const [script, info = ''] = pattern === undefined ? [] : (compileRegex(pattern, { syntax: 'pcre' }).exec(path)?.groups ?? []);
  const found = script ?? path;
  return { script: found.endsWith('/') ? found + (scope.value('fastcgi_index') ?? '') : found, info };
}

export function clientAddress({ peer }: Visit): string {
  return unmapIpv4(peer.ip);
}

function localTime(sys: Sys) {
  const zone = zoneAt(zoneOf(sys), sys.clock.epochMsOf(sys.clock.now()));
  const minutes = Math.abs(zone.offsetMinutes);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const offset = `${zone.offsetMinutes < 0 ? '-' : '+'}${two(minutes / 60)}${two(minutes % 60)}`;
  return { ...stampOf(sys.clock.epochMsOf(sys.clock.now()), zone), offset };
}

function queryOf({ request }: Visit): string {
  const mark = request.target.indexOf('?');
  return mark < 0 ? '' : request.target.slice(mark + 1);
}

function argument(query: string, name: string): string | undefined {
  return query
    .split('&')
    .find(part => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** How error messages name the request: `, client: …, server: …, request: "…", host: "…"`. */
export function describeVisit(visit: Visit, upstream?: string): string {
  const host = visit.request.headers.get('Host');
  return [
    `, client: ${clientAddress(visit)}, server: ${visit.serverName}, request: "${visit.request.line}"`,
    upstream === undefined ? '' : `, upstream: "${upstream}"`,
    host === undefined ? '' : `, host: "${host}"`,
  ].join('');
}
