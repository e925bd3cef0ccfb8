import { arithmetic } from './arithmetic.js';
import { objects, slice, texts } from './construct.js';
import { formatText } from './formats.js';
import { Break, plain, type Item, type Items, type Surroundings } from './items.js';
import { brief } from './json-writer.js';
import { natives } from './natives.js';
import { entries, indexed, type Path } from './paths.js';
import { prelude } from './prelude.js';
import { find, withFunction, withLabel, withPattern, withVariable, type Closure, type Scope } from './scope.js';
import { callSpecial } from './special.js';
import { JqLimitError, type Definition, type Expression } from './syntax.js';
import { assign, loop } from './update.js';
import { isTrue, JqError, typeOf, type Json } from './value.js';

/** Deeper calls would not fit on the stack of what runs this. */
const MAX_DEPTH = 1200;

export class Interpreter {
  readonly outside: Surroundings;
  #depth = 0;

  constructor(outside: Surroundings) {
    this.outside = outside;
  }

  /** The results of an expression for a value. */
  *run(expression: Expression, scope: Scope, item: Item): Items {
    this.outside.charge();
    if (++this.#depth > MAX_DEPTH) {
      this.#depth = 0;
      throw new JqLimitError('drydock: jq: recursion this deep is not simulated');
    }
    const inner = this.#evaluate(expression, scope, item);
    for (;;) {
      const next = inner.next();
      this.#depth--;
      if (next.done) return;
      yield next.value;
      this.#depth++;
    }
  }

  /** Results as plain values: paths do not matter. */
  *values(expression: Expression, scope: Scope, value: Json): Generator<Json, void> {
    for (const { value: result } of this.run(expression, scope, { value, path: undefined })) yield result;
  }

  /** The paths that an expression leads to. */
  *paths(expression: Expression, scope: Scope, value: Json): Generator<Path, void> {
    for (const item of this.run(expression, scope, { value, path: [] })) {
      if (item.path === undefined) throw new JqError(`Invalid path expression with result ${brief(item.value, 30)}`);
      yield item.path;
    }
  }

