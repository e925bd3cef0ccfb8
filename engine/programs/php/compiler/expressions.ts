/* eslint max-lines: "off", max-lines-per-function: "off" -- one table or one class that knows the whole grammar; to be cut at its seams */
import type { Task } from '../../../core/task.js';
import type { Expr, ExprOf } from '../syntax/ast.js';
import type { Vm } from '../runtime/vm.js';
import { collect } from '../runtime/foreach.js';
import { operations } from '../runtime/arithmetic.js';
import { PhpArray } from '../runtime/array.js';
import { identical } from '../runtime/compare.js';
import { toBool, typeName } from '../runtime/convert.js';
import { PhpObject } from '../runtime/object.js';
import { ExitRequest, Thrown } from '../runtime/signals.js';
import { formatFloat } from '../runtime/number-text.js';
import { isInt, PhpFloat, UNSET, type Value } from '../runtime/value.js';
import { assign, assignOperation, assignReference, stepVariable } from './assign.js';
import { compileCall, compileMethodCall, compileNew, compileStaticCall } from './calls.js';
import { castTo } from './cast.js';
import { classConstant, constant, instanceOf } from './constants.js';
import { closure } from './closures.js';
import { noOperands, takeOperands, type FunctionCompiler } from './context.js';
import { direct, hasNullsafe, issetTest, quiet, readProperty, unaryOperation } from './direct.js';
import { namedVariable, placeOf } from './places.js';
import { nullsafeStep } from './nullsafe.js';
import { classFinder } from './class-ref.js';

/** Compiles an expression: its value will be on the stack. */
export function expression(c: FunctionCompiler, expr: Expr): void {
  c.line = expr.line;
  const evaluate = direct(c, expr);
  if (evaluate) {
    c.emit((vm, frame) => frame.stack.push(evaluate(vm, frame, noOperands)));
    return;
  }
  if (c.nullsafeEnd === undefined && hasNullsafe(expr)) {
    const end = c.label();
    c.nullsafeEnd = end;
    general(c, expr);
    c.nullsafeEnd = undefined;
    c.place(end);
    return;
  }
  general(c, expr);
}

/** A link of a chain whose end is known already. */
export function chained(c: FunctionCompiler, expr: Expr): void {
  general(c, expr);
}

/** An expression in the middle of a chain, or outside of all chains. */
function inner(c: FunctionCompiler, expr: Expr): void {
  const end = c.nullsafeEnd;
  c.nullsafeEnd = undefined;
  expression(c, expr);
  c.nullsafeEnd = end;
}

/** Compiles an expression of which nobody wants the value. */
export function effect(c: FunctionCompiler, expr: Expr): void {
  c.line = expr.line;
  if (expr.kind === 'assign') return assign(c, expr, false);
  if (expr.kind === 'step') return stepVariable(c, expr, false);
  if (expr.kind === 'assignOp' && expr.op !== '??') return assignOperation(c, expr, false);
  expression(c, expr);
  c.emit((_, frame) => {
    frame.stack.pop();
  });
}

function general(c: FunctionCompiler, expr: Expr): void {
  switch (expr.kind) {
    case 'assign':
      return assign(c, expr, true);
    case 'assignOp':
      return assignOperation(c, expr, true);
    case 'assignRef':
      return assignReference(c, expr);
    case 'step':
      return stepVariable(c, expr, true);
    case 'call':
      return compileCall(c, expr);
    case 'methodCall':
      return compileMethodCall(c, expr, inner);
    case 'staticCall':
      return compileStaticCall(c, expr);
    case 'new':
      return compileNew(c, expr);
    case 'closure':
      return closure(c, expr);
    case 'constant':
      return constant(c, expr);
    case 'classConst':
      return classConstant(c, expr);
    case 'instanceof':
      return instanceOf(c, expr);
    default:
      return others(c, expr);
  }
}

type Rest = Exclude<
  Expr,
  {
    kind:
      | 'assign'
      | 'assignOp'
      | 'assignRef'
      | 'step'
      | 'call'
      | 'methodCall'
      | 'staticCall'
      | 'new'
      | 'closure'
      | 'constant'
      | 'classConst'
      | 'instanceof';
  }
