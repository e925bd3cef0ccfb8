import test from 'ava';
import { readFileSync } from 'node:fs';
import { World } from '../../../engine/testing.js';

/** What PHP 8.2.36 printed for snippets on which 8.2 and 8.3 agree; `scripts/record-php.ts` records it anew. */
function isRecording(value: unknown): value is Readonly<Record<string, { code: number; stdout: string; stderr: string }>> {
  return typeof value === 'object' && value !== null;
}

const recorded: unknown = JSON.parse(readFileSync('test/programs/php/recorded.json', 'utf8'));

test('snippets print what a real PHP prints', t => {
  if (!isRecording(recorded)) throw new Error('the recording is damaged');
  const { sh } = new World({ images: ['php'] });
  t.true(Object.keys(recorded).length >= 200);
  for (const [code, { code: status, stdout, stderr }] of Object.entries(recorded)) {
    const ours = sh(`docker run --rm php php -n -r '${code.replaceAll("'", `'\\''`)}'`);
    t.deepEqual({ code: ours.code, stdout: ours.stdout, stderr: ours.stderr }, { code: status, stdout, stderr }, code);
  }
});
