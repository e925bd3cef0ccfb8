import { readFileSync } from 'node:fs';
import test from 'ava';
import { replay, sampleMachine } from './sample-machine.js';
import type { Recorded } from './sample-files.js';

/** Each line of recorded/NAME.jsonl is one command with what the real program printed. */
export function readRecorded(name: string): Recorded[] {
  const text = readFileSync(new URL(`../../../test/programs/recorded/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}

for (const name of ['files-and-grep', 'text-and-sed', 'awk', 'more']) {
  test(`${name}: the same output, errors and exit status as the real programs`, t => {
    for (const recorded of readRecorded(name)) {
      const { code, stdout, stderr } = replay(sampleMachine(), recorded);
      const expected = { code: recorded.code, stdout: recorded.stdout, stderr: recorded.stderr };
      t.deepEqual({ code, stdout, stderr }, expected, `${recorded.flavour}: ${recorded.argv.join(' ')}`);
    }
  });
}
