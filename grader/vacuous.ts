import { evaluate } from './check/evaluate.js';
import type { Look } from './check/evidence.js';
import type { ContainerState, HostState, Status } from './check/state.js';
import type { Finding } from './finding.js';
import { requirementsOf, type Lesson } from './lesson/lesson.js';
import { lookAt } from './look.js';
import type { Play } from './play.js';

/**
 * Watches for requirements that hold in every state that the lesson passes through, and in a host full of things that nobody asked for, too:
 * they check nothing.
 */
export class Vacuous {
  readonly #lesson: Lesson;
  readonly #alwaysHeld: Set<string>;

  constructor(lesson: Lesson) {
    this.#lesson = lesson;
    const requirements = lesson.steps.flatMap(requirementsOf);
    const evidence = { look: strange, heldBefore: () => false, nearest: () => undefined };
    const indifferent = requirements.filter(({ assertion }) => assertion && evaluate(assertion, evidence).length === 0);
    this.#alwaysHeld = new Set(indifferent.map(({ id }) => id));
  }

  look({ host, tracker }: Play): void {
    const look = lookAt(host, new Map());
    for (const { id, assertion } of this.#lesson.steps.flatMap(requirementsOf)) {
      if (this.#alwaysHeld.has(id) && assertion && !tracker.holds(assertion, look)) this.#alwaysHeld.delete(id);
    }
  }

  get findings(): readonly Finding[] {
    const { file, steps } = this.#lesson;
    return steps
      .flatMap(requirementsOf)
      .filter(({ id }) => this.#alwaysHeld.has(id))
      .map(({ id, line }) => ({ file, line, message: `‘${id}’ holds from the beginning to the end: it checks nothing` }));
  }
}

const statuses: readonly Status[] = ['created', 'running', 'paused', 'restarting', 'exited', 'dead'];

function stranger(status: Status): ContainerState {
  const nothing = {
    exitCode: 99,
    error: '',
    oomKilled: false,
    health: '',
    user: '',
    workdir: '',
    hostname: '',
    restart: '',
    memoryBytes: 0,
  };
  const name = `stranger-${status}`;
  const how = { detached: false, tty: false, interactive: false, autoRemove: false, command: name };
  const maps = { env: new Map(), labels: new Map(), ports: new Map(), networks: new Map(), mounts: new Map() };
  return { ...nothing, ...how, ...maps, id: name, name, status, image: 'stranger', imageId: 'stranger' };
}

const strangers: HostState = {
  containers: statuses.map(stranger),
  images: [{ id: 'stranger', tags: ['stranger:latest'], digests: [], sizeBytes: 1 }],
  networks: [{ id: 'stranger', name: 'stranger', driver: 'stranger', internal: false, subnets: [], members: [], labels: new Map() }],
  volumes: [{ name: 'stranger', driver: 'stranger', labels: new Map(), usedBy: [] }],
};

/** A host on which nothing was done, full of things of all kinds. */
const strange: Look = {
  state: strangers,
  commands: [],
  containersEver: strangers.containers,
  executionsIn: () => [{ argv: ['stranger'], exitCode: 99, index: 0 }],
  printedBy: () => ({ text: 'stranger' }),
  events: [],
  file: () => ({ text: 'stranger' }),
  answers: new Map(),
  probe: { http: () => ({ kind: 'answer', status: 599, body: 'stranger' }), run: () => ({ exitCode: 255, output: 'stranger' }) },
  canonical: () => undefined,
};
