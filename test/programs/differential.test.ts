import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import { commandLines } from './command-grammar.js';
import { replay, sampleMachine } from './sample-machine.js';
import { parseRecorded, sampleExecutables, sampleFiles, sampleLinks, sampleTime, withoutUsage, type Recorded } from './sample-files.js';

const env = { LC_ALL: 'C', PATH: '/usr/bin:/bin', HOME: '/root' };

/** Whether this machine has the very programs that the recordings are of. */
function available(): boolean {
  const firstLine = (command: string, ...args: readonly string[]): string => spawnSync(command, args, { env, encoding: 'utf8' }).stdout;
  const root = process.getuid?.() === 0;
  return root && firstLine('ls', '--version').startsWith('ls (GNU coreutils) 9.1\n') && firstLine('busybox').startsWith('BusyBox v1.35.0');
}

function makeSamples(directory: string): void {
  for (const [path, content] of Object.entries(sampleFiles)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  for (const path of sampleExecutables) chmodSync(join(directory, path), 0o755);
  for (const [path, target] of Object.entries(sampleLinks)) symlinkSync(target, join(directory, path));
  for (const path of [...Object.keys(sampleFiles), 'dir/sub', 'dir']) utimesSync(join(directory, path), sampleTime(path), sampleTime(path));
}

function runForReal({ flavour, argv, stdin }: Pick<Recorded, 'flavour' | 'argv' | 'stdin'>): {
  code: number | null;
  stdout: string;
  stderr: string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'drydock-programs-'));
  try {
    makeSamples(directory);
    const [program = '', ...args] = flavour === 'busybox' ? ['busybox', ...argv] : argv;
    const input = stdin === undefined ? '' : (sampleFiles[stdin] ?? '');
    // Debian's awk is mawk, whatever the name leads to on this machine.
    const file = program === 'awk' ? 'mawk' : program;
    const result = spawnSync(file, args, { argv0: program, cwd: directory, env, input });
    const text = (bytes: Uint8Array): string => decodeUtf8(new Uint8Array(bytes)).replaceAll(directory, '/data');
    return { code: result.status, stdout: text(result.stdout), stderr: withoutUsage(text(result.stderr)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const check = available() ? test : test.skip;

for (const name of ['files-and-grep', 'text-and-sed', 'awk', 'more', 'busybox-beginners']) {
  check(`${name}: the recordings are what the programs of this machine print`, t => {
    const text = readFileSync(new URL(`../../../test/programs/recorded/${name}.jsonl`, import.meta.url), 'utf8');
    for (const recorded of parseRecorded(text)) {
      const expected = { code: recorded.code, stdout: recorded.stdout, stderr: recorded.stderr };
      t.deepEqual(runForReal(recorded), expected, `${recorded.flavour}: ${recorded.argv.join(' ')}`);
    }
  });
}

/** Programs of which no difference is known; DRYDOCK_PROGRAMS=sort,join tries others of the grammar. */
const compared = (process.env['DRYDOCK_PROGRAMS'] ?? 'wc,cat,basename,dirname,base64,unexpand,readlink').split(',');

check('random command lines do what they do with the programs of this machine', t => {
  for (const program of compared) {
    const property = fc.property(commandLines(program, 'gnu'), line => {
      const mine = replay(sampleMachine(), { flavour: 'gnu', ...line, code: 0, stdout: '', stderr: '' });
      t.deepEqual(mine, runForReal({ flavour: 'gnu', ...line }), line.argv.join(' '));
    });
    fc.assert(property, { seed: 20_261_123, numRuns: Number(process.env['DRYDOCK_COMMAND_RUNS'] ?? 15), endOnFailure: true });
  }
});
