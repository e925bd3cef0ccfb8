import { machine } from '../../../process/machine.js';
import { signalNumbers, type Signal } from '../../../process/signals.js';
import type { WaitStatus } from '../../../process/sys.js';
import { errnoNumbers } from '../builtins/os-error.js';
import { nativeModule, type Definition } from '../objects/define.js';
import { raised } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { PyBytes, PyList, PyTuple, type PyModule } from '../objects/values.js';
import { itemsOf, str } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { attempt, attemptTask, pathOf, wholeOf } from './arguments.js';
import { fileFunctions } from './posix-files.js';

/** `posix`, for `os`, `subprocess` and their like: the system calls, as plain as they are. */
export function posixModule(): PyModule {
  return nativeModule('posix', { ...fileFunctions, ...processes }, [
    ['errors', new PyList(Object.entries(errnoNumbers).map(pair => new PyTuple(pair)))],
    ['signals', new PyList(Object.entries(signalNumbers).map(pair => new PyTuple(pair)))],
  ]);
}

const processes: Readonly<Record<string, Definition>> = {
  getpid: ['', vm => vm.sys.pid],
  getppid: ['', vm => vm.sys.ppid],
  getuid: ['', vm => vm.sys.credentials().uid],
  geteuid: ['', vm => vm.sys.credentials().uid],
  getgid: ['', vm => vm.sys.credentials().gid],
  getegid: ['', vm => vm.sys.credentials().gid],
  umask: ['mask', (vm, mask) => vm.sys.umask(wholeOf(mask))],
  cpu_count: ['', vm => vm.sys.processors()],
  uname: ['', vm => new PyTuple([machine.sysname, vm.sys.hostname(), machine.kernelRelease, machine.kernelVersion, machine.architecture])],
  urandom: ['size', (vm, size) => new PyBytes(Uint8Array.from({ length: wholeOf(size) }, () => vm.sys.random.below(256)))],
  environment: ['', vm => new PyList([...vm.sys.env].map(pair => new PyTuple(pair)))],
  putenv: [
    'name, value',
    function* (vm, name, value): Native {
      vm.sys.env.set(yield* str(vm, name), yield* str(vm, value));
      return null;
    },
  ],
  unsetenv: [
    'name',
    function* (vm, name): Native {
      vm.sys.env.delete(yield* str(vm, name));
      return null;
    },
  ],
  kill: [
    'pid, signal',
    function* (vm, pid, signal): Native {
      const number = wholeOf(signal);
      const name = Object.entries(signalNumbers).find(([, each]) => each === number)?.[0] as Signal | undefined;
      if (!name && number !== 0) throw raised('OSError', 22, 'Invalid argument');
      attempt(() => {
        vm.sys.kill(wholeOf(pid), name ?? 0);
      });
      yield* vm.takeSignals();
      return null;
    },
  ],
  _exit: [
    'status',
    function* (vm, status): Native {
      return yield* vm.sys.exit(wholeOf(status));
    },
  ],
  /** Starts a program: its words, environment (pairs) and directory or None, and which descriptor becomes its 0, 1 and 2. */
  spawn: [
    'argv, env, cwd, fds',
    function* (vm, argv, env, cwd, fds): Native {
      const words = yield* textsOf(vm, argv);
      const pairs = env === null ? undefined : yield* pairsOf(vm, env);
      const directory = cwd === null ? undefined : yield* pathOf(vm, cwd, 'Popen');
      const numbers = (yield* itemsOf(vm, fds)).map(wholeOf);
      return attempt(
        () =>
          vm.sys.spawn({
            argv: words,
            ...(pairs ? { env: pairs } : {}),
            ...(directory === undefined ? {} : { cwd: directory }),
            fds: new Map(numbers.flatMap((from, to) => (from < 0 ? [] : [[to, from] as const]))),
            defaultSignals: ['SIGPIPE', 'SIGINT'],
          }),
        words[0] ?? '',
      );
    },
  ],
  /** Waits for a child: its pid and its wait status as waitpid(2) has it; (0, 0) when `hang` is false and it goes on. */
  waitpid: [
    'pid, hang',
    function* (vm, pid, hang): Native {
      for (;;) {
        const change = yield* attemptTask(() => vm.sys.wait(wholeOf(pid), { noHang: hang === false }));
        if (change === undefined) return new PyTuple([0, 0]);
        if (change === 'interrupted') {
          yield* vm.takeSignals();
          continue;
        }
        return new PyTuple([change.pid, numberOf(change.status)]);
      }
    },
  ],
};

function numberOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code << 8;
  return status.kind === 'signaled' ? signalNumbers[status.signal] : 0x7f;
}

function* textsOf(vm: Vm, value: Value): Native<readonly string[]> {
  const texts: string[] = [];
  for (const each of yield* itemsOf(vm, value)) texts.push(yield* pathOf(vm, each, 'Popen'));
  return texts;
}

function* pairsOf(vm: Vm, value: Value): Native<ReadonlyMap<string, string>> {
  const pairs = new Map<string, string>();
  for (const each of yield* itemsOf(vm, value)) {
    const [name, text] = yield* itemsOf(vm, each);
    pairs.set(yield* str(vm, name), yield* str(vm, text));
  }
  return pairs;
}
