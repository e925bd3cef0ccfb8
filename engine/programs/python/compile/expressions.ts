import { ellipsis } from '../objects/types.js';
import { normalInt, PyComplex, PyTuple } from '../objects/values.js';
import type { Value } from '../objects/object.js';
import type { Argument, Comprehension, ConstantValue, Expression, JoinedPart, Parameters } from '../syntax/ast.js';
import { SourceError, type Span } from '../syntax/span.js';
import { bytesConstant, Emitter, floatConstant, type Label } from './emitter.js';
import { binaryOperators, comparisonOperators, type Operation } from './operations.js';
import type { Owner, Scope } from './scope.js';
import type { PyCode } from '../objects/code.js';

const comparisons: Readonly<Record<string, Operation>> = { is: 'is', 'is not': 'isNot', in: 'in', 'not in': 'notIn' };

/** Code for expressions: each leaves its value on the stack. */
export abstract class ExpressionCompiler extends Emitter {
  /** The code of a function, class or comprehension inside this one. */
  abstract inner(scope: Scope): ExpressionCompiler;
  abstract store(target: Expression): void;
  abstract functionCode(node: Owner): PyCode;

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
        this.#call(node);
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
        this.#comprehension(node);
        return;
      case 'await':
        this.#await(node);
        return;
      case 'yield':
        this.#yield(node);
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

  #call(node: Extract<Expression, { kind: 'call' }>): void {
    const { callee, args } = node;
    const isPlain = args.every(argument => argument.kind === 'positional');
    if (callee.kind === 'attribute') {
      const span = callee.nameSpan.start.line === callee.span.start.line ? node.span : { start: callee.nameSpan.start, end: node.span.end };
      if (isPlain) {
        this.expression(callee.object);
        this.emit('loadMethod', this.name(this.scope.mangle(callee.name)), attributeSpan(callee));
        this.#positional(args);
        this.emit('callMethod', args.length, span);
        return;
      }
      this.expression(callee);
      this.arguments(args, 0, span);
      return;
    }
    this.expression(callee);
    if (callee.kind === 'name' && callee.name === 'super' && args.length === 0 && this.scope.free.has('__class__')) {
      this.emit('loadSuper', this.cell('__class__'), node.span);
      return;
    }
    this.arguments(args, 0, node.span);
  }

  #positional(args: readonly Argument[]): void {
    for (const argument of args) this.expression(argument.value);
  }

  /** Calls what lies under `given` arguments that are on the stack already. */
  arguments(args: readonly Argument[], given: number, span: Span): void {
    const seen = new Set<string>();
    for (const argument of args) {
      if (argument.kind !== 'keyword') continue;
      if (seen.has(argument.name)) throw new SourceError(`keyword argument repeated: ${argument.name}`, argument.span);
      seen.add(argument.name);
    }
    if (args.some(argument => argument.kind === 'star' || argument.kind === 'doubleStar')) {
      this.#spread(args, given, span);
      return;
    }
    this.#positional(args);
    const names = args.flatMap(argument => (argument.kind === 'keyword' ? [this.scope.mangle(argument.name)] : []));
    if (names.length === 0) {
      this.emit('call', given + args.length, span);
      return;
    }
    this.load(new PyTuple(names), span);
    this.emit('callKeywords', given + args.length, span);
  }

  #spread(args: readonly Argument[], given: number, span: Span): void {
    this.emit('buildList', given, span);
    for (const { kind, value } of args) {
      if (kind !== 'positional' && kind !== 'star') continue;
      this.expression(value);
      if (kind === 'star') this.emit('listExtend', 1, value.span);
      else this.emit('listAppend', 1);
    }
    this.emit('buildMap', 0, span);
    for (const argument of args) {
      if (argument.kind === 'keyword') {
        this.load(this.scope.mangle(argument.name));
        this.expression(argument.value);
        this.emit('buildMap', 1);
        this.emit('dictMerge', 0, span);
      } else if (argument.kind === 'doubleStar') {
        this.expression(argument.value);
        this.emit('dictMerge', 0, span);
      }
    }
    this.emit('callSpread', 0, span);
  }

  #await(node: Extract<Expression, { kind: 'await' }>): void {
    const { scope } = this;
    if (!scope.isFunction) throw new SourceError("'await' outside function", node.span);
    if (scope.kind === 'function' && !scope.isAsync) throw new SourceError("'await' outside async function", node.span);
    this.expression(node.value);
    this.awaitTop();
  }

  /** Waits for the awaitable on the stack. */
  awaitTop(): void {
    this.emit('getAwaitable');
    this.delegate();
  }

  /** Hands out all that the iterator on the stack yields; its result stays. */
  delegate(): void {
    const start = this.label();
    const end = this.label();
    this.load(null);
    this.place(start);
    this.jump('yieldFrom', end);
    this.emit('yield', 1);
    this.jump('jump', start);
    this.place(end);
  }

  #yield(node: Extract<Expression, { kind: 'yield' }>): void {
    if (this.scope.kind !== 'function') throw new SourceError("'yield' outside function", node.span);
    if (node.value) this.expression(node.value);
    else this.load(null);
    this.emit(this.scope.isAsync ? 'asyncYield' : 'yield');
  }

  /** A function object on the stack: defaults, annotations and the cells it uses are gathered before. */
  makeFunction(
    owner: Owner,
    parameters: Parameters | undefined,
    annotations: readonly { readonly name: string; readonly value: Expression }[],
  ): void {
    let flags = 0;
    const defaults = parameters ? [...parameters.positionalOnly, ...parameters.positional].flatMap(each => each.default ?? []) : [];
    const keywordDefaults = parameters?.keywordOnly.filter(each => each.default) ?? [];
    if (defaults.length > 0) {
      for (const value of defaults) this.expression(value);
      this.emit('buildTuple', defaults.length);
      flags |= 1;
    }
    if (keywordDefaults.length > 0) {
      for (const each of keywordDefaults) {
        this.load(this.scope.mangle(each.name));
        if (each.default) this.expression(each.default);
      }
      this.emit('buildMap', keywordDefaults.length);
      flags |= 2;
    }
    if (annotations.length > 0) {
      for (const { name, value } of annotations) {
        this.load(this.scope.mangle(name));
        this.expression(value.kind === 'starred' ? value.value : value);
      }
      this.emit('buildMap', annotations.length);
      flags |= 4;
    }
    const code = this.functionCode(owner);
    if (code.parts.free.length > 0) {
      for (const name of code.parts.free) this.emit('loadClosure', this.cell(name));
      this.emit('buildTuple', code.parts.free.length);
      flags |= 8;
    }
    this.load(code);
    this.emit('makeFunction', flags);
  }

  #comprehension(node: Comprehension): void {
    const [first] = node.clauses;
    this.makeFunction(node, undefined, []);
    if (first) {
      this.expression(first.iterable);
      this.emit(first.isAsync ? 'getAsyncIter' : 'getIter', 0, first.iterable.span);
    }
    this.emit('call', 1);
    const inner = this.scope.children.get(node);
    if (inner?.hasAwait && node.kind !== 'generator') {
      if (!this.scope.isAsync && this.scope.kind !== 'comprehension')
        throw new SourceError('asynchronous comprehension outside of an asynchronous function', node.span);
      this.awaitTop();
    }
  }
}

function attributeSpan(node: Extract<Expression, { kind: 'attribute' }>): Span {
  return node.nameSpan.start.line === node.span.start.line ? node.span : node.nameSpan;
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
