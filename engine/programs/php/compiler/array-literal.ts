import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import { collect } from '../runtime/foreach.js';
import { PhpObject } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import type { Expr, ExprOf } from '../syntax/ast.js';
import { inner } from './chain.js';
import { type FunctionCompiler, noOperands, takeOperands } from './context.js';
import { direct } from './direct.js';
import { placeOf } from './places.js';

export function array(c: FunctionCompiler, expr: ExprOf<'array'>): void {
  if (expr.isList) c.fail('Cannot use list() as standalone expression', expr.line);
  c.emit((_, frame) => frame.push(new PhpArray()));
  for (const item of expr.items) {
    if (!item) return c.fail('Cannot use empty array elements in arrays', expr.line);
    if (item.spread) {
      inner(c, item.value);
      c.emit((vm, frame) => {
        const source = frame.pop();
        const target = frame.pop();
        vm.loop.defer(() => spreadInto(vm, source, target));
      });
    } else if (item.byRef) referenceItem(c, item);
    else valueItem(c, item);
  }
}

function* spreadInto(vm: Vm, source: Value, target: Value): Task<Value> {
  if (!(target instanceof PhpArray)) return null;
  if (!(source instanceof PhpArray) && !(source instanceof PhpObject))
    throw vm.errors.error('Only arrays and Traversables can be unpacked');
  const entries = yield* collect(vm, source, true);
  for (const [key, value] of entries.entries()) {
    if (typeof key === 'string') target.set(key, vm.copy(value));
    else target.append(vm.copy(value));
  }
  return target;
}

function valueItem(c: FunctionCompiler, item: { readonly key?: Expr | undefined; readonly value: Expr }): void {
  const key = item.key && direct(c, item.key);
  const value = direct(c, item.value);
  if (item.key && (!key || !value)) inner(c, item.key);
  if (!value) inner(c, item.value);
  const keyed = item.key !== undefined;
  c.emit((vm, frame) => {
    const item = value ? value(vm, frame, noOperands) : frame.pop();
    const at = keyed ? (key && value ? key(vm, frame, noOperands) : frame.pop()) : undefined;
    const target = frame.peek();
    if (!(target instanceof PhpArray)) return;
    if (at !== undefined) target.set(vm.key(at), vm.copy(item));
    else if (!target.append(vm.copy(item)))
      throw vm.errors.error('Cannot add element to the array as the next element is already occupied');
  });
}

function referenceItem(c: FunctionCompiler, item: { readonly key?: Expr | undefined; readonly value: Expr }): void {
  const operands: Expr[] = [];
  const key = item.key && c.operand(item.key, operands);
  const place = placeOf(c, item.value, operands);
  for (const operand of operands) inner(c, operand);
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    const ref = place(vm, frame, values).ref();
    ref.names++;
    const target = frame.peek();
    if (!(target instanceof PhpArray)) return;
    if (key) target.setSlot(vm.key(key(vm, frame, values)), ref);
    else target.append(ref);
  });
}
