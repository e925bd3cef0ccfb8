import { PyTuple } from '../objects/values.js';
import type { MatchCase, Pattern, Statement } from '../syntax/ast.js';
import { SourceError } from '../syntax/span.js';
import type { Label } from './emitter.js';
import { ExpressionCompiler } from './expressions.js';
import { comparisonOperators } from './operations.js';

const EQUAL = comparisonOperators.indexOf('==');

/** Code for `match`. A pattern takes the subject from the stack; where it fails it jumps, with the stack as it was below the subject. */
export abstract class PatternCompiler extends ExpressionCompiler {
  abstract block(body: MatchCase['body']): void;

  match(node: Extract<Statement, { kind: 'match' }>): void {
    const end = this.label();
    const subject = this.local(`.match${this.locals.length}`);
    this.expression(node.subject);
    this.emit('storeFast', subject);
    for (const [index, { pattern, guard, body }] of node.cases.entries()) {
      if (index < node.cases.length - 1 && !guard) this.#checkReachable(pattern);
      const next = this.label();
      this.emit('loadFast', subject);
      this.#pattern(pattern, next);
      if (guard) this.jumpUnless(guard, next);
      this.block(body);
      this.jump('jump', end);
      this.place(next);
    }
    this.place(end);
  }

  #checkReachable(pattern: Pattern): void {
    if (pattern.kind !== 'capture' || pattern.pattern) return;
    const what = pattern.name === undefined ? 'wildcard' : `name capture '${pattern.name}'`;
    throw new SourceError(`${what} makes remaining patterns unreachable`, pattern.span);
  }

  #pattern(pattern: Pattern, fail: Label): void {
    const outer = this.span;
    this.span = pattern.span;
    switch (pattern.kind) {
      case 'value':
        this.expression(pattern.value);
        this.emit('compare', EQUAL);
        this.jump('popJumpFalse', fail);
        break;
      case 'singleton':
        this.expression(pattern.value);
        this.emit('is');
        this.jump('popJumpFalse', fail);
        break;
      case 'capture':
        this.#capture(pattern, fail);
        break;
      case 'sequence':
        this.#sequence(pattern.items, fail);
        break;
      case 'star':
        this.#bind(pattern.name);
        break;
      case 'mapping':
        this.#mapping(pattern, fail);
        break;
      case 'class':
        this.#class(pattern, fail);
        break;
      case 'or':
        this.#or(pattern.options, fail);
    }
    this.span = outer;
  }

  #bind(name: string | undefined): void {
    if (name === undefined) this.emit('pop');
    else this.access('store', name);
  }

  #capture({ name, pattern }: Extract<Pattern, { kind: 'capture' }>, fail: Label): void {
    if (!pattern) {
      this.#bind(name);
      return;
    }
    const kept = this.#keep();
    this.emit('loadFast', kept);
    this.#pattern(pattern, fail);
    this.emit('loadFast', kept);
    this.#bind(name);
  }

  /** Puts the subject into a local of its own, so that nothing lies on the stack when a pattern fails. */
  #keep(): number {
    const kept = this.local(`.match${this.locals.length}`);
    this.emit('storeFast', kept);
    return kept;
  }

  #sequence(items: readonly Pattern[], fail: Label): void {
    const stars = items.filter(item => item.kind === 'star');
    const [, second] = stars;
    if (second) throw new SourceError('multiple starred expressions in sequence pattern', second.span);
    const kept = this.#keep();
    this.emit('loadFast', kept);
    this.emit('matchSequence');
    this.jump('popJumpFalse', fail);
    this.emit('loadFast', kept);
    this.emit('matchLength', items.length - stars.length + (stars.length > 0 ? 1 << 16 : 0));
    this.jump('popJumpFalse', fail);
    const star = items.findIndex(item => item.kind === 'star');
    for (const [index, item] of items.entries()) {
      if (item.kind === 'capture' && item.name === undefined && !item.pattern) continue;
      this.emit('loadFast', kept);
      this.load(index <= star || star < 0 ? index : index - items.length);
      if (item.kind === 'star') {
        this.load(index - items.length + 1);
        this.emit('matchSlice');
      } else this.emit('subscript');
      this.#pattern(item, fail);
    }
  }

  #mapping({ items, rest }: Extract<Pattern, { kind: 'mapping' }>, fail: Label): void {
    const kept = this.#keep();
    this.emit('loadFast', kept);
    this.emit('matchMapping', items.length);
    this.jump('popJumpFalse', fail);
    for (const { key } of items) this.expression(key);
    this.emit('buildTuple', items.length);
    const keys = this.#keep();
    this.emit('loadFast', kept);
    this.emit('loadFast', keys);
    this.emit('matchKeys');
    const values = this.#keep();
    this.emit('loadFast', values);
    this.jump('popJumpNone', fail);
    for (const [index, { pattern }] of items.entries()) {
      this.emit('loadFast', values);
      this.load(index);
      this.emit('subscript');
      this.#pattern(pattern, fail);
    }
    if (rest === undefined) return;
    this.emit('loadFast', kept);
    this.emit('loadFast', keys);
    this.emit('matchRest');
    this.#bind(rest);
  }

  #class({ type, positional, keywords }: Extract<Pattern, { kind: 'class' }>, fail: Label): void {
    this.expression(type);
    this.load(new PyTuple(keywords.map(each => each.name)));
    this.emit('matchClass', positional.length);
    const values = this.#keep();
    this.emit('loadFast', values);
    this.jump('popJumpNone', fail);
    for (const [index, pattern] of [...positional, ...keywords.map(each => each.pattern)].entries()) {
      this.emit('loadFast', values);
      this.load(index);
      this.emit('subscript');
      this.#pattern(pattern, fail);
    }
  }

  #or(options: readonly Pattern[], fail: Label): void {
    const kept = this.#keep();
    const end = this.label();
    for (const [index, option] of options.entries()) {
      const next = index === options.length - 1 ? fail : this.label();
      this.emit('loadFast', kept);
      this.#pattern(option, next);
      if (index === options.length - 1) break;
      this.jump('jump', end);
      this.place(next);
    }
    this.place(end);
  }
}
