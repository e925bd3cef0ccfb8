import type { Host, SessionId } from '../engine/index.js';
import { CapturedOutput } from './captured-output.js';
import type { HttpAnswer, Probe } from './check/evidence.js';

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

/**
 * Asks a copy of the host, so that nothing in the learner's host changes. A copy costs as much as all that the learner did, so the next
 * probe gets the same one, unless what was tried in it did something to Docker.
 */
export class CopyProbe implements Probe {
  readonly #host: Host;
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

  run(line: string): { readonly exitCode: number; readonly output: string } {
    const copy = this.#spare ?? { host: this.#host.replica(), session: firstSession };
    this.#spare = undefined;
    const before = latestEvent(copy.host);
    const { exitCode, output } = runIn(copy, line);
    if (exitCode !== undefined && latestEvent(copy.host) === before) this.#spare = { host: copy.host, session: copy.session - 1 };
    // 124 is what timeout(1) says of a command that took too long.
    return { exitCode: exitCode ?? 124, output };
  }
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

/** Tells the last thing that happened to Docker from those before it. */
function latestEvent(host: Host): string {
  return JSON.stringify(host.dockerEvents().at(-1));
}