>;

function others(c: FunctionCompiler, expr: Rest): void {
  switch (expr.kind) {
    case 'binary':
      return binary(c, expr);
    case 'logical':
      return logical(c, expr);
    case 'unary':
      return unary(c, expr);
    case 'ternary':
      return ternary(c, expr);
    case 'coalesce':
      return coalesce(c, expr);
    case 'isset':
      return isset(c, expr);
    case 'empty':
      return empty(c, expr);
    case 'dim':
      return dim(c, expr);
    case 'prop':
      return property(c, expr);
    case 'array':
      return array(c, expr);
    case 'template':
      return template(c, expr);
    case 'match':
      return match(c, expr);
    default:
      return rare(c, expr);
  }
}

function rare(
  c: FunctionCompiler,
  expr: Exclude<
    Rest,
    { kind: 'binary' | 'logical' | 'unary' | 'ternary' | 'coalesce' | 'isset' | 'empty' | 'dim' | 'prop' | 'array' | 'template' | 'match' }
  >,
): void {
  switch (expr.kind) {
    case 'variable':
      return namedVariableValue(c, expr);
    case 'staticProp':
      return staticProperty(c, expr);
    case 'cast':
      c.expression(expr.value);
      c.emit((vm, frame) => frame.push(castTo(vm, expr.to, frame.pop())));
      return;
    case 'throw':
      c.expression(expr.value);
      c.emit((vm, frame) => {
        const value = frame.pop();
        if (!(value instanceof PhpObject) || !value.cls.isNamed('throwable')) throw vm.errors.error('Can only throw objects');
        throw new Thrown(value);
      });
      return;
    case 'print':
      c.expression(expr.value);
      c.emit((vm, frame) => {
        vm.echo(vm.text(frame.pop()));
        frame.push(1);
      });
      return;
    case 'exit':
      return exit(c, expr);
    case 'include':
      return include(c, expr);
    case 'clone':
      return clone(c, expr);
    case 'shell':
      return compileCall(c, {
        kind: 'call',
        callee: { full: 'shell_exec' },
        args: [{ value: expr.command, spread: false }],
        line: expr.line,
      });
    case 'yield':
      return yieldValue(c, expr);
    case 'yieldFrom':
      return yieldFrom(c, expr);
    case 'literal':
    case 'int':
    case 'float':
      throw new Error('a constant is computed at once');
  }
}

function binary(c: FunctionCompiler, expr: ExprOf<'binary'>): void {
  const operation = operations[expr.op];
  const right = direct(c, expr.right);
  inner(c, expr.left);
  if (right) {
    c.line = expr.line;
    c.emit((vm, frame) => {
      const left = frame.pop();
      frame.stack.push(operation(vm, left, right(vm, frame, noOperands)));
    });
    return;
  }
  inner(c, expr.right);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const b = frame.pop();
    const a = frame.pop();
    frame.stack.push(operation(vm, a, b));
  });
}

function logical(c: FunctionCompiler, expr: ExprOf<'logical'>): void {
  inner(c, expr.left);
  if (expr.op === 'xor') {
    inner(c, expr.right);
    c.emit((_, frame) => {
      const b = toBool(frame.pop());
      frame.push(toBool(frame.pop()) !== b);
    });
    return;
  }
  const end = c.label();
  const decides = expr.op === '||';
  c.emit((_, frame) => {
    if (toBool(frame.pop()) !== decides) return;
    frame.push(decides);
    frame.pc = end.at;
  });
  inner(c, expr.right);
  c.emit((_, frame) => frame.push(toBool(frame.pop())));
  c.place(end);
}

function unary(c: FunctionCompiler, expr: ExprOf<'unary'>): void {
  const { op } = expr;
  if (op === '@') {
    c.emit((_, frame) => {
      frame.silence++;
    });
    inner(c, expr.operand);
    c.emit((_, frame) => {
      frame.silence--;
    });
    return;
  }
  const operation = unaryOperation(op);
  inner(c, expr.operand);
  c.emit((vm, frame) => frame.push(operation(vm, frame.pop())));
}

