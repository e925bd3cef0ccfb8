// Writes test/docker/client/facts.json: how the real docker client complains about command lines, and how its help is laid out. It needs a
// `docker` of version 28.2 on PATH; help shows what the daemon at DOCKER_HOST can do, complaints ask no daemon:
//   DOCKER_HOST=unix:///var/run/docker.sock npx tsx scripts/record-client.ts
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  complaintOf,
  factsFile,
  linesFor,
  skeletonOf,
  surface,
  type CommandFacts,
  type SurfaceCommand,
} from '../test/docker/client/surface.js';

const home = mkdtempSync(path.join(os.tmpdir(), 'drydock-'));
const noDaemon = 'unix:///no/daemon.sock';
const daemon = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
const env = { PATH: process.env['PATH'] ?? '', HOME: home, DOCKER_BUILDKIT: '0' };

function docker(line: string, host: string): { readonly code: number; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync('docker', line.split(' ').filter(Boolean), {
    env: { ...env, DOCKER_HOST: host },
    cwd: home,
    input: '',
    encoding: 'utf8',
  });
  return { code: status ?? -1, stdout, stderr };
}

function factsOf(command: SurfaceCommand): CommandFacts {
  const name = command.path.replace(/^docker ?/, '');
  const more = /\n\nUsage:[^]*$/.exec(docker(`${name} --no-such-flag`, noDaemon).stderr)?.[0] ?? '';
  const complaints: Record<string, readonly [number, string] | null> = {};
  for (const line of linesFor(command)) {
    const { code, stderr } = docker(`${name} ${line}`, noDaemon);
    const complaint = complaintOf(code, stderr);
    complaints[line] = complaint && [complaint.code, complaint.stderr.replace(more, '{more}')];
  }
  return { complaints, more, help: skeletonOf(docker(`${name} --help`, daemon).stdout.replaceAll(home, '~')) };
}

const lines = surface.map(command => `${JSON.stringify(command.path)}: ${JSON.stringify(factsOf(command))}`);
writeFileSync(factsFile, `{\n${lines.join(',\n')}\n}\n`);
rmSync(home, { recursive: true });
