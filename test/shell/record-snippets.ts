/**
 * Records what the real shells print for the snippets: `npx tsx test/shell/record-snippets.ts`. The recording beside the
 * snippets was made with dash 0.5.12, bash 5.2.15 and BusyBox 1.35.0. Snippets that have been
 * recorded are not run again, but with `--all`.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSnippets, withoutPids, type Recording, type RecordedRun } from './snippets.js';
import type { DialectName } from './shell-world.js';

const shells: Readonly<Record<DialectName, readonly [file: string, name: string]>> = {
  dash: ['/bin/dash', '/bin/dash'],
  bash: ['/bin/bash', '/bin/bash'],
  ash: ['/usr/bin/busybox', 'ash'],
};

const argsScript = '#!/bin/sh\nfor a in "$@"; do printf "[%s]" "$a"; done; echo\n';

/** Runs one snippet in a real shell, in an empty directory, with nothing on its input. */
export function runForReal(dialect: DialectName, script: string, timeoutMs = 60_000): RecordedRun {
  const home = mkdtempSync(join(tmpdir(), 'shell-'));
  mkdirSync(join(home, 'bin'));
  mkdirSync(join(home, 'work'));
  writeFileSync(join(home, 'bin/args'), argsScript);
  chmodSync(join(home, 'bin/args'), 0o755);
  const [file, argv0] = shells[dialect];
  // bash takes a socket on its input for a remote shell, and reads ~/.bashrc then.
  const options = dialect === 'bash' ? ['--norc', '-c'] : ['-c'];
  const { status, signal, stdout, stderr } = spawnSync(file, [...options, script], {
    argv0,
    cwd: join(home, 'work'),
    encoding: 'utf8',
    env: { PATH: `${home}/bin:/usr/bin`, HOME: '/root' },
    input: '',
    timeout: timeoutMs,
  });
  rmSync(home, { recursive: true });
  const moved = (text: string): string => text.replaceAll(`${home}/work`, '/srv/here').replaceAll(`${home}/bin`, '/usr/bin');
  return withoutPids({ code: status ?? (signal ? 128 + constants.signals[signal] : -1), stdout: moved(stdout), stderr: moved(stderr) });
}

if (process.argv[1]?.endsWith('record-snippets.ts')) {
  const file = 'test/shell/snippets/recorded.json';
  const known = process.argv.includes('--all') ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Recording);
  const recording: Recording = { ash: {}, bash: {}, dash: {} };
  for (const dialect of ['ash', 'bash', 'dash'] as const) {
    for (const snippet of readSnippets(dialect)) recording[dialect][snippet] = known?.[dialect][snippet] ?? runForReal(dialect, snippet);
  }
  writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
}
