import { identical } from '../runtime/compare.js';
import { typeName } from '../runtime/convert.js';
import { formatFloat } from '../runtime/number-text.js';
import { PhpFloat, type Value, isInt } from '../runtime/value.js';
import type { ExprOf } from '../syntax/ast.js';
import { inner } from './chain.js';
import type { FunctionCompiler } from './context.js';

export function match(c: FunctionCompiler, expr: ExprOf<'match'>): void {
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
