import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { commands, groups } from '../../engine/docker/commands.js';
import { canonicalName, usageLine } from '../../engine/docker/command.js';
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

interface Surface {
  readonly path: string;
  readonly usage: string;
  readonly aliases: readonly string[];
  readonly flags: readonly { readonly name: string; readonly shorthand?: string; readonly type: string }[];
}

/** What the real client has, recorded beside the repository. */
const surfaceFile = path.resolve('..', 'shared', 'conformance', 'cli-surface.json');

test('every command and flag of the client is declared', t => {
  if (!existsSync(surfaceFile)) {
    t.pass('the recorded surface is not here');
    return;
  }
  const surface = (JSON.parse(readFileSync(surfaceFile, 'utf8')) as { commands: readonly Surface[] }).commands;
  for (const { path: full, usage, aliases, flags } of surface) {
    const name = full.replace(/^docker ?/, '');
    if (name === '' || groups.some(group => group.name === name)) continue;
    const command = commands.find(candidate => candidate.names.includes(name));
    if (!command) {
      t.fail(`${full} is not declared`);
      continue;
    }
    t.is(usageLine(command, name).split('\n')[0], usage);
    t.deepEqual(
      command.names
        .filter(other => other !== name)
        .map(other => `docker ${other}`)
        .sort(),
      [...aliases].sort(),
    );
    // Commands that are refused before their flags are looked at need not know them.
    if (command.run === 'not simulated' && command.flags.length === 0) continue;
    const declared = command.flags
      .filter(flag => !flag.hidden)
      .map(({ name: flag, shorthand = '', type }) => `${flag} ${shorthand} ${type.name}`);
    t.deepEqual(declared.sort(), flags.map(flag => `${flag.name} ${flag.shorthand ?? ''} ${flag.type}`).sort(), full);
  }
});
