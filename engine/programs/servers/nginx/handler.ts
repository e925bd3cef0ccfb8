import type { Task } from '../../../core/task.js';
import { parseIpv4, parsePrefix, prefixContains } from '../../../net/ip.js';
import { percentDecode } from '../../net/url.js';
import { RegexError } from '../../regex/regex.js';
import type { Location, NginxConfig, VirtualServer } from './config.js';
import { passToFastCgi } from './fastcgi.js';
import { findLocation } from './location.js';
import type { Level } from './logs.js';
import { passRequest } from './proxy.js';
import { standardPage, textBody, type Reply } from './reply.js';
import { absolute, contentType, filePath, serveStatic } from './static-files.js';
import { clientAddress, expandVariables, type Visit } from './variables.js';

/** How often a request may be sent to another path before it counts as a loop. */
const MAX_REDIRECTS = 10;

export interface Handling {
  readonly config: NginxConfig;
  readonly server: VirtualServer;
  readonly body: Uint8Array;
  readonly complain: (level: Level, message: string, upstream?: string) => Task<void>;
  /** Numbers for stub_status. */
  readonly status: () => string;
}

/** Answers a request: finds its location and does what that says, error pages included. */
export function* handleRequest(visit: Visit, handling: Handling): Task<Reply> {
  let reply = yield* located(visit, handling);
  if (reply.status >= 300 && (!reply.proxied || interceptsErrors(visit))) reply = yield* replaceByErrorPage(visit, handling, reply);
  return { ...reply, fields: [...(reply.fields ?? []), ...addedHeaders(visit, reply)] };
}

function* located(visit: Visit, handling: Handling): Task<Reply> {
  try {
    return yield* run(visit, handling, findLocation(handling.server, visit.path), MAX_REDIRECTS);
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    yield* handling.complain('alert', `pcre2_match() failed: ${error.message} on "${visit.path}"`);
    return standardPage(500);
  }
}

function interceptsErrors({ scope }: Visit): boolean {
  return scope.isOn(scope.has('fastcgi_pass') ? 'fastcgi_intercept_errors' : 'proxy_intercept_errors', false);
}

function* run(visit: Visit, handling: Handling, location: Location | undefined, redirectsLeft: number): Task<Reply> {
  const { server } = handling;
  visit.scope = location?.scope ?? server.scope;
  visit.captures = location?.regex?.exec(visit.path)?.groups ?? [];
  if (redirectsLeft === 0) {
    yield* handling.complain('error', `rewrite or internal redirection cycle while internally redirecting to "${visit.path}"`);
    return standardPage(500);
  }
  const returned = returnReply(visit, server, location);
  if (returned) return returned;
  if (visit.scope.has('internal') && redirectsLeft === MAX_REDIRECTS) return standardPage(404);
  if (!isAllowed(visit)) {
    yield* handling.complain('error', 'access forbidden by rule');
    return standardPage(403);
  }
  const tries = visit.scope.directives.find(({ name }) => name === 'try_files')?.args;
  if (tries) {
    const next = tryFiles(visit, handling, location, tries);
    if (next.kind === 'reply') return next.reply;
    if (next.kind === 'other') return yield* run(visit, handling, next.location, redirectsLeft - 1);
  }
  if (location?.scope.has('proxy_pass'))
    return yield* passRequest(visit, location, handling.config.upstreams, handling.body, handling.complain);
  if (location?.scope.has('fastcgi_pass'))
    return yield* passToFastCgi(visit, location, handling.config.upstreams, handling.body, handling.complain);
  if (location?.scope.has('stub_status')) return { status: 200, contentType: 'text/plain', body: textBody(handling.status()) };
  const found = yield* serveStatic(visit, location, handling.complain);
  if (found.kind === 'reply') return found.reply;
  visit.path = found.path;
  return yield* run(visit, handling, findLocation(server, visit.path), redirectsLeft - 1);
}

/** `return` of the location or of the server. */
function returnReply(visit: Visit, server: VirtualServer, location: Location | undefined): Reply | undefined {
  const scopes = [server.scope, location?.scope];
  const args = scopes.map(scope => scope?.directives.find(({ name }) => name === 'return')?.args).find(found => found !== undefined);
  if (!args) return undefined;
  const [first = '', text] = args;
  if (!/^\d{3}$/.test(first)) return standardPage(302, { fields: [['Location', expandVariables(first, visit)]] });
  const status = Number(first);
  if ([301, 302, 303, 307, 308].includes(status)) {
    const target = expandVariables(text ?? '', visit);
    return standardPage(
      status,
      text === undefined ? {} : { fields: [['Location', target.startsWith('/') ? absolute(visit, target) : target]] },
    );
  }
  if (status === 444) return { status, body: textBody(''), close: true };
  if (text === undefined) return status < 300 ? { status, body: textBody('') } : standardPage(status);
  return { status, contentType: contentType(visit, visit.path), body: textBody(expandVariables(text, visit)) };
}

