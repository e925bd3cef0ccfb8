import { readFileSync } from 'node:fs';
import test from 'ava';
import { editorPrograms } from '../../engine/programs/editors/index.js';
import { findProgram } from '../../engine/programs/index.js';
import { serverPrograms } from '../../engine/programs/servers/index.js';
import { machine, type RunOutput } from '../helpers/machine.js';

/** Programs whose id is not their name, and words that make a command line whole. */
const ids: Readonly<Record<string, string>> = {
  apt: 'apt-get',
  vi: 'vim-9.0',
  nano: 'nano-7.2',
  psql: 'psql-debian15',
  pg_dump: 'pg_dump-debian15',
  pg_dumpall: 'pg_dumpall-debian15',
  createdb: 'createdb-debian15',
  dropdb: 'dropdb-debian15',
  createuser: 'createuser-debian15',
  pg_isready: 'pg_isready-debian15',
};
const tails: Readonly<Record<string, readonly string[]>> = {
  apt: ['update'],
  apk: ['info'],
  yum: ['list'],
  rpm: ['-qa'],
  ip: ['addr'],
  'redis-cli': ['PING'],
  less: ['f'],
};

const own = new Map([...serverPrograms, ...editorPrograms]);

const listed = readFileSync(new URL('../../../test/programs/real-options.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => ({ name: line.slice(0, line.indexOf(':')), options: line.slice(line.indexOf(':') + 2).split(' ') }));

/** What a program says of words that no program knows tells how it says so of others. */
const nobody = { long: '--zzqq', short: '-%' };

for (const { name, options } of listed) {
  test(`${name} takes each of its real options, or says that it is not simulated`, t => {
    const main = own.get(ids[name] ?? name) ?? findProgram(ids[name] ?? name);
    if (main === undefined) return t.fail('there is no such program');
    const files = { '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n', '/var/lib/dpkg/status': '', '/w/f': '1\n' };
    const box = machine({ programs: { [name]: main }, files });
    const run = (option: string): string => told(box.run([name, option, ...(tails[name] ?? [])], { cwd: '/w' }));
    const [long, short] = [run(nobody.long), run(nobody.short)];
    t.notRegex(long, /drydock/);
    const unknown = options.filter(option => {
      const isLong = option.startsWith('--');
      const words = isLong ? long.replaceAll('zzqq', option.slice(2)) : short.replaceAll('%', option.slice(1));
      return run(option) === words;
    });
    return t.deepEqual(unknown, []);
  });
}

function told({ code, stdout, stderr }: RunOutput): string {
  return `${stdout}${stderr}[${String(code)}]`;
}
