import type { Task } from '../../../core/task.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Sys } from '../../../process/sys.js';
import { runWeb } from '../../php/sapi/web.js';
import type { HttpRequest } from '../http.js';
import type { HttpdConfig, Site } from './config.js';
import type { Answer } from './handler.js';

/** Who speaks with whom, and what came with the request. */
export interface Exchange {
  readonly local: SocketAddress;
  readonly peer: SocketAddress;
  readonly body: Uint8Array;
  readonly log: (line: string) => Task<void>;
}

/** Whether mod_php answers for a file: it is loaded, and a FilesMatch section gives it such names. */
export function isForPhp(config: HttpdConfig, file: string): boolean {
  const { directives } = config.main;
  if (!directives.some(({ name, args }) => name.toLowerCase() === 'loadmodule' && args[0] === 'php_module')) return false;
  return (
    file.endsWith('.php') &&
    directives.some(
      ({ name, block }) => name.toLowerCase() === 'filesmatch' && block?.some(inner => inner.name.toLowerCase() === 'sethandler'),
    )
  );
}

/** What a script answers. */
export function* answerPhp(
  sys: Sys,
  config: HttpdConfig,
  request: HttpRequest,
  at: Exchange & { readonly site: Site; readonly path: string; readonly file: string },
): Task<Answer> {
  const host = (request.headers.get('Host') ?? '').replace(/:\d+$/, '');
  const answer = yield* runWeb(
    sys,
    {
      sapi: 'apache2handler',
      software: config.build.server,
      method: request.method,
      target: request.target,
      protocol: `HTTP/${request.version}`,
      headers: request.headers.fields,
      body: at.body,
      remote: at.peer,
      local: at.local,
      serverName: host === '' ? sys.hostname() : host,
      root: at.site.root,
      scriptName: at.path,
      file: at.file,
    },
    at.log,
  );
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return {
    status: answer.status,
    fields: [
      ...answer.headers.filter(([name]) => !['content-type', 'content-length'].includes(name.toLowerCase())),
      ['Content-Length', String(answer.body.length)],
      ['Content-Type', type],
    ],
    body: answer.body,
  };
}