function ternary(c: FunctionCompiler, expr: ExprOf<'ternary'>): void {
  const otherwise = c.label();
  const end = c.label();
  inner(c, expr.condition);
  const keeps = expr.then === undefined;
  c.emit((_, frame) => {
    const value = frame.pop();
    if (!toBool(value)) frame.pc = otherwise.at;
    else if (keeps) frame.push(value);
  });
  if (expr.then) inner(c, expr.then);
  c.jump(end);
  c.place(otherwise);
  inner(c, expr.otherwise);
  c.place(end);
}

function coalesce(c: FunctionCompiler, expr: ExprOf<'coalesce'>): void {
  const operands: Expr[] = [];
  const left = quiet(c, expr.left, operands);
  for (const operand of operands) inner(c, operand);
  const count = operands.length;
  const end = c.label();
  c.emit((vm, frame) => {
    const value = left(vm, frame, takeOperands(frame, count));
    if (value === null) return;
    frame.push(value);
    frame.pc = end.at;
  });
  inner(c, expr.right);
  c.place(end);
}

function isset(c: FunctionCompiler, expr: ExprOf<'isset'>): void {
  const end = c.label();
  for (const target of expr.targets) {
    const operands: Expr[] = [];
    const test = issetTest(c, target, operands);
    for (const operand of operands) inner(c, operand);
    c.emit((vm, frame) => {
      if (test(vm, frame, takeOperands(frame, operands.length))) return;
      frame.push(false);
      frame.pc = end.at;
    });
  }
  c.emit((_, frame) => frame.push(true));
  c.place(end);
}

function empty(c: FunctionCompiler, expr: ExprOf<'empty'>): void {
  const operands: Expr[] = [];
  const value = quiet(c, expr.target, operands);
  for (const operand of operands) inner(c, operand);
  c.emit((vm, frame) => frame.push(!toBool(value(vm, frame, takeOperands(frame, operands.length)))));
}

function dim(c: FunctionCompiler, expr: ExprOf<'dim'>): void {
  const { index } = expr;
  if (!index) return c.fail('Cannot use [] for reading', expr.line);
  if (hasNullsafe(expr.base)) general(c, expr.base);
  else inner(c, expr.base);
  const at = direct(c, index);
  if (!at) inner(c, index);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const key = at ? at(vm, frame, noOperands) : frame.pop();
    const base = frame.pop();
    frame.push(vm.fetchDim(base, key));
  });
}

function property(c: FunctionCompiler, expr: ExprOf<'prop'>): void {
  const { name, base } = expr;
  if (hasNullsafe(base)) general(c, base);
  else inner(c, base);
  if (expr.nullsafe) nullsafeStep(c);
  if (typeof name !== 'string') inner(c, name);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const text = typeof name === 'string' ? name : vm.text(frame.pop());
    frame.push(readProperty(vm, frame.pop(), text));
  });
}

