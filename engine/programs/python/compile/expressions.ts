import { ellipsis } from '../objects/types.js';
import { normalInt, PyComplex } from '../objects/values.js';
import type { Value } from '../objects/object.js';
import type { ConstantValue, Expression, JoinedPart } from '../syntax/ast.js';
import { SourceError } from '../syntax/span.js';
import { attributeSpan, CallCompiler } from './calls.js';
import { bytesConstant, floatConstant, type Label } from './emitter.js';
import { binaryOperators, comparisonOperators, type Operation } from './operations.js';

const comparisons: Readonly<Record<string, Operation>> = { is: 'is', 'is not': 'isNot', in: 'in', 'not in': 'notIn' };

/** Code for expressions: each leaves its value on the stack. */
export abstract class ExpressionCompiler extends CallCompiler {
  abstract store(target: Expression): void;

  expression(node: Expression): void {
    const outer = this.span;
    this.span = node.span;
    this.#dispatch(node);
    this.span = outer;
  }

  #dispatch(node: Expression): void {
    switch (node.kind) {
      case 'name':
        this.access('load', node.name);
        return;
      case 'constant':
        this.load(constantValue(node.value));
        return;
      case 'joined':
        this.#joined(node.parts);
        return;
      case 'binary':
        this.expression(node.left);
        this.expression(node.right);
        this.emit('binary', operatorIndex(node.operator));
        return;
      case 'unary':
        this.#unary(node.operator, node.operand);
        return;
      case 'boolean':
        this.#boolean(node);
        return;
      case 'compare':
        this.#compare(node);
        return;
      case 'call':
        this.callExpression(node);
        return;
      case 'attribute':
        this.expression(node.object);
        this.emit('loadAttr', this.name(this.scope.mangle(node.name)), attributeSpan(node));
        return;
      default:
        this.#display(node);
    }
  }

  #display(node: Expression): void {
    switch (node.kind) {
      case 'subscript':
        this.expression(node.object);
        this.expression(node.index);
        this.emit('subscript');
        return;
      case 'slice':
        for (const part of [node.lower, node.upper, node.step]) {
          if (part) this.expression(part);
          else this.load(null);
        }
        this.emit('buildSlice');
        return;
      case 'list':
        this.#sequence(node.items, 'buildList', 'listExtend', 'listAppend');
        return;
      case 'tuple':
        if (node.items.every(item => item.kind !== 'starred')) this.#sequence(node.items, 'buildTuple', 'listExtend', 'listAppend');
        else {
          this.#sequence(node.items, 'buildList', 'listExtend', 'listAppend');
          this.emit('listToTuple');
        }
        return;
      case 'set':
        this.#sequence(node.items, 'buildSet', 'setUpdate', 'setAdd');
        return;
      case 'dict':
        this.#dict(node.items);
        return;
      default:
        this.#rest(node);
    }
  }

  #rest(node: Expression): void {
    switch (node.kind) {
      case 'lambda':
        this.makeFunction(node, node.parameters, []);
        return;
      case 'conditional':
        this.#conditional(node);
        return;
      case 'listComp':
      case 'setComp':
      case 'dictComp':
      case 'generator':
        this.comprehension(node);
        return;
      case 'await':
        this.awaitExpression(node);
        return;
      case 'yield':
        this.yieldExpression(node);
        return;
      case 'yieldFrom':
        if (!this.scope.isFunction) throw new SourceError("'yield' outside function", node.span);
        if (this.scope.isAsync) throw new SourceError("'yield from' inside async function", node.span);
        this.expression(node.value);
        this.emit('getYieldFrom');
        this.delegate();
        return;
      case 'named':
        this.expression(node.value);
        this.emit('dup');
        this.access('store', node.target.name);
        return;
      case 'starred':
        throw new SourceError("can't use starred expression here", node.span);
      default:
        return;
    }
  }

  /** Loads, stores or deletes a name, wherever it lies. */
  access(what: 'load' | 'store' | 'delete', written: string, span = this.span): void {
    const name = this.scope.mangle(written);
    const place = this.scope.placeOf(name);
    switch (place) {
      case 'fast':
        this.emit(`${what}Fast`, this.local(name), span);
        return;
      case 'cell':
      case 'free':
        if (what === 'load' && this.scope.kind === 'class' && place === 'free') this.emit('loadClassCell', this.cell(name), span);
        else this.emit(`${what}Cell`, this.cell(name), span);
        return;
      case 'global':
        this.emit(`${what}Global`, this.name(name), span);
        return;
      case 'name':
        this.emit(`${what}Name`, this.name(name), span);
    }
  }

  #joined(parts: readonly JoinedPart[]): void {
    for (const part of parts) {
      if (part.kind === 'text') {
        this.load(part.text);
        continue;
      }
      this.expression(part.value);
      if (part.format) this.#joined(part.format);
      const conversion = { r: 1, s: 2, a: 3 }[part.conversion ?? ''] ?? 0;
      this.emit('format', conversion + (part.format ? 4 : 0), part.span);
    }
    this.emit('buildString', parts.length);
  }

  #unary(operator: string, operand: Expression): void {
    const folded = operator === '-' && operand.kind === 'constant' ? negated(operand.value) : undefined;
    if (folded !== undefined) {
      this.load(folded);
      return;
    }
    this.expression(operand);
    const operations: Readonly<Record<string, Operation>> = { '-': 'negative', '+': 'positive', '~': 'invert', not: 'not' };
    this.emit(operations[operator] ?? 'nop');
  }

  #boolean({ operator, operands }: Extract<Expression, { kind: 'boolean' }>): void {
    const end = this.label();
    for (const [index, operand] of operands.entries()) {
      this.expression(operand);
      if (index < operands.length - 1) this.jump(operator === 'and' ? 'jumpFalseOrPop' : 'jumpTrueOrPop', end, operand.span);
    }
    this.place(end);
  }

  #compare({ left, rest }: Extract<Expression, { kind: 'compare' }>): void {
    this.expression(left);
    const end = this.label();
    const fail = this.label();
    for (const [index, { operator, right }] of rest.entries()) {
      const isLast = index === rest.length - 1;
      this.expression(right);
      if (!isLast) {
        this.emit('dup');
        this.emit('rotThree');
      }
      const special = comparisons[operator];
      if (special) this.emit(special);
      else
        this.emit(
          'compare',
          comparisonOperators.findIndex(each => each === operator),
        );
      if (!isLast) this.jump('jumpFalseOrPop', fail);
    }
    if (rest.length === 1) return;
    this.jump('jump', end);
    this.place(fail);
    this.emit('swap');
    this.emit('pop');
    this.place(end);
  }

  #sequence(items: readonly Expression[], build: Operation, extend: Operation, append: Operation): void {
    const firstStar = items.findIndex(item => item.kind === 'starred');
    const plain = firstStar < 0 ? items : items.slice(0, firstStar);
    for (const item of plain) this.expression(item);
    this.emit(build, plain.length);
    for (const item of items.slice(plain.length)) {
      this.expression(item.kind === 'starred' ? item.value : item);
      if (item.kind === 'starred') this.emit(extend, 0, item.span);
      else this.emit(append, 1);
    }
  }

  #dict(items: readonly { readonly key: Expression | undefined; readonly value: Expression }[]): void {
    const firstStar = items.findIndex(item => !item.key);
    const plain = firstStar < 0 ? items : items.slice(0, firstStar);
    for (const { key, value } of plain) {
      if (key) this.expression(key);
      this.expression(value);
    }
    this.emit('buildMap', plain.length);
    for (const { key, value } of items.slice(plain.length)) {
      if (key) this.expression(key);
      this.expression(value);
      if (key) this.emit('mapAdd', 1);
      else this.emit('dictUpdate', 0, value.span);
    }
  }

  #conditional({ test, then, otherwise }: Extract<Expression, { kind: 'conditional' }>): void {
    const isFalse = this.label();
    const end = this.label();
    this.jumpUnless(test, isFalse);
    this.expression(then);
    this.jump('jump', end);
    this.place(isFalse);
    this.expression(otherwise);
    this.place(end);
  }

  /** Jumps when a condition does not hold. */
  jumpUnless(test: Expression, target: Label): void {
    if (test.kind === 'unary' && test.operator === 'not') {
      this.jumpIf(test.operand, target);
      return;
    }
    if (test.kind === 'boolean' && test.operator === 'and') {
      for (const operand of test.operands) this.jumpUnless(operand, target);
      return;
    }
    this.expression(test);
    this.jump('popJumpFalse', target, test.span);
  }

  jumpIf(test: Expression, target: Label): void {
    this.expression(test);
    this.jump('popJumpTrue', target, test.span);
  }
}

export function operatorIndex(operator: string): number {
  return binaryOperators.findIndex(each => each === operator);
}

export function constantValue(value: ConstantValue): Value {
  switch (value.kind) {
    case 'none':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'ellipsis':
      return ellipsis;
    case 'int':
      return normalInt(value.value);
    case 'float':
      return floatConstant(value.value);
    case 'imaginary':
      return new PyComplex(0, value.value);
    case 'str':
      return value.value;
    case 'bytes':
      return bytesConstant(value.value);
  }
}

function negated(value: ConstantValue): Value {
  if (value.kind === 'int') return normalInt(-value.value);
  return value.kind === 'float' ? floatConstant(-value.value) : undefined;
}
