import { canonicalCommand, type CanonicalCommand, type Execution, type Host } from '../engine/index.js';
import type { EventRecord, Look, Printed, Probe } from './check/evidence.js';
import { Json } from './check/json.js';
import { readContainer, readState } from './check/read-state.js';
import type { CommandRecord, ContainerState, HostState } from './check/state.js';
import { CopyProbe } from './probe.js';

/** All that checks may see of a host at this moment. Looking changes nothing: what must be tried is tried in a copy. */
export function lookAt(host: Host, answers: ReadonlyMap<string, string>): Look {
  return new HostLook(host, answers);
}

/** Reads each part of a host once, when it is first asked for: most checks need few of them. */
class HostLook implements Look {
  readonly answers: ReadonlyMap<string, string>;
  readonly probe: Probe;
  readonly canonical = canonical;
  readonly #host: Host;
  #state: HostState | undefined;
  #commands: readonly CommandRecord[] | undefined;
  #containersEver: readonly ContainerState[] | undefined;
  #executions: ReadonlyMap<string, readonly Execution[]> | undefined;
  #events: readonly EventRecord[] | undefined;

  constructor(host: Host, answers: ReadonlyMap<string, string>) {
    this.#host = host;
    this.answers = answers;
    this.probe = new CopyProbe(host);
  }

  get state(): HostState {
    return (this.#state ??= readState(
      (path, query) => {
        const { body } = this.#host.inspect(path, query);
        return body.kind === 'json' ? body.value : undefined;
      },
      () => this.events,
    ));
  }

  get commands(): readonly CommandRecord[] {
    return (this.#commands ??= this.#host.executions().map(({ argv, code }, index) => ({ argv, exitCode: code, index })));
  }

  get events(): readonly EventRecord[] {
    return (this.#events ??= this.#host.dockerEvents().map(readEvent));
  }

  get containersEver(): readonly ContainerState[] {
    return (this.#containersEver ??= [...this.#host.goneContainers().map(json => this.#readGone(json)), ...this.state.containers]);
  }

  #readGone(json: object): ContainerState {
    let state = gone.get(json);
    if (!state) gone.set(json, (state = readContainer(new Json(json), () => this.events)));
    return state;
  }

  readonly executionsIn = (containerId: string): readonly CommandRecord[] => {
    this.#executions ??= this.#host.executionsInside();
    return (this.#executions.get(containerId) ?? []).map(({ argv, code }, index) => ({ argv, exitCode: code, index }));
  };

  readonly printedBy = (containerId: string): Printed => this.#host.printedBy(containerId);

  file(path: string): Printed | undefined {
    const home = this.#host.setup.home;
    return this.#host.readFile(path.startsWith('/') ? path : `${home}/${path}`);
  }
}

function readEvent(value: unknown): EventRecord {
  const json = new Json(value);
  return {
    type: json.at('Type').text(),
    action: json.at('Action').text(),
    id: json.at('Actor', 'ID').text(),
    attributes: json.at('Actor', 'Attributes').textMap(),
  };
}

/** Nothing changes any more about a container that is gone, so it is read once. */
const gone = new WeakMap<object, ContainerState>();

const known = new WeakMap<readonly string[], CanonicalCommand | 'none'>();

/** The same commands are looked at again and again, so what they mean is worked out once. */
function canonical(argv: readonly string[]): CanonicalCommand | undefined {
  let found = known.get(argv);
  if (found === undefined) known.set(argv, (found = canonicalCommand(argv) ?? 'none'));
  return found === 'none' ? undefined : found;
}
