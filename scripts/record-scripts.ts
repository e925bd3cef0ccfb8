/**
 * Records what the real programs print for the scripts: `npx tsx scripts/record-scripts.ts`, as root on Debian 12. The recording was made
 * with GNU coreutils 9.1 and their kin, mawk 1.3.4, bc 1.07.1 and BusyBox 1.35.0. Scripts that have been recorded are not run again,
 * but with `--all`.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunOutput } from '../test/helpers/machine.js';
import { sampleExecutables, sampleFiles, sampleLinks, sampleTime, withoutUsage } from '../test/programs/sample-files.js';
import { readScripts, scriptEnvironment, type Flavour, type ScriptRecording } from '../test/programs/script-runs.js';

function makeSamples(directory: string): void {
  for (const [path, content] of Object.entries(sampleFiles)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  for (const path of sampleExecutables) chmodSync(join(directory, path), 0o755);
  for (const [path, target] of Object.entries(sampleLinks)) symlinkSync(target, join(directory, path));
  for (const path of [...Object.keys(sampleFiles), 'dir/sub', 'dir']) utimesSync(join(directory, path), sampleTime(path), sampleTime(path));
}

/** BusyBox's applets as links in a directory of their own. */
function linkApplets(directory: string): void {
  const names = spawnSync('busybox', ['--list'], { encoding: 'utf8' }).stdout.split('\n');
  for (const name of names) if (name !== '') symlinkSync('/usr/bin/busybox', join(directory, name));
}

function runForReal(flavour: Flavour, script: string, applets: string): RunOutput {
  const directory = mkdtempSync(join(tmpdir(), 'drydock-scripts-'));
  try {
    makeSamples(directory);
    const busybox = flavour === 'busybox';
    const { status, stdout, stderr } = spawnSync(busybox ? join(applets, 'sh') : '/bin/bash', ['-c', script], {
      argv0: busybox ? 'sh' : 'bash',
      cwd: directory,
      encoding: 'utf8',
      env: busybox ? { ...scriptEnvironment, PATH: applets } : scriptEnvironment,
      input: '',
      timeout: 60_000,
    });
    const moved = (text: string): string => text.replaceAll(directory, '/data').replaceAll(`${applets}/`, '/usr/bin/');
    return { code: status ?? -1, stdout: moved(stdout), stderr: withoutUsage(moved(stderr)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const applets = mkdtempSync(join(tmpdir(), 'drydock-applets-'));
linkApplets(applets);
const recorded = 'test/programs/scripts/recorded.json';
const known = process.argv.includes('--all') ? undefined : (JSON.parse(readFileSync(recorded, 'utf8')) as ScriptRecording);
const record = (flavour: Flavour): ScriptRecording[Flavour] =>
  Object.fromEntries(readScripts(flavour).map(script => [script, known?.[flavour][script] ?? runForReal(flavour, script, applets)]));
const recording: ScriptRecording = { gnu: record('gnu'), busybox: record('busybox') };
rmSync(applets, { recursive: true });
writeFileSync(recorded, `${JSON.stringify(recording, null, 1)}\n`);
