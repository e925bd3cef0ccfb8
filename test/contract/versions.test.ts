import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { servedWorld } from '../helpers/served.js';

type Fact = readonly [path: string, version: string, come: readonly string[], gone: readonly string[]];

/** What comes and goes in the answers of a real Engine 28.5 from a version of the API on, of 1.24 to 1.50. */
const facts = JSON.parse(readFileSync(path.resolve('test/contract/versions.json'), 'utf8')) as readonly Fact[];

/** Answers that are the same in all versions. */
const unchanging = ['/version', '/containers/json?all=1', '/networks', '/networks/bridge', '/volumes', '/images/alpine/history'];

test('clients of older versions are told what a real Engine tells them', async t => {
  const served = await servedWorld(t);
  await served.call('POST', '/containers/create?name=one', { json: { Image: 'alpine', Cmd: ['true'] } });
  const found: Fact[] = [];
  for (const target of [...new Set(facts.map(([name]) => name)), ...unchanging]) {
    let before: ReadonlySet<string> | undefined;
    for (let minor = 24; minor <= 50; minor++) {
      const { text } = await served.call('GET', `/v1.${String(minor)}${target}`);
      const fields = new Set(fieldsOf(JSON.parse(text), ''));
      const come = [...fields].filter(field => before && !before.has(field)).sort();
      const gone = [...(before ?? [])].filter(field => !fields.has(field)).sort();
      if (come.length + gone.length > 0) found.push([target, `1.${String(minor)}`, come, gone]);
      before = fields;
    }
  }
  t.deepEqual(found, facts);
});

/** The paths to all values that are no objects. */
function fieldsOf(value: unknown, at: string): readonly string[] {
  if (Array.isArray(value) && typeof value[0] === 'object') return fieldsOf(value[0], `${at}[]`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return Object.entries(value).flatMap(([name, field]) => fieldsOf(field, `${at}.${name}`));
}
