import type { ClassRef, Expr } from '../syntax/ast.js';
import type { Frame } from '../runtime/code.js';
import { PhpObject, type PhpClass } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import type { FunctionCompiler } from './context.js';

export type ClassFinder = (vm: Vm, frame: Frame, operands: readonly Value[]) => PhpClass;

/** The class that a name or a value means where the program stands. */
export function classFinder(c: FunctionCompiler, ref: ClassRef, operands: Expr[], kind = 'Class'): ClassFinder {
  if (typeof ref === 'string') return named(ref, kind);
  const value = c.operand(ref, operands);
  return (vm, frame, values) => classOf(vm, value(vm, frame, values));
}

export function classOf(vm: Vm, value: Value): PhpClass {
  if (value instanceof PhpObject) return value.cls;
  if (typeof value === 'string') return vm.classes.require(value);
  throw vm.errors.error('Cannot use value as class name');
}

function named(name: string, kind: string): ClassFinder {
  switch (name) {
    case 'self':
      return (vm, frame) => frame.callable.scope ?? outside(vm, 'self');
    case 'static':
      return (vm, frame) => frame.callable.called ?? frame.callable.scope ?? outside(vm, 'static');
    case 'parent':
      return (vm, frame) => {
        const scope = frame.callable.scope ?? outside(vm, 'parent');
        if (scope.parent) return scope.parent;
        throw vm.errors.error('Cannot use "parent" when current class scope has no parent');
      };
    default:
      return vm => vm.classes.require(name, kind);
  }
}

function outside(vm: Vm, word: string): never {
  throw vm.errors.error(`Cannot use "${word}" when no class scope is active`);
}
