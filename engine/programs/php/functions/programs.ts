import { latin1Of } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd, FdMap, Pid, SpawnOptions, WaitStatus } from '../../../process/sys.js';
import { signalNumbers } from '../../../process/signals.js';
import { PhpArray } from '../runtime/array.js';
import { toHost } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { Stream } from './streams.js';

const CHUNK = 8192;

/** Starts a command in a shell, as popen(3) does; throws Errno. */
export function spawnShell(vm: Vm, command: string, fds: FdMap, more: Pick<SpawnOptions, 'cwd' | 'env'> = {}): Pid {
  return vm.sys.spawn({ path: '/bin/sh', argv: ['sh', '-c', toHost(command)], fds, defaultSignals: ['SIGPIPE'], ...more });
}

/** Waits until a program ends. */
export function* waitFor(vm: Vm, pid: Pid): Task<WaitStatus> {
  for (;;) {
    const change = yield* vm.sys.wait(pid);
    if (change && change !== 'interrupted') return change.status;
  }
}

/** The exit status as PHP tells it. */
export function exitOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'signaled' ? signalNumbers[status.signal] : -1;
}

interface Ran {
  readonly output: string;
  readonly status: number;
}

/** Runs a command, hears what it prints piece by piece, and waits for its end; undefined, with a warning, when it cannot begin. */
function* runCommand(a: Args, hear: (piece: string) => Task<void>): Task<Ran | undefined> {
  const { vm } = a;
  const command = a.str(0);
  if (command === '') a.invalid(0, 'cannot be empty');
  if (command.includes('\0')) a.invalid(0, 'must not contain any null bytes');
  yield* vm.output.flush();
  const { read, write } = vm.sys.pipe();
  try {
    const pid = startInto(a, write);
    if (pid === undefined) return undefined;
    let output = '';
    for (;;) {
      const bytes = yield* vm.sys.read(read, CHUNK);
      if (bytes.length === 0) break;
      const piece = latin1Of(bytes);
      output += piece;
      vm.memory.reserve(output.length);
      yield* hear(piece);
    }
    return { output, status: exitOf(yield* waitFor(vm, pid)) };
  } finally {
    vm.sys.close(read);
  }
}

function startInto(a: Args, write: Fd): Pid | undefined {
  const { vm } = a;
  try {
    return spawnShell(
      vm,
      a.str(0),
      new Map([
        [0, 0],
        [1, write],
        [2, 2],
      ]),
    );
  } catch (error) {
    if (!isErrno(error)) throw error;
    a.warn(`Unable to fork [${a.str(0)}]`);
    return undefined;
  } finally {
    vm.sys.close(write);
  }
}

function* silent(): Task<void> {
  // Nobody hears it before the end.
}

function lastLine(output: string): string {
  return (output.replace(/\n$/, '').split('\n').at(-1) ?? '').trimEnd();
}

function* exec(a: Args): Task<Value> {
  const ran = yield* runCommand(a, silent);
  if (!ran) return false;
  const lines = ran.output === '' ? [] : ran.output.replace(/\n$/, '').split('\n');
  if (a.given(1)) {
    const ref = a.ref(1);
    const all = ref.value instanceof PhpArray ? a.refArray(1) : new PhpArray();
    for (const line of lines) all.append(line.trimEnd());
    ref.value = all;
  }
  if (a.given(2)) a.ref(2).value = ran.status;
  return lastLine(ran.output);
}

function* printed(a: Args): Task<Ran | undefined> {
  const ran = yield* runCommand(a, function* (piece) {
    a.vm.output.echo(piece);
    if (a.vm.output.buffers.length === 0) yield* a.vm.output.flush();
  });
  if (ran && a.given(1)) a.ref(1).value = ran.status;
  return ran;
}

function* popen(a: Args): Task<Value> {
  const mode = a.str(1).replace('b', '');
  if (mode !== 'r' && mode !== 'w') a.invalid(1, 'must be one of "r", "rb", "w", or "wb"');
  const { vm } = a;
  yield* vm.output.flush();
  const { read, write } = vm.sys.pipe();
  const [own, other] = mode === 'r' ? [read, write] : [write, read];
  vm.sys.setCloseOnExec(own, true);
  try {
    const fds = new Map([0, 1, 2].map(fd => [fd, fd === (mode === 'r' ? 1 : 0) ? other : fd]));
    return new Stream(vm, { fd: own, path: a.str(0), mode, pid: spawnShell(vm, a.str(0), fds) });
  } catch (error) {
    if (!isErrno(error)) throw error;
    vm.sys.close(own);
    a.vm.errors.warning(`popen(${a.str(0)},${a.str(1)}): ${error.message}`);
    return false;
  } finally {
    vm.sys.close(other);
  }
}

function escapeCommand(text: string): string {
  return text.replaceAll(/[#&;`|*?~<>^()[\]{}$\\\n"']/g, (c, at: number) => {
    if ((c === '"' || c === "'") && (text.slice(0, at).split(c).length % 2 === 0 || text.includes(c, at + 1))) return c;
    return `\\${c}`;
  });
}

export const programTasks: NativeTasks = {
  'exec(string $command, mixed &$output = null, mixed &$result_code = null)': exec,
  *'shell_exec(string $command)'(a) {
    const ran = yield* runCommand(a, silent);
    return ran ? ran.output || null : false;
  },
  *'system(string $command, mixed &$result_code = null)'(a) {
    const ran = yield* printed(a);
    return ran ? lastLine(ran.output) : false;
  },
  *'passthru(string $command, mixed &$result_code = null)'(a) {
    return (yield* printed(a)) ? null : false;
  },
  'popen(string $command, string $mode)': popen,
  *'pclose(mixed $handle)'(a) {
    const stream = a.get(0);
    if (!(stream instanceof Stream) || !stream.isOpen)
      throw a.vm.errors.typeError(`pclose(): Argument #1 ($handle) must be of type resource, ${a.vm.typeName(stream)} given`);
    stream.close();
    return stream.pid === undefined ? -1 : exitOf(yield* waitFor(a.vm, stream.pid));
  },
};

export const programFunctions: Natives = {
  'escapeshellarg(string $arg)': a => `'${a.str(0).replaceAll("'", `'\\''`)}'`,
  'escapeshellcmd(string $command)': a => escapeCommand(a.str(0)),
};
