import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, Natives } from '../runtime/native.js';
import { PhpObject } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';

/** The characters of UTF-8 bytes. */
function characters(bytes: string): string[] {
  return [...decodeUtf8(bytesOfLatin1(bytes))];
}

function bytes(text: string): string {
  return latin1Of(encodeUtf8(text));
}

function cut(all: readonly string[], offset: number, length: number | undefined): string {
  const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
  const end = length === undefined ? all.length : length < 0 ? all.length + length : start + length;
  return bytes(all.slice(start, Math.max(start, end)).join(''));
}

export function escapeHtml(text: string, quotes: number): string {
  return text.replaceAll(/[&<>"']/g, c => {
    if (c === '&') return '&amp;';
    if (c === '<') return '&lt;';
    if (c === '>') return '&gt;';
    if (c === '"') return quotes & 2 ? '&quot;' : c;
    return (quotes & 3) === 3 ? '&#039;' : c;
  });
}

function unescapeHtml(text: string, quotes: number): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#0?39|#x27);/g, (whole, name: string) => {
    if (name === 'quot') return quotes & 2 ? '"' : whole;
    if (name.startsWith('#')) return (quotes & 3) === 3 ? "'" : whole;
    return { amp: '&', lt: '<', gt: '>' }[name] ?? whole;
  });
}

