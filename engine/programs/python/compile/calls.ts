import type { PyCode } from '../objects/code.js';
import { PyTuple } from '../objects/values.js';
import type { Argument, Comprehension, Expression, Parameters } from '../syntax/ast.js';
import { SourceError, type Span } from '../syntax/span.js';
import { Emitter } from './emitter.js';
import type { Owner, Scope } from './scope.js';

/** Code for calls, functions, comprehensions, and for waiting. */
export abstract class CallCompiler extends Emitter {
  /** The code of a function, class or comprehension inside this one. */
  abstract inner(scope: Scope): CallCompiler;
  abstract functionCode(node: Owner): PyCode;
  abstract expression(node: Expression): void;

  callExpression(node: Extract<Expression, { kind: 'call' }>): void {
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
      if (kind === 'star') this.emit('listExtend', 1, span);
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

  awaitExpression(node: Extract<Expression, { kind: 'await' }>): void {
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

  yieldExpression(node: Extract<Expression, { kind: 'yield' }>): void {
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
    const { free } = code.head;
    if (free.length > 0) {
      for (const name of free) this.emit('loadClosure', this.cell(name));
      this.emit('buildTuple', free.length);
      flags |= 8;
    }
    this.load(code);
    this.emit('makeFunction', flags);
  }

  comprehension(node: Comprehension): void {
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

export function attributeSpan(node: Extract<Expression, { kind: 'attribute' }>): Span {
  return node.nameSpan.start.line === node.span.start.line ? node.span : node.nameSpan;
}
