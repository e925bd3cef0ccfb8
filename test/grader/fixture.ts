import { canonicalCommand } from '../../engine/index.js';
import { parseRequirements } from '../../grader/check/parse-requirements.js';
import { evaluate } from '../../grader/check/evaluate.js';
import type { Look } from '../../grader/check/evidence.js';
import type { Reason } from '../../grader/check/outcome.js';
import type { Assertion } from '../../grader/check/requirement.js';
import type { ContainerState, HostState, ImageState } from '../../grader/check/state.js';
import { parseLesson } from '../../grader/lesson/parse-lesson.js';
import type { Lesson } from '../../grader/lesson/lesson.js';

/** A container that runs nginx in the background, but for what is given. */
export function container(name: string, given: Partial<ContainerState> = {}): ContainerState {
  return {
    id: `id-of-${name}`,
    name,
    status: 'running',
    exitCode: 0,
    error: '',
    oomKilled: false,
    health: '',
    image: 'nginx',
    imageId: 'sha256:aaaa',
    command: 'nginx -g daemon off;',
    user: '',
    workdir: '',
    hostname: 'abc',
    detached: true,
    tty: false,
    interactive: false,
    autoRemove: false,
    restart: 'no',
    env: new Map([['PATH', '/bin']]),
    labels: new Map(),
    ports: new Map(),
    networks: new Map([['bridge', []]]),
    mounts: new Map(),
    memoryBytes: 0,
    ...given,
  };
}

export function published(port: string, ...addresses: readonly string[]): Pick<ContainerState, 'ports'> {
  const bindings = addresses.map(address => ({
    ip: address.slice(0, address.lastIndexOf(':')),
    port: Number(address.slice(address.lastIndexOf(':') + 1)),
  }));
  return { ports: new Map([[port, bindings]]) };
}

export function image(id: string, ...tags: readonly string[]): ImageState {
  return { id, tags, digests: [], sizeBytes: 100 };
}

export function state(given: Partial<HostState> = {}): HostState {
  return { containers: [], images: [], networks: [], volumes: [], ...given };
}

export function look(given: Partial<Look> = {}): Look {
  return {
    state: state(),
    commands: [],
    containersEver: given.state?.containers ?? [],
    executionsIn: () => [],
    printedBy: () => ({ text: '' }),
    events: [],
    file: () => undefined,
    answers: new Map(),
    probe: { http: () => ({ kind: 'none', reason: 'curl: (7)' }), run: () => ({ exitCode: 127, output: '' }) },
    canonical: canonicalCommand,
    ...given,
  };
}

/** Commands that the learner ran, in order; `!` in front of one that failed. */
export function ran(...lines: readonly string[]): Pick<Look, 'commands'> {
  return {
    commands: lines.map((line, index) => ({ argv: line.replace(/^!/, '').split(' '), exitCode: line.startsWith('!') ? 1 : 0, index })),
  };
}

/** The assertion that an instructor writes as this YAML. */
export function assertion(yaml: string): Assertion {
  const [requirement] = parseRequirements(`- id: x\n  title: x\n${yaml.replaceAll(/^/gm, '  ')}`, { file: 'check', firstLine: 1 });
  if (!requirement?.assertion) throw new Error('no assertion');
  return requirement.assertion;
}

/** Why what the YAML asks for does not hold. */
export function reasonsOf(yaml: string, seen: Look): readonly Reason[] {
  return evaluate(assertion(yaml), { look: seen, heldBefore: () => false, nearest: () => undefined });
}

/** A lesson with these steps: each a heading's attributes and its check block. */
export function lesson(kind: 'guided' | 'assignment', ...steps: readonly (readonly [heading: string, check: string])[]): Lesson {
  const body = steps
    .map(([heading, check]) => `## Step {#${heading}}\n\n${check === '' ? '' : `\`\`\`check\n${check}\n\`\`\`\n`}`)
    .join('\n');
  const front = `---\nschema: drydock/lesson/v1\nid: example\ncourse: test\ntitle: Example\nkind: ${kind}\nminutes: 1\nobjectives: []\n---\n`;
  return parseLesson(`${front}\n# Example\n\n${body}`, 'lesson.md', 'en');
}
