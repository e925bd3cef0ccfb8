import test from 'ava';
import { negotiate } from '../../../cli/outside/daemon-address.js';
import { HttpApi } from '../../../cli/outside/http-api.js';
import { READY, type Task, type Wake } from '../../../engine/core/task.js';
import { ApiError, parseDaemonHost, type ApiRequest, type ApiResponse } from '../../../engine/index.js';
import { apiCalls } from '../../contract/api-calls.js';
import { servedWorld } from '../../helpers/served.js';

/** Runs a task that waits for nothing but what comes from outside. */
async function drive<T>(task: Task<T>): Promise<T> {
  for (let wake: Wake = READY; ; ) {
    const result = task.next(wake);
    if (result.done) return result.value;
    const { value } = result;
    if (value.kind !== 'wait') throw new Error(`unexpected ${value.kind}`);
    await new Promise<void>(done => value.queues.forEach(queue => queue.add({ wake: done })));
    wake = READY;
  }
}

async function bodyOf({ body }: ApiResponse): Promise<unknown> {
  if (body.kind === 'json') return body.value;
  if (body.kind === 'text') return body.text;
  if (body.kind !== 'objects') return undefined;
  const values: unknown[] = [];
  for (let value = await drive(body.channel.receive()); value !== undefined; value = await drive(body.channel.receive()))
    values.push(value);
  return values;
}

test('every call of the contract has the same answer through the client of outside daemons', async t => {
  const served = await servedWorld(t, { images: ['alpine', 'nginx'] });
  const host = parseDaemonHost(`unix://${served.docker}`);
  const api = new HttpApi({ host, version: await negotiate(host), wake: () => undefined });
  t.is(api.version, '1.50');
  const known = new Map<string, string>();
  for (const { method, path, json, status, body, remember } of apiCalls) {
    // Versions are this client's own business.
    if (path.startsWith('/v1.')) continue;
    const { pathname, searchParams } = new URL(path.replaceAll('%', '%25'), 'http://x');
    const query = Object.fromEntries([...searchParams.keys()].map(name => [name, searchParams.getAll(name)]));
    const request: ApiRequest = { method, path: decodeURIComponent(pathname), query, ...(json === undefined ? {} : { json }) };
    const what = `${method} ${path} ${json === undefined ? '' : JSON.stringify(json)}`;
    const answer = await drive(api.request(request)).then(
      async (response): Promise<{ what: string; status: number; body: unknown }> => ({
        what,
        status: response.status,
        body: body === undefined ? undefined : await bodyOf(response),
      }),
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        return { what, status: error.status, body: body === undefined ? undefined : { message: error.reason } };
      },
    );
    // A wait is a stream of one value in process, and a value outside.
    if (path.endsWith('/wait') && answer.status === 200) answer.body = [answer.body];
    const value = answer.body;
    if (remember !== undefined && typeof value === 'object' && value !== null && 'Id' in value) known.set(remember, String(value.Id));
    // The client leaves out blanks around a message.
    const expected = JSON.stringify(body ?? null)
      .replace(/ "}$/, '"}')
      .replace(/\{(\w+)\}/g, (_, name: string) => known.get(name) ?? `{${name}}`);
    t.deepEqual(answer, { what, status, body: body === undefined ? undefined : (JSON.parse(expected) as unknown) });
  }
  t.deepEqual(served.faults, []);
});
