import { encodeUtf8 } from '../core/utf8.js';
import { attachExec, checkExec, createExec, execJson, execStdio, findExec, startExec } from '../daemon/exec.js';
import { DaemonError } from '../daemon/errors.js';
import { bool, decodeFields, object, lookUp } from '../daemon/json.js';
import { resizeExec } from '../daemon/resize.js';
import { hijack, json, nothing } from './answer.js';
import { execBody, execStartBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { sizeOf } from './request-values.js';
import { get, lenient, post, type Call } from './route.js';

/** Commands in running containers. */
export const execRoutes = [
  post(
    '/containers/*id/exec',
    ({ daemon, request, params }) => json({ Id: createExec(daemon, params['id'] ?? '', object(request.json, '')) }, 201),
    execBody,
  ),
  post('/exec/*id/start', start, execStartBody),
  post('/exec/*id/resize', ({ daemon, params, query }) => {
    resizeExec(daemon, params['id'] ?? '', sizeOf(query));
    return nothing(200);
  }),
  lenient(get('/exec/*id/json', ({ daemon, params }) => json(execJson(findExec(daemon, params['id'] ?? ''))))),
];

const startFields = { Detach: bool, Tty: bool };

function start(call: Call): ApiResponse {
  const { Detach: detach } = decodeFields(startFields, object(call.request.json, ''));
  return detach ? startDetached(call) : startAttached(call);
}

function startDetached({ daemon, params }: Call): ApiResponse {
  const exec = findExec(daemon, params['id'] ?? '');
  startExec(daemon, exec.id, execStdio(daemon, { ...exec, attachStdin: false }));
  return nothing(200);
}

/** Once the connection is upgraded there are no statuses any more: what goes wrong is written to it. */
function startAttached({ daemon, request, params }: Call): ApiResponse {
  const exec = checkExec(daemon, params['id'] ?? '');
  const stdio = execStdio(daemon, exec);
  const { Tty: tty } = decodeFields(startFields, object(request.json, ''));
  const size = lookUp(object(request.json, ''), 'ConsoleSize');
  if (Array.isArray(size) && typeof size[0] === 'number' && typeof size[1] === 'number') stdio.resize({ rows: size[0], columns: size[1] });
  // A client that takes the stream for a terminal has no place for standard error.
  const attachment = attachExec({ ...exec, attachStderr: exec.attachStderr && (exec.tty || !tty) }, stdio, () => undefined);
  try {
    startExec(daemon, exec.id, stdio);
  } catch (error) {
    if (!(error instanceof DaemonError)) throw error;
    attachment.output.offer({ stream: 'stdout', data: encodeUtf8(`${error.message}\r\n`) });
    stdio.end();
  }
  // Whether the output is multiplexed is the client's choice: this request's terminal counts, not the command's.
  return hijack({ ...attachment, tty });
}
