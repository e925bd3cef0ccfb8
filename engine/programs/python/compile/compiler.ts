import { PyCode } from '../objects/code.js';
import type { Argument, Block, Comprehension, Expression, FunctionStatement, Handler, Statement } from '../syntax/ast.js';
import { SourceError, type Span } from '../syntax/span.js';
import { scopesOf } from './collect.js';
import type { Label, Region, Source, Surrounding } from './emitter.js';
import type { Owner, Scope } from './scope.js';
import { StatementCompiler } from './statements.js';

/** The code of a program. */
export function compileProgram(body: Block, source: Source): PyCode {
  return new Compiler(scopesOf(body), source).module(body);
}

/** The code of an expression, whose value is returned. */
export function compileExpression(value: Expression, source: Source): PyCode {
  return new Compiler(scopesOf(value), source).value(value);
}

class Compiler extends StatementCompiler {
  inner(scope: Scope): Compiler {
    return new Compiler(scope, this.source);
  }

  module(body: Block): PyCode {
    if (body.some(containsAnnotation)) this.emit('setupAnnotations');
    const doc = docOf(body);
    if (doc !== undefined && !this.source.isInteractive) {
      this.load(doc);
      this.access('store', '__doc__');
    }
    this.block(body);
    this.load(null);
    this.emit('return');
    return this.finish('function', 1, { doc });
  }

  value(value: Expression): PyCode {
    this.expression(value);
    this.emit('return');
    return this.finish('function', 1);
  }

