import test from 'ava';
import { servedWorld } from '../helpers/served.js';
import { apiCalls } from './api-calls.js';

test('every call of the contract is answered over a socket as a real Engine answers it', async t => {
  const served = await servedWorld(t, { images: ['alpine', 'nginx'] });
  const known = new Map<string, string>();
  for (const { method, path, json, status, body, remember } of apiCalls) {
    const target = encodeURI(path);
    const answer = await served.call(method, target, json === undefined ? {} : { json });
    const type = answer.headers['content-type'] ?? '';
    const value = parse(answer.text, type, body);
    if (remember !== undefined && typeof value === 'object' && value !== null && 'Id' in value) known.set(remember, String(value.Id));
    const expected = JSON.parse(
      JSON.stringify(body ?? null).replace(/\{(\w+)\}/g, (_, name: string) => known.get(name) ?? `{${name}}`),
    ) as unknown;
    const what = `${method} ${path} ${json === undefined ? '' : JSON.stringify(json)}`;
    t.deepEqual({ what, status: answer.status, body: body === undefined ? null : value }, { what, status, body: expected });
  }
  t.deepEqual(served.faults, []);
});

/** The form in which the table has it: problems that dockerd gives in plain text are messages, too, and streams are arrays. */
function parse(text: string, type: string, expected: unknown): unknown {
  if (!type.startsWith('application/json')) return typeof expected === 'object' && expected !== null ? { message: text.trimEnd() } : text;
  if (Array.isArray(expected) && !text.startsWith('['))
    return text
      .split(/\r?\n/)
      .filter(Boolean)
      .map(line => JSON.parse(line) as unknown);
  return JSON.parse(text) as unknown;
}
