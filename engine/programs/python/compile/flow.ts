import type { Block, Handler, Statement } from '../syntax/ast.js';
import { SourceError, type Span } from '../syntax/span.js';
import type { Label, Region, Surrounding } from './emitter.js';
import { StatementCompiler } from './statements.js';

/** Code for `try`, and for what leaves blocks: `return`, `break`, `continue`. */
export abstract class FlowCompiler extends StatementCompiler {
  returnStatement({ value, span }: Extract<Statement, { kind: 'return' }>): void {
    if (this.scope.kind !== 'function') throw new SourceError("'return' outside function", span);
    if (value && this.scope.isAsync && this.scope.hasYield) throw new SourceError("'return' with value in async generator", span);
    if (value) this.expression(value);
    else this.load(null);
    this.#unwind(this.surroundings.length, 0, true);
    this.emit('return', 0, span);
  }

  leaveLoop(kind: 'break' | 'continue', span: Span): void {
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

  tryStatement(node: Extract<Statement, { kind: 'try' }>): void {
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
}
