import type { Task } from '../../../core/task.js';
import type { Vm } from './vm.js';

/** Calls the destructors of all objects that are left. */
export function* destructAll(vm: Vm): Task<void> {
  for (const object of vm.destructibles) {
    vm.destructibles.delete(object);
    yield* vm.calls.invokeMethod(object, '__destruct', []);
  }
}
