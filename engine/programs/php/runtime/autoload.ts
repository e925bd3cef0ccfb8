import type { Task } from '../../../core/task.js';
import type { Value } from './value.js';
import type { Vm } from './vm.js';

/** Asks the program's autoloaders, in their order, for a class. */
export function* callAutoloaders(vm: Vm, name: string): Task<Value> {
  const { classes } = vm;
  const lower = name.toLowerCase();
  classes.loading.add(lower);
  try {
    for (const callable of [...classes.autoloaders]) {
      yield* vm.calls.invoke(callable, [name]);
      if (classes.has(lower)) break;
    }
  } finally {
    classes.loading.delete(lower);
  }
  if (!classes.has(lower)) classes.tried.add(lower);
  return null;
}
