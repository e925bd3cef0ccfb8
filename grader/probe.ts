import type { Host, SessionId } from '../engine/index.js';
import { CapturedOutput } from './captured-output.js';
import type { HttpAnswer, Probe } from './check/evidence.js';

/** Steps that a probe may take in its copy of the host. */
const probeSteps = 2_000_000;
/** How long a probe may take by the clock of that copy. */
const probeMs = 60_000;
/** No session of a learner has this number. */
const session: SessionId = -1;

/** Asks a copy of the host, so that nothing in the learner's host changes. */
export class CopyProbe implements Probe {
  readonly #host: Host;

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
    const copy = this.#host.replica();
    copy.put({ kind: 'open', session, line, env: {}, cwd: copy.setup.home });
    copy.put({ kind: 'end-input', session });
    let exitCode: number | undefined;
    const output = new CapturedOutput();
    // Not fast-forwarded: that waits for whoever sits at a prompt in the host, and here nobody will type.
    copy.runUntil(copy.now() + probeMs, probeSteps, () => {
      for (const event of copy.takeEvents()) {
        if (event.kind === 'exit' && event.session === session) exitCode = event.code;
        if (event.kind === 'output' && event.session === session) output.add(event.data);
      }
      return exitCode !== undefined;
    });
    // 124 is what timeout(1) says of a command that took too long.
    return { exitCode: exitCode ?? 124, output: output.text() };
  }
}
