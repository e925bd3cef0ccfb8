import { execFile, spawnSync } from 'node:child_process';
import { decodeUtf8, type Input } from '../../engine/index.js';
import { freshId } from '../../cli/serve/shared-host.js';
import type { Served } from './served.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whether a real client of version 28 is on PATH. */
export function realClientIsHere(): boolean {
  const { stdout, error } = spawnSync('docker', ['--version'], { encoding: 'utf8' });
  return !error && stdout.startsWith('Docker version 28.');
}

/** Runs a command line on the served host itself, to its end. */
export async function onHost(served: Pick<Served, 'host'>, line: string, stdin = ''): Promise<Outcome> {
  const { host } = served;
  const session = freshId(host.present());
  const output = { stdout: '', stderr: '' };
  const code = new Promise<number>((done, failed) => {
    host.outlets.addSession(session, {
      take: event => {
        if (event.kind === 'exit') return done(event.code);
        if (event.stream !== 'terminal') output[event.stream] += decodeUtf8(event.data);
      },
      onLost: () => failed(new Error('the host has gone')),
    });
  });
  const inputs: readonly Input[] = [
    { kind: 'open', session, line, env: {}, cwd: '/' },
    ...(stdin === '' ? [] : [{ kind: 'input', session, data: stdin } as const]),
    { kind: 'end-input', session },
  ];
  for (const input of inputs) host.put(input);
  return { code: await code, ...output };
}

/** Runs the real client against the socket of the served host. */
export function onRealClient(served: Served, words: readonly string[], stdin = ''): Promise<Outcome> {
  const env = { PATH: process.env['PATH'], HOME: '/nowhere', DOCKER_HOST: `unix://${served.docker}`, TZ: 'UTC' };
  return new Promise(done => {
    const child = execFile('docker', words, { env, encoding: 'latin1', timeout: 20_000 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      done({ code, stdout: Buffer.from(stdout, 'latin1').toString(), stderr: Buffer.from(stderr, 'latin1').toString() });
    });
    // A client may end without having read what it was given.
    child.stdin?.on('error', () => undefined).end(stdin);
  });
}

/** Words as a command line of the shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
}
