import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { isIpv6 } from '../../net/ip.js';

/** The parts of an http URL. `host` has no brackets; `path` begins with a slash and includes the query. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** Whether the port was written. */
  readonly explicitPort: boolean;
  readonly path: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
}

export const defaultPorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ftp', 21],
]);

/** Undefined for what is no URL. Without a scheme it is http. */
export function parseUrl(text: string): Url | undefined {
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d*))?([/?][^#]*)?(?:#.*)?$/s.exec(text);
  if (!match || /[\s\0-\x1f]/.test(text)) return undefined;
  const [, scheme = 'http', userInfo, hostText = '', portText, rest = '/'] = match;
  const host = hostText.startsWith('[') ? hostText.slice(1, -1) : hostText;
  const port = portText === undefined || portText === '' ? (defaultPorts.get(scheme.toLowerCase()) ?? 0) : Number(portText);
  if (host === '' || port > 65535 || (hostText.startsWith('[') && !isIpv6(host))) return undefined;
  const [user, ...password] = userInfo?.split(':') ?? [];
  return {
    scheme: scheme.toLowerCase(),
    host,
    port,
    explicitPort: portText !== undefined && portText !== '',
    path: rest.startsWith('/') ? rest : `/${rest}`,
    user: user === undefined ? undefined : percentDecode(user),
    password: password.length > 0 ? percentDecode(password.join(':')) : undefined,
  };
}

/** The URL that a Location header or a link means. */
export function resolveUrl(base: Url, reference: string): Url | undefined {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(reference)) return parseUrl(reference);
  if (reference.startsWith('//')) return parseUrl(`${base.scheme}:${reference}`);
  const withoutFragment = reference.replace(/#.*$/s, '');
  if (withoutFragment.startsWith('/')) return { ...base, path: removeDotSegments(withoutFragment) };
  const path = base.path.replace(/\?.*$/s, '');
  if (withoutFragment.startsWith('?')) return { ...base, path: path + withoutFragment };
  return { ...base, path: removeDotSegments(path.slice(0, path.lastIndexOf('/') + 1) + withoutFragment) };
}

/** Takes `.` and `..` out of a path, as RFC 3986 5.2.4 does; the query stays. */
export function removeDotSegments(pathAndQuery: string): string {
  const query = pathAndQuery.indexOf('?');
  const path = query < 0 ? pathAndQuery : pathAndQuery.slice(0, query);
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  const clean = kept.join('/');
  return (clean.startsWith('/') ? clean : `/${clean}`) + (query < 0 ? '' : pathAndQuery.slice(query));
}

/** `host` or `host:port` when the port is not the scheme's own, as the Host header has it. */
export function hostHeader(url: Url): string {
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return url.port === defaultPorts.get(url.scheme) ? host : `${host}:${String(url.port)}`;
}

export function formatUrl(url: Url): string {
  const host = url.host.includes(':') ? `[${url.host}]` : url.host;
  return `${url.scheme}://${host}${url.explicitPort ? `:${String(url.port)}` : ''}${url.path}`;
}

/** Turns %41 into A; what is no escape stays. */
export function percentDecode(text: string): string {
  const bytes: number[] = [];
  const raw = encodeUtf8(text);
  for (let i = 0; i < raw.length; i++) {
    const hex = raw[i] === 0x25 ? /^[0-9a-fA-F]{2}$/.exec(String.fromCharCode(raw[i + 1] ?? 0, raw[i + 2] ?? 0)) : null;
    if (hex) i += 2;
    bytes.push(hex ? parseInt(hex[0], 16) : (raw[i] ?? 0));
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** For `Authorization: Basic`. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const have = bytes.length - i;
    text += BASE64.charAt(word >>> 18) + BASE64.charAt((word >>> 12) & 63);
    text += (have > 1 ? BASE64.charAt((word >>> 6) & 63) : '=') + (have > 2 ? BASE64.charAt(word & 63) : '=');
  }
  return text;
}
