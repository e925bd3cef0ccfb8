import { readFileSync } from 'node:fs';
import test from 'ava';
import { python } from '../../../engine/programs/python/python.js';
import { machine } from '../../helpers/machine.js';

interface Recorded {
  readonly script: string;
  readonly code: number;
  readonly stdout: string;
  /** The last line. */
  readonly stderr: string;
}

// Recorded with CPython 3.11 on Linux; only what CPython 3.12 says in the same words.
const recordings = readFileSync('test/programs/python/library.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded);

test('modules of the standard library do what those of CPython do', t => {
  for (const { script, code, stdout, stderr } of recordings) {
    const made = machine({ programs: { python3: python }, files: { '/tmp/app/t.py': `${script}\n` } });
    const result = made.run(['python3', 't.py'], { cwd: '/tmp/app' });
    t.deepEqual({ ...result, stderr: result.stderr.trimEnd().split('\n').at(-1) }, { code, stdout, stderr }, script);
  }
});

test('threads are refused in words', t => {
  const script = 'import threading\nt = threading.Thread(target=print)\nt.start()\n';
  const made = machine({ programs: { python3: python }, files: { '/tmp/app/t.py': script } });
  const { code, stderr } = made.run(['python3', 't.py'], { cwd: '/tmp/app' });
  t.is(code, 1);
  t.is(stderr.trimEnd().split('\n').at(-1), 'RuntimeError: drydock: threads of Python are not simulated');
});
