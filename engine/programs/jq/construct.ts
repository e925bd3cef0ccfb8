import { formatText } from './formats.js';
import type { Interpreter } from './interpreter.js';
import type { Item, Items } from './items.js';
import { sliced } from './paths.js';
import type { Scope } from './scope.js';
import type { Expression } from './syntax.js';
import { JqError, type Json } from './value.js';

/** The texts that a text with holes can become. */
export function* texts(
  jq: Interpreter,
  parts: readonly (string | Expression)[],
  format: string,
  scope: Scope,
  value: Json,
): Generator<string, void> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    yield '';
    return;
  }
  for (const after of texts(jq, rest, format, scope, value)) {
    if (typeof part === 'string') yield part + after;
    else for (const result of jq.values(part, scope, value)) yield formatText(format, result) + after;
  }
}

/** The last member changes slowest. */
export function* objects(
  jq: Interpreter,
  members: readonly (readonly [Expression, Expression])[],
  scope: Scope,
  input: Json,
  last: number,
): Generator<ReadonlyMap<string, Json>, void> {
  const member = members[last];
  if (!member) {
    yield new Map();
    return;
  }
  for (const before of objects(jq, members, scope, input, last - 1)) {
    for (const key of jq.values(member[0], scope, input)) {
      if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
      for (const value of jq.values(member[1], scope, input)) yield new Map(before).set(key, value);
    }
  }
}

export function* slice(jq: Interpreter, expression: Extract<Expression, { kind: 'slice' }>, scope: Scope, item: Item): Items {
  const nothing: Expression = { kind: 'literal', value: null };
  for (const to of jq.values(expression.to ?? nothing, scope, item.value)) {
    for (const from of jq.values(expression.from ?? nothing, scope, item.value)) {
      for (const target of jq.run(expression.target, scope, item)) {
        const key: Json = new Map([
          ['start', from],
          ['end', to],
        ]);
        yield { value: sliced(target.value, from, to), path: target.path && [...target.path, key] };
      }
    }
  }
}
