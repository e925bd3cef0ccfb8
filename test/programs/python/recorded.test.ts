import { readFileSync } from 'node:fs';
import test from 'ava';
import { python } from '../../../engine/programs/python/python.js';
import { machine } from '../../helpers/machine.js';

interface Recorded {
  readonly script: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// Recorded with CPython 3.11.7 on Linux; only what CPython 3.12 says in the same words.
const recordings = readFileSync('test/programs/python/recorded.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded);

test('scripts print, fail and exit as in CPython', t => {
  t.true(recordings.length >= 250);
  for (const { script, code, stdout, stderr } of recordings) {
    const made = machine({ programs: { python3: python }, files: { '/tmp/app/t.py': `${script}\n` } });
    t.deepEqual(made.run(['python3', 't.py'], { cwd: '/tmp/app' }), { code, stdout, stderr }, script);
  }
});
