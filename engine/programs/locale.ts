import type { Sys } from '../process/sys.js';

/** Whether the locale of a process has UTF-8; without one (the C locale) every byte is a character to GNU's programs. */
export function isUnicode(sys: Sys): boolean {
  const name = [sys.env.get('LC_ALL'), sys.env.get('LC_CTYPE'), sys.env.get('LANG')].find(value => value !== undefined && value !== '');
  return /utf-?8/i.test(name ?? '');
}
