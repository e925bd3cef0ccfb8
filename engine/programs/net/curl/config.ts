import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readAll, readFile } from '../../input.js';
import type { CurlOptions } from './options.js';

/** The file of options in the home directory comes first, unless the first word says no. */
export function withUserConfig(sys: Sys, words: readonly string[]): readonly string[] {
  const path = `${sys.env.get('HOME') ?? ''}/.curlrc`;
  const isWanted = words[0] !== '--disable' && !/^-[^-]*q/.test(words[0] ?? '');
  return isWanted && sys.access(path, { read: true }) ? ['--config', path, ...words] : words;
}

export function* readConfig(sys: Sys, path: string): Task<string | undefined> {
  try {
    return decodeUtf8(path === '-' ? yield* readAll(sys, 0) : yield* readFile(sys, path));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

/** --stderr: `-` is standard output. */
export function redirectErrors(sys: Sys, { values: { stderr: path } }: CurlOptions): void {
  if (path === undefined) return;
  const fd = path === '-' ? 1 : sys.open(path, { write: true, create: true, truncate: true });
  sys.dup(fd, 2);
  if (fd !== 1) sys.close(fd);
}
