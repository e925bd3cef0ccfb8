import { isErrno } from '../core/errno.js';
import { decodeUtf8 } from '../core/utf8.js';
import type { Sys } from './sys.js';

const FOLDER = '/usr/lib/locale';
export const LOCALE_ARCHIVE = `${FOLDER}/locale-archive`;

type Reader = Pick<Sys, 'readdir' | 'mapFile'>;

/** The locales that the C library of a system knows besides C and POSIX: folders of their own, and names in the archive (a line each here). */
export function installedLocales(sys: Reader): readonly string[] {
  return [...foldersIn(sys), ...archivedLocales(sys)].sort();
}

/** Those that localedef has put into the archive. */
export function archivedLocales(sys: Reader): readonly string[] {
  try {
    return decodeUtf8(sys.mapFile(LOCALE_ARCHIVE))
      .split('\n')
      .filter(line => /^\w[\w.@-]*$/.test(line));
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function foldersIn(sys: Reader): readonly string[] {
  try {
    return sys.readdir(FOLDER).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

/** Whether setlocale(3) takes a name. */
export function isLocale(sys: Reader, name: string): boolean {
  if (name === '' || name === 'C' || name === 'POSIX') return true;
  const wanted = normalLocale(name);
  return installedLocales(sys).some(installed => normalLocale(installed) === wanted);
}

/** `ko_KR.UTF-8` as the archive writes it: `ko_KR.utf8`. */
export function normalLocale(name: string): string {
  const [, place = name, codeset = '', rest = ''] = /^([^.@]*)\.([^@]*)(.*)$/.exec(name) ?? [];
  return codeset === '' ? name : `${place}.${codeset.toLowerCase().replace(/[^a-z0-9]/g, '')}${rest}`;
}

/** What holds for a category: LC_ALL, its own variable, LANG, or nothing. */
export function localeOf(env: ReadonlyMap<string, string>, category: string): string {
  return [env.get('LC_ALL'), env.get(category), env.get('LANG')].find(value => value !== undefined && value !== '') ?? '';
}
