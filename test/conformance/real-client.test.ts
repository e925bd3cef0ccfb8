import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { realClientIsHere } from '../helpers/both-clients.js';
import { servedWorld } from '../helpers/served.js';
import type { Bindings } from './compare.js';
import { compareStep, setupOf, type Places, type Printed } from './play.js';
import { parseScenario, type Step } from './scenario.js';

/** One of each kind; `DRYDOCK_SCENARIOS=all` plays all, another value those whose path contains it. */
const chosen = [
  'containers/create-start.t',
  'containers/names.t',
  'containers/stdin.t',
  'cp/both-ways.t',
  'errors/missing.t',
  'exec/errors.t',
  'images/tag.t',
  'inspect/templates.t',
  'logs/driver-none.t',
  'network/connect.t',
  'ps/format.t',
  'volumes/lifecycle.t',
];
const root = path.resolve('..', 'shared', 'conformance', 'scenarios');
const wanted = process.env['DRYDOCK_SCENARIOS'];
const names = (existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [])
  .filter(name => name.endsWith('.t') && !name.startsWith('build'))
  .filter(name => (wanted === undefined ? chosen.includes(name) : wanted === 'all' || name.includes(wanted)))
  .sort();

if (names.length === 0 || !realClientIsHere())
  test.skip('a real client 28 plays the transcripts of the corpus on a served host', t => t.pass());
else
  for (const name of names) {
    const scenario = parseScenario(readFileSync(path.join(root, name), 'utf8'));
    // Nobody types here, so what is typed cannot be played; it is shown as skipped.
    const play = scenario.steps.some(step => step.typed.length > 0) ? test.skip : test.serial;
    play(`${name}, played by a real client`, async t => {
      const served = await servedWorld(t, { images: scenario.images, epochMs: Date.now(), setup: setupOf() });
      const places = placesFor(t);
      let bound: Bindings = new Map();
      for (const step of scenario.steps) {
        const result = compareStep(step, await run(step, places, served.docker), bound, places);
        if (typeof result === 'string') return t.fail(result);
        bound = result;
      }
      t.deepEqual(served.faults, []);
    });
  }

function placesFor(t: ExecutionContext): Places {
  const top = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'drydock-')));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const places = { folder: path.join(top, 'work'), home: path.join(top, 'home') };
  mkdirSync(places.folder);
  mkdirSync(places.home);
  return places;
}

/** Runs a step in a real shell, with the client that is installed. */
function run({ command, stdin }: Step, { folder, home }: Places, socket: string): Promise<Printed> {
  const env = { PATH: process.env['PATH'], HOME: home, PWD: folder, TZ: 'UTC', LANG: 'C.UTF-8', DOCKER_HOST: `unix://${socket}` };
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd: folder, env, timeout: 60_000 });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.on('error', reject).on('close', code => resolve({ ...output, code: code ?? 137 }));
    child.stdin.on('error', () => undefined).end(stdin);
  });
}
