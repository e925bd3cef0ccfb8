import type { HostSetup } from '../../engine/index.js';
import { World } from '../../engine/testing.js';
import { matchLines, type Bindings } from './compare.js';
import { trimEnd, type Scenario, type Step } from './scenario.js';

const home = '/home/student';
const folder = '/tmp/scenario/work';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** The account and the registries that transcripts use. */
export function setupOf(): Pick<HostSetup, 'accounts' | 'registries' | 'home'> {
  return {
    accounts: [{ name: 'student', password: 'dckr_pat_practice' }],
    registries: [
      { address: 'localhost:5000', accounts: [] },
      { address: 'localhost:5001', accounts: [{ name: 'student', password: 'practice' }] },
    ],
    home,
  };
}

/** Plays a scenario in a fresh host; gives what differed, empty when nothing did. */
export function playScenario(scenario: Scenario, seed = 'conformance'): readonly string[] {
  const world = new World({ seed, images: scenario.images, ...setupOf() });
  world.put({ kind: 'workspace', root: folder, changes: [] });
  const env = { TZ: 'UTC', LANG: 'C.UTF-8', DOCKER_BUILDKIT: scenario.buildkit ? '1' : '0' };
  const differences: string[] = [];
  let bound: Bindings = new Map();
  for (const step of scenario.steps) {
    const printed = step.typed.length > 0 ? typeStep(world, step, env) : world.sh(step.command, { stdin: step.stdin, env, cwd: folder });
    const result = compareStep(step, printed, bound, { folder, home });
    if (typeof result === 'string') differences.push(result);
    else bound = result;
  }
  return differences;
}

/** Where a scenario is played: paths that it calls `<CWD>` and `<HOME>`. */
export interface Places {
  readonly folder: string;
  readonly home: string;
}

/** What is bound after a step, or how what it printed differs from what it should. */
export function compareStep(step: Step, printed: Printed, bound: Bindings, places: Places): Bindings | string {
  const stdout = linesOf(printed.stdout, places);
  const stderr = linesOf(printed.stderr, places);
  const first = matchLines(step.stdout, stdout, bound);
  const second = first && matchLines(step.stderr, stderr, first);
  if (second && step.code === printed.code) return second;
  const show = (mark: string, lines: readonly string[]): string => lines.map(line => `\n    ${mark}${line}`).join('');
  return `line ${step.line}: $ ${step.command}\n  expected [${step.code}]${show('', step.stdout)}${show('! ', step.stderr)}\n  printed [${printed.code}]${show('', stdout)}${show('! ', stderr)}`;
}

function linesOf(text: string, { folder, home }: Places): readonly string[] {
  return trimEnd(
    text
      .replaceAll(/\u001B\[[0-9;]*m/g, '')
      .replaceAll(/\r+\n/g, '\n')
      .replaceAll(folder, '<CWD>')
      .replaceAll(home, '<HOME>')
      .split('\n'),
  ).map(line => line.replaceAll('<CWD>', folder).replaceAll('<HOME>', home));
}

/** Runs a command on a terminal of 200×50 and types each line when everything has come to rest. */
function typeStep(world: World, step: Step, env: Readonly<Record<string, string>>): Printed {
  const screen = world.terminal(step.command, { columns: 200, rows: 50, env: { ...env, TERM: 'dumb' }, cwd: folder });
  for (const line of step.typed) {
    const key = /^<C-([a-z])>$/.exec(line)?.[1];
    screen.type(key === undefined ? `${line}\r` : String.fromCharCode(key.charCodeAt(0) - 96));
  }
  const { code, shown } = screen.finish();
  // What a dumb terminal cannot show does not count.
  const text = shown
    .replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '')
    .replaceAll(/\r+\n/g, '\n')
    .replaceAll('\r', '\n')
    .replaceAll(/[\u0000-\u0008\u000E-\u001F]/g, '');
  return { stdout: text, stderr: '', code };
}