  block(body: Block): void {
    for (const statement of body) {
      this.span = statement.span;
      this.#statement(statement);
    }
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case 'expression':
        this.#expressionStatement(node.value);
        return;
      case 'assign':
        this.assign(node.targets, node.value);
        return;
      case 'augmented':
        this.augmented(node);
        return;
      case 'annotated':
        this.annotated(node);
        return;
      case 'return':
        this.#return(node);
        return;
      case 'delete':
        for (const target of node.targets) this.delete(target);
        return;
      case 'break':
      case 'continue':
        this.#leaveLoop(node.kind, node.span);
        return;
      case 'raise':
        if (node.value) this.expression(node.value);
        if (node.cause) this.expression(node.cause);
        this.emit('raise', (node.value ? 1 : 0) + (node.cause ? 1 : 0));
        return;
      case 'assert':
        this.#assert(node);
        return;
      default:
        this.#compound(node);
    }
  }

  #compound(node: Statement): void {
    switch (node.kind) {
      case 'import':
        this.import(node);
        return;
      case 'importFrom':
        this.importFrom(node);
        return;
      case 'if':
        this.if(node);
        return;
      case 'while':
        this.while(node);
        return;
      case 'for':
        this.for(node);
        return;
      case 'try':
        this.#try(node);
        return;
      case 'with':
        this.with(node.items, node.body, node.isAsync, node.span);
        return;
      case 'function':
        this.#function(node);
        return;
      case 'class':
        this.#class(node);
        return;
      case 'match':
        this.match(node);
        return;
      case 'type':
        this.#typeAlias(node);
        return;
      default:
        this.emit('nop');
    }
  }

  #expressionStatement(value: Expression): void {
    if (value.kind === 'constant' && !(this.source.isInteractive && this.scope.kind === 'module')) return;
    this.expression(value);
    const isShown = this.source.isInteractive && this.scope.kind === 'module';
    this.emit(isShown ? 'printExpression' : 'pop');
  }

  #assert({ test, message }: Extract<Statement, { kind: 'assert' }>): void {
    if (this.source.optimize > 0) return;
    const end = this.label();
    this.jumpIf(test, end);
    const span = test.span;
    this.emit('assertionError', 0, span);
    if (message) {
      this.expression(message);
      this.emit('call', 1, span);
    }
    this.emit('raise', 1, span);
    this.place(end);
  }

  #return({ value, span }: Extract<Statement, { kind: 'return' }>): void {
    if (this.scope.kind !== 'function') throw new SourceError("'return' outside function", span);
    if (value && this.scope.isAsync && this.scope.hasYield) throw new SourceError("'return' with value in async generator", span);
    if (value) this.expression(value);
    else this.load(null);
    this.#unwind(this.surroundings.length, 0, true);
    this.emit('return', 0, span);
  }

  #leaveLoop(kind: 'break' | 'continue', span: Span): void {
    const index = this.surroundings.findLastIndex(each => each.kind === 'loop');
    const loop = this.surroundings[index];
    if (loop?.kind !== 'loop') throw new SourceError(kind === 'break' ? "'break' outside loop" : "'continue' not properly in loop", span);
    this.#unwind(this.surroundings.length, index + 1, false);
    if (kind === 'break' && loop.hasIterator) this.emit('pop');
    this.jump('jump', kind === 'break' ? loop.end : loop.start, span);
    this.#resume(index + 1);
  }

  /** Leaves everything around from the inside, down to `to`. */
  #unwind(from: number, to: number, hasValue: boolean): void {
    const all = [...this.surroundings];
    const { depth } = this;
    for (let i = from - 1; i >= to; i--) {
      const surrounding = all[i];
      if (!surrounding) continue;
      this.surroundings.length = i;
      this.leave(surrounding, hasValue);
    }
    this.surroundings.length = 0;
    this.surroundings.push(...all);
    this.depth = depth;
    if (hasValue) this.#resume(to, 1);
  }

  /** The code that follows is protected again. */
  #resume(to: number, ahead = 0): void {
    for (const surrounding of this.surroundings.slice(to))
      if (surrounding.kind !== 'loop') surrounding.region.pieces.push({ from: this.ops.length + ahead, to: -1 });
  }

  leave(surrounding: Surrounding, hasValue: boolean): void {
    if (surrounding.kind !== 'loop') this.pause(surrounding.region);
    switch (surrounding.kind) {
      case 'loop':
        if (!surrounding.hasIterator) return;
        this.depth--;
        if (hasValue) this.emit('swap');
        this.emit('pop');
        return;
      case 'try':
        return;
      case 'finally':
        if (hasValue) this.depth++;
        this.#finallyOnTheWay(surrounding.body);
        if (hasValue) this.depth--;
        return;
      case 'final':
        this.depth -= 2;
        if (hasValue) this.emit('swap');
        this.emit('pop');
        if (hasValue) this.emit('swap');
        this.emit('popException');
        return;
      case 'handler':
        this.depth--;
        if (hasValue) this.emit('swap');
        this.emit('popException');
        if (surrounding.name !== undefined) this.#forget(surrounding.name);
        return;
      case 'with':
        this.depth--;
        if (hasValue) this.emit('swap');
        this.exitNormally(surrounding.isAsync, surrounding.span);
    }
  }

  #finallyOnTheWay(body: Block): void {
    const { span } = this;
    this.block(body);
    this.span = span;
  }

  /** `except … as name` takes the name away at its end. */
  #forget(name: string): void {
    this.load(null);
    this.access('store', name);
    this.access('delete', name);
  }

  #try(node: Extract<Statement, { kind: 'try' }>): void {
    if (node.final.length === 0) {
      this.#tryExcept(node);
      return;
    }
    const region = this.protect();
    this.surroundings.push({ kind: 'finally', body: node.final, region });
    if (node.handlers.length > 0) this.#tryExcept(node);
    else this.block(node.body);
    this.surroundings.pop();
    this.finishRegion(region);
    const end = this.label();
    this.block(node.final);
    this.jump('jump', end);
    this.place(region.target);
    this.emit('pushException');
    this.depth += 2;
    const cleanup = this.protect(this.depth - 1);
    this.surroundings.push({ kind: 'final', region: cleanup });
    this.block(node.final);
    this.surroundings.pop();
    this.finishRegion(cleanup);
    this.depth -= 2;
    for (const target of [undefined, cleanup.target]) {
      if (target) this.place(target);
      this.emit('swap');
      this.emit('popException');
      this.emit('reraise');
    }
    this.place(end);
  }

  #tryExcept(node: Extract<Statement, { kind: 'try' }>): void {
    const end = this.label();
    const region = this.protect();
    this.surroundings.push({ kind: 'try', region });
    this.block(node.body);
    this.surroundings.pop();
    this.finishRegion(region);
    this.block(node.otherwise);
    this.jump('jump', end);
    this.place(region.target);
    this.emit('pushException');
    this.depth++;
    const cleanup = this.protect();
    if (node.isStar) this.#groupHandlers(node.handlers, cleanup, end);
    else this.#handlers(node.handlers, cleanup, end);
    this.finishRegion(cleanup);
    this.place(cleanup.target);
    this.emit('swap');
    this.emit('popException');
    this.emit('reraise');
    this.depth--;
    this.place(end);
  }

  /** On the stack: what was handled before, and the exception. */
  #handlers(handlers: readonly Handler[], cleanup: Region, end: Label): void {
    for (const { type, name, body, span } of handlers) {
      const next = this.label();
      this.span = span;
      if (type) {
        this.expression(type);
        this.emit('matchException', 0, type.span);
        this.jump('popJumpFalse', next);
      }
      if (name === undefined) this.emit('pop');
      else this.access('store', name);
      this.surroundings.push({ kind: 'handler', name, region: cleanup });
      if (name === undefined) this.block(body);
      else this.#namedHandler(name, body);
      this.surroundings.pop();
      this.pause(cleanup);
      this.emit('popException');
      if (name !== undefined) this.#forget(name);
      this.jump('jump', end);
      this.goOn(cleanup);
      this.place(next);
    }
    this.emit('swap');
    this.pause(cleanup);
    this.emit('popException');
    this.emit('reraise');
  }

  /** The name is taken away too when the handler itself fails. */
  #namedHandler(name: string, body: Block): void {
    const region = this.protect();
    const done = this.label();
    this.surroundings.push({ kind: 'try', region });
    this.block(body);
    this.surroundings.pop();
    this.finishRegion(region);
    this.jump('jump', done);
    this.place(region.target);
    this.#forget(name);
    this.emit('reraise');
    this.place(done);
  }

  /** `except*`: each handler takes its part of the group; what is left goes on. */
  #groupHandlers(handlers: readonly Handler[], cleanup: Region, end: Label): void {
    const rest = this.local(`.group${this.locals.length}`);
    const errors = this.local(`.errors${this.locals.length}`);
    this.emit('groupRest');
    this.emit('storeFast', rest);
    this.emit('buildList', 0);
    this.emit('storeFast', errors);
    for (const { type, name, body } of handlers) {
      const next = this.label();
      this.emit('loadFast', rest);
      if (type) this.expression(type);
      this.emit('matchGroup');
      this.emit('storeFast', rest);
      this.emit('dup');
      const none = this.label();
      this.jump('popJumpNone', none);
      if (name === undefined) this.emit('pop');
      else this.access('store', name);
      const region = this.protect();
      this.surroundings.push({ kind: 'handler', name, region: cleanup });
      this.block(body);
      this.surroundings.pop();
      this.finishRegion(region);
      this.jump('jump', next);
      this.place(region.target);
      this.emit('loadFast', errors);
      this.emit('swap');
      this.emit('listAppend', 1);
      this.emit('pop');
      this.jump('jump', next);
      this.place(none);
      this.emit('pop');
      this.place(next);
    }
    this.emit('loadFast', errors);
    this.emit('loadFast', rest);
    this.emit('endGroup');
    this.pause(cleanup);
    this.emit('popException');
    this.jump('jump', end);
    this.goOn(cleanup);
  }

  #function(node: FunctionStatement): void {
    for (const decorator of node.decorators) this.expression(decorator);
    for (const { kind, name } of node.typeParameters) this.#typeParameter(kind, name);
    this.makeFunction(node, node.parameters, annotationsOf(node));
    for (const decorator of node.decorators.toReversed()) this.emit('call', 1, decorator.span);
    this.access('store', node.name);
  }

  #typeParameter(kind: string, name: string): void {
    this.load(name);
    this.emit('typeParameter', ['var', 'tuple', 'spec'].indexOf(kind));
    this.access('store', name);
  }

  #typeAlias({ name, typeParameters, value }: Extract<Statement, { kind: 'type' }>): void {
    for (const each of typeParameters) this.#typeParameter(each.kind, each.name);
    this.load(name.name);
    this.expression(value);
    this.emit('typeAlias');
    this.access('store', name.name);
  }

  functionCode(owner: Owner): PyCode {
    const scope = this.scope.children.get(owner) ?? this.scope;
    const inner = this.inner(scope);
    if (owner === 'module') return inner.module([]);
    switch (owner.kind) {
      case 'function':
        return inner.#functionBody(owner.body, owner.decorators[0]?.span ?? owner.span);
      case 'lambda':
        inner.span = owner.span;
        inner.#begin();
        inner.expression(owner.body);
        inner.emit('return');
        return inner.finish(scope.hasYield ? 'generator' : 'function', owner.span.start.line);
      case 'class':
        return inner.#classBody(owner.body, owner.span.start.line);
      default:
        return inner.#comprehensionBody(owner);
    }
  }

  #functionBody(body: Block, span: Span): PyCode {
    const doc = this.source.optimize > 1 ? undefined : docOf(body);
    this.span = span;
    this.#begin();
    this.block(body);
    this.load(null);
    this.emit('return');
    const { isAsync, hasYield } = this.scope;
    const kind = isAsync ? (hasYield ? 'asyncGenerator' : 'coroutine') : hasYield ? 'generator' : 'function';
    return this.finish(kind, span.start.line, { doc });
  }

  /** Parameters that inner functions use lie in cells. */
  #begin(): void {
    for (const name of this.scope.parameters)
      if (this.scope.cells.has(name)) this.emit('argumentToCell', this.local(name) + (this.cell(name) << 16));
  }

  #class(node: Extract<Statement, { kind: 'class' }>): void {
    for (const decorator of node.decorators) this.expression(decorator);
    for (const { kind, name } of node.typeParameters) this.#typeParameter(kind, name);
    this.emit('buildClass');
    this.makeFunction(node, undefined, []);
    this.load(node.name);
    this.#classArguments(node.args, node.span);
    for (const decorator of node.decorators.toReversed()) this.emit('call', 1, decorator.span);
    this.access('store', node.name);
  }

  #classArguments(args: readonly Argument[], span: Span): void {
    this.arguments(args, 2, span);
  }

  #classBody(body: Block, line: number): PyCode {
    this.access('load', '__name__');
    this.access('store', '__module__');
    this.load(this.scope.qualname);
    this.access('store', '__qualname__');
    const doc = docOf(body);
    if (body.some(containsAnnotation)) this.emit('setupAnnotations');
    if (doc !== undefined) {
      this.load(doc);
      this.access('store', '__doc__');
    }
    this.block(body);
    if (this.scope.cells.has('__class__')) this.emit('loadClosure', this.cell('__class__'));
    else this.load(null);
    this.emit('return');
    return this.finish('function', line);
  }

  #comprehensionBody(node: Comprehension): PyCode {
    this.span = node.span;
    const build = { listComp: 'buildList', setComp: 'buildSet', dictComp: 'buildMap' } as const;
    if (node.kind !== 'generator') {
      this.emit(build[node.kind], 0);
      this.depth++;
    }
    this.#clause(node, 0);
    if (node.kind === 'generator') this.load(null);
    this.emit('return');
    const isAsync = this.scope.hasAwait;
    const kind = node.kind === 'generator' ? (isAsync ? 'asyncGenerator' : 'generator') : isAsync ? 'coroutine' : 'function';
    return this.finish(kind, node.span.start.line);
  }

  #clause(node: Comprehension, index: number): void {
    const clause = node.clauses[index];
    if (!clause) {
      this.#item(node);
      return;
    }
    const start = this.label();
    const done = this.label();
    if (index === 0) this.emit('loadFast', 0);
    else {
      this.expression(clause.iterable);
      this.emit(clause.isAsync ? 'getAsyncIter' : 'getIter', 0, clause.iterable.span);
    }
    this.depth++;
    this.place(start);
    const region = clause.isAsync ? this.protect() : undefined;
    if (region) {
      this.emit('getAsyncNext', 0, clause.iterable.span);
      this.delegate();
      this.finishRegion(region);
    } else this.jump('forIter', done, clause.iterable.span);
    this.store(clause.target);
    for (const condition of clause.conditions) this.jumpUnless(condition, start);
    this.#clause(node, index + 1);
    this.jump('jump', start);
    if (region) {
      this.place(region.target);
      this.emit('endAsyncFor');
    }
    this.place(done);
    this.depth--;
  }

  #item(node: Comprehension): void {
    const depth = node.clauses.length + 1;
    this.expression(node.item);
    switch (node.kind) {
      case 'generator':
        this.emit(this.scope.hasAwait ? 'asyncYield' : 'yield', 0, node.item.span);
        this.emit('pop');
        return;
      case 'listComp':
        this.emit('listAppend', depth);
        return;
      case 'setComp':
        this.emit('setAdd', depth);
        return;
      case 'dictComp':
        if (node.value) this.expression(node.value);
        this.emit('mapAdd', depth);
    }
  }
}

function docOf(body: Block): string | undefined {
  const [first] = body;
  if (first?.kind !== 'expression' || first.value.kind !== 'constant' || first.value.value.kind !== 'str') return undefined;
  return first.value.value.value;
}

function containsAnnotation(statement: Statement): boolean {
  if (statement.kind === 'annotated') return true;
  const blocks: Block[] = [];
  if ('body' in statement && statement.kind !== 'function' && statement.kind !== 'class') blocks.push(statement.body);
  if ('then' in statement) blocks.push(statement.then);
  if ('otherwise' in statement) blocks.push(statement.otherwise);
  return blocks.some(block => block.some(containsAnnotation));
}

function annotationsOf({ parameters, returns }: FunctionStatement): { name: string; value: Expression }[] {
  const { positionalOnly, positional, rest, keywordOnly, keywords } = parameters;
  const all = [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(keywords ? [keywords] : [])];
  const list = all.flatMap(({ name, annotation }) => (annotation ? [{ name, value: annotation }] : []));
  return returns ? [...list, { name: 'return', value: returns }] : list;
}
