import { valueError } from '../objects/exception.js';
import { nativeModule } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { normalInt, PyFloat, type PyModule } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { floatOf } from './math.js';

/** `_time`, for `time`. */
export function timeModule(): PyModule {
  const seconds = (vm: Vm): number => vm.sys.clock.epochMsOf(vm.sys.clock.now()) / 1000;
  const running = (vm: Vm): number => vm.sys.clock.now() / 1000;
  const nanoseconds = (value: number): Value => normalInt(BigInt(Math.round(value * 1e9)));
  return nativeModule(
    '_time',
    {
      time: ['', vm => new PyFloat(seconds(vm))],
      time_ns: ['', vm => nanoseconds(seconds(vm))],
      monotonic: ['', vm => new PyFloat(running(vm))],
      monotonic_ns: ['', vm => nanoseconds(running(vm))],
      perf_counter: ['', vm => new PyFloat(running(vm))],
      perf_counter_ns: ['', vm => nanoseconds(running(vm))],
      process_time: ['', vm => new PyFloat(running(vm))],
      sleep: ['seconds', sleep],
    },
    [
      ['timezone', 0],
      ['altzone', 0],
      ['daylight', 0],
    ],
  );
}

function* sleep(vm: Vm, value: Value): Native {
  const seconds = yield* floatOf(vm, value);
  if (seconds < 0) throw valueError('sleep length must be non-negative');
  const until = vm.sys.clock.now() + seconds * 1000;
  do {
    yield* vm.sys.sleep(Math.max(0, until - vm.sys.clock.now()));
    yield* vm.takeSignals();
  } while (vm.sys.clock.now() < until);
  return null;
}
