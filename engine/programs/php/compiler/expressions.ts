import { UNSET } from '../runtime/value.js';
import type { Expr, ExprOf } from '../syntax/ast.js';
import { array } from './array-literal.js';
import { assign, assignOperation, assignReference, stepVariable } from './assign.js';
import { compileCall, compileMethodCall, compileNew, compileStaticCall } from './calls.js';
import { castTo } from './cast.js';
import { inner } from './chain.js';
import { classFinder } from './class-ref.js';
import { closure } from './closures.js';
import { classConstant, constant, instanceOf } from './constants.js';
import { type FunctionCompiler, noOperands, takeOperands } from './context.js';
import { direct, hasNullsafe, readProperty } from './direct.js';
import { exit, include, throwValue, yieldFrom, yieldValue } from './leaving.js';
import { match } from './match.js';
import { nullsafeStep } from './nullsafe.js';
import { binary, coalesce, empty, isset, logical, ternary, unary } from './operators.js';
import { namedVariable } from './places.js';
import { clone, print, template } from './produce.js';

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
      return throwValue(c, expr);
    case 'print':
      return print(c, expr);
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
