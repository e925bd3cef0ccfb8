import { canonicalCommand, decodeUtf8, type Host } from '../engine/index.js';
import { Json } from './check/json.js';
import { readState } from './check/read-state.js';
import type { EventRecord, HttpAnswer, Probe } from './check/evidence.js';
import type { Look } from './track.js';

/** Steps that a probe may take in its copy of the host. */
const probeSteps = 2_000_000;

/** All that checks may see of a host at this moment. Looking changes nothing: what must be tried is tried in a copy. */
export function lookAt(host: Host, answers: ReadonlyMap<string, string>): Look {
  const get = (path: string, query?: Readonly<Record<string, readonly string[]>>): unknown => {
    const { body } = host.inspect(path, query);
    return body.kind === 'json' ? body.value : undefined;
  };
  return {
    state: readState(get),
    commands: host.executions().map(({ argv, code }, index) => ({ argv, exitCode: code, index })),
    events: readEvents(host),
    file: path => host.readFile(path),
    answers,
    probe: new CopyProbe(host),
    canonical: canonicalCommand,
  };
}

function readEvents(host: Host): readonly EventRecord[] {
  return host.dockerEvents().map(value => {
    const json = new Json(value);
    return { type: json.at('Type').text(), action: json.at('Action').text(), attributes: json.at('Actor', 'Attributes').textMap() };
  });
}

/** Asks a copy of the host, made when first needed. */
class CopyProbe implements Probe {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  http(url: string): HttpAnswer {
    const { exitCode, output } = this.run(`curl -s -m 5 -w '\\n%{http_code}' '${url.replaceAll("'", '')}'`);
    const at = output.lastIndexOf('\n');
    if (exitCode !== 0) return { kind: 'none', reason: `curl: (${exitCode})` };
    return { kind: 'answer', status: Number(output.slice(at + 1)), body: output.slice(0, at) };
  }

  run(line: string): { readonly exitCode: number; readonly output: string } {
    const copy = this.#host.replica();
    const session = -1;
    copy.put({ kind: 'open', session, line, env: {}, cwd: copy.setup.home });
    copy.put({ kind: 'end-input', session });
    let exitCode: number | undefined;
    let output = '';
    copy.fastForward(probeSteps, () => {
      for (const event of copy.takeEvents()) {
        if (event.kind === 'exit' && event.session === session) exitCode = event.code;
        if (event.kind === 'output' && event.session === session) output += decodeUtf8(event.data);
      }
      return exitCode !== undefined;
    });
    // 124 is what timeout(1) says of a command that took too long.
    return { exitCode: exitCode ?? 124, output };
  }
}
