import { Host, type HostSetup, type SessionId } from '../engine/index.js';
import type { Lesson } from './lesson/lesson.js';

/** Where scripts are graded. */
export const home = '/home/student';

/** Of a host's setup what may differ from learner to learner: nothing that helps anybody. */
type OwnSetup = Pick<HostSetup, 'seed' | 'epochMs' | 'home' | 'lesson'>;

/** The session that runs a lesson's set-up script: nobody's, so what it does is not the learner's work. */
const preparing: SessionId = 0;

/** Steps that a lesson's set-up script may take. */
const setupSteps = 10_000_000;

/** The host that a lesson starts with. Everything but what the lesson asks for is the same for all learners. */
export function lessonSetup(lesson: Lesson, { seed, epochMs, home: folder, lesson: commands = false }: OwnSetup): HostSetup {
  const { images, account } = lesson.setup;
  const at = account?.indexOf(':') ?? -1;
  const accounts = account === undefined ? [] : [{ name: account.slice(0, at), password: account.slice(at + 1) }];
  return { seed, epochMs, home: folder, images, accounts, registries: [], ...(commands ? { lesson: true } : {}) };
}

/** A host on which the lesson can begin: its set-up script has been run. */
export function lessonHost(lesson: Lesson, setup: OwnSetup): Host {
  const host = new Host(lessonSetup(lesson, setup));
  const { script } = lesson.setup;
  if (script.trim() === '') return host;
  host.put({ kind: 'open', session: preparing, line: script, env: {}, cwd: setup.home });
  host.put({ kind: 'end-input', session: preparing });
  host.fastForward(setupSteps, () => host.takeEvents().some(event => event.kind === 'exit' && event.session === preparing));
  host.takeEvents();
  return host;
}
