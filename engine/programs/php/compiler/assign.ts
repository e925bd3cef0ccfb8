import type { Expr, ExprOf } from '../syntax/ast.js';
import { flattened, operations, step } from '../runtime/arithmetic.js';
import { PhpArray } from '../runtime/array.js';
import { PhpObject } from '../runtime/object.js';
import { allocation, Ref, UNSET, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { noOperands, takeOperands, type FunctionCompiler } from './context.js';
import { direct, quiet } from './direct.js';
import { localName, placeOf } from './places.js';

/** `target = value` */
export function assign(c: FunctionCompiler, expr: ExprOf<'assign'>, wanted: boolean): void {
  const { target, value } = expr;
  if (target.kind === 'array') return destructure(c, expr, wanted);
  checkTarget(c, target);
  const name = localName(target);
  const computed = direct(c, value);
  if (name !== undefined && computed) {
    const index = c.slot(name);
    c.line = expr.line;
    c.emit((vm, frame) => {
      const result = vm.copy(computed(vm, frame, noOperands));
      frame.setLocal(index, result);
      if (wanted) frame.stack.push(result);
    });
    return;
  }
  assignTo(c, target, () => c.expression(value), wanted);
}

function checkTarget(c: FunctionCompiler, target: Expr): void {
  if (target.kind === 'variable' && target.name === 'this') c.fail('Cannot re-assign $this', target.line);
  if (target.kind === 'call') c.fail("Can't use function return value in write context", target.line);
  if (target.kind === 'methodCall' || target.kind === 'staticCall') c.fail("Can't use method return value in write context", target.line);
}

/** Puts what `pushValue` computes to where `target` points. */
export function assignTo(c: FunctionCompiler, target: Expr, pushValue: () => void, wanted: boolean): void {
  if (target.kind === 'array') {
    pushValue();
    const source = c.temporary();
    c.emit((_, frame) => {
      frame.locals[source] = frame.pop();
    });
    destructureFrom(c, target, source);
    if (wanted) c.emit((_, frame) => frame.push(frame.local(source) ?? null));
    return;
  }
  const { line } = target;
  const name = localName(target);
  if (name !== undefined) {
    const index = c.slot(name);
    pushValue();
    c.line = line;
    c.emit((vm, frame) => {
      const value = vm.copy(frame.pop());
      frame.setLocal(index, value);
      if (wanted) frame.push(value);
    });
    return;
  }
  const operands: Expr[] = [];
  const place = placeOf(c, target, operands);
  const count = operands.length;
  c.pushOperands(operands);
  pushValue();
  c.line = line;
  c.emit((vm, frame) => {
    const value = vm.copy(frame.pop());
    place(vm, frame, takeOperands(frame, count)).write(value);
    if (wanted) frame.push(value);
  });
}

function destructure(c: FunctionCompiler, expr: ExprOf<'assign'>, wanted: boolean): void {
  if (expr.target.kind !== 'array') return;
  const source = c.temporary();
  const byRef = hasReferences(expr.target);
  if (byRef) {
    const operands: Expr[] = [];
    const place = placeOf(c, expr.value, operands);
    c.pushOperands(operands);
    c.emit((vm, frame) => frame.bindLocal(source, place(vm, frame, takeOperands(frame, operands.length)).ref()));
  } else {
    c.expression(expr.value);
    c.emit((vm, frame) => {
      frame.locals[source] = vm.copy(frame.pop());
    });
  }
  destructureFrom(c, expr.target, source);
  c.emit((_, frame) => {
    if (wanted) frame.push(frame.local(source) ?? null);
    frame.locals[source] = undefined;
  });
}

function hasReferences(target: ExprOf<'array'>): boolean {
  return target.items.some(item => item?.byRef === true || (item?.value.kind === 'array' && hasReferences(item.value)));
}

/** Takes an array in a hidden variable apart. */
export function destructureFrom(c: FunctionCompiler, target: ExprOf<'array'>, source: number): void {
  if (target.items.every(item => item === undefined)) c.fail('Cannot use empty list', target.line);
  let position = 0;
  for (const item of target.items) {
    const index = position++;
    if (!item) continue;
    if (item.spread) c.fail('Spread operator is not supported in assignments', target.line);
    const operands: Expr[] = [];
    const key = item.key && c.operand(item.key, operands);
    c.pushOperands(operands);
    const count = operands.length;
    if (item.byRef) {
      bindElement(c, item.value, { source, key: (vm, frame) => (key ? key(vm, frame, takeOperands(frame, count)) : index) });
      continue;
    }
    const keyTemporary = c.temporary();
    c.emit((vm, frame) => {
      frame.locals[keyTemporary] = key ? key(vm, frame, takeOperands(frame, count)) : index;
    });
    const fetch = (): void => {
      c.line = target.line;
      c.emit((vm, frame) => frame.push(listElement(vm, frame.local(source) ?? null, frame.local(keyTemporary) ?? null)));
    };
    assignTo(c, item.value, fetch, false);
  }
}

function bindElement(
  c: FunctionCompiler,
  target: Expr,
  { source, key }: { readonly source: number; readonly key: (vm: Vm, frame: Parameters<ReturnType<typeof placeOf>>[1]) => Value },
): void {
  const name = localName(target);
  if (name === undefined) return c.fail('drydock: references in list() to other things than variables are not simulated');
  const index = c.slot(name);
  c.emit((vm, frame) => {
    const array = frame.local(source);
    if (array instanceof PhpArray) frame.bindLocal(index, array.ref(vm.key(key(vm, frame))));
  });
}

/** What is no array has no elements, and nobody complains. */
function listElement(vm: Vm, source: Value, key: Value): Value {
  if (source instanceof PhpArray || source instanceof PhpObject) return vm.fetchDim(source, key);
  return null;
}

/** `$a = &$b` */
export function assignReference(c: FunctionCompiler, expr: ExprOf<'assignRef'>): void {
  const { target, value } = expr;
  if (value.kind === 'call' || value.kind === 'methodCall' || value.kind === 'staticCall') {
    // A function's result is no variable (unless it returns a reference, which nobody can tell from a copy here).
    assignTo(c, target, () => c.expression(value), true);
    return;
  }
  const operands: Expr[] = [];
  const source = placeOf(c, value, operands);
  const name = localName(target);
  const place = name === undefined ? placeOf(c, target, operands) : undefined;
  c.pushOperands(operands);
  const count = operands.length;
  const index = name === undefined ? -1 : c.slot(name);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const values = takeOperands(frame, count);
    const ref = source(vm, frame, values).ref();
    if (place) place(vm, frame, values).bind(ref);
    else frame.bindLocal(index, ref);
    frame.push(ref.value);
  });
}

