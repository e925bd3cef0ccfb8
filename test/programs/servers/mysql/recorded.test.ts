import { readFileSync } from 'node:fs';
import test from 'ava';
import { sqlMachine } from './sql-machine.js';

const folder = 'test/programs/servers/mysql/recordings';

for (const name of ['queries', 'changes'])
  test(`${name} as MariaDB prints them`, t => {
    const { run } = sqlMachine('11.3.2-MariaDB');
    const { stdout, stderr } = run(readFileSync(`${folder}/${name}.sql`, 'utf8'), '-t', '-f');
    t.is(`${stdout}---- errors\n${stderr}`, readFileSync(`${folder}/${name}.txt`, 'utf8'));
  });
