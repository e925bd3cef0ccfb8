import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { execa } from 'execa';
import { packTar } from '../helpers/small-tar.js';
import { servedWorld } from '../helpers/served.js';
import { program, stateFolder, type Outcome } from './drydock.js';

interface Outside {
  /** The folder that the user is in. */
  readonly folder: string;
  /** Where drydock keeps its state. */
  readonly home: string;
  /** Runs `drydock docker --host SOCKET …`. */
  readonly docker: (
    words: readonly string[],
    options?: { readonly input?: string; readonly env?: Record<string, string> },
  ) => Promise<Outcome>;
}

async function outside(t: ExecutionContext): Promise<Outside> {
  const served = await servedWorld(t, { images: ['alpine'], setup: { accounts: [{ name: 'student', password: 'secret' }] } });
  const home = stateFolder(t);
  const folder = stateFolder(t);
  const docker: Outside['docker'] = async (words, { input = '', env = {} } = {}) => {
    const { exitCode, stdout, stderr } = await execa(process.execPath, [program, 'docker', '--host', `unix://${served.docker}`, ...words], {
      input,
      cwd: folder,
      reject: false,
      timeout: 30_000,
      stripFinalNewline: false,
      env: { LANG: 'C.UTF-8', DRYDOCK_HOME: home, ...env },
    });
    return { code: exitCode, stdout, stderr };
  };
  return { folder, home, docker };
}

const printed = (stdout: string, code = 0, stderr = ''): Outcome => ({ code, stdout, stderr });

test('a daemon outside runs, attaches and follows', async t => {
  const { docker } = await outside(t);
  const script = 'read line; echo "got $line"; echo oops >&2; exit 3';
  t.deepEqual(await docker(['run', '-i', '--rm', 'alpine', 'sh', '-c', script], { input: 'hello\n' }), printed('got hello\n', 3, 'oops\n'));
  await docker(['run', '-d', '--name', 'ticks', 'alpine', 'sh', '-c', 'for i in 1 2 3; do echo $i; sleep 0.1; done']);
  t.deepEqual(await docker(['logs', '-f', 'ticks']), printed('1\n2\n3\n'));
});

test('files go both ways; paths of mounts are those of the daemon', async t => {
  const { docker, folder } = await outside(t);
  writeFileSync(path.join(folder, 'env.txt'), 'A=1\nWORD\n');
  const shown = await docker(['run', '--rm', '--env-file', 'env.txt', 'alpine', 'sh', '-c', 'echo $A $WORD'], { env: { WORD: 'x y' } });
  t.deepEqual(shown, printed('1 x y\n'));
  const mounted = await docker(['create', '--name', 'box', '-v', './data:/data', 'alpine', 'cat', '/hello']);
  t.is(mounted.code, 0);
  t.deepEqual(await docker(['inspect', '-f', '{{json .HostConfig.Binds}}', 'box']), printed(`["${path.join(folder, 'data')}:/data"]\n`));
  writeFileSync(path.join(folder, 'hello'), 'from here\n');
  t.is((await docker(['cp', 'hello', 'box:/hello'])).code, 0);
  t.deepEqual(await docker(['start', '-a', 'box']), printed('from here\n'));
  t.is((await docker(['cp', 'box:/etc/alpine-release', 'release'])).code, 0);
  t.regex(readFileSync(path.join(folder, 'release'), 'utf8'), /^3\.\d+\.\d+\n$/);
});

test('archives of many pieces go in and out', async t => {
  const { docker, folder } = await outside(t);
  writeFileSync(path.join(folder, 'root.tar'), packTar('big', 'x'.repeat(1_500_000)));
  t.regex((await docker(['import', 'root.tar', 'mine:1'])).stdout, /^sha256:[0-9a-f]{64}\n$/);
  t.deepEqual(await docker(['save', '-o', 'mine.tar', 'mine:1']), printed(''));
  t.deepEqual(await docker(['load', '-i', 'mine.tar']), printed('Loaded image: mine:1\n'));
});

test('a login is kept for the next command, in the folder of drydock', async t => {
  const { docker, home } = await outside(t);
  await docker(['tag', 'alpine', 'student/mine']);
  t.is((await docker(['push', 'student/mine'])).code, 1);
  t.is((await docker(['login', '-u', 'student', '--password-stdin'], { input: 'secret\n' })).stdout, 'Login Succeeded\n');
  t.is(statSync(path.join(home, 'docker', 'config.json')).mode & 0o777, 0o600);
  t.is((await docker(['push', '-q', 'student/mine'])).stdout, 'docker.io/student/mine:latest\n');
  t.is((await docker(['logout'])).code, 0);
  t.deepEqual(JSON.parse(readFileSync(path.join(home, 'docker', 'config.json'), 'utf8')), { auths: {} });
});

test('TLS to a daemon outside is refused', async t => {
  const { docker } = await outside(t);
  t.deepEqual(
    await docker(['--tlsverify', 'ps']),
    printed('', 125, 'drydock: docker --tlsverify with a daemon of this machine is not simulated\n'),
  );
});
