import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { commands } from '../../engine/docker/commands.js';
import { canonicalName } from '../../engine/docker/command.js';
import { world } from '../../engine/testing.js';

const { sh } = world();

/** Files of golden help: `UPDATE_GOLDEN=1` writes them anew. */
const folder = path.resolve('test/golden/docker-help');

function checkGolden(name: string, text: string): string {
  const file = path.join(folder, `${name}.txt`);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  return readFileSync(file, 'utf8');
}

const namesOf = (group: string): readonly string[] =>
  commands
    .flatMap(command => command.names.filter(name => canonicalName(command, name) === name))
    .filter(name => (name.includes(' ') ? name.split(' ')[0] === group : group === ''))
    .sort();

for (const group of ['container', 'image', 'network', 'volume', 'system', 'context', 'builder']) {
  test(`docker ${group}: help of its commands`, t => {
    const texts = [group, ...namesOf(group)].map(name => {
      const { code, stdout, stderr } = sh(`docker ${name} --help`);
      t.deepEqual({ code, stderr }, { code: 0, stderr: '' });
      return `$ docker ${name} --help\n${stdout}`;
    });
    const text = texts.join('\n');
    t.is(text, checkGolden(group, text));
  });
}

test('docker --help, help, and docker alone show the same commands', t => {
  const { stdout } = sh('docker --help');
  t.is(stdout, checkGolden('docker', stdout));
  t.is(sh('docker help').stdout, stdout);
  t.deepEqual(sh('docker'), { code: 0, stdout: '', stderr: stdout });
  t.is(sh('docker help ps').stdout, sh('docker ps --help').stdout);
  t.deepEqual(sh('docker help nosuch'), { code: 1, stdout: '', stderr: 'unknown help topic: nosuch\n' });
});

test('help is in Korean where the locale is', t => {
  const { stdout } = sh('docker run --help', { env: { LANG: 'ko_KR.UTF-8' } });
  t.is(stdout, checkGolden('run.ko', stdout));
});

test('help wraps to the width of the terminal', t => {
  const screen = world().terminal('docker logs --help', { columns: 60 });
  const { shown } = screen.finish();
  t.true(shown.split('\r\n').every(line => line.length <= 60));
});
