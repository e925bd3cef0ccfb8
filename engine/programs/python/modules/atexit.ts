import { PyDict } from '../objects/dict.js';
import { nativeModule } from '../objects/define.js';
import { call, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { PyTuple, textOf, type PyModule } from '../objects/values.js';

/** `atexit`: what is called at the end of the process, the last one first. */
export function atexitModule(): PyModule {
  const registered = new Map<() => Native, Value>();
  return nativeModule('atexit', {
    register: [
      'func, *args, **kwargs',
      (vm, callee, args, kwargs) => {
        const words =
          kwargs instanceof PyDict
            ? new Map([...kwargs.map].map(([key, value]) => [textOf(typeof key === 'string' ? key : '') ?? '', value]))
            : undefined;
        const work = (): Native => call(callee, args instanceof PyTuple ? args.items : [], words);
        registered.set(work, callee);
        vm.exitFunctions.push(work);
        return callee;
      },
    ],
    unregister: [
      'func',
      (vm, callee) => {
        const left = vm.exitFunctions.filter(work => registered.get(work) !== callee);
        vm.exitFunctions.splice(0, vm.exitFunctions.length, ...left);
        return null;
      },
    ],
  });
}
