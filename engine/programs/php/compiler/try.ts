import type { StmtOf } from '../syntax/ast.js';
import { PhpObject } from '../runtime/object.js';
import { Thrown } from '../runtime/signals.js';
import { noOperands, type FunctionCompiler } from './context.js';
import { direct } from './direct.js';
import { checkReturn } from '../runtime/return-value.js';

/** `try`, with its `finally` copied to every way out of it. */
export function tryStatement(c: FunctionCompiler, statement: StmtOf<'try'>): void {
  const { finalizer } = statement;
  if (!finalizer) {
    guarded(c, statement);
    return;
  }
  const gaps: { start: number; end: number }[] = [];
  c.finalizers.push({ body: finalizer, gaps });
  const start = c.here;
  guarded(c, statement);
  const end = c.here;
  c.finalizers.pop();
  const after = c.label();
  c.parts.statements(c, finalizer);
  c.jump(after);
  const target = c.here;
  for (const part of without(start, end, gaps)) c.handlers.push({ ...part, target });
  const thrown = c.temporary();
  c.emit((_, frame) => {
    frame.locals[thrown] = frame.pop();
  });
  c.parts.statements(c, finalizer);
  c.emit((_, frame) => {
    const value = frame.local(thrown);
    if (value instanceof PhpObject) throw new Thrown(value);
  });
  c.place(after);
}

/** A stretch of code without the copies of `finally` in it. */
function without(start: number, end: number, gaps: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let from = start;
  for (const gap of gaps) {
    if (gap.start > from) parts.push({ start: from, end: gap.start });
    from = Math.max(from, gap.end);
  }
  if (end > from) parts.push({ start: from, end });
  return parts;
}

function guarded(c: FunctionCompiler, statement: StmtOf<'try'>): void {
  const start = c.here;
  c.parts.statements(c, statement.body);
  const end = c.here;
  if (statement.catches.length === 0) return;
  const after = c.label();
  c.jump(after);
  const gaps = c.finalizers.flatMap(each => each.gaps);
  const target = c.here;
  for (const part of without(
    start,
    end,
    gaps.filter(gap => gap.start >= start).sort((a, b) => a.start - b.start),
  ))
    c.handlers.push({ ...part, target });
  for (const { types, variable, body, line } of statement.catches) {
    const next = c.label();
    const lowers = types.map(type => type.toLowerCase());
    const slot = variable === undefined ? -1 : c.slot(variable);
    c.line = line;
    c.emit((vm, frame) => {
      const thrown = frame.peek();
      if (!(thrown instanceof PhpObject) || !lowers.some(lower => thrown.cls.isNamed(vm.classes.realName(lower)))) {
        frame.pc = next.at;
        return;
      }
      frame.pop();
      if (slot >= 0) frame.setLocal(slot, thrown);
    });
    c.parts.statements(c, body);
    c.jump(after);
    c.place(next);
  }
  c.emit((_, frame) => {
    const thrown = frame.pop();
    if (thrown instanceof PhpObject) throw new Thrown(thrown);
  });
  c.place(after);
}

/** Runs the `finally` blocks between here and what a jump goes to. */
export function leaveFinalizers(c: FunctionCompiler, down: number): void {
  const all = c.finalizers.splice(down);
  runFinalizers(c, all);
  c.finalizers.push(...all);
}

function runFinalizers(c: FunctionCompiler, all: FunctionCompiler['finalizers']): void {
  for (let i = all.length - 1; i >= 0; i--) {
    const each = all[i];
    if (!each) continue;
    const start = c.here;
    // While it runs, it does not guard itself; those outside of it do.
    const outside = all.slice(0, i);
    c.finalizers.push(...outside);
    c.parts.statements(c, each.body);
    c.finalizers.splice(c.finalizers.length - outside.length);
    each.gaps.push({ start, end: c.here });
    for (const inner of all.slice(i + 1)) inner.gaps.push({ start, end: c.here });
  }
}

export function returnValue(c: FunctionCompiler, statement: StmtOf<'return'>): void {
  const { value } = statement;
  const type = c.returnType;
  if (type && !c.isGenerator) checkStatement(c, statement);
  const computed = value && direct(c, value);
  if (value && !computed) c.expression(value);
  c.line = statement.line;
  const given = value !== undefined;
  if (c.finalizers.length === 0) {
    c.emit((vm, frame) => {
      const result = computed ? computed(vm, frame, noOperands) : given ? frame.pop() : null;
      vm.loop.leave(frame, type && given ? checkReturn(vm, frame, result) : result);
    });
    return;
  }
  const kept = c.temporary();
  c.emit((vm, frame) => {
    const result = computed ? computed(vm, frame, noOperands) : given ? frame.pop() : null;
    frame.locals[kept] = type && given ? checkReturn(vm, frame, result) : vm.copy(result);
  });
  leaveFinalizers(c, 0);
  c.emit((vm, frame) => vm.loop.leave(frame, frame.local(kept) ?? null));
}

function checkStatement(c: FunctionCompiler, { value, line }: StmtOf<'return'>): void {
  const type = c.returnType;
  if (type?.kind !== 'name') return;
  if (type.name === 'never') c.fail('A never-returning function must not return', line);
  if (type.name === 'void' && value) {
    const isNull = value.kind === 'literal' && value.value === null;
    c.fail(`A void function must not return a value${isNull ? ' (did you mean "return;" instead of "return null;"?)' : ''}`, line);
  }
  if (type.name !== 'void' && !value) c.fail('A function with return type must return a value', line);
}
