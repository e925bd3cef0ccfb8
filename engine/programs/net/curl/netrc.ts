import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readFile } from '../../input.js';
import type { CurlOptions } from './options.js';

/** `USER:PASSWORD` for a host, from the file of names and passwords that -n asks for. */
export function* netrcUser(sys: Sys, host: string, { flags, values }: CurlOptions): Task<string | undefined> {
  const named = values['netrc-file'];
  if (named === undefined && !flags.has('netrc') && !flags.has('netrc-optional')) return undefined;
  const path = named ?? `${sys.env.get('HOME') ?? ''}/.netrc`;
  try {
    return findMachine(decodeUtf8(yield* readFile(sys, path)), host);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

/** Entries are `machine NAME login USER password WORD`, or `default …`, in words however they are spread over lines. */
function findMachine(text: string, host: string): string | undefined {
  const words = text.replace(/^\s*#.*$/gm, '').split(/\s+/);
  let isMine = false;
  let login: string | undefined;
  let password: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === 'machine' || word === 'default') {
      if (login !== undefined || password !== undefined) break;
      isMine = word === 'default' || words[++i]?.toLowerCase() === host.toLowerCase();
    } else if (isMine && word === 'login') login = words[++i];
    else if (isMine && word === 'password') password = words[++i];
  }
  return login === undefined && password === undefined ? undefined : `${login ?? ''}:${password ?? ''}`;
}
