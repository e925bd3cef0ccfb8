import { waitFor, type Task } from '../core/task.js';
import { concatBytes } from '../core/streams.js';
import { decodeUtf8 } from '../core/utf8.js';
import { exitCode } from '../process/kernel.js';
import { isRunning } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { failed, invalid, noPidField, notRunning, psFailed, restarting } from './errors.js';
import { spawnOnHost } from './host-processes.js';
import { limits } from './limits.js';
import { emptyInput } from './output-hub.js';

export interface Top {
  readonly Processes: readonly (readonly string[])[];
  readonly Titles: readonly string[];
}

/** `docker top`: runs the host's own `ps` and keeps the rows of the container's processes (moby daemon/top_unix.go). */
export function* topContainer(daemon: Daemon, reference: string, psArguments: string): Task<Top> {
  const container = daemon.containers.find(reference);
  if (container.status.state === 'restarting') throw restarting(container.id);
  const { run } = daemon.liveOf(container);
  if (!isRunning(container) || !run) throw notRunning(container.id);
  const words = (psArguments === '' ? '-ef' : psArguments).split(' ');
  refuseRenamedPid(words);
  const pids = new Set(run.cgroup.members().map(({ pid }) => pid));
  const top = parse(yield* runPs(daemon, words, pids), pids);
  containerEvent(daemon, container, 'top');
  return top;
}

/** `-o pid=Process` would hide which column has the pids. */
function refuseRenamedPid(words: readonly string[]): void {
  const renamed = /(?:^|[\s,])pid=([^,\s]*)/.exec(words.join(' '));
  if (renamed) throw invalid(`specifying "${renamed[0].trim()}" is not allowed`);
}

/** With the pids asked for where `ps` takes that, otherwise all. */
function* runPs(daemon: Daemon, words: readonly string[], pids: ReadonlySet<number>): Task<string> {
  const chosen = yield* runOnHost(daemon, ['ps', ...words, `-q${[...pids].join(',')}`]);
  if (chosen.code === 0) return chosen.stdout;
  const all = yield* runOnHost(daemon, ['ps', ...words]);
  if (all.code === 0) return all.stdout;
  const [line = ''] = all.stderr.split('\n');
  throw psFailed(line === '' ? `exit status ${String(all.code)}` : line);
}

interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the host to its end. */
function* runOnHost(daemon: Daemon, argv: readonly string[]): Task<Output> {
  const stdout = new Collector();
  const stderr = new Collector();
  const process = spawnOnHost(daemon, argv, { stdout: stdout.sink, stderr: stderr.sink });
  if (!process) throw failed(`ps: exec: ${JSON.stringify(argv[0] ?? '')}: executable file not found in $PATH`);
  while (!process.exit) yield* waitFor([process.ended]);
  return { code: exitCode(process.exit.status), stdout: stdout.text(), stderr: stderr.text() };
}

/** Keeps what a program prints, up to a limit. */
class Collector {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  readonly sink = {
    ...emptyInput,
    write: (data: Uint8Array): number => {
      if (this.#bytes < limits.psOutputBytes) this.#chunks.push(data.slice());
      this.#bytes += data.length;
      return data.length;
    },
  };

  text(): string {
    return decodeUtf8(concatBytes(this.#chunks));
  }
}

/** The last column may have blanks in it; the others have none. */
function parse(output: string, pids: ReadonlySet<number>): Top {
  const [header = '', ...lines] = output.split('\n');
  const Titles = fieldsOf(header);
  const pidColumn = Titles.indexOf('PID');
  if (pidColumn < 0) throw noPidField();
  const Processes: string[][] = [];
  for (const line of lines) {
    const fields = fieldsOf(line);
    if (fields.length === 0) continue;
    const pid = Number(fields[pidColumn]);
    // Threads have no pid of their own: their row goes with the process before it.
    const continues = fields[pidColumn] === '-' && Processes.length > 0;
    if (!continues && !pids.has(pid)) continue;
    const last = Titles.length - 1;
    Processes.push([...fields.slice(0, last), fields.slice(last).join(' ')]);
  }
  return { Processes, Titles };
}

function fieldsOf(line: string): string[] {
  return line.split(/\s+/).filter(field => field !== '');
}
