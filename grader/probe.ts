import type { Host, SessionId } from '../engine/index.js';
import { CapturedOutput } from './captured-output.js';
import type { HttpAnswer, Probe } from './check/evidence.js';
import { Json } from './check/json.js';

/** Steps that a probe may take in its copy of the host. */
const probeSteps = 2_000_000;
/** How long a probe may take by the clock of that copy. */
const probeMs = 60_000;
/** No session of a learner has this number or a lower one. */
const firstSession: SessionId = -1;

/** A copy of the host in which something can be tried. */
interface Copy {
  readonly host: Host;
  readonly session: SessionId;
}

/** What a line gave. */
interface Tried {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Asks a copy of the host, so that nothing in the learner's host changes. A copy costs as much as all that the learner did, so the next
 * probe gets the same one, unless what was tried in it left something in Docker; and what was tried once is not tried again.
 */
export class CopyProbe implements Probe {
  readonly #host: Host;
  readonly #tried = new Map<string, Tried>();
  #spare: Copy | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  http(url: string): HttpAnswer {
    const { exitCode, output } = this.run(`curl -s -m 5 -w '\\n%{http_code}' '${url.replaceAll("'", '%27')}'`);
    const at = output.lastIndexOf('\n');
    if (exitCode !== 0) return { kind: 'none', reason: `curl: (${exitCode})` };
    return { kind: 'answer', status: Number(output.slice(at + 1)), body: output.slice(0, at) };
  }

  run(line: string): Tried {
    let tried = this.#tried.get(line);
    if (!tried) this.#tried.set(line, (tried = this.#try(line)));
    return tried;
  }

  #try(line: string): Tried {
    const copy = this.#spare ?? { host: stillCopy(this.#host), session: firstSession };
    this.#spare = undefined;
    const before = copy.host.dockerEvents().at(-1);
    const { exitCode, output } = runIn(copy, line);
    if (exitCode !== undefined && leavesNothing(copy.host, before)) this.#spare = { host: copy.host, session: copy.session - 1 };
    // 124 is what timeout(1) says of a command that took too long.
    return { exitCode: exitCode ?? 124, output };
  }
}

/** A copy in which the learner's scripts wait; a shell at a terminal waits for keys as it is. */
function stillCopy(host: Host): Host {
  const copy = host.replica();
  copy.holdScripts();
  return copy;
}

/** Runs a line to its end; without an exit code when it takes too long. */
function runIn({ host, session }: Copy, line: string): { readonly exitCode: number | undefined; readonly output: string } {
  host.put({ kind: 'open', session, line, env: {}, cwd: host.setup.home });
  host.put({ kind: 'end-input', session });
  let exitCode: number | undefined;
  const output = new CapturedOutput();
  // Not fast-forwarded: that waits for whoever sits at a prompt in the host, and here nobody will type.
  host.runUntil(host.now() + probeMs, probeSteps, () => {
    for (const event of host.takeEvents()) {
      if (event.kind === 'exit' && event.session === session) exitCode = event.code;
      if (event.kind === 'output' && event.session === session) output.add(event.data);
    }
    return exitCode !== undefined;
  });
  return { exitCode, output: output.text() };
}

/** Whether what happened to Docker since `before` happened to containers that came and went: those of `docker run --rm`. */
function leavesNothing(host: Host, before: unknown): boolean {
  const events = host.dockerEvents();
  const last = JSON.stringify(before);
  const first = before === undefined ? 0 : events.findLastIndex(event => JSON.stringify(event) === last) + 1;
  if (before !== undefined && first === 0) return false;
  const since = events.slice(first).map(event => new Json(event));
  const idsOf = (action: string): Set<string> =>
    new Set(since.filter(event => event.at('Action').text() === action).map(event => event.at('Actor', 'ID').text()));
  const [came, went] = [idsOf('create'), idsOf('destroy')];
  return since.map(containerOf).every(id => came.has(id) && went.has(id));
}

/** The container of an event: its own, or the one that was connected to a network. */
function containerOf(event: Json): string {
  const actor = event.at('Actor');
  return event.at('Type').text() === 'network' ? actor.at('Attributes', 'container').text() : actor.at('ID').text();
}