function array(c: FunctionCompiler, expr: ExprOf<'array'>): void {
  if (expr.isList) c.fail('Cannot use list() as standalone expression', expr.line);
  c.emit((_, frame) => frame.push(new PhpArray()));
  for (const item of expr.items) {
    if (!item) return c.fail('Cannot use empty array elements in arrays', expr.line);
    if (item.spread) {
      inner(c, item.value);
      c.emit((vm, frame) => {
        const source = frame.pop();
        const target = frame.pop();
        vm.defer(() => spreadInto(vm, source, target));
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

function template(c: FunctionCompiler, expr: ExprOf<'template'>): void {
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

function match(c: FunctionCompiler, expr: ExprOf<'match'>): void {
  const subject = c.temporary();
  inner(c, expr.subject);
  c.emit((_, frame) => {
    frame.locals[subject] = frame.pop();
  });
  const end = c.label();
  const bodies = expr.arms.map(arm => ({ arm, label: c.label() }));
  for (const { arm, label } of bodies)
    for (const condition of arm.conditions ?? []) {
      inner(c, condition);
      c.emit((_, frame) => {
        if (identical(frame.local(subject) ?? null, frame.pop())) frame.pc = label.at;
      });
    }
  const otherwise = bodies.find(({ arm }) => arm.conditions === undefined);
  c.line = expr.line;
  if (otherwise) c.jump(otherwise.label);
  else
    c.emit((vm, frame) => {
      throw vm.errors.make('UnhandledMatchError', `Unhandled match case ${matchText(frame.local(subject) ?? null)}`);
    });
  for (const { arm, label } of bodies) {
    c.place(label);
    inner(c, arm.body);
    c.jump(end);
  }
  c.place(end);
}

function matchText(value: Value): string {
  if (typeof value === 'string') return `'${value.replaceAll(/[\\']/g, '\\$&')}'`;
  if (isInt(value)) return String(value);
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof PhpFloat) return formatFloat(value.n, 17);
  return `of type ${typeName(value)}`;
}

function namedVariableValue(c: FunctionCompiler, expr: ExprOf<'variable'>): void {
  if (typeof expr.name === 'string') return;
  inner(c, expr.name);
  c.emit((vm, frame) => {
    const name = vm.text(frame.pop());
    if (name === 'this') {
      frame.push(frame.callable.self ?? null);
      return;
    }
    const { value } = namedVariable(vm, frame, name);
    if (value !== UNSET) {
      frame.push(value);
      return;
    }
    vm.errors.warning(`Undefined variable $${name}`);
    frame.push(null);
  });
}

function staticProperty(c: FunctionCompiler, expr: ExprOf<'staticProp'>): void {
  const operands: Expr[] = [];
  const cls = classFinder(c, expr.cls, operands);
  const name = typeof expr.name === 'string' ? expr.name : c.operand(expr.name, operands);
  for (const operand of operands) inner(c, operand);
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    const text = typeof name === 'string' ? name : vm.text(name(vm, frame, values));
    frame.push(vm.classes.staticRef(cls(vm, frame, values), text, frame.callable.scope).ref.value);
  });
}

function exit(c: FunctionCompiler, expr: ExprOf<'exit'>): void {
  if (expr.value) inner(c, expr.value);
  const given = expr.value !== undefined;
  c.emit((vm, frame) => {
    const value = given ? frame.pop() : 0;
    if (typeof value === 'number') throw new ExitRequest(value & 0xff);
    vm.echo(vm.text(value));
    throw new ExitRequest(0);
  });
}

function include(c: FunctionCompiler, expr: ExprOf<'include'>): void {
  const { how } = expr;
  inner(c, expr.value);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const path = vm.text(frame.pop());
    vm.defer(() => vm.includes.run(frame, how, path));
  });
}

function clone(c: FunctionCompiler, expr: ExprOf<'clone'>): void {
  inner(c, expr.value);
  c.emit((vm, frame) => {
    const value = frame.pop();
    if (!(value instanceof PhpObject)) throw vm.errors.error('__clone method called on non-object');
    const copy = vm.cloneObject(value);
    frame.push(copy);
    const method = copy.cls.methods.get('__clone');
    if (!method) return;
    copy.frozen = undefined;
    vm.calls.run(frame, { callable: vm.calls.bind(method, copy, copy.cls), args: [], named: undefined, discards: true });
  });
}

function yieldValue(c: FunctionCompiler, expr: ExprOf<'yield'>): void {
  if (expr.key) inner(c, expr.key);
  if (expr.value) inner(c, expr.value);
  const { key: keyed, value: given } = { key: expr.key !== undefined, value: expr.value !== undefined };
  c.emit((vm, frame) => {
    const value = given ? frame.pop() : null;
    const key = keyed ? frame.pop() : undefined;
    vm.generators.yielded(frame, key, value);
  });
}

function yieldFrom(c: FunctionCompiler, expr: ExprOf<'yieldFrom'>): void {
  inner(c, expr.value);
  c.emit((vm, frame) => {
    const source = frame.pop();
    vm.defer(() => vm.generators.beginDelegate(frame, source));
  });
  // What was begun gives its values out first: the frame stops here, and goes on with the result.
  c.emit((vm, frame) => {
    if (vm.generators.isDelegating(frame)) vm.suspend(frame);
  });
}
