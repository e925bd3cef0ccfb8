import type { Expr, ExprOf } from '../syntax/ast.js';
import { PhpArray } from '../runtime/array.js';
import { invert, negate, operations, plus } from '../runtime/arithmetic.js';
import { toBool, typeName } from '../runtime/convert.js';
import { issetDim } from '../runtime/fetch.js';
import { PhpObject } from '../runtime/object.js';
import { PhpFloat, Ref, UNSET, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { classFinder } from './class-ref.js';
import type { Evaluator, FunctionCompiler } from './context.js';
import { namedVariable, superglobals } from './places.js';

/** A way to compute an expression at once; undefined where functions are called, variables changed, or nothing may come back. */
export function direct(c: FunctionCompiler, expr: Expr): Evaluator | undefined {
  switch (expr.kind) {
    case 'literal':
    case 'int': {
      const { value } = expr;
      return () => value;
    }
    case 'float': {
      const value = new PhpFloat(expr.value);
      return () => value;
    }
    case 'variable':
      return typeof expr.name === 'string' ? variable(c, expr.name) : undefined;
    case 'binary':
      return binary(c, expr);
    case 'logical':
      return logical(c, expr);
    case 'unary':
      return unary(c, expr);
    case 'dim':
      return dim(c, expr);
    case 'prop':
      return property(c, expr);
    case 'template':
      return template(c, expr);
    case 'array':
      return expr.items.length === 0 ? () => new PhpArray() : undefined;
    case 'ternary':
      return ternary(c, expr);
    case 'isset':
      return isset(c, expr);
    default:
      return undefined;
  }
}

function variable(c: FunctionCompiler, name: string): Evaluator {
  if (name === 'this')
    return (vm, frame) => {
      const { self } = frame.callable;
      if (!self) throw vm.errors.error('Using $this when not in object context');
      return self;
    };
  if (name === 'GLOBALS') return vm => globals(vm);
  if (superglobals.has(name))
    return vm => {
      const { value } = vm.global(name);
      if (value !== UNSET) return value;
      vm.errors.warning(`Undefined global variable $${name}`);
      return null;
    };
  const index = c.slot(name);
  return (vm, frame) => {
    const slot = frame.locals[index];
    const value = slot instanceof Ref ? slot.value : slot;
    if (value !== undefined && value !== UNSET) return value;
    vm.errors.warning(`Undefined variable $${name}`);
    return null;
  };
}

function globals(vm: Vm): PhpArray {
  const array = new PhpArray();
  for (const [name, ref] of vm.globals) if (ref.value !== UNSET) array.set(vm.key(name), vm.copy(ref.value));
  return array;
}

function binary(c: FunctionCompiler, expr: ExprOf<'binary'>): Evaluator | undefined {
  const left = direct(c, expr.left);
  const right = left && direct(c, expr.right);
  if (!left || !right) return undefined;
  const operation = operations[expr.op];
  return (vm, frame, operands) => operation(vm, left(vm, frame, operands), right(vm, frame, operands));
}

function logical(c: FunctionCompiler, expr: ExprOf<'logical'>): Evaluator | undefined {
  const left = direct(c, expr.left);
  const right = left && direct(c, expr.right);
  if (!left || !right) return undefined;
  if (expr.op === '&&') return (vm, frame, operands) => toBool(left(vm, frame, operands)) && toBool(right(vm, frame, operands));
  if (expr.op === '||') return (vm, frame, operands) => toBool(left(vm, frame, operands)) || toBool(right(vm, frame, operands));
  return (vm, frame, operands) => toBool(left(vm, frame, operands)) !== toBool(right(vm, frame, operands));
}

export function unaryOperation(op: '!' | '-' | '+' | '~'): (vm: Vm, value: Value) => Value {
  if (op === '!') return (_, value) => !toBool(value);
  return op === '-' ? negate : op === '+' ? plus : invert;
}

function unary(c: FunctionCompiler, expr: ExprOf<'unary'>): Evaluator | undefined {
  if (expr.op === '@') return undefined;
  const operand = direct(c, expr.operand);
  const operation = unaryOperation(expr.op);
  return operand && ((vm, frame, operands) => operation(vm, operand(vm, frame, operands)));
}

function dim(c: FunctionCompiler, expr: ExprOf<'dim'>): Evaluator | undefined {
  if (!expr.index || hasNullsafe(expr.base)) return undefined;
  const base = direct(c, expr.base);
  const index = base && direct(c, expr.index);
  return base && index && ((vm, frame, operands) => vm.fetchDim(base(vm, frame, operands), index(vm, frame, operands)));
}

function property(c: FunctionCompiler, expr: ExprOf<'prop'>): Evaluator | undefined {
  const { name } = expr;
  if (expr.nullsafe || typeof name !== 'string' || hasNullsafe(expr.base)) return undefined;
  const base = direct(c, expr.base);
  return base && ((vm, frame, operands) => readProperty(vm, base(vm, frame, operands), name));
}

export function readProperty(vm: Vm, base: Value, name: string): Value {
  if (base instanceof PhpObject) return vm.props.read(base, name);
  vm.errors.warning(`Attempt to read property "${name}" on ${typeName(base)}`);
  return null;
}

function template(c: FunctionCompiler, expr: ExprOf<'template'>): Evaluator | undefined {
  const parts: (string | Evaluator)[] = [];
  for (const part of expr.parts) {
    const each = typeof part === 'string' ? part : direct(c, part);
    if (each === undefined) return undefined;
    parts.push(each);
  }
  return (vm, frame, operands) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : vm.text(part(vm, frame, operands));
    if (text.length > 65_536) vm.memory.reserve(text.length);
    return text;
  };
}

