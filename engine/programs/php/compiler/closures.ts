import type { ExprOf } from '../syntax/ast.js';
import type { Slot } from '../runtime/value.js';
import type { FunctionCompiler } from './context.js';

/** `function (…) use (…) { … }` and `fn (…) => …` */
export function closure(c: FunctionCompiler, expr: ExprOf<'closure'>): void {
  const { fn, uses, isStatic } = expr;
  const code = c.parts.functionCode(c.unit, fn, {
    cls: c.cls,
    inTrait: c.inTrait,
    isStatic,
    outer: fn.isArrow ? c : undefined,
    uses: uses.map(use => use.name),
  });
  const bindings = fn.isArrow
    ? code.locals
        .filter(name => !name.startsWith(' ') && !fn.params.some(param => param.name === name))
        .map(name => ({ name, byRef: false, slot: c.slot(name) }))
    : uses.map(use => ({ ...use, slot: c.slot(use.name) }));
  const quiet = fn.isArrow;
  c.emit((vm, frame) => {
    const bound = new Map<string, Slot>();
    for (const { name, byRef, slot } of bindings) {
      if (byRef) {
        const ref = frame.localRef(slot);
        vm.touch(ref);
        ref.names++;
        bound.set(name, ref);
        continue;
      }
      const value = frame.local(slot);
      if (value !== undefined) bound.set(name, vm.copy(value));
      else if (!quiet) {
        vm.errors.warning(`Undefined variable $${name}`);
        bound.set(name, null);
      }
    }
    const { scope, called, self } = frame.callable;
    frame.push(vm.classes.closure({ name: '{closure}', code, self: isStatic ? undefined : self, scope, called, bound }));
  });
}
