import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Pid } from '../../process/sys.js';
import { IndexedArray } from '../state/shell-array.js';
import type { Command, Coprocess } from '../syntax/ast.js';
import type { Execution } from './execution.js';
import { cannotFork, runAlone } from './pipelines.js';

/** Where bash puts the two ends of its pipes: out of the way of users' numbers. */
const descriptorsFrom = 60;

/** Starts a coprocess; `NAME[0]` reads what it writes, `NAME[1]` writes what it reads. */
export function* runCoprocess(execution: Execution, { name, body, source }: Coprocess): Task<number> {
  const { sys, shell, jobs } = execution;
  const input = sys.pipe();
  const output = sys.pipe();
  const write = moved(execution, input.write);
  const read = moved(execution, output.read);
  const { monitor } = shell.options;
  const fds = new Map([
    [0, input.read],
    [1, output.write],
  ]);
  let pid: Pid;
  try {
    pid = execution.fork(child => runAsCoprocess(child, body), {
      fds,
      background: true,
      processGroup: monitor ? 0 : undefined,
    });
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    throw cannotFork(execution, error);
  } finally {
    sys.close(input.read);
    sys.close(output.write);
  }
  yield* sys.tick();
  shell.lastBackground = pid;
  const ends = new IndexedArray();
  ends.set(0, String(read));
  ends.set(1, String(write));
  shell.variables.setArray(name, ends);
  shell.variables.set(`${name}_PID`, String(pid));
  const processes = [{ pid, text: source, status: undefined }];
  jobs.add({ number: 0, processGroup: monitor ? pid : undefined, processes, text: source, background: true, told: false });
  // When it has ended, its pipes and their numbers are gone.
  jobs.onEnd(pid, () => {
    for (const fd of [read, write]) if (sys.isOpen(fd)) sys.close(fd);
    shell.variables.unset(name);
    shell.variables.unset(`${name}_PID`);
  });
  return 0;
}

/** Its loops are not those around it. */
function runAsCoprocess(child: Execution, body: Command): Task<number> {
  child.shell.loops = 0;
  return runAlone(child, body);
}

function moved({ sys }: Execution, fd: number): number {
  const high = sys.dup(fd, undefined, descriptorsFrom);
  sys.close(fd);
  sys.setCloseOnExec(high, true);
  return high;
}
