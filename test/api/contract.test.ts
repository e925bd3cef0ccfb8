import test from 'ava';
import { apiCalls } from '../contract/api-calls.js';
import { daemonWorld } from '../helpers/daemon.js';

test('every call of the contract is answered in process as a real Engine answers it', t => {
  const world = daemonWorld({ images: ['alpine', 'nginx'] });
  const known = new Map<string, string>();
  for (const { method, path, json, status, body, remember } of apiCalls) {
    const answer = world.call(method, path, json);
    const { Id: id } = (answer.body ?? {}) as { Id?: string };
    if (remember !== undefined && id !== undefined) known.set(remember, id);
    const expected = JSON.parse(
      JSON.stringify(body ?? null).replace(/\{(\w+)\}/g, (_, name: string) => known.get(name) ?? `{${name}}`),
    ) as unknown;
    const what = `${method} ${path} ${json === undefined ? '' : JSON.stringify(json)}`;
    t.deepEqual({ what, status: answer.status, body: body === undefined ? null : answer.body }, { what, status, body: expected });
  }
});
