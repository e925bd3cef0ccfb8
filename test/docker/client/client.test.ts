import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { usageLine } from '../../../engine/docker/command.js';
import { commands, groups } from '../../../engine/docker/commands.js';
import type { Flag } from '../../../engine/docker/flags/flag.js';
import { globalFlags } from '../../../engine/docker/global-flags.js';
import { world } from '../../../engine/testing.js';
import { complaintOf, factsFile, linesFor, skeletonOf, surface, type CommandFacts, type SurfaceCommand } from './surface.js';

const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as Readonly<Record<string, CommandFacts>>;
const { sh } = world();
const env = { HOME: '/home/student', DOCKER_HOST: 'unix:///no/daemon.sock', DOCKER_BUILDKIT: '0' };
const nameOf = (command: SurfaceCommand): string => command.path.replace(/^docker ?/, '');

for (const command of surface) {
  const name = nameOf(command);
  const declared = commands.find(candidate => candidate.names.includes(name));
  const isGroup = name === '' || groups.some(group => group.name === name);

  test(`${command.path}: names, flags, types and defaults are the real client's`, t => {
    t.true(isGroup || declared !== undefined, 'it is declared');
    if (declared) {
      const others = declared.names.filter(other => other !== name).map(other => `docker ${other}`);
      t.deepEqual(others.sort(), [...command.aliases].sort());
      t.is(usageLine(declared, name).split('\n')[0]?.trimEnd(), command.usage);
    }
    const flags = name === '' ? globalFlags('~') : (declared?.flags ?? []);
    t.deepEqual(
      flags
        .filter(flag => !flag.hidden)
        .map(describeFlag)
        .sort(),
      command.flags.map(flag => [`--${flag.name}`, flag.shorthand ?? '', flag.type, defaultOf(flag.default)].join(' ')).sort(),
    );
  });

  test(`${command.path}: complaints about its command line are the real client's`, t => {
    const { complaints = {}, more = '' } = facts[command.path] ?? {};
    for (const line of linesFor(command)) {
      const { code, stderr } = sh(`docker ${name} ${line}`, { env });
      const [expectedCode, expected] = complaints[line] ?? [];
      const given = complaintOf(code, stderr);
      t.deepEqual(
        { line, ...(given ?? {}) },
        { line, ...(expected === undefined ? {} : { code: expectedCode, stderr: expected.replace('{more}', more) }) },
      );
    }
  });

  test(`${command.path}: its help is laid out as the real client's`, t => {
    t.deepEqual(skeletonOf(sh(`docker ${name} --help`, { env: { ...env, HOME: '~' } }).stdout), facts[command.path]?.help);
  });
}

/** Types that show a zero value, and texts that are no value but words of a description. */
function describeFlag(flag: Flag): string {
  const isShown = !['', '0', 'false', '<nil>'].includes(flag.initial) || flag.type.name === 'uint16';
  return [`--${flag.name}`, flag.shorthand ?? '', flag.type.name, isShown ? flag.initial : ''].join(' ');
}

function defaultOf(text = ''): string {
  return /^(shows|hides) /.test(text) ? '' : text;
}

const real = spawnSync('docker', ['--version'], { encoding: 'utf8' });
const isHere = !real.error && real.stdout.startsWith('Docker version 28.2.');

(isHere ? test : test.skip)('a real client 28.2 on PATH says what was recorded', t => {
  for (const command of surface) {
    for (const line of ['--no-such-flag', ...linesFor(command).filter(line => /^[a-z ]*$/.test(line))]) {
      const words = `${nameOf(command)} ${line}`.split(' ').filter(Boolean);
      const { status, stderr } = spawnSync('docker', words, {
        env: { ...process.env, ...env, HOME: '/nowhere' },
        input: '',
        encoding: 'utf8',
      });
      const fact = facts[command.path];
      const [code, expected] = fact?.complaints[line] ?? [];
      const complaint = complaintOf(status ?? -1, stderr);
      t.deepEqual(
        { words, ...(complaint ?? {}) },
        { words, ...(expected === undefined ? {} : { code, stderr: expected.replace('{more}', fact?.more ?? '') }) },
      );
    }
  }
});
