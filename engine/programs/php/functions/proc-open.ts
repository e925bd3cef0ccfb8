import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { signalNumbers, signalOf } from '../../../process/signals.js';
import type { Fd, FdMap, Pid, SpawnOptions, WaitStatus } from '../../../process/sys.js';
import { PhpArray } from '../runtime/array.js';
import { toHost } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { exitOf, spawnShell, waitFor } from './programs.js';
import { Resource } from './resource.js';
import { openStream, Stream } from './streams.js';

/** A program that `proc_open` started. */
class ProcessResource extends Resource {
  readonly pid: Pid;
  readonly command: string;
  status: WaitStatus | undefined;

  constructor(vm: Vm, of: { readonly pid: Pid; readonly command: string; readonly status?: WaitStatus }) {
    super(vm.nextResourceId(), 'process');
    this.pid = of.pid;
    this.command = of.command;
    this.status = of.status;
  }
}

/** What the child gets, what this side keeps, and what is closed when it was started. */
interface Ends {
  readonly fds: Map<Fd, Fd>;
  readonly pipes: Map<number, Stream>;
  readonly given: Fd[];
}

function* descriptors(a: Args): Task<Ends | undefined> {
  const ends: Ends = { fds: new Map([0, 1, 2].map(fd => [fd, fd])), pipes: new Map(), given: [] };
  for (const [key, spec] of a.arr(1).entries()) {
    if (typeof key !== 'number') a.invalid(1, 'must be an integer indexed array only');
    if (!(yield* describe(a, key, spec, ends))) {
      for (const pipe of ends.pipes.values()) pipe.close();
      for (const fd of ends.given) a.vm.sys.close(fd);
      return undefined;
    }
  }
  return ends;
}

function* describe(a: Args, number: number, spec: Value, ends: Ends): Task<boolean> {
  const { vm } = a;
  if (spec instanceof Stream) {
    if (spec.fd === undefined) return fail(a, 'Cannot represent a stream of type MEMORY as a File Descriptor');
    ends.fds.set(number, spec.fd);
    return true;
  }
  if (!(spec instanceof PhpArray))
    throw a.vm.errors.make('ValueError', 'proc_open(): Argument #2 ($descriptor_spec) must only contain arrays and streams');
  const kind = vm.text(spec.get(0) ?? '');
  const second = vm.text(spec.get(1) ?? '');
  switch (kind) {
    case 'pipe': {
      const { read, write } = vm.sys.pipe();
      const [own, other] = second.startsWith('w') ? [read, write] : [write, read];
      vm.sys.setCloseOnExec(own, true);
      ends.fds.set(number, other);
      ends.given.push(other);
      ends.pipes.set(number, new Stream(vm, { fd: own, path: '', mode: second.startsWith('w') ? 'r' : 'w' }));
      return true;
    }
    case 'file': {
      const opened = yield* openStream(vm, second, vm.text(spec.get(2) ?? 'r'));
      if (!(opened instanceof Stream)) return fail(a, `Failed to open stream: ${opened.reason}`);
      ends.fds.set(number, opened.fd ?? 0);
      if (opened.fd !== undefined) ends.given.push(opened.fd);
      return true;
    }
    case 'null': {
      const fd = vm.sys.open('/dev/null', { read: true, write: true });
      ends.fds.set(number, fd);
      ends.given.push(fd);
      return true;
    }
    case 'redirect':
      ends.fds.set(number, ends.fds.get(Number(second)) ?? 1);
      return true;
    default:
      return fail(a, `${kind} is not a valid descriptor spec/mode`);
  }
}

function fail(a: Args, message: string): false {
  a.warn(message);
  return false;
}

function* open(a: Args): Task<Value> {
  const { vm } = a;
  const command = a.get(0);
  const words = command instanceof PhpArray ? command.values().map(each => vm.text(each)) : undefined;
  if (words?.length === 0) a.invalid(0, 'must have at least one element');
  yield* vm.output.flush();
  const ends = yield* descriptors(a);
  if (!ends) return false;
  const environment = a.get(4);
  const more: Pick<SpawnOptions, 'cwd' | 'env'> = {
    ...(a.optStr(3) === undefined ? {} : { cwd: toHost(a.str(3)) }),
    ...(environment instanceof PhpArray
      ? { env: new Map([...environment.entries()].map(([key, value]) => [toHost(String(key)), toHost(vm.text(value))])) }
      : {}),
  };
  const started = start(a, words ?? a.str(0), ends.fds, more);
  for (const fd of ends.given) vm.sys.close(fd);
  const pipes = new PhpArray();
  for (const [number, stream] of ends.pipes) pipes.set(number, stream);
  a.ref(2).value = pipes;
  return started;
}

function start(a: Args, command: string | readonly string[], fds: FdMap, more: Pick<SpawnOptions, 'cwd' | 'env'>): ProcessResource {
  const { vm } = a;
  const shown = typeof command === 'string' ? command : (command[0] ?? '');
  try {
    const pid =
      typeof command === 'string'
        ? spawnShell(vm, command, fds, more)
        : vm.sys.spawn({ argv: command.map(toHost), fds, defaultSignals: ['SIGPIPE'], ...more });
    return new ProcessResource(vm, { pid, command: shown });
  } catch (error) {
    if (!isErrno(error)) throw error;
    a.warn(`Exec failed: ${error.message}`);
    return new ProcessResource(vm, { pid: 0, command: shown, status: { kind: 'exited', code: 127 } });
  }
}

function processOf(a: Args): ProcessResource {
  const value = a.get(0);
  if (value instanceof ProcessResource && value.isOpen) return value;
  if (value instanceof ProcessResource) throw a.vm.errors.typeError(`${a.fn.name}(): supplied resource is not a valid process resource`);
  throw a.vm.errors.typeError(`${a.fn.name}(): Argument #1 ($process) must be of type resource, ${a.vm.typeName(value)} given`);
}

function* status(a: Args): Task<Value> {
  const process = processOf(a);
  if (!process.status) {
    const change = yield* a.vm.sys.wait(process.pid, { noHang: true });
    if (change && change !== 'interrupted') process.status = change.status;
  }
  const ended = process.status;
  return PhpArray.from([
    ['command', process.command],
    ['pid', process.pid],
    ['running', ended === undefined],
    ['signaled', ended?.kind === 'signaled'],
    ['stopped', false],
    ['exitcode', ended?.kind === 'exited' ? ended.code : -1],
    ['termsig', ended?.kind === 'signaled' ? signalNumbers[ended.signal] : 0],
    ['stopsig', 0],
  ]);
}

export const processTasks: NativeTasks = {
  'proc_open(mixed $command, array $descriptor_spec, mixed &$pipes, ?string $cwd = null, ?array $env_vars = null, ?array $options = null)':
    open,
  'proc_get_status(mixed $process)': status,
  *'proc_close(mixed $process)'(a) {
    const process = processOf(a);
    process.isOpen = false;
    if (process.status) return process.pid === 0 ? 127 : -1;
    process.status = yield* waitFor(a.vm, process.pid);
    return process.status.kind === 'exited' ? exitOf(process.status) : -1;
  },
};

export const processFunctions: Natives = {
  'proc_terminate(mixed $process, int $signal = 15)': a => {
    const process = processOf(a);
    const signal = signalOf(a.int(1));
    if (process.status || !signal) return false;
    try {
      a.vm.sys.kill(process.pid, signal);
      return true;
    } catch (error) {
      if (!isErrno(error)) throw error;
      return false;
    }
  },
};