/** `target op= value` */
export function assignOperation(c: FunctionCompiler, expr: ExprOf<'assignOp'>, wanted: boolean): void {
  const { op, target, value } = expr;
  if (op === '??') return assignCoalesce(c, expr);
  checkTarget(c, target);
  const operation = operations[op];
  const name = localName(target);
  const computed = direct(c, value);
  if (name !== undefined) {
    if (!computed) c.expression(value);
    localOperation(c, { name, op, wanted, line: expr.line }, computed);
    return;
  }
  const operands: Expr[] = [];
  const place = placeOf(c, target, operands);
  c.pushOperands(operands);
  if (!computed) c.expression(value);
  const count = operands.length;
  c.line = expr.line;
  c.emit((vm, frame) => {
    const right = computed ? computed(vm, frame, noOperands) : frame.pop();
    const at = place(vm, frame, takeOperands(frame, count));
    const old = at.read();
    if (old === undefined) at.complain();
    const result = operation(vm, old ?? null, right);
    at.write(result);
    if (wanted) frame.push(result);
  });
}

function localOperation(
  c: FunctionCompiler,
  {
    name,
    op,
    wanted,
    line,
  }: { readonly name: string; readonly op: keyof typeof operations; readonly wanted: boolean; readonly line: number },
  computed: ReturnType<typeof direct>,
): void {
  const index = c.slot(name);
  const operation = operations[op];
  c.line = line;
  c.emit((vm, frame) => {
    const right = computed ? computed(vm, frame, noOperands) : frame.pop();
    const slot = frame.locals[index];
    let old = slot instanceof Ref ? slot.value : slot;
    if (old === undefined || old === UNSET) {
      vm.errors.warning(`Undefined variable $${name}`);
      old = null;
    }
    if (op === '.' && typeof old === 'string' && typeof right === 'string' && right.length < 65_536) {
      // The text grows where it is: only what is new takes memory.
      const text = flattened(old.length, old + right);
      allocation.bytes += 32 + right.length;
      if (slot instanceof Ref) slot.value = text;
      else frame.locals[index] = text;
      if (wanted) frame.push(text);
      return;
    }
    const result = operation(vm, old, right);
    if (slot instanceof Ref) slot.value = result;
    else frame.locals[index] = result;
    if (wanted) frame.push(result);
  });
}

function assignCoalesce(c: FunctionCompiler, expr: ExprOf<'assignOp'>): void {
  const operands: Expr[] = [];
  const left = quiet(c, expr.target, operands);
  c.pushOperands(operands);
  const end = c.label();
  c.emit((vm, frame) => {
    const value = left(vm, frame, takeOperands(frame, operands.length));
    if (value === null) return;
    frame.push(value);
    frame.pc = end.at;
  });
  assignTo(c, expr.target, () => c.expression(expr.value), true);
  c.place(end);
}

/** `++$a`, `$a--` … */
export function stepVariable(c: FunctionCompiler, expr: ExprOf<'step'>, wanted: boolean): void {
  const { by, prefix, target } = expr;
  checkTarget(c, target);
  const name = localName(target);
  if (name !== undefined) return stepLocal(c, { index: c.slot(name), name, by, prefix, wanted, line: expr.line });
  const operands: Expr[] = [];
  const place = placeOf(c, target, operands);
  c.pushOperands(operands);
  const count = operands.length;
  c.line = expr.line;
  c.emit((vm, frame) => {
    const at = place(vm, frame, takeOperands(frame, count));
    const old = at.read();
    if (old === undefined) at.complain();
    const result = step(vm, old ?? null, by);
    at.write(result);
    if (wanted) frame.push(prefix ? result : (old ?? null));
  });
}

function stepLocal(
  c: FunctionCompiler,
  of: {
    readonly index: number;
    readonly name: string;
    readonly by: 1 | -1;
    readonly prefix: boolean;
    readonly wanted: boolean;
    readonly line: number;
  },
): void {
  const { index, name, by, prefix, wanted } = of;
  c.line = of.line;
  c.emit((vm, frame) => {
    const slot = frame.locals[index];
    let old = slot instanceof Ref ? slot.value : slot;
    if (old === undefined || old === UNSET) {
      vm.errors.warning(`Undefined variable $${name}`);
      old = null;
    }
    const result = step(vm, old, by);
    if (slot instanceof Ref) slot.value = result;
    else frame.locals[index] = result;
    if (wanted) frame.stack.push(prefix ? result : old);
  });
}
