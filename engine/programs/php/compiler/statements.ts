import type { Expr, Stmt, StmtOf } from '../syntax/ast.js';
import { looselyEqual } from '../runtime/compare.js';
import { toBool } from '../runtime/convert.js';
import { Ref } from '../runtime/value.js';
import { noOperands, takeOperands, type FunctionCompiler, type Label } from './context.js';
import { direct } from './direct.js';
import { foreach } from './foreach.js';
import { localName, placeOf } from './places.js';
import { returnValue, tryStatement, leaveFinalizers } from './try.js';
import { declareFunction } from '../runtime/declare.js';

export function statements(c: FunctionCompiler, body: readonly Stmt[]): void {
  for (const statement of body) compile(c, statement);
}

function compile(c: FunctionCompiler, statement: Stmt): void {
  c.line = statement.line;
  switch (statement.kind) {
    case 'echo':
      return echo(c, statement);
    case 'expression':
      return c.parts.effect(c, statement.value);
    case 'block':
      return statements(c, statement.body);
    case 'if':
      return ifStatement(c, statement);
    case 'while':
      return whileLoop(c, statement);
    case 'doWhile':
      return doWhile(c, statement);
    case 'for':
      return forLoop(c, statement);
    case 'foreach':
      return foreach(c, statement);
    case 'switch':
      return switchStatement(c, statement);
    case 'break':
    case 'continue':
      return jump(c, statement);
    case 'return':
      return returnValue(c, statement);
    case 'try':
      return tryStatement(c, statement);
    default:
      return declaration(c, statement);
  }
}

function declaration(c: FunctionCompiler, statement: StmtOf<'global' | 'static' | 'unset' | 'function' | 'class' | 'const'>): void {
  switch (statement.kind) {
    case 'global':
      for (const name of statement.names) {
        const index = c.slot(name);
        c.emit((vm, frame) => {
          const ref = vm.global(name);
          vm.touch(ref);
          frame.bindLocal(index, ref);
        });
      }
      return;
    case 'static':
      for (const variable of statement.variables) staticVariable(c, variable);
      return;
    case 'unset':
      for (const target of statement.targets) unset(c, target);
      return;
    case 'function': {
      const code = c.parts.functionCode(c.unit, statement.fn, {});
      c.emit(vm => declareFunction(vm, code));
      return;
    }
    case 'class': {
      const code = c.parts.classCode(c.unit, statement.declaration);
      c.emit(vm => {
        vm.classes.declare(code);
      });
      return;
    }
    case 'const':
      for (const { name, value } of statement.constants) {
        c.expression(value);
        c.emit((vm, frame) => {
          vm.constants.define(name, vm.copy(frame.pop()));
        });
      }
  }
}

function echo(c: FunctionCompiler, statement: StmtOf<'echo'>): void {
  for (const value of statement.values) {
    const computed = direct(c, value);
    if (!computed) c.expression(value);
    c.line = statement.line;
    c.emit((vm, frame) => {
      const result = computed ? computed(vm, frame, noOperands) : frame.pop();
      vm.output.echo(typeof result === 'string' ? result : vm.text(result));
    });
  }
}

/** Goes to `otherwise` unless the condition holds. */
export function jumpUnless(c: FunctionCompiler, condition: Expr, otherwise: Label): void {
  c.line = condition.line;
  const computed = direct(c, condition);
  if (computed) {
    c.emit((vm, frame) => {
      if (!toBool(computed(vm, frame, noOperands))) frame.pc = otherwise.at;
    });
    return;
  }
  c.expression(condition);
  c.emit((_, frame) => {
    if (!toBool(frame.pop())) frame.pc = otherwise.at;
  });
}

function ifStatement(c: FunctionCompiler, statement: StmtOf<'if'>): void {
  const otherwise = c.label();
  jumpUnless(c, statement.condition, otherwise);
  statements(c, statement.then);
  if (!statement.otherwise) {
    c.place(otherwise);
    return;
  }
  const end = c.label();
  c.jump(end);
  c.place(otherwise);
  statements(c, statement.otherwise);
  c.place(end);
}

function loop(c: FunctionCompiler, labels: { readonly breakTo: Label; readonly continueTo: Label }, body: () => void): void {
  c.loops.push({ ...labels, finalizers: c.finalizers.length });
  // The labels are objects that others wait for: they must stay the same.
  body();
  c.loops.pop();
}

function whileLoop(c: FunctionCompiler, statement: StmtOf<'while'>): void {
  const breakTo = c.label();
  const continueTo = c.label();
  c.place(continueTo);
  jumpUnless(c, statement.condition, breakTo);
  loop(c, { breakTo, continueTo }, () => statements(c, statement.body));
  c.jump(continueTo);
  c.place(breakTo);
}

