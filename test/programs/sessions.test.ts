import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { playScenario } from '../conformance/play.js';
import { parseScenario } from '../conformance/scenario.js';

// Recorded with the real programs of the distribution (the line `real` says which) in a container of a real Engine 28.
const folder = 'test/programs/sessions';

for (const file of readdirSync(folder).sort())
  test(`${file.replace(/\.t$/, '')}: a session is what it was with the real programs`, t => {
    t.deepEqual(playScenario(parseScenario(readFileSync(`${folder}/${file}`, 'utf8'))), []);
  });
