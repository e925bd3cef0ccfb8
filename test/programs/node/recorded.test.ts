import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { World } from '../../../engine/testing.js';

/** Programs and what the real node printed for each: the first line of a file tells which one. */
const folder = new URL('../../../../test/programs/node/recorded/', import.meta.url);

interface Recorded {
  readonly name: string;
  readonly argv: readonly string[];
  readonly source: string;
  readonly stdin?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

function parseRecorded(line: string): Recorded {
  const value: unknown = JSON.parse(line);
  const { name, argv, source, stdin, stdout, stderr, code }: Partial<Recorded> = typeof value === 'object' ? { ...value } : {};
  if (!name || !argv || source === undefined || stdout === undefined || stderr === undefined || code === undefined) throw new Error(line);
  return { name, argv, source, stdout, stderr, code, ...(stdin === undefined ? {} : { stdin }) };
}

for (const file of readdirSync(folder)) {
  test(`${file}: the same output, errors and exit status as the real node`, t => {
    const world = new World({ images: ['node:20'] });
    world.sh('docker run -d --name app -w /app node:20 sleep 1000000');
    for (const line of readFileSync(new URL(file, folder), 'utf8').trim().split('\n').slice(1)) {
      const recorded = parseRecorded(line);
      const script = recorded.argv.find(word => /^a\.m?js$/.test(word)) ?? 'a.js';
      world.sh(`docker exec -i app sh -c 'rm -rf /app/*; cat > /app/${script}'`, { stdin: recorded.source });
      const words = recorded.argv.map(word => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
      const { code, stdout, stderr } = world.sh(`docker exec -i app node ${words}`, { stdin: recorded.stdin ?? '' });
      const expected = { code: recorded.code, stdout: recorded.stdout, stderr: recorded.stderr };
      t.deepEqual({ code, stdout, stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)') }, expected, `${file}: ${recorded.name}`);
    }
  });
}
