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

test('an exception ends its thread only, and says where it was', t => {
  const script =
    "import threading\ndef f(): raise ValueError('x')\nt = threading.Thread(target=f)\nt.start()\nt.join()\nprint(t.is_alive())\n";
  const made = machine({ programs: { python3: python }, files: { '/tmp/app/t.py': script } });
  const { code, stdout, stderr } = made.run(['python3', 't.py'], { cwd: '/tmp/app' });
  t.deepEqual(
    { code, stdout, stderr: stderr.replace(/line \d+/g, 'line N') },
    {
      code: 0,
      stdout: 'False\n',
      stderr: `Exception in thread Thread-1 (f):
Traceback (most recent call last):
  File "/usr/local/lib/python3.12/threading.py", line N, in _bootstrap_inner
    self.run()
  File "/usr/local/lib/python3.12/threading.py", line N, in run
    self._target(*self._args, **self._kwargs)
  File "/tmp/app/t.py", line N, in f
    def f(): raise ValueError('x')
             ^^^^^^^^^^^^^^^^^^^^^
ValueError: x
`,
    },
  );
});
