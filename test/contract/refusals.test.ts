import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { servedWorld, type Served } from '../helpers/served.js';

/** Requests that a real Engine 28.5 refuses, with its status and message (or text, where it gives no JSON), on a host with nothing but an image. */
const rows = JSON.parse(readFileSync(path.resolve('test/contract/refusals.json'), 'utf8')) as readonly (readonly [
  string,
  number,
  string | null,
])[];

test('what a real Engine refuses is refused with the same status and words', async t => {
  const served = await servedWorld(t);
  // None of them changes the host, so their order does not matter.
  for (let at = 0; at < rows.length; at += 50) {
    const some = rows.slice(at, at + 50);
    const answers = await Promise.all(some.map(([line]) => ask(served, line)));
    t.deepEqual(
      answers,
      some.map(([line, status, said]) => ({ line, status, said })),
    );
  }
  t.deepEqual(served.faults, []);
});

async function ask(
  served: Served,
  line: string,
): Promise<{ readonly line: string; readonly status: number; readonly said: string | null }> {
  const [, method = '', target = '', body] = /^(\S+) (\S+)(?: (.*))?$/.exec(line) ?? [];
  const encoded = target.replace(/[ "{}[\]<>]/g, encodeURIComponent);
  const headers = { 'Content-Type': 'application/json' };
  const answer = await served.call(method, encoded, body === undefined ? {} : { body, headers });
  const isJson = answer.status >= 400 && answer.text !== '' && answer.headers['content-type'] === 'application/json';
  const said = isJson ? ((JSON.parse(answer.text) as { message?: string }).message ?? null) : answer.text === '' ? null : answer.text;
  return { line, status: answer.status, said };
}
