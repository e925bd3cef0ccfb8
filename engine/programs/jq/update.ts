import { arithmetic } from './arithmetic.js';
import type { Interpreter } from './interpreter.js';
import { plain, type Item, type Items } from './items.js';
import { deletePaths, getPath, setPath } from './paths.js';
import { withPattern, type Scope } from './scope.js';
import type { Expression } from './syntax.js';
import { isTrue, type Json } from './value.js';

/** `=`, `|=`, `+=` and their like. */
export function* assign(
  jq: Interpreter,
  { operator, left, right }: Extract<Expression, { kind: 'assign' }>,
  scope: Scope,
  item: Item,
): Items {
  if (operator === '|=') {
    yield plain(update(jq, left, scope, item.value, old => jq.values(right, scope, old)));
    return;
  }
  for (const value of jq.values(right, scope, item.value)) {
    const change = (old: Json): Json => {
      if (operator === '=') return value;
      return operator === '//=' ? (isTrue(old) ? old : value) : arithmetic(operator.slice(0, -1), old, value);
    };
    yield plain(
      [...jq.paths(left, scope, item.value)].reduce<Json>((whole, path) => setPath(whole, path, change(getPath(whole, path))), item.value),
    );
  }
}

function update(jq: Interpreter, target: Expression, scope: Scope, input: Json, results: (old: Json) => Iterable<Json>): Json {
  let whole = input;
  for (const path of [...jq.paths(target, scope, input)]) {
    let isEmpty = true;
    for (const value of results(getPath(whole, path))) {
      whole = setPath(whole, path, value);
      isEmpty = false;
      break;
    }
    // What comes after moves up, so jq 1.6 leaves every other element of a list.
    if (isEmpty) whole = deletePaths(whole, [path]);
  }
  return whole;
}

export function* loop(jq: Interpreter, expression: Extract<Expression, { kind: 'reduce' | 'foreach' }>, scope: Scope, item: Item): Items {
  for (const start of jq.run(expression.start, scope, item)) {
    let state: Item = start;
    for (const value of jq.values(expression.source, scope, item.value)) {
      for (const inner of withPattern(jq, scope, expression.pattern, value)) {
        let last: Item | undefined;
        for (const result of jq.run(expression.update, inner, state)) {
          last = result;
          if (expression.kind === 'foreach') {
            if (expression.extract) yield* jq.run(expression.extract, inner, result);
            else yield result;
          }
        }
        state = last ?? (expression.kind === 'reduce' ? plain(null) : state);
      }
    }
    if (expression.kind === 'reduce') yield state;
  }
}
