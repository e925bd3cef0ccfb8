import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { servedWorld } from '../helpers/served.js';

/** Requests that a real Engine 28.5 refuses, with its status and message (or text, where it gives no JSON), on a host with nothing but an image. */
const rows = JSON.parse(readFileSync(path.resolve('test/contract/refusals.json'), 'utf8')) as readonly (readonly [
  string,
  number,
  string | null,
])[];

test('what a real Engine refuses is refused with the same status and words', async t => {
  const served = await servedWorld(t);
  for (const [line, status, message] of rows) {
    const [, method = '', target = '', body] = /^(\S+) (\S+)(?: (.*))?$/.exec(line) ?? [];
    const encoded = target.replace(/[ "{}[\]<>]/g, encodeURIComponent);
    const headers = { 'Content-Type': 'application/json' };
    const answer = await served.call(method, encoded, body === undefined ? {} : { body, headers });
    const isJson = answer.text !== '' && answer.headers['content-type'] === 'application/json';
    const said = isJson ? ((JSON.parse(answer.text) as { message?: string }).message ?? null) : answer.text === '' ? null : answer.text;
    t.deepEqual({ line, status: answer.status, said }, { line, status, said: message });
  }
  t.deepEqual(served.faults, []);
});