  *#evaluate(expression: Expression, scope: Scope, item: Item): Items {
    switch (expression.kind) {
      case 'identity':
        yield item;
        return;
      case 'literal':
        yield plain(expression.value);
        return;
      case 'text':
        for (const text of texts(this, expression.parts, expression.format, scope, item.value)) yield plain(text);
        return;
      case 'format':
        yield plain(formatText(expression.name, item.value));
        return;
      case 'index':
        for (const key of this.values(expression.key, scope, item.value)) {
          for (const target of this.run(expression.target, scope, item)) yield step(target, key);
        }
        return;
      case 'slice':
        yield* slice(this, expression, scope, item);
        return;
      case 'iterate':
        for (const target of this.run(expression.target, scope, item)) {
          for (const [key, value] of entries(target.value)) yield { value, path: target.path && [...target.path, key] };
        }
        return;
      case 'array':
        yield plain(expression.body ? [...this.values(expression.body, scope, item.value)] : []);
        return;
      case 'object':
        for (const object of objects(this, expression.members, scope, item.value, expression.members.length - 1)) yield plain(object);
        return;
      case 'negate':
        for (const value of this.values(expression.body, scope, item.value)) {
          if (typeof value !== 'number') throw new JqError(`${typeOf(value)} (${brief(value)}) cannot be negated`);
          yield plain(-value);
        }
        return;
      case 'binary':
        for (const right of this.values(expression.right, scope, item.value)) {
          for (const left of this.values(expression.left, scope, item.value)) yield plain(arithmetic(expression.operator, left, right));
        }
        return;
      default:
        yield* this.#control(expression, scope, item);
    }
  }

  *#control(expression: Exclude<Expression, { kind: 'identity' | 'literal' | 'array' | 'object' }>, scope: Scope, item: Item): Items {
    switch (expression.kind) {
      case 'pipe':
        for (const between of this.run(expression.left, scope, item)) yield* this.run(expression.right, scope, between);
        return;
      case 'comma':
        yield* this.run(expression.left, scope, item);
        yield* this.run(expression.right, scope, item);
        return;
      case 'and':
      case 'or':
        for (const left of this.values(expression.left, scope, item.value)) {
          if (isTrue(left) === (expression.kind === 'or')) yield plain(expression.kind === 'or');
          else for (const right of this.values(expression.right, scope, item.value)) yield plain(isTrue(right));
        }
        return;
      case 'alternative':
        yield* this.#alternative(expression.left, expression.right, scope, item);
        return;
      case 'if':
        for (const condition of this.values(expression.condition, scope, item.value)) {
          yield* this.run(isTrue(condition) ? expression.then : expression.otherwise, scope, item);
        }
        return;
      default:
        yield* this.#named(expression, scope, item);
    }
  }

  *#named(expression: Expression, scope: Scope, item: Item): Items {
    switch (expression.kind) {
      case 'try':
        yield* this.#attempt(expression.body, expression.handler, scope, item);
        return;
      case 'bind':
        for (const value of this.values(expression.source, scope, item.value)) {
          for (const inner of withPattern(this, scope, expression.pattern, value)) yield* this.run(expression.body, inner, item);
        }
        return;
      case 'define':
        yield* this.run(expression.body, withFunction(scope, expression.definition), item);
        return;
      case 'call':
        yield* this.#call(expression.name, expression.args, scope, item);
        return;
      case 'variable':
        yield plain(this.#variable(expression.name, scope));
        return;
      case 'label':
        yield* this.#labelled(expression.name, expression.body, scope, item);
        return;
      case 'break':
        throw new Break(find(scope, 'label', expression.name)?.label ?? {});
      case 'assign':
        yield* assign(this, expression, scope, item);
        return;
      case 'reduce':
      case 'foreach':
        yield* loop(this, expression, scope, item);
        return;
      default:
        throw new JqLimitError(`drydock: jq: ${expression.kind} is not simulated`);
    }
  }

  *#alternative(left: Expression, right: Expression, scope: Scope, item: Item): Items {
    let found = false;
    try {
      for (const result of this.run(left, scope, item)) {
        if (!isTrue(result.value)) continue;
        found = true;
        yield result;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    if (!found) yield* this.run(right, scope, item);
  }

  *#attempt(body: Expression, handler: Expression | undefined, scope: Scope, item: Item): Items {
    const depth = this.#depth;
    const inner = this.run(body, scope, item);
    for (;;) {
      let next: IteratorResult<Item, void>;
      try {
        next = inner.next();
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        this.#depth = depth;
        if (handler) yield* this.run(handler, scope, plain(error.value));
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  }

  *#labelled(name: string, body: Expression, scope: Scope, item: Item): Items {
    const label = {};
    const depth = this.#depth;
    try {
      yield* this.run(body, withLabel(scope, name, label), item);
    } catch (error) {
      if (!(error instanceof Break) || error.label !== label) throw error;
      this.#depth = depth;
    }
  }

  #variable(name: string, scope: Scope): Json {
    const found = find(scope, 'variable', name);
    if (found) return found.value;
    if (name === 'ENV') return this.outside.environment;
    if (name === '__loc__')
      return new Map<string, Json>([
        ['file', '<top-level>'],
        ['line', 1],
      ]);
    throw new JqLimitError(`jq: error: $${name} is not defined`);
  }

  *#call(name: string, args: readonly Expression[], scope: Scope, item: Item): Items {
    const found = find(scope, 'function', `${name}/${String(args.length)}`);
    if (found) {
      const closures = args.map(expression => ({ expression, scope }));
      yield* this.apply(found.definition, found.scope, closures, item);
      return;
    }
    const special = callSpecial(this, name, args, scope, item);
    if (special) {
      yield* special;
      return;
    }
    const native = natives.get(`${name}/${String(args.length)}`);
    if (native) {
      for (const values of this.#product(args, scope, item.value)) yield plain(native(item.value, values));
      return;
    }
    const known = prelude().get(`${name}/${String(args.length)}`);
    if (!known) throw new JqLimitError(`jq: error: ${name}/${String(args.length)} is not defined`);
    yield* this.apply(
      known,
      undefined,
      args.map(expression => ({ expression, scope })),
      item,
    );
  }

  /** A defined function, with what stands for its parameters. */
  *apply(definition: Definition, home: Scope, closures: readonly Closure[], item: Item): Items {
    yield* this.#bindParameters(definition, 0, withFunction(home, definition), closures, item);
  }

  *#bindParameters(definition: Definition, at: number, scope: Scope, closures: readonly Closure[], item: Item): Items {
    const parameter = definition.parameters[at];
    const closure = closures[at];
    if (parameter === undefined || !closure) {
      yield* this.run(definition.body, scope, item);
      return;
    }
    if (!parameter.startsWith('$')) {
      yield* this.#bindParameters(definition, at + 1, { kind: 'closure', name: `${parameter}/0`, closure, next: scope }, closures, item);
      return;
    }
    for (const value of this.values(closure.expression, closure.scope, item.value)) {
      const literal: Closure = { expression: { kind: 'literal', value }, scope: undefined };
      const named: Scope = { kind: 'closure', name: `${parameter.slice(1)}/0`, closure: literal, next: scope };
      yield* this.#bindParameters(definition, at + 1, withVariable(named, parameter.slice(1), value), closures, item);
    }
  }

  /** All combinations of the arguments' values; the first one changes fastest. */
  *#product(args: readonly Expression[], scope: Scope, input: Json): Generator<readonly Json[], void> {
    const last = args.at(-1);
    if (!last) {
      yield [];
      return;
    }
    for (const value of this.values(last, scope, input)) {
      for (const before of this.#product(args.slice(0, -1), scope, input)) yield [...before, value];
    }
  }
}

function step(target: Item, key: Json): Item {
  return { value: indexed(target.value, key), path: target.path && [...target.path, key] };
}
