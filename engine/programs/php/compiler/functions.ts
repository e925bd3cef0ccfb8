import type { ClassDeclaration, ClassMember, Expr, FunctionDeclaration, Parameter } from '../syntax/ast.js';
import type { ClassCode } from '../runtime/classes.js';
import type { FunctionCode, ParamInfo } from '../runtime/code.js';
import { coerceTo } from '../runtime/types.js';
import { FunctionCompiler, noOperands, type FunctionOptions, type Unit } from './context.js';
import { direct } from './direct.js';
import { missingReturn } from '../runtime/return-value.js';

/** Compiles a function, method or closure. */
export function functionCode(unit: Unit, fn: FunctionDeclaration, of: FunctionOptions): FunctionCode {
  const c = new FunctionCompiler(unit, { cls: of.cls, name: of.name ?? fn.name, inTrait: of.inTrait ?? false });
  c.isGenerator = fn.isGenerator;
  c.returnType = fn.returnType;
  for (const param of fn.params) c.slot(param.name);
  for (const name of of.uses ?? []) c.slot(name);
  c.line = fn.line;
  for (const param of fn.params) {
    defaultValue(c, param);
    if (param.promote) promote(c, param);
  }
  c.parts.statements(c, fn.body ?? []);
  c.line = fn.endLine;
  finishBody(c, fn);
  // What an arrow function finds around it has to be there, in functions further out too.
  if (of.outer)
    for (const name of c.locals) if (!name.startsWith(' ') && !fn.params.some(param => param.name === name)) of.outer.slot(name);
  return c.finish({
    params: paramInfos(fn.params),
    line: fn.line,
    endLine: fn.endLine,
    byRefReturn: fn.byRefReturn,
    isStatic: of.isStatic ?? false,
    isClosure: fn.name === '{closure}',
  });
}

function finishBody(c: FunctionCompiler, fn: FunctionDeclaration): void {
  const type = fn.returnType;
  const needsValue = type && !fn.isGenerator && !(type.kind === 'name' && ['void', 'never'].includes(type.name));
  c.emit((vm, frame) => {
    if (needsValue) missingReturn(vm, frame);
    if (type?.kind === 'name' && type.name === 'never' && !fn.isGenerator) missingReturn(vm, frame);
    vm.loop.leave(frame, null);
  });
}

function paramInfos(params: readonly Parameter[]): readonly ParamInfo[] {
  return params.map((param, i) => ({
    name: param.name,
    type: param.type,
    byRef: param.byRef,
    variadic: param.variadic,
    optional:
      param.variadic ||
      (param.defaultValue !== undefined && params.slice(i + 1).every(after => after.variadic || after.defaultValue !== undefined)),
    nullDefault: isNull(param.defaultValue),
  }));
}

function isNull(expr: Expr | undefined): boolean {
  return expr?.kind === 'literal' && expr.value === null;
}

function defaultValue(c: FunctionCompiler, param: Parameter): void {
  const { defaultValue: value, type } = param;
  if (!value) return;
  const index = c.slot(param.name);
  const computed = direct(c, value);
  const end = c.label();
  if (computed) {
    c.emit((vm, frame) => {
      if (frame.locals[index] !== undefined) return;
      const result = computed(vm, frame, noOperands);
      frame.locals[index] = type ? (coerceTo(type, result, false, { vm, scope: frame.callable.scope }) ?? result) : result;
    });
    return;
  }
  c.emit((_, frame) => {
    if (frame.locals[index] !== undefined) frame.pc = end.at;
  });
  c.expression(value);
  c.emit((vm, frame) => {
    frame.locals[index] = vm.copy(frame.pop());
  });
  c.place(end);
}

function promote(c: FunctionCompiler, param: Parameter): void {
  const index = c.slot(param.name);
  const { name } = param;
  c.emit((vm, frame) => {
    const { self } = frame.callable;
    if (self) vm.props.write(self, name, vm.copy(frame.local(index) ?? null));
  });
}

/** Code that computes a constant expression. */
export function expressionCode(unit: Unit, expr: Expr, cls: string | undefined, inTrait: boolean): FunctionCode {
  const c = new FunctionCompiler(unit, { cls, inTrait });
  c.expression(expr);
  c.emit((vm, frame) => vm.loop.leave(frame, frame.pop()));
  return c.finish({ params: [], line: expr.line, endLine: expr.line });
}

const public_ = { visibility: 'public', isStatic: false, isAbstract: false, isFinal: false, isReadonly: false } as const;

export function classCode(unit: Unit, declaration: ClassDeclaration): ClassCode {
  const name =
    declaration.name === '' ? `class@anonymous\0${unit.file}:${declaration.line}$${(unit.anonymous++).toString(16)}` : declaration.name;
  const inTrait = declaration.type === 'trait';
  const of = { cls: name, inTrait };
  const members = declaration.members;
  const ofKind = <K extends ClassMember['kind']>(kind: K): Extract<ClassMember, { kind: K }>[] =>
    members.filter((member): member is Extract<ClassMember, { kind: K }> => member.kind === kind);
  const methods = ofKind('method');
  const promoted = methods
    .filter(({ fn }) => fn.name.toLowerCase() === '__construct')
    .flatMap(({ fn }) => fn.params)
    .flatMap(param =>
      param.promote ? [{ name: param.name, type: param.type ?? untyped, modifiers: param.promote, initial: undefined }] : [],
    );
  const declared = ofKind('property').map(({ name: property, type, value, modifiers }) => ({
    name: property,
    type,
    modifiers,
    initial: value && expressionCode(unit, value, name, inTrait),
  }));
  return {
    declaration,
    name,
    file: unit.file,
    methods: methods.map(({ fn, modifiers }) => ({
      fn: functionCode(unit, fn, { ...of, isStatic: modifiers.isStatic }),
      modifiers,
      hasBody: fn.body !== undefined,
    })),
    properties: [...declared, ...promoted, ...enumProperties(declaration)],
    constants: [
      ...ofKind('constant').map(({ name: constant, value, modifiers }) => ({
        name: constant,
        code: expressionCode(unit, value, name, inTrait),
        visibility: modifiers.visibility,
        isCase: false,
        isFinal: modifiers.isFinal,
      })),
      ...ofKind('case').map(each => ({
        name: each.name,
        code: expressionCode(unit, each.value ?? { kind: 'literal', value: null, line: each.line }, name, inTrait),
        visibility: 'public' as const,
        isCase: true,
        isFinal: true,
      })),
    ],
  };
}

/** A promoted parameter without a type has no default: it is not there until the constructor ran. */
const untyped = { kind: 'name', name: 'mixed', isClass: false } as const;

function enumProperties(declaration: ClassDeclaration): ClassCode['properties'] {
  if (declaration.type !== 'enum') return [];
  const names = declaration.backing ? ['name', 'value'] : ['name'];
  return names.map(name => ({ name, type: untyped, modifiers: { ...public_, isReadonly: true }, initial: undefined }));
}
