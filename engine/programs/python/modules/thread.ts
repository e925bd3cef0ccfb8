import { waitFor } from '../../../core/task.js';
import { WaitQueue } from '../../../core/wait-queue.js';
import { construct, methods, nativeModule } from '../objects/define.js';
import { exceptionType, raised, Thrown, typeError, valueError } from '../objects/exception.js';
import { call, type Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { builtinType, typeOf } from '../objects/types.js';
import { PyTuple, type PyModule } from '../objects/values.js';
import { addressText } from '../builtins/object.js';
import { report } from '../run-main.js';
import { truth } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { floatOf } from './math.js';

/** Between the numbers of threads, as large as their stacks are in life. */
const STACK_BYTES = 0x801000;
const FIRST_IDENTITY = 0x7f5c4d8f7740;

const lockType = builtinType('lock', undefined, '_thread');
lockType.isBase = false;

class PyLock extends PyObject {
  isHeld = false;
  readonly freed = new WaitQueue();
  constructor() {
    super(lockType);
  }
}

construct(lockType, '', () => new PyLock());
methods(lockType, value => (value instanceof PyLock ? value : undefined), {
  acquire: ['blocking=, timeout=', acquire],
  release: ['', (_vm, self) => release(self)],
  locked: ['', (_vm, self) => self.isHeld],
  __enter__: ['', (vm, self) => acquire(vm, self, true, undefined)],
  __exit__: ['*args', (_vm, self) => release(self)],
  __repr__: ['', (vm, self) => `<${self.isHeld ? '' : 'un'}locked _thread.lock object at ${addressText(vm, self)}>`],
});

function* acquire(vm: Vm, lock: PyLock, blocking: Value, timeout: Value): Native {
  const waits = blocking === undefined || (yield* truth(vm, blocking));
  const seconds = timeout === undefined ? -1 : yield* floatOf(vm, timeout);
  if (!waits && seconds !== -1) throw valueError("can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) throw valueError('timeout value must be a non-negative number');
  const deadline = seconds < 0 ? Infinity : vm.sys.clock.now() + seconds * 1000;
  while (lock.isHeld) {
    if (!waits || vm.sys.clock.now() >= deadline) return false;
    if ((yield* waitFor([lock.freed], deadline)) === 'interrupted') yield* vm.takeSignals();
  }
  lock.isHeld = true;
  return true;
}

function release(lock: PyLock): Value {
  if (!lock.isHeld) throw raised('RuntimeError', 'release unlocked lock');
  lock.isHeld = false;
  lock.freed.notify();
  return null;
}

/** `_thread`, for `threading`. */
export function threadModule(): PyModule {
  return nativeModule(
    '_thread',
    {
      allocate_lock: ['', () => new PyLock()],
      start_new_thread: [
        'function, args, kwargs?',
        (vm, callee, args) => {
          if (!(args instanceof PyTuple)) throw typeError(`2nd arg must be a tuple, not ${typeOf(args).name}`);
          return identityOf(vm.threads.start(body(vm, callee, args.items)));
        },
      ],
      get_ident: ['', vm => identityOf(vm.thread.number)],
      get_native_id: ['', vm => vm.sys.pid + vm.thread.number],
      _count: ['', vm => vm.threads.count - 1],
    },
    [
      ['LockType', lockType],
      ['error', exceptionType('RuntimeError')],
      ['TIMEOUT_MAX', 9223372036],
    ],
  );
}

function identityOf(number: number): number {
  return FIRST_IDENTITY - number * STACK_BYTES;
}

/** What it does not handle is shown, and only this thread ends. */
function* body(vm: Vm, callee: Value, args: readonly Value[]): Native {
  try {
    yield* call(callee, args);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    if (!error.exception.type.isSubtypeOf(exceptionType('SystemExit'))) yield* report(vm, error.exception);
  }
  return null;
}
