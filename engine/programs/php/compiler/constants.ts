import type { Expr, ExprOf } from '../syntax/ast.js';
import { PhpObject } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { classFinder, classOf } from './class-ref.js';
import { takeOperands, type FunctionCompiler } from './context.js';

export function constant(c: FunctionCompiler, expr: ExprOf<'constant'>): void {
  const { full, fallback } = expr.name;
  const known = compileTime(c, full);
  if (known !== undefined) {
    c.emit((_, frame) => frame.push(known));
    return;
  }
  if (full === '__CLASS__') {
    c.emit((_, frame) => frame.push(frame.callable.scope?.name ?? ''));
    return;
  }
  c.emit((vm, frame) =>
    frame.push(constantNamed(vm, full) ?? (fallback === undefined ? undefined : constantNamed(vm, fallback)) ?? unknown(vm, full)),
  );
}

function unknown(vm: Vm, name: string): never {
  throw vm.errors.error(`Undefined constant "${name}"`);
}

/** `undefined` where there is none; a constant of a namespace is found whatever the case of that. */
export function constantNamed(vm: Vm, name: string): Value | undefined {
  const found = vm.constants.own.get(name) ?? vm.constants.builtIn(name);
  if (found !== undefined) return found;
  const cut = name.lastIndexOf('\\');
  if (cut < 0) return undefined;
  return vm.constants.own.get(name.slice(0, cut).toLowerCase() + name.slice(cut));
}

function compileTime(c: FunctionCompiler, name: string): Value | undefined {
  const { file } = c.unit;
  switch (name) {
    case '__FILE__':
      return file;
    case '__DIR__':
      return file.slice(0, Math.max(file.lastIndexOf('/'), file.startsWith('/') && file.lastIndexOf('/') === 0 ? 1 : 0));
    case '__FUNCTION__':
      return c.name;
    case '__METHOD__':
      return c.cls !== undefined && c.name !== '{closure}' ? `${c.cls}::${c.name}` : c.name;
    case '__CLASS__':
      return c.inTrait ? undefined : (c.cls ?? '');
    case '__TRAIT__':
      return c.inTrait ? (c.cls ?? '') : '';
    default:
      return undefined;
  }
}

export function classConstant(c: FunctionCompiler, expr: ExprOf<'classConst'>): void {
  const operands: Expr[] = [];
  const { name, cls: ref } = expr;
  if (name === 'class') return className(c, expr);
  const cls = classFinder(c, ref, operands);
  const dynamic = typeof name === 'string' ? undefined : c.operand(name, operands);
  c.pushOperands(operands);
  c.line = expr.line;
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    const text = dynamic ? vm.text(dynamic(vm, frame, values)) : typeof name === 'string' ? name : '';
    frame.push(vm.classes.constant(cls(vm, frame, values), text, frame.callable.scope));
  });
}

function className(c: FunctionCompiler, expr: ExprOf<'classConst'>): void {
  const { cls: ref } = expr;
  if (typeof ref === 'string' && !['self', 'static', 'parent'].includes(ref)) {
    c.emit((_, frame) => frame.push(ref));
    return;
  }
  const operands: Expr[] = [];
  const cls = typeof ref === 'string' ? classFinder(c, ref, operands) : undefined;
  if (typeof ref !== 'string') c.expression(ref);
  c.emit((vm, frame) => {
    if (cls) {
      frame.push(cls(vm, frame, []).name);
      return;
    }
    const value = frame.pop();
    if (!(value instanceof PhpObject)) throw vm.errors.typeError(`Cannot use "::class" on value of type ${vm.typeName(value)}`);
    frame.push(value.cls.name);
  });
}

export function instanceOf(c: FunctionCompiler, expr: ExprOf<'instanceof'>): void {
  const { cls: ref } = expr;
  c.expression(expr.value);
  if (typeof ref === 'string') {
    const special = ['self', 'static', 'parent'].includes(ref) ? classFinder(c, ref, []) : undefined;
    const lower = ref.toLowerCase();
    c.emit((vm, frame) => {
      const value = frame.pop();
      if (!(value instanceof PhpObject)) frame.push(false);
      else frame.push(special ? value.cls.isA(special(vm, frame, [])) : value.cls.isNamed(vm.classes.realName(lower)));
    });
    return;
  }
  c.expression(ref);
  c.emit((vm, frame) => {
    const cls = frame.pop();
    const value = frame.pop();
    if (typeof cls === 'string') frame.push(value instanceof PhpObject && value.cls.isNamed(cls.toLowerCase().replace(/^\\/, '')));
    else if (cls instanceof PhpObject) frame.push(value instanceof PhpObject && value.cls.isA(classOf(vm, cls)));
    else throw vm.errors.error('Class name must be a valid object or a string');
  });
}
