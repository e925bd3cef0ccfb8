import { operations } from '../runtime/arithmetic.js';
import { toBool } from '../runtime/convert.js';
import type { Expr, ExprOf } from '../syntax/ast.js';
import { inner } from './chain.js';
import { type FunctionCompiler, noOperands, takeOperands } from './context.js';
import { direct, issetTest, quiet, unaryOperation } from './direct.js';

export function binary(c: FunctionCompiler, expr: ExprOf<'binary'>): void {
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

export function logical(c: FunctionCompiler, expr: ExprOf<'logical'>): void {
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

export function unary(c: FunctionCompiler, expr: ExprOf<'unary'>): void {
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

export function ternary(c: FunctionCompiler, expr: ExprOf<'ternary'>): void {
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

export function coalesce(c: FunctionCompiler, expr: ExprOf<'coalesce'>): void {
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

export function isset(c: FunctionCompiler, expr: ExprOf<'isset'>): void {
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

export function empty(c: FunctionCompiler, expr: ExprOf<'empty'>): void {
  const operands: Expr[] = [];
  const value = quiet(c, expr.target, operands);
  for (const operand of operands) inner(c, operand);
  c.emit((vm, frame) => frame.push(!toBool(value(vm, frame, takeOperands(frame, operands.length)))));
}
