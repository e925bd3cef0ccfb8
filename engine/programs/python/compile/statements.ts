import { PyTuple } from '../objects/values.js';
import type { Block, Expression, Statement, WithItem } from '../syntax/ast.js';
import { SourceError, type Span } from '../syntax/span.js';
import type { Label, Surrounding } from './emitter.js';
import { operatorIndex } from './expressions.js';
import { PatternCompiler } from './patterns.js';

/** Code for assignments and loops. */
export abstract class StatementCompiler extends PatternCompiler {
  abstract leave(surrounding: Surrounding, hasValue: boolean): void;

  store(target: Expression): void {
    const outer = this.span;
    this.span = target.span;
    switch (target.kind) {
      case 'name':
        this.access('store', target.name);
        break;
      case 'attribute':
        this.expression(target.object);
        this.emit('storeAttr', this.name(this.scope.mangle(target.name)));
        break;
      case 'subscript':
        this.expression(target.object);
        this.expression(target.index);
        this.emit('storeSubscript');
        break;
      case 'tuple':
      case 'list':
        this.#unpack(target.items);
        break;
      default:
        throw new SourceError('cannot assign', target.span);
    }
    this.span = outer;
  }

  #unpack(items: readonly Expression[]): void {
    const stars = items.filter(item => item.kind === 'starred');
    const [, second] = stars;
    if (second) throw new SourceError('multiple starred expressions in assignment', second.span);
    const star = items.findIndex(item => item.kind === 'starred');
    if (star < 0) this.emit('unpack', items.length);
    else this.emit('unpackStar', star + ((items.length - star - 1) << 16));
    for (const item of items) this.store(item.kind === 'starred' ? item.value : item);
  }

  assign(targets: readonly Expression[], value: Expression): void {
    this.expression(value);
    for (const [index, target] of targets.entries()) {
      if (index < targets.length - 1) this.emit('dup');
      this.store(target);
    }
  }

  augmented({ target, operator, value }: Extract<Statement, { kind: 'augmented' }>): void {
    const index = operatorIndex(operator);
    if (target.kind === 'attribute') {
      const name = this.name(this.scope.mangle(target.name));
      this.expression(target.object);
      this.emit('dup');
      this.emit('loadAttr', name, target.span);
      this.expression(value);
      this.emit('inplace', index);
      this.emit('swap');
      this.emit('storeAttr', name, target.span);
    } else if (target.kind === 'subscript') {
      this.expression(target.object);
      this.expression(target.index);
      this.emit('dupTwo');
      this.emit('subscript', 0, target.span);
      this.expression(value);
      this.emit('inplace', index);
      this.emit('rotThree');
      this.emit('storeSubscript', 0, target.span);
    } else {
      this.expression(target);
      this.expression(value);
      this.emit('inplace', index);
      this.store(target);
    }
  }

  annotated({ target, annotation, value, isSimple }: Extract<Statement, { kind: 'annotated' }>): void {
    if (value) {
      this.expression(value);
      this.store(target);
    }
    if (this.scope.isFunction) return;
    if (isSimple && target.kind === 'name') {
      this.expression(annotation);
      this.emit('loadName', this.name('__annotations__'));
      this.load(this.scope.mangle(target.name));
      this.emit('storeSubscript');
    } else {
      this.expression(annotation);
      this.emit('pop');
    }
  }

  delete(target: Expression): void {
    this.span = target.span;
    if (target.kind === 'name') this.access('delete', target.name);
    else if (target.kind === 'attribute') {
      this.expression(target.object);
      this.emit('deleteAttr', this.name(this.scope.mangle(target.name)));
    } else if (target.kind === 'subscript') {
      this.expression(target.object);
      this.expression(target.index);
      this.emit('deleteSubscript');
    } else if (target.kind === 'tuple' || target.kind === 'list') for (const item of target.items) this.delete(item);
  }

  if({ test, then, otherwise }: Extract<Statement, { kind: 'if' }>): void {
    const isFalse = this.label();
    const end = this.label();
    this.jumpUnless(test, isFalse);
    this.block(then);
    if (otherwise.length > 0) this.jump('jump', end);
    this.place(isFalse);
    this.block(otherwise);
    this.place(end);
  }

  while({ test, body, otherwise }: Extract<Statement, { kind: 'while' }>): void {
    const start = this.label();
    const done = this.label();
    const end = this.label();
    this.place(start);
    this.jumpUnless(test, done);
    this.surroundings.push({ kind: 'loop', start, end, hasIterator: false });
    this.block(body);
    this.surroundings.pop();
    this.jump('jump', start);
    this.place(done);
    this.block(otherwise);
    this.place(end);
  }

  for(node: Extract<Statement, { kind: 'for' }>): void {
    if (node.isAsync) {
      this.#asyncFor(node);
      return;
    }
    const start = this.label();
    const done = this.label();
    const end = this.label();
    this.expression(node.iterable);
    this.emit('getIter', 0, node.iterable.span);
    this.depth++;
    this.place(start);
    this.jump('forIter', done, node.iterable.span);
    this.store(node.target);
    this.#loopBody(node.body, start, end);
    this.jump('jump', start);
    this.place(done);
    this.depth--;
    this.block(node.otherwise);
    this.place(end);
  }

  #loopBody(body: Block, start: Label, end: Label): void {
    this.surroundings.push({ kind: 'loop', start, end, hasIterator: true });
    this.block(body);
    this.surroundings.pop();
  }

  #asyncFor(node: Extract<Statement, { kind: 'for' }>): void {
    this.checkAsync('for', node.span);
    const start = this.label();
    const end = this.label();
    this.expression(node.iterable);
    this.emit('getAsyncIter', 0, node.iterable.span);
    this.depth++;
    this.place(start);
    const region = this.protect();
    this.emit('getAsyncNext', 0, node.iterable.span);
    this.delegate();
    this.finishRegion(region);
    this.store(node.target);
    this.#loopBody(node.body, start, end);
    this.jump('jump', start);
    this.place(region.target);
    this.emit('endAsyncFor', 0, node.iterable.span);
    this.depth--;
    this.block(node.otherwise);
    this.place(end);
  }

  checkAsync(what: string, span: Span): void {
    if (!this.scope.isAsync) throw new SourceError(`'async ${what}' outside async function`, span);
  }

  /** `with` with several managers is one in the other. */
  with(items: readonly WithItem[], body: Block, isAsync: boolean, span: Span): void {
    const [item, ...rest] = items;
    if (!item) {
      this.block(body);
      return;
    }
    if (isAsync) this.checkAsync('with', span);
    this.expression(item.context);
    const at = item.context.span;
    this.emit(isAsync ? 'asyncEnter' : 'enter', 0, at);
    if (isAsync) this.awaitTop();
    this.depth++;
    const region = this.protect();
    if (item.target) this.store(item.target);
    else this.emit('pop');
    const surrounding: Surrounding = { kind: 'with', isAsync, region, span: at };
    this.surroundings.push(surrounding);
    this.with(rest, body, isAsync, span);
    this.surroundings.pop();
    this.finishRegion(region);
    this.exitNormally(isAsync, at);
    const end = this.label();
    this.jump('jump', end);
    this.#exitWithException(region.target, isAsync, at);
    this.depth--;
    this.place(end);
  }

  exitNormally(isAsync: boolean, span: Span): void {
    this.emit('exitNormally', 0, span);
    if (isAsync) this.awaitTop();
    this.emit('pop', 0, span);
  }

  /** On the stack: the exit function, then the exception. */
  #exitWithException(target: Label, isAsync: boolean, span: Span): void {
    const isSuppressed = this.label();
    const outer = this.span;
    this.span = span;
    this.place(target);
    this.emit('pushException');
    this.depth++;
    const region = this.protect();
    this.emit('exitWithException');
    if (isAsync) this.awaitTop();
    this.jump('popJumpTrue', isSuppressed);
    this.finishRegion(region);
    this.emit('swap');
    this.emit('popException');
    this.emit('reraise');
    this.place(region.target);
    this.emit('swap');
    this.emit('popException');
    this.emit('reraise');
    this.place(isSuppressed);
    this.emit('pop');
    this.emit('popException');
    this.emit('pop');
    this.depth--;
    this.span = outer;
  }

  import({ names }: Extract<Statement, { kind: 'import' }>): void {
    for (const { name, as } of names) {
      this.load(0);
      this.load(null);
      this.emit('importName', this.name(name));
      if (as === undefined) {
        this.access('store', name.split('.')[0] ?? name);
        continue;
      }
      for (const part of name.split('.').slice(1)) {
        this.emit('importFrom', this.name(part));
        this.emit('swap');
        this.emit('pop');
      }
      this.access('store', as);
    }
  }

  importFrom({ module, level, names, span }: Extract<Statement, { kind: 'importFrom' }>): void {
    if (module === '__future__')
      this.#checkFuture(
        names.map(each => each.name),
        span,
      );
    this.load(level);
    this.load(new PyTuple(names.length === 0 ? ['*'] : names.map(each => each.name)));
    this.emit('importName', this.name(module));
    if (names.length === 0) {
      this.emit('importStar');
      return;
    }
    for (const { name, as } of names) {
      this.emit('importFrom', this.name(name));
      this.access('store', as ?? name);
    }
    this.emit('pop');
  }

  #checkFuture(names: readonly string[], span: Span): void {
    for (const name of names) {
      if (name === 'braces') throw new SourceError('not a chance', span);
      if (!futures.has(name)) throw new SourceError(`future feature ${name} is not defined`, span);
    }
  }
}

const futures = new Set([
  'annotations',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'generators',
  'nested_scopes',
  'generator_stop',
  'barry_as_FLUFL',
]);
