import type { Frame } from './code.js';
import { Thrown } from './signals.js';
import type { Vm } from './vm.js';

/** Goes to where an exception is caught; throws it on when nothing up to `base` catches it. */
export function unwind(vm: Vm, error: unknown, base: Frame): void {
  const thrown = error instanceof Thrown ? error : vm.errors.error('Maximum call stack size reached. Infinite recursion?');
  for (let frame = vm.current ?? base; ; ) {
    frame.native = undefined;
    frame.silence = 0;
    const at = frame.pc - 1;
    const handler = frame.fn.handlers.find(each => at >= each.start && at < each.end);
    if (handler) {
      vm.current = frame;
      frame.stack.length = 0;
      frame.calls.length = 0;
      frame.push(thrown.object);
      frame.pc = handler.target;
      return;
    }
    vm.memory.frames--;
    if (frame === base || !frame.parent) {
      vm.current = base.parent;
      throw thrown;
    }
    frame = frame.parent;
  }
}

/** Whether the machine's own stack is full. */
export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/.test(error.message);
}

/** Whether a text or list became larger than JavaScript knows them: no memory limit of PHP's lets it come so far. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && /^(?:Invalid (?:string|array) length|Maximum BigInt|Array buffer)/.test(error.message);
}
