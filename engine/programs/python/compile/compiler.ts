import { PyCode } from '../objects/code.js';
import type { Block, Comprehension, Expression, FunctionStatement, Statement } from '../syntax/ast.js';
import type { Span } from '../syntax/span.js';
import { parseBody } from '../syntax/parser.js';
import { annotationsOf, containsAnnotation, docOf } from './annotations.js';
import { collectBody, scopesOf } from './collect.js';
import type { Source } from './emitter.js';
import type { Owner, Scope } from './scope.js';
import { FlowCompiler } from './flow.js';

/** The code of a program. */
export function compileProgram(body: Block, source: Source): PyCode {
  return new Compiler(scopesOf(body), source).module(body);
}

/** The code of an expression, whose value is returned. */
export function compileExpression(value: Expression, source: Source): PyCode {
  return new Compiler(scopesOf(value), source).value(value);
}

class Compiler extends FlowCompiler {
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
        this.returnStatement(node);
        return;
      case 'delete':
        for (const target of node.targets) this.delete(target);
        return;
      case 'break':
      case 'continue':
        this.leaveLoop(node.kind, node.span);
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
        this.tryStatement(node);
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
        return inner.#functionCode(owner);
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

  #functionCode(owner: FunctionStatement): PyCode {
    const { scope, source } = this;
    const { deferred, body } = owner;
    const span = owner.decorators[0]?.span ?? owner.span;
    if (!deferred) return this.#functionBody(body, span);
    const { name, qualname } = scope;
    return new PyCode({ name, qualname, free: [...scope.free] }, () => {
      try {
        const read = parseBody(deferred);
        collectBody(scope, read);
        return this.inner(scope).#functionBody(read, span).parts;
      } catch (error) {
        throw source.failure?.(error) ?? error;
      }
    });
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
    this.arguments(node.args, 2, node.span);
    for (const decorator of node.decorators.toReversed()) this.emit('call', 1, decorator.span);
    this.access('store', node.name);
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
