import type { Sys } from '../../../process/sys.js';
import { parseUrl, type Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions } from './options.js';

/** Where the connection of a request goes, which is not always where its URL points. */
export type Route =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly proxy: Url | undefined };

/** `--unix-socket` before a proxy before `--connect-to`. Throws CurlFailure. */
export function routeOf(sys: Sys, url: Url, options: CurlOptions): Route {
  const path = options.values['unix-socket'];
  const hidden = options.values['abstract-unix-socket'];
  if (path !== undefined) return { kind: 'unix', path };
  if (hidden !== undefined) return { kind: 'unix', path: `\0${hidden}` };
  const proxy = proxyFor(sys, url, options);
  if (proxy) return { kind: 'tcp', host: proxy.host, port: proxy.port, proxy };
  const { host, port } = connectTarget(url, options.connectTo);
  return { kind: 'tcp', host, port, proxy: undefined };
}

/** A key that is the same for requests that may share a connection. */
export function formatRoute(route: Route): string {
  return route.kind === 'unix' ? route.path : `${route.host}:${String(route.port)}`;
}

/** The addresses that --resolve gives a host, if any. The last one counts. */
export function pinnedAddresses(host: string, port: number, resolve: readonly string[]): readonly string[] | undefined {
  for (const entry of resolve.toReversed()) {
    const match = /^\+?(\[[^\]]*\]|[^:]*):(\d+):(.+)$/.exec(entry);
    const name = match?.[1]?.toLowerCase();
    if ((name === host.toLowerCase() || name === '*') && Number(match?.[2]) === port)
      return (match?.[3] ?? '').split(',').map(address => address.replace(/^\[(.*)\]$/, '$1'));
  }
  return undefined;
}

/** `HOST1:PORT1:HOST2:PORT2`: an empty first half fits every host, an empty second half changes nothing. */
function connectTarget(url: Url, rules: readonly string[]): { readonly host: string; readonly port: number } {
  for (const rule of rules) {
    const match = /^(\[[^\]]*\]|[^:]*):(\d*):(\[[^\]]*\]|[^:]*):(\d*)$/.exec(rule);
    if (!match) continue;
    const [, from = '', fromPort = '', to = '', toPort = ''] = match.map(part => part.replace(/^\[(.*)\]$/, '$1'));
    if ((from !== '' && from.toLowerCase() !== url.host.toLowerCase()) || (fromPort !== '' && Number(fromPort) !== url.port)) continue;
    return { host: to === '' ? url.host : to, port: toPort === '' ? url.port : Number(toPort) };
  }
  return url;
}

const PROXY_PORT = 1080;

function proxyFor(sys: Sys, url: Url, { values }: CurlOptions): Url | undefined {
  const { env } = sys;
  const own = url.scheme === 'https' ? (env.get('https_proxy') ?? env.get('HTTPS_PROXY')) : env.get('http_proxy');
  const text = values.proxy ?? own ?? env.get('all_proxy') ?? env.get('ALL_PROXY') ?? '';
  if (text === '' || isExcepted(url.host, values.noproxy ?? env.get('no_proxy') ?? env.get('NO_PROXY') ?? '')) return undefined;
  const proxy = parseUrl(text);
  if (!proxy) throw new CurlFailure(5, `Unsupported proxy syntax in '${text}'`);
  if (proxy.scheme !== 'http') throw new CurlFailure(7, `drydock: proxies of ${proxy.scheme}:// are not simulated`);
  return { ...proxy, port: proxy.explicitPort ? proxy.port : PROXY_PORT };
}

/** Names of no_proxy fit themselves and what is below them. */
function isExcepted(host: string, list: string): boolean {
  if (list === '*') return true;
  return list
    .split(/[\s,]+/)
    .map(name => name.replace(/^\./, '').toLowerCase())
    .some(name => name !== '' && (host.toLowerCase() === name || host.toLowerCase().endsWith(`.${name}`)));
}
