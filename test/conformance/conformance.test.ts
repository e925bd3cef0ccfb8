import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { notYet } from './not-yet.js';
import { playScenario } from './play.js';
import { parseScenario } from './scenario.js';

/** The corpus lies beside the repository; our own transcripts are in it. */
const corpora = [path.resolve('..', 'shared', 'conformance', 'scenarios'), path.resolve('test', 'conformance', 'scenarios')].filter(
  existsSync,
);

const files = corpora.flatMap(root =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.t'))
    .sort()
    .map(name => ({ root, name })),
);

if (files.length === 0)
  test('the conformance corpus is not here', t => {
    t.log('no transcripts were played: the folder shared/conformance is missing');
    t.pass();
  });

for (const { root, name } of files) {
  const scenario = parseScenario(readFileSync(path.join(root, name), 'utf8'));
  const missing = notYet.get(name);
  test(`${name}: ${scenario.title}`, t => {
    const differences = playScenario(scenario);
    if (missing === undefined) t.deepEqual(differences, [], differences.join('\n'));
    // The list must stay true: what has come to pass is taken off it.
    else t.not(differences.length, 0, `${name} passes: take it off test/conformance/not-yet.ts`);
  });
}