type Tried =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'here' }
  | { readonly kind: 'other'; readonly location: Location | undefined };

function tryFiles(visit: Visit, { server }: Handling, location: Location | undefined, args: readonly string[]): Tried {
  for (const candidate of args.slice(0, -1)) {
    const path = expandVariables(candidate, visit);
    const wantsFolder = path.endsWith('/');
    const file = filePath({ ...visit, path: wantsFolder ? path.slice(0, -1) : path }, location);
    if (kindOf(visit, file) !== (wantsFolder ? 'directory' : 'file')) continue;
    visit.path = path;
    return { kind: 'here' };
  }
  const last = args.at(-1) ?? '';
  if (last.startsWith('=')) return { kind: 'reply', reply: standardPage(Number(last.slice(1)) || 500) };
  if (last.startsWith('@')) return { kind: 'other', location: named(server, last) };
  visit.path = expandVariables(last, visit).replace(/\?.*$/, '');
  return { kind: 'other', location: findLocation(server, visit.path) };
}

function kindOf({ sys }: Visit, path: string): string | undefined {
  try {
    return sys.stat(path).kind;
  } catch {
    return undefined;
  }
}

function named(server: VirtualServer, name: string): Location | undefined {
  return server.locations.find(({ kind, pattern }) => kind === 'named' && pattern === name);
}

/** What `error_page` puts in the place of an error. */
function* replaceByErrorPage(visit: Visit, handling: Handling, reply: Reply): Task<Reply> {
  const rule = visit.scope.all('error_page').find(({ args }) => args.slice(0, -1).includes(String(reply.status)));
  if (!rule) return reply;
  const target = rule.args.at(-1) ?? '';
  const replacement = rule.args.find(arg => /^=\d*$/.test(arg));
  if (/^https?:\/\//.test(target)) return standardPage(302, { fields: [['Location', expandVariables(target, visit)]] });
  if (reply.body.kind === 'file') visit.sys.close(reply.body.fd);
  let location: Location | undefined;
  if (target.startsWith('@')) location = named(handling.server, target);
  else {
    visit.path = expandVariables(target, visit).replace(/\?.*$/, '');
    location = findLocation(handling.server, visit.path);
  }
  const asGet: Visit = { ...visit, request: { ...visit.request, method: visit.request.method === 'HEAD' ? 'HEAD' : 'GET' } };
  const page = yield* run(asGet, handling, location, MAX_REDIRECTS - 1);
  if (page.status >= 400 && !page.proxied) return reply;
  const status = replacement === undefined ? reply.status : replacement === '=' ? page.status : Number(replacement.slice(1));
  const fields = (page.fields ?? []).filter(([name]) => name !== 'Accept-Ranges' && name !== 'Last-Modified');
  return { ...page, status, lastModified: status === 200 ? page.lastModified : undefined, fields };
}

function isAllowed(visit: Visit): boolean {
  const rules = [...visit.scope.all('allow'), ...visit.scope.all('deny')];
  const order = visit.scope.directives.filter(({ name }) => name === 'allow' || name === 'deny');
  for (const { name, args } of order.length > 0 ? order : rules) if (covers(args[0] ?? '', clientAddress(visit))) return name === 'allow';
  return true;
}

function covers(rule: string, ip: string): boolean {
  const address = parseIpv4(ip);
  const prefix = parsePrefix(rule);
  return rule === 'all' || rule === ip || (prefix !== undefined && address !== undefined && prefixContains(prefix, address));
}

const addableStatuses: readonly number[] = [200, 201, 204, 206, 301, 302, 303, 304, 307, 308];

function addedHeaders(visit: Visit, reply: Reply): readonly (readonly [string, string])[] {
  return visit.scope
    .all('add_header')
    .filter(({ args }) => args[2] === 'always' || addableStatuses.includes(reply.status))
    .map(({ args: [name = '', value = ''] }) => [name, expandVariables(value, visit)] as const)
    .filter(([, value]) => value !== '');
}

/** The decoded path of a request target without `.`, `..` and double slashes; undefined when it leads above the root. */
export function cleanPath(target: string): string | undefined {
  const decoded = percentDecode(target.replace(/[?#].*$/s, ''));
  if (!decoded.startsWith('/') || decoded.includes('\0')) return undefined;
  const kept: string[] = [];
  const segments = decoded.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length === 0) return undefined;
      kept.pop();
    }
    if (segment !== '' && segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return `/${kept.join('/')}`;
}
