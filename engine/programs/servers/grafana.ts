import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { stampOf } from '../net/http-date.js';
import type { HttpRequest } from './http.js';
import { runHttpService, tryListen, type ServiceResponse } from './http-service.js';

const VERSION = '9.3.0';
const COMMIT = '14e988bd22';

/** grafana: `grafana server`, without dashboards: the pages that somebody sees who has not logged in. */
export const grafana: Main = function* (sys, argv) {
  const name = (argv[0] ?? '').replace(/^.*\//, '');
  const words = name === 'grafana-server' ? ['server', ...argv.slice(1)] : argv.slice(1);
  const [command] = words;
  if (words.includes('-v') || words.includes('--version'))
    return yield* print(sys, 1, `Version ${VERSION} (commit: ${COMMIT}, branch: HEAD)\n`, 0);
  if (command !== 'server') {
    return yield* print(
      sys,
      2,
      command === undefined || command === 'help'
        ? 'NAME:\n   grafana - Grafana server and command line interface\n'
        : `drydock: grafana ${command} is not simulated\n`,
      command === undefined ? 0 : 1,
    );
  }
  return yield* serve(sys, words.slice(1));
};

function* serve(sys: Sys, words: readonly string[]): Task<number> {
  const settings = yield* readSettings(sys, words);
  const port = Number(settings.get('server.http_port') ?? 3000);
  yield* log(sys, 'settings', `msg="Starting Grafana" version=${VERSION} commit=${COMMIT} branch=HEAD compiled=2022-11-29T21:10:00Z`);
  const data = settings.get('paths.data') ?? '/var/lib/grafana';
  const problem = makeDatabase(sys, data);
  if (problem !== undefined)
    return yield* print(
      sys,
      1,
      `GF_PATHS_DATA='${data}' is not writable.\nYou may have issues with file permissions, more information here: http://docs.grafana.org/installation/docker/#migrate-to-v51-or-later\nmkdir: can't create directory '${data}': ${problem}\n`,
      1,
    );
  yield* log(sys, 'sqlstore', 'msg="Connecting to DB" dbtype=sqlite3');
  yield* log(sys, 'migrator', 'msg="Starting DB migrations"');
  yield* sys.sleep(200);
  const listener = tryListen(sys, { ip: '::', port });
  if (listener === undefined) {
    yield* log(
      sys,
      'server',
      `msg="Server shutdown" error="*api.HTTPServer run error: failed to open listener on address 0.0.0.0:${String(port)}: listen tcp 0.0.0.0:${String(port)}: bind: address already in use"`,
      'error',
    );
    return 1;
  }
  yield* log(sys, 'http.server', `msg="HTTP Server Listen" address=[::]:${String(port)} protocol=http subUrl= socket=`);
  yield* runHttpService(sys, {
    listeners: [listener],
    keepAliveMs: 120_000,
    onSignal: signal =>
      log(sys, 'server', `msg="Shutdown started" reason="System signal: ${signal === 'SIGINT' ? 'interrupt' : 'terminated'}"`),
    handle: request => handle(sys, request),
  });
  return 0;
}

/** `section.name` from the file that --config names, then `cfg:` words and GF_SECTION_NAME variables. */
function* readSettings(sys: Sys, words: readonly string[]): Task<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  const file = words.find(word => word.startsWith('--config='))?.slice('--config='.length);
  try {
    let section = '';
    for (const line of file === undefined ? [] : (yield* readText(sys, file)).split('\n')) {
      section = /^\[(.*)\]/.exec(line)?.[1] ?? section;
      const match = /^\s*([\w]+)\s*=\s*(.*?)\s*$/.exec(line);
      if (match) settings.set(`${section}.${match[1] ?? ''}`, match[2] ?? '');
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  for (const [name, value] of sys.env) {
    const match = /^GF_([A-Z]+)_([A-Z_]+)$/.exec(name);
    if (match) settings.set(`${(match[1] ?? '').toLowerCase()}.${(match[2] ?? '').toLowerCase()}`, value);
  }
  return settings;
}

/** Makes the data folder's database file, whose tables nobody can look into here. */
function makeDatabase(sys: Sys, folder: string): string | undefined {
  try {
    sys.close(sys.open(`${folder}/grafana.db`, { write: true, create: true, append: true, mode: 0o640 }));
    return undefined;
  } catch (error) {
    if (isErrno(error)) return error.message;
    throw error;
  }
}

function* handle(sys: Sys, request: HttpRequest): Task<ServiceResponse> {
  yield* sys.tick();
  const path = request.target.replace(/\?.*$/, '');
  if (path === '/api/health')
    return answer(200, 'application/json; charset=UTF-8', `{\n  "commit": "${COMMIT}",\n  "database": "ok",\n  "version": "${VERSION}"\n}`);
  if (path === '/login' && request.method === 'POST')
    return answer(501, 'application/json', '{"message":"drydock: logging in to Grafana is not simulated"}');
  if (path === '/login')
    return answer(
      200,
      'text/html; charset=UTF-8',
      '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>Grafana</title>\n  </head>\n  <body class="theme-dark app-grafana"></body>\n</html>\n',
    );
  if (path.startsWith('/api/')) return answer(401, 'application/json', '{"message":"Unauthorized","traceID":""}');
  const back = path === '/' ? [] : ([['Set-Cookie', `redirect_to=${encodePath(request.target)}; Path=/; HttpOnly; SameSite=Lax`]] as const);
  const found = answer(302, 'text/html; charset=utf-8', '<a href="/login">Found</a>.\n\n');
  return { ...found, fields: [['Cache-Control', 'no-store'], ...found.fields, ['Location', '/login'], ...back] };
}

function encodePath(path: string): string {
  return path.replace(/[^\w.~-]/g, char =>
    encodeUtf8(char).reduce((text, byte) => `${text}%${byte.toString(16).toUpperCase().padStart(2, '0')}`, ''),
  );
}

function answer(status: number, type: string, body: string): ServiceResponse {
  return { status, fields: [['Content-Type', type]], body: encodeUtf8(body) };
}

function* log(sys: Sys, logger: string, message: string, level = 'info'): Task<void> {
  const { year, month, day, time, microsecond } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  yield* print(sys, 1, `logger=${logger} t=${year}-${month}-${day}T${time}.${microsecond}Z level=${level} ${message}\n`, 0);
}

function* print(sys: Sys, fd: number, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}
