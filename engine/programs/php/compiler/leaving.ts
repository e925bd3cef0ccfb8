import { PhpObject } from '../runtime/object.js';
import { ExitRequest, Thrown } from '../runtime/signals.js';
import type { ExprOf } from '../syntax/ast.js';
import { inner } from './chain.js';
import type { FunctionCompiler } from './context.js';

/** `throw`, as an expression. */
export function throwValue(c: FunctionCompiler, expr: ExprOf<'throw'>): void {
  c.expression(expr.value);
  c.emit((vm, frame) => {
    const value = frame.pop();
    if (!(value instanceof PhpObject) || !value.cls.isNamed('throwable')) throw vm.errors.error('Can only throw objects');
    throw new Thrown(value);
  });
}

export function exit(c: FunctionCompiler, expr: ExprOf<'exit'>): void {
  if (expr.value) inner(c, expr.value);
  const given = expr.value !== undefined;
  c.emit((vm, frame) => {
    const value = given ? frame.pop() : 0;
    if (typeof value === 'number') throw new ExitRequest(value & 0xff);
    vm.output.echo(vm.text(value));
    throw new ExitRequest(0);
  });
}

export function include(c: FunctionCompiler, expr: ExprOf<'include'>): void {
  const { how } = expr;
  inner(c, expr.value);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const path = vm.text(frame.pop());
    vm.loop.defer(() => vm.includes.run(frame, how, path));
  });
}

export function yieldValue(c: FunctionCompiler, expr: ExprOf<'yield'>): void {
  if (expr.key) inner(c, expr.key);
  if (expr.value) inner(c, expr.value);
  const { key: keyed, value: given } = { key: expr.key !== undefined, value: expr.value !== undefined };
  c.emit((vm, frame) => {
    const value = given ? frame.pop() : null;
    const key = keyed ? frame.pop() : undefined;
    vm.generators.yielded(frame, key, value);
  });
}

export function yieldFrom(c: FunctionCompiler, expr: ExprOf<'yieldFrom'>): void {
  inner(c, expr.value);
  c.emit((vm, frame) => {
    const source = frame.pop();
    vm.loop.defer(() => vm.generators.beginDelegate(frame, source));
  });
  // What was begun gives its values out first: the frame stops here, and goes on with the result.
  c.emit((vm, frame) => {
    if (vm.generators.isDelegating(frame)) vm.loop.suspend(frame);
  });
}
