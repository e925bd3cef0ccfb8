import { readFileSync } from 'node:fs';
import test from 'ava';
import { replay, sampleMachine } from './sample-machine.js';
import { parseRecorded } from './sample-files.js';

for (const name of ['files-and-grep', 'text-and-sed', 'awk', 'more', 'busybox-beginners']) {
  test(`${name}: the same output, errors and exit status as the real programs`, t => {
    const text = readFileSync(new URL(`../../../test/programs/recorded/${name}.jsonl`, import.meta.url), 'utf8');
    for (const recorded of parseRecorded(text)) {
      const { code, stdout, stderr } = replay(sampleMachine(), recorded);
      const expected = { code: recorded.code, stdout: recorded.stdout, stderr: recorded.stderr };
      t.deepEqual({ code, stdout, stderr }, expected, `${recorded.flavour}: ${recorded.argv.join(' ')}`);
    }
  });
}
