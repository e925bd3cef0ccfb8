import { readFileSync } from 'node:fs';
import test from 'ava';
import { World } from '../../../engine/testing.js';

interface Step {
  readonly step: string;
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Typed, but not compared. */
  readonly differs?: boolean;
}

/**
 * How fast it went, how many files there are and how big packages are differs from machine to machine. apt's dpkg writes to a terminal of its
 * own, so that its lines end with a carriage return too; ours has none.
 */
function comparable(text: string): string {
  return text
    .replace(/\(Reading database \.\.\. \r(?:\(Reading database \.\.\. \d+%\r)+/g, '')
    .replace(/\(Reading database \.\.\. \d+ files/g, '(Reading database ... N files')
    .replace(/ in \S+ \([\d.]+ [kM]?B\/s\)/g, ' in … (… B/s)')
    .replace(/\[\d[\d.]* k?M?B\]/g, '[…]')
    .replace(/B\/\d+ B of/g, 'B/N B of')
    .replace(/(\.deb) \d+ $/gm, '$1 N ')
    .replace(/[ \t\r]+$/gm, '');
}

for (const name of ['made-here', 'debian-mirror']) {
  test(`a session is what it was with apt 2.6 and dpkg 1.21: ${name}`, t => {
    const lines = readFileSync(`test/programs/packages/recordings/${name}.jsonl`, 'utf8').trimEnd().split('\n');
    const steps = lines.map(line => JSON.parse(line) as Step);
    const { sh } = new World({ images: ['debian:12'] });
    sh('docker run -d --name box debian:12 sleep 1000000');
    for (const { step, code, stdout = '', stderr = '', differs } of steps) {
      const ours = sh(`docker exec -i box bash -c '${`cd /root\n${step}`.replaceAll("'", `'\\''`)}'`);
      if (differs) continue;
      t.deepEqual(
        { code: ours.code, stdout: comparable(ours.stdout), stderr: comparable(ours.stderr) },
        { code, stdout: comparable(stdout), stderr: comparable(stderr) },
        step,
      );
    }
    t.true(steps.filter(({ differs }) => !differs).length > 100);
  });
}
