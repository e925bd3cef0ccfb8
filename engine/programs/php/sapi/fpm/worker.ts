import { isErrno } from '../../../../core/errno.js';
import { concatBytes } from '../../../../core/streams.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { unmapIpv4 } from '../../../../net/ip.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { ByteReader } from '../../../net/byte-reader.js';
import { endOfStream, formatRecords, KEEP_CONNECTION, parseParams, readRecord, recordTypes, RESPONDER } from '../../../net/fastcgi.js';
import { stampOf } from '../../../net/http-date.js';
import { reasonOf } from '../../../servers/http.js';
import { runWeb, type WebAnswer } from '../web.js';
import type { Pool } from './config.js';
import { beginRequest, poolPage, type Scoreboard, type StatusPage } from './status.js';

const MAX_REQUEST = 32 * 1024 * 1024;
const DEFAULT_FORMAT = '%R - %u %t "%m %r" %s';

export interface WorkerOptions {
  readonly pool: Pool;
  readonly listener: Fd;
  /** Where errors go, and requests unless they are not logged. */
  readonly errorLog: Fd;
  readonly accessLog: Fd | undefined;
  readonly ini: readonly (readonly [string, string])[];
  readonly board: Scoreboard;
}

interface Request {
  readonly id: number;
  readonly keep: boolean;
  readonly params: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** A process of a pool: takes one connection after another until it is told to stop. */
export function* runWorker(sys: Sys, options: WorkerOptions): Task<number> {
  sys.onSignal('SIGQUIT', 'catch');
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGCHLD'] as const) sys.onSignal(signal, 'default');
  for (const signal of ['SIGPIPE', 'SIGUSR2', 'SIGUSR1'] as const) sys.onSignal(signal, 'ignore');
  for (;;) {
    try {
      if (sys.takeSignal()) return 0;
      const { fd, peer } = yield* sys.accept(options.listener);
      yield* serve(sys, options, fd, unmapIpv4(peer.ip));
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code !== 'EINTR') return 1;
    }
  }
}

