import type { Interpreter } from './interpreter.js';
import type { Definition, Expression, Pattern } from './syntax.js';
import { indexed } from './paths.js';
import { isArray, isObject, JqError, typeOf, type Json } from './value.js';

/** An argument that is evaluated where it is used. */
export interface Closure {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What names mean: a list, innermost first. Functions go by name and number of arguments. */
export type Scope =
  | undefined
  | { readonly kind: 'variable'; readonly name: string; readonly value: Json; readonly next: Scope }
  | { readonly kind: 'label'; readonly name: string; readonly label: object; readonly next: Scope }
  | { readonly kind: 'definition'; readonly name: string; readonly definition: Definition; readonly next: Scope }
  | { readonly kind: 'closure'; readonly name: string; readonly closure: Closure; readonly next: Scope };

interface Found {
  readonly variable: { readonly value: Json };
  readonly label: { readonly label: object };
  readonly function: { readonly definition: Definition; readonly scope: Scope };
}

/** What a name means here; undefined when it means nothing. */
export function find<K extends keyof Found>(scope: Scope, kind: K, name: string): Found[K] | undefined {
  const finders: { readonly [Key in keyof Found]: (at: NonNullable<Scope>) => Found[Key] | undefined } = {
    variable: at => (at.kind === 'variable' ? at : undefined),
    label: at => (at.kind === 'label' ? at : undefined),
    function: functionAt,
  };
  for (let at = scope; at; at = at.next) {
    if (at.name !== name) continue;
    const found = finders[kind](at);
    if (found) return found;
  }
  return undefined;
}

function functionAt(at: NonNullable<Scope>): Found['function'] | undefined {
  // A definition can call itself, so its scope begins with it.
  if (at.kind === 'definition') return { definition: at.definition, scope: at.next };
  if (at.kind !== 'closure') return undefined;
  return { definition: { name: '', parameters: [], body: at.closure.expression }, scope: at.closure.scope };
}

export function withFunction(next: Scope, definition: Definition): Scope {
  return definition.name === ''
    ? next
    : { kind: 'definition', name: `${definition.name}/${String(definition.parameters.length)}`, definition, next };
}

export function withVariable(next: Scope, name: string, value: Json): Scope {
  return { kind: 'variable', name, value, next };
}

export function withLabel(next: Scope, name: string, label: object): Scope {
  return { kind: 'label', name, label, next };
}

/** The scopes in which a pattern's names stand for the parts of a value. */
export function* withPattern(interpreter: Interpreter, scope: Scope, pattern: Pattern, value: Json): Generator<Scope, void> {
  switch (pattern.kind) {
    case 'variable':
      yield withVariable(scope, pattern.name, value);
      return;
    case 'array':
      yield* withItems(interpreter, scope, pattern.items, value, 0);
      return;
    case 'object':
      yield* withMembers(interpreter, scope, pattern.members, value, 0);
  }
}

function* withItems(interpreter: Interpreter, scope: Scope, items: readonly Pattern[], value: Json, at: number): Generator<Scope, void> {
  const item = items[at];
  if (!item) {
    yield scope;
    return;
  }
  if (value !== null && !isArray(value)) throw new JqError(`Cannot index ${typeOf(value)} with number`);
  for (const inner of withPattern(interpreter, scope, item, indexed(value, at))) yield* withItems(interpreter, inner, items, value, at + 1);
}

type Members = Extract<Pattern, { kind: 'object' }>['members'];

function* withMembers(interpreter: Interpreter, scope: Scope, members: Members, value: Json, at: number): Generator<Scope, void> {
  const member = members[at];
  if (!member) {
    yield scope;
    return;
  }
  for (const key of interpreter.values(member.key, scope, value)) {
    if (typeof key !== 'string' || (value !== null && !isObject(value)))
      throw new JqError(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
    const part = indexed(value, key);
    const named = member.bind === undefined ? scope : withVariable(scope, member.bind, part);
    const scopes = member.pattern ? withPattern(interpreter, named, member.pattern, part) : [named];
    for (const inner of scopes) yield* withMembers(interpreter, inner, members, value, at + 1);
  }
}
