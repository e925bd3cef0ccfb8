import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { readFile } from '../input.js';
import type { Arguments } from '../options.js';
import type { Tool } from '../tool.js';
import { base64, hostHeader, type Url } from './url.js';

export type Key =
  | 'quiet'
  | 'lessVerbose'
  | 'output'
  | 'headers'
  | 'spider'
  | 'timeout'
  | 'tries'
  | 'folder'
  | 'header'
  | 'postData'
  | 'postFile'
  | 'method'
  | 'bodyData'
  | 'agent'
  | 'noCheck'
  | 'resume'
  | 'verbose'
  | 'noProxy'
  | 'noHsts'
  | 'authority'
  | 'noConfig'
  | 'noNetrc'
  | 'logFile'
  | 'maxRedirect'
  | 'user'
  | 'password';

/** The head of a request. */
export function formatRequest(args: Arguments<Key>, url: Url, body: Uint8Array | undefined): string {
  const user = args.value('user') ?? url.user;
  const method = args.value('method') ?? (args.has('spider') ? 'HEAD' : body ? 'POST' : 'GET');
  const own = args.values('header');
  const replaced = own.map(header => header.replace(/:.*/, '').toLowerCase());
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Host', hostHeader(url)],
    ['User-Agent', args.value('agent') ?? 'Wget/1.21.3'],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'identity'],
    [
      'Authorization',
      user === undefined ? undefined : `Basic ${base64(encodeUtf8(`${user}:${args.value('password') ?? url.password ?? ''}`))}`,
    ],
    ['Connection', 'Keep-Alive'],
    ['Content-Type', body ? 'application/x-www-form-urlencoded' : undefined],
    ['Content-Length', body ? String(body.length) : undefined],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined || replaced.includes(name.toLowerCase()) ? [] : [`${name}: ${value}`],
  );
  return [`${method} ${url.path} HTTP/1.1`, ...lines, ...own, '', ''].join('\r\n');
}

/** What --post-data and its kin send. */
export function* readBody({ args, sys }: Tool<Key>): Task<Uint8Array | undefined> {
  const text = args.value('postData') ?? args.value('bodyData');
  if (text !== undefined) return encodeUtf8(text);
  const file = args.value('postFile');
  return file === undefined ? undefined : yield* readFile(sys, file);
}
