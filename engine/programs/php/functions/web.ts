import { PhpArray } from '../runtime/array.js';
import type { Args, Natives } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { formatHttpDate } from '../../net/http-date.js';
import { urlEncode } from './text.js';

function sent(a: Args): boolean {
  const at = a.vm.output.startedAt;
  if (!at) return false;
  a.vm.errors.warning(`Cannot modify header information - headers already sent by (output started at ${at.file}:${at.line})`);
  return true;
}

function header(a: Args): Value {
  const line = a.str(0).trimEnd();
  if (sent(a)) return null;
  if (/[\r\n\0]/.test(line)) {
    a.vm.errors.warning('Header may not contain more than a single header, new line detected');
    return null;
  }
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})\s*(.*)$/i.exec(line);
  if (status) {
    a.vm.http.status = Number(status[1]);
    a.vm.http.reason = status[2];
    return null;
  }
  const cut = line.indexOf(':');
  if (cut < 0) return null;
  const name = line.slice(0, cut).trim();
  a.vm.http.set(name, line.slice(cut + 1).trim(), !a.given(1) || a.bool(1));
  if (a.int(2) > 0) a.vm.http.status = a.int(2);
  else if (name.toLowerCase() === 'location' && a.vm.http.status === 200) a.vm.http.status = 302;
  return null;
}

function cookie(a: Args, raw: boolean): Value {
  if (sent(a)) return false;
  const options = a.get(2);
  const option = (name: string, i: number): Value => {
    if (!(options instanceof PhpArray)) return a.get(i);
    for (const [key, value] of options.entries()) if (String(key).toLowerCase() === name) return value;
    return '';
  };
  const expires = Number(a.vm.text(options instanceof PhpArray ? option('expires', 2) : a.get(2))) || 0;
  const value = a.str(1);
  const parts = [`${a.str(0)}=${value === '' ? 'deleted' : raw ? value : urlEncode(value, true)}`];
  if (value === '') parts.push('expires=Thu, 01 Jan 1970 00:00:01 GMT', 'Max-Age=0');
  else if (expires > 0) {
    const left = Math.max(0, expires - Math.floor(a.vm.sys.clock.epochMsOf(a.vm.sys.clock.now()) / 1000));
    parts.push(`expires=${formatHttpDate(expires * 1000)}`, `Max-Age=${left}`);
  }
  for (const [name, i] of [
    ['path', 3],
    ['domain', 4],
  ] as const)
    if (a.vm.text(option(name, i)) !== '') parts.push(`${name}=${a.vm.text(option(name, i))}`);
  if (a.vm.toBool(option('secure', 5))) parts.push('secure');
  if (a.vm.toBool(option('httponly', 6))) parts.push('HttpOnly');
  if (options instanceof PhpArray && a.vm.text(option('samesite', 7)) !== '') parts.push(`SameSite=${a.vm.text(option('samesite', 7))}`);
  a.vm.http.set('Set-Cookie', parts.join('; '), false);
  return true;
}

export const webFunctions: Natives = {
  'header(string $header, bool $replace = true, int $response_code = 0)': header,
  'header_remove(?string $name = null)': a => {
    if (a.optStr(0) === undefined) a.vm.http.headers.length = 0;
    else a.vm.http.remove(a.str(0));
    return null;
  },
  'headers_sent(mixed &$filename = null, mixed &$line = null)': a => a.vm.output.startedAt !== undefined,
  'headers_list()': a => PhpArray.of(a.vm.http.headers.map(({ name, value }) => `${name}: ${value}`)),
  'http_response_code(int $response_code = 0)': a => {
    const before = a.vm.http.status;
    if (a.int(0) === 0) return a.vm.sapi === 'cli' && before === 200 ? false : before;
    a.vm.http.status = a.int(0);
    return a.vm.sapi === 'cli' ? true : before;
  },
  'setcookie(string $name, string $value = "", mixed $expires_or_options = 0, string $path = "", string $domain = "", bool $secure = false, bool $httponly = false)':
    a => cookie(a, false),
  'setrawcookie(string $name, string $value = "", mixed $expires_or_options = 0, string $path = "", string $domain = "", bool $secure = false, bool $httponly = false)':
    a => cookie(a, true),
  'is_uploaded_file(string $filename)': a => a.vm.http.uploads.includes(a.str(0)),
};
