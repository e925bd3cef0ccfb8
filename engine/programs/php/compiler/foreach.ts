import type { Expr, StmtOf } from '../syntax/ast.js';
import { PhpArray } from '../runtime/array.js';
import type { Frame } from '../runtime/code.js';
import { typeName } from '../runtime/convert.js';
import { arrayWalk, objectWalk, propertyWalk, referenceWalk } from '../runtime/foreach.js';
import { PhpObject } from '../runtime/object.js';
import { read, Ref, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import type { Task } from '../../../core/task.js';
import { assignTo } from './assign.js';
import { takeOperands, type FunctionCompiler } from './context.js';
import { localName, placeOf } from './places.js';

export function foreach(c: FunctionCompiler, statement: StmtOf<'foreach'>): void {
  const walk = c.walks++;
  start(c, statement, walk);
  const breakTo = c.label();
  const continueTo = c.label();
  c.place(continueTo);
  c.line = statement.line;
  c.emit((vm, frame) => {
    const found = frame.walks[walk];
    const step = found?.step;
    if (!step) {
      frame.entry = found?.next();
      if (!frame.entry) frame.pc = breakTo.at;
      return;
    }
    frame.discardsNext = true;
    vm.loop.defer(() => takeStep(frame, step));
  });
  c.emit((_, frame) => {
    if (!frame.entry) frame.pc = breakTo.at;
  });
  takeEntry(c, statement);
  c.loops.push({ breakTo, continueTo, finalizers: c.finalizers.length });
  c.parts.statements(c, statement.body);
  c.loops.pop();
  c.jump(continueTo);
  c.place(breakTo);
  c.emit((_, frame) => {
    frame.walks[walk]?.end();
    frame.walks[walk] = undefined;
    frame.entry = undefined;
  });
}

function* takeStep(frame: Frame, step: () => Task<Frame['entry']>): Task<Value> {
  frame.entry = yield* step();
  return null;
}

function start(c: FunctionCompiler, { subject, byRef, line }: StmtOf<'foreach'>, walk: number): void {
  const isVariable = ['variable', 'dim', 'prop', 'staticProp'].includes(subject.kind);
  if (byRef && isVariable) {
    const operands: Expr[] = [];
    const place = placeOf(c, subject, operands);
    c.pushOperands(operands);
    c.line = line;
    c.emit((vm, frame) => {
      const ref = place(vm, frame, takeOperands(frame, operands.length)).ref();
      begin(vm, frame, { value: ref.value, walk, ref });
    });
    return;
  }
  c.expression(subject);
  c.line = line;
  c.emit((vm, frame) => {
    const value = frame.pop();
    begin(vm, frame, { value, walk, ref: byRef ? new Ref(vm.copy(value)) : undefined });
  });
}

function begin(
  vm: Vm,
  frame: Frame,
  { value, walk, ref }: { readonly value: Value; readonly walk: number; readonly ref: Ref | undefined },
): void {
  frame.walks[walk] = undefined;
  if (value instanceof PhpArray) {
    frame.walks[walk] = ref ? referenceWalk(ref) : arrayWalk(value);
  } else if (!(value instanceof PhpObject)) {
    vm.errors.warning(`foreach() argument must be of type array|object, ${typeName(value)} given`);
  } else if (value.cls.isNamed('traversable')) {
    frame.discardsNext = true;
    vm.loop.defer(() => beginObject(vm, frame, { value, walk }));
  } else frame.walks[walk] = propertyWalk(vm, value, ref !== undefined);
}

function* beginObject(vm: Vm, frame: Frame, { value, walk }: { readonly value: PhpObject; readonly walk: number }): Task<Value> {
  frame.walks[walk] = yield* objectWalk(vm, value);
  return null;
}

function takeEntry(c: FunctionCompiler, { key, value, byRef }: StmtOf<'foreach'>): void {
  const name = localName(value);
  if (byRef) {
    const operands: Expr[] = [];
    const place = placeOf(c, value, operands);
    c.pushOperands(operands);
    c.emit((vm, frame) => {
      const slot = frame.entry?.[1] ?? null;
      place(vm, frame, takeOperands(frame, operands.length)).bind(slot instanceof Ref ? slot : new Ref(slot));
    });
  } else if (name === undefined) {
    assignTo(c, value, () => c.emit((_, frame) => frame.push(read(frame.entry?.[1] ?? null))), false);
  } else {
    const index = c.slot(name);
    c.emit((vm, frame) => frame.setLocal(index, vm.copy(read(frame.entry?.[1] ?? null))));
  }
  if (key) assignTo(c, key, () => c.emit((_, frame) => frame.push(frame.entry?.[0] ?? null)), false);
}