function doWhile(c: FunctionCompiler, statement: StmtOf<'doWhile'>): void {
  const start = c.label();
  const breakTo = c.label();
  const continueTo = c.label();
  c.place(start);
  loop(c, { breakTo, continueTo }, () => statements(c, statement.body));
  c.place(continueTo);
  jumpUnless(c, statement.condition, breakTo);
  c.jump(start);
  c.place(breakTo);
}

function forLoop(c: FunctionCompiler, statement: StmtOf<'for'>): void {
  for (const init of statement.init) c.parts.effect(c, init);
  const start = c.label();
  const breakTo = c.label();
  const continueTo = c.label();
  c.place(start);
  for (const [i, condition] of statement.conditions.entries()) {
    if (i === statement.conditions.length - 1) jumpUnless(c, condition, breakTo);
    else c.parts.effect(c, condition);
  }
  loop(c, { breakTo, continueTo }, () => statements(c, statement.body));
  c.place(continueTo);
  for (const step of statement.steps) c.parts.effect(c, step);
  c.jump(start);
  c.place(breakTo);
}

function switchStatement(c: FunctionCompiler, statement: StmtOf<'switch'>): void {
  const subject = c.temporary();
  c.expression(statement.subject);
  c.emit((_, frame) => {
    frame.locals[subject] = frame.pop();
  });
  const breakTo = c.label();
  const cases = statement.cases.map(each => ({ ...each, label: c.label() }));
  for (const { test, label } of cases) {
    if (!test) continue;
    c.expression(test);
    c.emit((vm, frame) => {
      if (looselyEqual(vm, frame.local(subject) ?? null, frame.pop())) frame.pc = label.at;
    });
  }
  c.jump(cases.find(each => !each.test)?.label ?? breakTo);
  loop(c, { breakTo, continueTo: breakTo }, () => {
    for (const { body, label } of cases) {
      c.place(label);
      statements(c, body);
    }
  });
  c.place(breakTo);
}

function jump(c: FunctionCompiler, statement: StmtOf<'break' | 'continue'>): void {
  const { kind, levels } = statement;
  const target = c.loops.at(-levels);
  if (c.loops.length === 0) c.fail(`'${kind}' not in the 'loop' or 'switch' context`, statement.line);
  if (!target) c.fail(`Cannot '${kind}' ${levels} level${levels === 1 ? '' : 's'}`, statement.line);
  leaveFinalizers(c, target.finalizers);
  c.jump(kind === 'break' ? target.breakTo : target.continueTo);
}

function staticVariable(c: FunctionCompiler, { name, value }: { readonly name: string; readonly value: Expr | undefined }): void {
  const index = c.slot(name);
  const end = c.label();
  c.emit((vm, frame) => {
    const known = vm.staticsOf(frame).get(index);
    if (!known) return;
    frame.bindLocal(index, known);
    frame.pc = end.at;
  });
  if (value) c.expression(value);
  const given = value !== undefined;
  c.emit((vm, frame) => {
    const ref = new Ref(given ? vm.copy(frame.pop()) : null);
    vm.staticsOf(frame).set(index, ref);
    frame.bindLocal(index, ref);
  });
  c.place(end);
}

function unset(c: FunctionCompiler, target: Expr): void {
  const name = localName(target);
  if (name !== undefined) {
    const index = c.slot(name);
    c.emit((_, frame) => frame.unsetLocal(index));
    return;
  }
  if (target.kind === 'variable' && target.name === 'this') c.fail('Cannot unset $this', target.line);
  if (target.kind === 'staticProp') c.fail('Attempt to unset static property', target.line);
  const operands: Expr[] = [];
  if (target.kind !== 'dim' && target.kind !== 'prop') return unsetNamed(c, target, operands);
  // Nothing is made on the way to what goes away.
  const base = c.operandQuiet(target.base, operands);
  const place = placeOf(c, target, operands, 'unset');
  c.pushOperands(operands);
  c.emit((vm, frame) => {
    const values = takeOperands(frame, operands.length);
    if (base(vm, frame, values) !== null) place(vm, frame, values).unset();
  });
}

function unsetNamed(c: FunctionCompiler, target: Expr, operands: Expr[]): void {
  const place = placeOf(c, target, operands, 'unset');
  c.pushOperands(operands);
  c.emit((vm, frame) => place(vm, frame, takeOperands(frame, operands.length)).unset());
}
