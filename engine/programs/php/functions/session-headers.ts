import { formatHttpDate } from '../../net/http-date.js';
import type { Vm } from '../runtime/vm.js';
import { nowMs } from './time.js';

/** The cookie that carries a session's name. */
export function cookieLine(vm: Vm, name: string, id: string): string {
  const { ini } = vm;
  const parts = [`${name}=${id}`];
  const lifetime = Number(ini.get('session.cookie_lifetime') ?? 0);
  if (lifetime > 0) parts.push(`expires=${formatHttpDate(nowMs({ vm }) + lifetime * 1000)}`, `Max-Age=${lifetime}`);
  for (const key of ['path', 'domain'] as const) {
    const value = ini.get(`session.cookie_${key}`) ?? '';
    if (value !== '') parts.push(`${key}=${value}`);
  }
  if (ini.bool('session.cookie_secure')) parts.push('secure');
  if (ini.bool('session.cookie_httponly')) parts.push('HttpOnly');
  const sameSite = ini.get('session.cookie_samesite') ?? '';
  if (sameSite !== '') parts.push(`SameSite=${sameSite}`);
  return parts.join('; ');
}

/** What a page with a session says to caches. */
export function sendCacheHeaders(vm: Vm): void {
  const seconds = Number(vm.ini.get('session.cache_expire') ?? 180) * 60;
  const past = 'Thu, 19 Nov 1981 08:52:00 GMT';
  const set = (name: string, value: string): void => vm.http.set(name, value, true);
  switch (vm.ini.get('session.cache_limiter')) {
    case 'nocache':
      set('Expires', past);
      set('Cache-Control', 'no-store, no-cache, must-revalidate');
      set('Pragma', 'no-cache');
      return;
    case 'private':
      set('Expires', past);
      set('Cache-Control', `private, max-age=${seconds}`);
      return;
    case 'private_no_expire':
      set('Cache-Control', `private, max-age=${seconds}`);
      return;
    case 'public':
      set('Expires', formatHttpDate(nowMs({ vm }) + seconds * 1000));
      set('Cache-Control', `public, max-age=${seconds}`);
      return;
    default:
      // No limiter: nothing is said.
      return;
  }
}
