/** Records what a real PHP prints for the snippets: `npx tsx scripts/record-php.ts`, with php8.2 on PATH. It was made with PHP 8.2.36; only what 8.3 says alike belongs there. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const directory = 'test/programs/php';
const snippets = readFileSync(`${directory}/snippets.txt`, 'utf8')
  .split('\n')
  .filter(line => line !== '');
const recorded = Object.fromEntries(
  snippets.map(code => {
    const { status, stdout, stderr } = spawnSync('php8.2', ['-n', '-r', code], { encoding: 'utf8', input: '', timeout: 20_000 });
    return [code, { code: status ?? -1, stdout, stderr }];
  }),
);
writeFileSync(`${directory}/recorded.json`, `${JSON.stringify(recorded, null, 1)}\n`);
