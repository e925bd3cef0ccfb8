import type { Url } from '../url.js';
import { CurlFailure } from './failure.js';
import type { CurlOptions } from './options.js';

/** Gives a URL without a scheme that of --proto-default. */
export function withScheme(text: string, { values }: CurlOptions): string {
  const scheme = values['proto-default'];
  return scheme === undefined || /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`;
}

/** Throws CurlFailure. */
export function checkUrl(url: Url, { values, flags }: CurlOptions): void {
  if (!allows(values.proto, url.scheme)) throw unsupported(url);
  if (flags.has('disallow-username-in-url') && url.user !== undefined) throw new CurlFailure(67, 'Login denied');
}

/** `=https`, `-all,https`, `+http`: what comes later counts. */
export function allows(protocols: string | undefined, scheme: string): boolean {
  if (scheme !== 'http' && scheme !== 'https') return false;
  let allowed = true;
  for (const part of (protocols ?? '').split(',')) {
    const [, mark = '', name = ''] = /^([=+-]*)(.*)$/.exec(part) ?? [];
    if (mark.includes('=')) allowed = false;
    if (name === scheme || name === 'all') allowed = !mark.includes('-');
  }
  return allowed;
}

/** `[1-3]` and `{a,b}`; the brackets of an IPv6 address are none. */
export function hasPattern(url: string): boolean {
  return /[[\]{}]/.test(url.replace(/^([a-z]+:\/\/)?([^/@]*@)?\[[\da-fA-F:.]+\]/, ''));
}

export function unsupported(url: Url): CurlFailure {
  return new CurlFailure(1, `Protocol "${url.scheme}" not supported or disabled in libcurl`);
}