function* serve(sys: Sys, options: WorkerOptions, fd: Fd, client: string): Task<void> {
  try {
    const reader = new ByteReader(sys, fd);
    for (;;) {
      const request = yield* readRequest(reader);
      if (!request) return;
      beginRequest(options.board, sys.pid);
      try {
        yield* respond(sys, options, { fd, client, request });
      } finally {
        options.board.busy.delete(sys.pid);
      }
      if (!request.keep) return;
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
    // The server went away, or a signal came: the connection is over.
  } finally {
    sys.close(fd);
  }
}

function* readRequest(reader: ByteReader): Task<Request | undefined> {
  const params: Uint8Array[] = [];
  const body: Uint8Array[] = [];
  let begun: { readonly id: number; readonly keep: boolean } | undefined;
  let size = 0;
  for (;;) {
    const record = yield* readRecord(reader);
    if (!record) return undefined;
    const { type, id, content } = record;
    size += content.length;
    if (size > MAX_REQUEST) return undefined;
    if (type === recordTypes.begin) {
      if ((content[0] ?? 0) * 256 + (content[1] ?? 0) !== RESPONDER) return undefined;
      begun = { id, keep: ((content[2] ?? 0) & KEEP_CONNECTION) !== 0 };
    } else if (type === recordTypes.params) params.push(content);
    else if (type === recordTypes.stdin && content.length > 0) body.push(content);
    else if (type === recordTypes.stdin && begun)
      return { ...begun, params: new Map(parseParams(concatBytes(params))), body: concatBytes(body) };
    else return undefined;
  }
}

interface Turn {
  readonly fd: Fd;
  readonly client: string;
  readonly request: Request;
}

function* respond(sys: Sys, options: WorkerOptions, turn: Turn): Task<void> {
  const { id } = turn.request;
  const startedAt = sys.clock.epochMsOf(sys.clock.now());
  const messages: string[] = [];
  const answer = yield* answerOf(sys, options, turn.request, messages);
  const head = [
    ...(answer.status === 200 ? [] : [`Status: ${answer.status} ${answer.reason ?? reasonOf(answer.status)}`]),
    ...answer.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const body = turn.request.params.get('REQUEST_METHOD') === 'HEAD' ? new Uint8Array(0) : answer.body;
  yield* sys.write(
    turn.fd,
    concatBytes([
      formatRecords(recordTypes.stderr, encodeUtf8(messages.join('; ')), id),
      formatRecords(recordTypes.stdout, concatBytes([encodeUtf8(`${head.join('\r\n')}\r\n\r\n`), body]), id),
      endOfStream(recordTypes.stdout, id),
      formatRecords(recordTypes.end, new Uint8Array(8), id),
    ]),
  );
  yield* logAccess(sys, options, turn, { status: answer.status, startedAt });
}

function* answerOf(sys: Sys, options: WorkerOptions, request: Request, messages: string[]): Task<WebAnswer> {
  const { params, body } = request;
  const param = (name: string): string => params.get(name) ?? '';
  const file = param('SCRIPT_FILENAME');
  if (param('REQUEST_METHOD') === '') return plain(200, '');
  const own = poolPage(options.pool, param('SCRIPT_NAME'), param('QUERY_STRING'), options.board, sys.clock);
  if (own) return ownPage(own);
  const refused = refusal(sys, options.pool, file);
  if (refused) {
    messages.push(refused.message);
    if (refused.status === 403) yield* sys.write(options.errorLog, encodeUtf8(`NOTICE: ${refused.message}\n`));
    return plain(refused.status, refused.text);
  }
  const headers = [...params].flatMap(([name, value]): [string, string][] =>
    name.startsWith('HTTP_')
      ? [[name.slice('HTTP_'.length).replaceAll('_', '-'), value]]
      : name === 'CONTENT_TYPE'
        ? [['Content-Type', value]]
        : [],
  );
  return yield* runWeb(
    sys,
    {
      sapi: 'fpm-fcgi',
      software: param('SERVER_SOFTWARE'),
      method: param('REQUEST_METHOD'),
      target: `${param('REQUEST_URI').replace(/\?.*$/s, '')}?${param('QUERY_STRING')}`,
      protocol: param('SERVER_PROTOCOL'),
      headers,
      body,
      remote: { ip: param('REMOTE_ADDR'), port: Number(param('REMOTE_PORT')) },
      local: { ip: param('SERVER_ADDR'), port: Number(param('SERVER_PORT')) },
      serverName: param('SERVER_NAME'),
      root: param('DOCUMENT_ROOT'),
      scriptName: param('SCRIPT_NAME'),
      pathInfo: param('PATH_INFO'),
      file: sys.realpath(file),
      variables: [...params, ['FCGI_ROLE', 'RESPONDER'], ['PHP_SELF', selfOf(param('SCRIPT_NAME'), param('PATH_INFO'))]],
      defaults: [['log_errors', '1']],
      ini: [...options.pool.ini, ...options.ini],
    },
    function* (line) {
      const message = `PHP message: ${line.trimEnd()}`;
      messages.push(message);
      yield* sys.write(options.errorLog, encodeUtf8(`NOTICE: ${message}\n`));
    },
  );
}

/** SCRIPT_NAME has the path after the script already where a server does not split it. */
function selfOf(script: string, info: string): string {
  return info !== '' && script.endsWith(info) ? script : script + info;
}

interface Refusal {
  readonly status: 403 | 404;
  readonly text: string;
  readonly message: string;
}

function refusal(sys: Sys, pool: Pool, file: string): Refusal | undefined {
  const missing: Refusal = { status: 404, text: 'File not found.\n', message: 'Primary script unknown' };
  try {
    if (file === '' || sys.stat(file).kind !== 'file') return missing;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return missing;
  }
  const denied = { status: 403, text: 'Access denied.\n' } as const;
  const endings = (pool.values.get('security.limit_extensions') ?? '.php .phar').split(/[\s,]+/).filter(ending => ending !== '');
  if (endings.length > 0 && !endings.some(ending => file.endsWith(ending)))
    return { ...denied, message: `Access to the script '${file}' has been denied (see security.limit_extensions)` };
  if (!sys.access(file, { read: true }))
    return {
      ...denied,
      message: `PHP message: PHP Warning:  Unknown: Failed to open stream: Permission denied in Unknown on line 0; Unable to open primary script: ${file} (Permission denied)`,
    };
  return undefined;
}

function plain(status: number, text: string): WebAnswer {
  const headers = [
    ['X-Powered-By', 'PHP/8.3.3'],
    ['Content-type', 'text/html; charset=UTF-8'],
  ] as const;
  return { status, reason: undefined, headers, body: encodeUtf8(text), declines: false };
}

function ownPage({ type, text }: StatusPage): WebAnswer {
  const headers = [
    ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['Cache-Control', 'no-cache, no-store, must-revalidate, max-age=0'],
    ['Content-type', `${type};charset=UTF-8`],
  ] as const;
  return { status: 200, reason: undefined, headers, body: encodeUtf8(text), declines: false };
}

function* logAccess(
  sys: Sys,
  { pool, accessLog }: WorkerOptions,
  { client, request }: Turn,
  at: { readonly status: number; readonly startedAt: number },
): Task<void> {
  if (accessLog === undefined) return;
  const { params } = request;
  const { day, monthName, year, time } = stampOf(at.startedAt);
  const query = params.get('QUERY_STRING') ?? '';
  const fields: Readonly<Record<string, string>> = {
    '%': '%',
    R: client,
    u: params.get('REMOTE_USER') ?? '',
    t: `${day}/${monthName}/${year}:${time} +0000`,
    m: params.get('REQUEST_METHOD') ?? '-',
    r: params.get('SCRIPT_NAME') ?? '',
    s: String(at.status),
    q: query,
    Q: query === '' ? '' : '?',
    f: params.get('SCRIPT_FILENAME') ?? '-',
    l: String(request.body.length),
    n: pool.name,
    p: String(sys.pid),
  };
  const line = (pool.values.get('access.format') ?? DEFAULT_FORMAT).replace(/%(.)/g, (whole, letter: string) => fields[letter] ?? whole);
  yield* sys.write(accessLog, encodeUtf8(`${line}\n`));
}
