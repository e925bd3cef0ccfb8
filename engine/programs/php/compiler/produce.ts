import { PhpObject } from '../runtime/object.js';
import type { ExprOf } from '../syntax/ast.js';
import { inner } from './chain.js';
import type { FunctionCompiler } from './context.js';
import { cloneObject } from '../runtime/clone-object.js';

/** `print`, whose value is always 1. */
export function print(c: FunctionCompiler, expr: ExprOf<'print'>): void {
  c.expression(expr.value);
  c.emit((vm, frame) => {
    vm.output.echo(vm.text(frame.pop()));
    frame.push(1);
  });
}

export function template(c: FunctionCompiler, expr: ExprOf<'template'>): void {
  c.emit((_, frame) => frame.push(''));
  for (const part of expr.parts) {
    if (typeof part !== 'string') inner(c, part);
    c.emit((vm, frame) => {
      const text = typeof part === 'string' ? part : vm.text(frame.pop());
      const before = frame.pop();
      frame.push((typeof before === 'string' ? before : '') + text);
    });
  }
}

export function clone(c: FunctionCompiler, expr: ExprOf<'clone'>): void {
  inner(c, expr.value);
  c.emit((vm, frame) => {
    const value = frame.pop();
    if (!(value instanceof PhpObject)) throw vm.errors.error('__clone method called on non-object');
    const copy = cloneObject(vm, value);
    frame.push(copy);
    const method = copy.cls.methods.get('__clone');
    if (!method) return;
    copy.frozen = undefined;
    vm.calls.run(frame, { callable: vm.calls.bind(method, copy, copy.cls), args: [], named: undefined, discards: true });
  });
}