function ternary(c: FunctionCompiler, expr: ExprOf<'ternary'>): Evaluator | undefined {
  const condition = direct(c, expr.condition);
  const then = expr.then && direct(c, expr.then);
  const otherwise = direct(c, expr.otherwise);
  if (!condition || !otherwise || (expr.then && !then)) return undefined;
  return (vm, frame, operands) => {
    const value = condition(vm, frame, operands);
    if (!toBool(value)) return otherwise(vm, frame, operands);
    return then ? then(vm, frame, operands) : value;
  };
}

function isset(c: FunctionCompiler, expr: ExprOf<'isset'>): Evaluator | undefined {
  const operands: Expr[] = [];
  const tests = expr.targets.map(target => issetTest(c, target, operands));
  if (operands.length > 0) return undefined;
  return (vm, frame, values) => tests.every(test => test(vm, frame, values));
}

type Test = (vm: Vm, frame: Parameters<Evaluator>[1], operands: readonly Value[]) => boolean;

/** Whether something is there and not null. */
export function issetTest(c: FunctionCompiler, expr: Expr, operands: Expr[]): Test {
  if (expr.kind === 'dim' && expr.index) {
    const base = quiet(c, expr.base, operands);
    const index = c.operand(expr.index, operands);
    return (vm, frame, values) => issetDim(vm, base(vm, frame, values), index(vm, frame, values));
  }
  if (expr.kind === 'prop') {
    const base = quiet(c, expr.base, operands);
    const name = typeof expr.name === 'string' ? expr.name : c.operand(expr.name, operands);
    return (vm, frame, values) => {
      const object = base(vm, frame, values);
      const text = typeof name === 'string' ? name : vm.text(name(vm, frame, values));
      return object instanceof PhpObject && vm.props.isset(object, text);
    };
  }
  const value = quiet(c, expr, operands);
  return (vm, frame, values) => value(vm, frame, values) !== null;
}

/** The value of an expression, or null where something on the way is not there. */
export function quiet(c: FunctionCompiler, expr: Expr, operands: Expr[]): Evaluator {
  switch (expr.kind) {
    case 'variable':
      return quietVariable(c, expr, operands);
    case 'dim': {
      if (!expr.index) return c.fail('Cannot use [] for reading', expr.line);
      const base = quiet(c, expr.base, operands);
      const index = c.operand(expr.index, operands);
      return (vm, frame, values) => vm.fetchDimQuiet(base(vm, frame, values), index(vm, frame, values));
    }
    case 'prop': {
      const base = quiet(c, expr.base, operands);
      const name = typeof expr.name === 'string' ? expr.name : c.operand(expr.name, operands);
      return (vm, frame, values) => {
        const object = base(vm, frame, values);
        const text = typeof name === 'string' ? name : vm.text(name(vm, frame, values));
        return object instanceof PhpObject ? vm.props.read(object, text, true) : null;
      };
    }
    case 'staticProp': {
      const cls = classFinder(c, expr.cls, operands);
      const { name } = expr;
      if (typeof name !== 'string') return c.operand(expr, operands);
      return (vm, frame, values) => {
        const found = cls(vm, frame, values);
        vm.classes.ready(found);
        return found.statics.get(name)?.ref.value ?? null;
      };
    }
    default:
      return c.operand(expr, operands);
  }
}

function quietVariable(c: FunctionCompiler, expr: ExprOf<'variable'>, operands: Expr[]): Evaluator {
  if (typeof expr.name !== 'string') {
    const name = c.operand(expr.name, operands);
    return (vm, frame, values) => {
      const { value } = namedVariable(vm, frame, vm.text(name(vm, frame, values)));
      return value === UNSET ? null : value;
    };
  }
  if (expr.name === 'this') return (_, frame) => frame.callable.self ?? null;
  if (expr.name === 'GLOBALS') return vm => globals(vm);
  const { name } = expr;
  if (superglobals.has(name))
    return vm => {
      const { value } = vm.global(name);
      return value === UNSET ? null : value;
    };
  const index = c.slot(name);
  return (_, frame) => frame.local(index) ?? null;
}

/** Whether a chain of members has a `?->` that may end all of it. */
export function hasNullsafe(expr: Expr): boolean {
  for (let each: Expr = expr; ; ) {
    if (each.kind !== 'prop' && each.kind !== 'methodCall' && each.kind !== 'dim') return false;
    if (each.kind !== 'dim' && each.nullsafe) return true;
    each = each.base;
  }
}