export function urlEncode(text: string, raw: boolean): string {
  return text.replaceAll(/[^A-Za-z0-9_.-]/g, c => {
    if (c === ' ' && !raw) return '+';
    if (c === '~' && raw) return c;
    return `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

export function urlDecode(text: string, plus: boolean): string {
  return (plus ? text.replaceAll('+', ' ') : text).replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** `a=1&b[]=2&c[k]=3` into an array, as `$_GET` gets it. */
export function parseQuery(a: Pick<Args['vm'], 'key'>, query: string, into: PhpArray): void {
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = urlDecode(at < 0 ? pair : pair.slice(0, at), true);
    putNamed(a, into, name, at < 0 ? '' : urlDecode(pair.slice(at + 1), true));
  }
}

/** Puts a value under a name such as `a[b][]`. */
export function putNamed(a: Pick<Args['vm'], 'key'>, into: PhpArray, name: string, value: Value): void {
  const first = /^([^[]*)((?:\[[^\]]*\])*)/.exec(name.trimStart());
  const base = (first?.[1] ?? '').replaceAll(/[ .]/g, '_');
  if (base === '') return;
  const keys = [...(first?.[2] ?? '').matchAll(/\[([^\]]*)\]/g)].slice(0, 60).map(found => found[1] ?? '');
  let array = into;
  let key: string | undefined = base;
  for (const next of keys) {
    const found: Value | undefined = key === '' ? undefined : array.writable(a.key(key));
    const inner: PhpArray = found instanceof PhpArray ? found : new PhpArray();
    if (key === '') array.append(inner);
    else if (found !== inner) array.set(a.key(key), inner);
    array = inner;
    key = next;
  }
  if (key === '') array.append(value);
  else array.set(a.key(key), value);
}

function buildQuery(a: Args, value: Value, prefix: string): string[] {
  const entries: (readonly [string, Value])[] =
    value instanceof PhpArray
      ? [...value.entries()].map(([key, each]) => [String(key), each] as const)
      : value instanceof PhpObject
        ? a.vm.props.visible(value).map(name => [name, value.get(name) ?? null] as const)
        : [];
  return entries.flatMap(([key, each]) => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    if (each === null) return [];
    if (each instanceof PhpArray || each instanceof PhpObject) return buildQuery(a, each, name);
    const text = typeof each === 'boolean' ? String(Number(each)) : a.vm.text(each);
    return [`${urlEncode(name, false)}=${urlEncode(text, a.int(3) === 2)}`];
  });
}

const parts = ['scheme', 'host', 'port', 'user', 'pass', 'path', 'query', 'fragment'] as const;

function parseUrl(a: Args): Value {
  const [, scheme, authority, path, query, fragment] =
    /^(?:([a-zA-Z][\w+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(a.str(0)) ?? [];
  const [, user, pass, host, port] = /^(?:([^:@]*)(?::([^@]*))?@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority ?? '') ?? [];
  if (authority !== undefined && host === undefined) return false;
  const values: Readonly<Record<(typeof parts)[number], Value | undefined>> = {
    scheme,
    host: host === '' ? undefined : host,
    port: port === undefined ? undefined : Number(port),
    user,
    pass,
    path: path === '' ? undefined : path,
    query,
    fragment,
  };
  const wanted = a.int(1);
  if (wanted >= 0) return values[parts[wanted] ?? 'path'] ?? null;
  return PhpArray.from(parts.flatMap(name => (values[name] === undefined ? [] : [[name, values[name] ?? null] as const])));
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function encodeBase64(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const word = (text.charCodeAt(i) << 16) | ((text.charCodeAt(i + 1) || 0) << 8) | (text.charCodeAt(i + 2) || 0);
    for (let k = 0; k < 4; k++) result += i + k > text.length ? '=' : (base64[(word >> (18 - 6 * k)) & 63] ?? '');
  }
  return result;
}

function decodeBase64(text: string, strict: boolean): Value {
  if (strict && /[^A-Za-z0-9+/=\s]/.test(text)) return false;
  let bits = 0;
  let count = 0;
  let result = '';
  for (const c of text) {
    const value = base64.indexOf(c);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += String.fromCharCode((bits >> count) & 0xff);
    }
  }
  return result;
}

export const textFunctions: Natives = {
  'htmlspecialchars(string $string, int $flags = 11, ?string $encoding = null, bool $double_encode = true)': a =>
    escapeHtml(a.str(0), a.int(1)),
  'htmlentities(string $string, int $flags = 11, ?string $encoding = null, bool $double_encode = true)': a =>
    escapeHtml(a.str(0), a.int(1)),
  'htmlspecialchars_decode(string $string, int $flags = 11)': a => unescapeHtml(a.str(0), a.int(1)),
  'html_entity_decode(string $string, int $flags = 11, ?string $encoding = null)': a => unescapeHtml(a.str(0), a.int(1)),
  'strip_tags(string $string, mixed $allowed_tags = null)': a => a.str(0).replaceAll(/<\/?[a-zA-Z!?][^>]*>/g, ''),
  'urlencode(string $string)': a => urlEncode(a.str(0), false),
  'rawurlencode(string $string)': a => urlEncode(a.str(0), true),
  'urldecode(string $string)': a => urlDecode(a.str(0), true),
  'rawurldecode(string $string)': a => urlDecode(a.str(0), false),
  'http_build_query(mixed $data, string $numeric_prefix = "", ?string $arg_separator = null, int $encoding_type = 1)': a =>
    buildQuery(a, a.get(0), '').join('&'),
  'parse_str(string $string, mixed &$result)': a => {
    const result = new PhpArray();
    parseQuery(a.vm, a.str(0), result);
    a.ref(1).value = result;
    return null;
  },
  'parse_url(string $url, int $component = -1)': parseUrl,
  'base64_encode(string $string)': a => encodeBase64(a.str(0)),
  'base64_decode(string $string, bool $strict = false)': a => decodeBase64(a.str(0), a.bool(1)),
  'bin2hex(string $string)': a => Array.from(a.str(0), c => c.charCodeAt(0).toString(16).padStart(2, '0')).join(''),
  'hex2bin(string $string)': a => a.str(0).replaceAll(/[0-9a-f]{2}/gi, pair => String.fromCharCode(Number.parseInt(pair, 16))),
  'mb_strlen(string $string, ?string $encoding = null)': a => characters(a.str(0)).length,
  'mb_substr(string $string, int $start, ?int $length = null, ?string $encoding = null)': a =>
    cut(characters(a.str(0)), a.int(1), a.optInt(2)),
  'mb_strtoupper(string $string, ?string $encoding = null)': a => bytes(decodeUtf8(bytesOfLatin1(a.str(0))).toUpperCase()),
  'mb_strtolower(string $string, ?string $encoding = null)': a => bytes(decodeUtf8(bytesOfLatin1(a.str(0))).toLowerCase()),
  'mb_strpos(string $haystack, string $needle, int $offset = 0, ?string $encoding = null)': a => {
    const text = characters(a.str(0));
    const at = text
      .slice(a.int(2))
      .join('')
      .indexOf(characters(a.str(1)).join(''));
    return at < 0 ? false : [...text.slice(a.int(2)).join('').slice(0, at)].length + a.int(2);
  },
  'mb_str_split(string $string, int $length = 1, ?string $encoding = null)': a => {
    const all = characters(a.str(0));
    const result: string[] = [];
    for (let i = 0; i < all.length; i += Math.max(1, a.int(1))) result.push(bytes(all.slice(i, i + a.int(1)).join('')));
    return PhpArray.of(result);
  },
  'mb_strrev(string $string)': a => bytes(characters(a.str(0)).reverse().join('')),
  'mb_internal_encoding(?string $encoding = null)': a => (a.given(0) ? true : 'UTF-8'),
  'mb_check_encoding(mixed $value = null, ?string $encoding = null)': a =>
    !/[\udc80-\udcff]/.test(
      characters(a.str(0))
        .filter(c => c.length === 1)
        .join(''),
    ),
  'mb_convert_case(string $string, int $mode, ?string $encoding = null)': a => {
    const text = decodeUtf8(bytesOfLatin1(a.str(0)));
    if (a.int(1) === 0) return bytes(text.toUpperCase());
    if (a.int(1) === 1) return bytes(text.toLowerCase());
    return bytes(text.toLowerCase().replaceAll(/(^|[^\p{L}\p{N}'])(\p{L})/gu, (_, before: string, c: string) => before + c.toUpperCase()));
  },
  'mb_convert_encoding(string $string, string $to_encoding, mixed $from_encoding = null)': a => a.str(0),
  'utf8_encode(string $string)': a => bytes(a.str(0)),
  'utf8_decode(string $string)': a =>
    characters(a.str(0))
      .map(c => ((c.codePointAt(0) ?? 63) < 256 ? c : '?'))
      .join(''),
};
