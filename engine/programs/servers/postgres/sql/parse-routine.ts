import { codes, notSimulated, PgError } from '../pg-error.js';
import type { TypeName } from './ast.js';
import { parseExpression } from './parse-expression.js';
import { parseTypeName } from './parse-type.js';
import type { RoutineChange, RoutineParameter, RoutineResult, TypeReference } from './routine-statements.js';
import type { Statement, StatementOf } from './statements.js';
import { isName, type TokenCursor } from './token-cursor.js';

type CreateRoutine = StatementOf<'create-routine'>;

/** CREATE FUNCTION and CREATE PROCEDURE, from their name on. */
export function parseCreateRoutine(cursor: TokenCursor, at: number, what: 'function' | 'procedure', replace: boolean): CreateRoutine {
  const name = cursor.qualifiedName();
  const given = parseParameters(cursor);
  const result = cursor.takes('returns') ? parseResult(cursor) : undefined;
  const parameters = result?.columns ? [...given, ...result.columns] : given;
  const options = parseOptions(cursor);
  return { kind: 'create-routine', what, name, replace, parameters, at, ...(result ? { returns: result.returns } : {}), ...options };
}

const modes = ['in', 'out', 'inout', 'variadic'] as const;

function parseParameters(cursor: TokenCursor): readonly RoutineParameter[] {
  cursor.expect('(');
  const parameters = cursor.sees(')') ? [] : cursor.list(() => parseParameter(cursor));
  cursor.expect(')');
  return parameters;
}

function parseParameter(cursor: TokenCursor): RoutineParameter {
  const before = cursor.takesOne(...modes);
  const name = startsWithName(cursor) ? parameterName(cursor) : undefined;
  const mode = before ?? cursor.takesOne(...modes) ?? 'in';
  const type = parseTypeReference(cursor);
  const fallback = cursor.takes('default') || cursor.takes('=') || cursor.takes(':=') ? parseExpression(cursor) : undefined;
  return { mode, type, ...(name === undefined ? {} : { name }), ...(fallback ? { default: fallback } : {}) };
}

function parameterName(cursor: TokenCursor): string {
  if (!isName(cursor.peek(), 'function')) throw cursor.unexpected();
  return cursor.label();
}

const secondWords = ['precision', 'varying', 'with', 'without', 'array'];

/** Whether a name stands before the type: then two words follow each other that are no type together. */
function startsWithName(cursor: TokenCursor): boolean {
  const [first, second] = [cursor.peek(), cursor.peek(1)];
  if (first.kind !== 'word' && first.kind !== 'quoted') return false;
  return second.kind === 'quoted' || (second.kind === 'word' && !secondWords.includes(second.text) && second.text !== 'default');
}

/** A type, or `table.column%TYPE` and `table%ROWTYPE`, which mean that of something else. */
export function parseTypeReference(cursor: TokenCursor): TypeReference {
  const type = parseTypeName(cursor);
  if (!cursor.takes('%')) return { type };
  const like = cursor.takesOne('type', 'rowtype');
  if (like === undefined) throw cursor.unexpected();
  return { type, like };
}

function parseResult(cursor: TokenCursor): { readonly returns: RoutineResult; readonly columns?: readonly RoutineParameter[] } {
  if (!cursor.takes('table')) {
    const isSet = cursor.takes('setof');
    return { returns: { type: parseTypeReference(cursor), isSet } };
  }
  cursor.expect('(');
  const columns = cursor.list((): RoutineParameter => ({ mode: 'table', name: cursor.label(), type: parseTypeReference(cursor) }));
  cursor.expect(')');
  return { returns: { isSet: true }, columns };
}

type Options = Pick<CreateRoutine, 'language' | 'body' | 'bodyAt' | 'isStrict' | 'volatility' | 'isDefiner'>;

function parseOptions(cursor: TokenCursor): Options {
  let options: Partial<Options> & { readonly isStrict: boolean; readonly isDefiner: boolean } = { isStrict: false, isDefiner: false };
  for (;;) {
    const next = parseOption(cursor);
    if (!next) break;
    options = { ...options, ...next };
  }
  const { language = 'sql', body, bodyAt = 0, volatility = 'volatile' } = options;
  if (body === undefined) throw new PgError(codes.badDefinition, 'no function body specified');
  return { ...options, language, body, bodyAt, volatility };
}

/** One option; undefined where there is none more. */
function parseOption(cursor: TokenCursor): Partial<Options> | undefined {
  if (cursor.takes('language')) return { language: languageName(cursor) };
  if (cursor.takes('as')) return parseBody(cursor);
  if (cursor.takes('return')) return parseReturnBody(cursor);
  if (cursor.sees('begin', 'atomic')) throw notSimulated('BEGIN ATOMIC', cursor.peek().at);
  return parseTrait(cursor);
}

/** What a routine says of itself, which ALTER may change; undefined where there is nothing more. */
export function parseTrait(cursor: TokenCursor): Pick<RoutineChange, 'volatility' | 'isStrict' | 'isDefiner'> | undefined {
  const volatility = cursor.takesOne('immutable', 'stable', 'volatile');
  if (volatility) return { volatility };
  if (cursor.takes('strict') || cursor.takes('returns', 'null', 'on', 'null', 'input')) return { isStrict: true };
  if (cursor.takes('called', 'on', 'null', 'input')) return { isStrict: false };
  cursor.takes('external');
  if (cursor.takes('security')) return { isDefiner: cursor.takesOne('definer', 'invoker') === 'definer' };
  return skipsHint(cursor) ? {} : undefined;
}

/** The text of the body, and where it begins: behind the quote or the dollar tag. */
function parseBody(cursor: TokenCursor): Partial<Options> {
  const { at } = cursor.peek();
  const quote = /^(?:\$\w*\$|[eE]?')/.exec(cursor.sql.slice(at, at + 70))?.[0].length ?? 0;
  return { body: cursor.string(), bodyAt: at + quote };
}

/** RETURN of standard SQL: one expression. */
function parseReturnBody(cursor: TokenCursor): Partial<Options> {
  const start = cursor.peek().at;
  parseExpression(cursor);
  return { body: `SELECT ${cursor.sql.slice(start, cursor.peek(-1).end)}` };
}

/** What only tells the planner how dear a function is. */
function skipsHint(cursor: TokenCursor): boolean {
  if (cursor.takesOne('cost', 'rows', 'parallel') !== undefined) {
    cursor.next();
    return true;
  }
  return cursor.takes('leakproof') || cursor.takes('not', 'leakproof') || cursor.takes('window');
}

function languageName(cursor: TokenCursor): string {
  return cursor.peek().kind === 'string' ? cursor.string().toLowerCase() : cursor.name();
}

/** DROP FUNCTION, PROCEDURE or ROUTINE, from the names on. */
export function parseDropRoutine(cursor: TokenCursor, at: number, what: 'function' | 'procedure' | 'routine'): Statement {
  const ifExists = cursor.takes('if', 'exists');
  const targets = cursor.list(() => parseRoutineName(cursor));
  const cascade = cursor.takesOne('cascade', 'restrict') === 'cascade';
  return { kind: 'drop-routine', what, targets, ifExists, cascade, at };
}

/** `name(types)`; without parentheses the name alone has to be enough. */
export function parseRoutineName(cursor: TokenCursor): { readonly name: readonly string[]; readonly args?: readonly TypeName[] } {
  const name = cursor.qualifiedName();
  if (!cursor.sees('(')) return { name };
  const parameters = parseParameters(cursor);
  return { name, args: parameters.filter(({ mode }) => mode !== 'out').map(({ type }) => type.type) };
}

/** DO with its body. */
export function parseDo(cursor: TokenCursor, at: number): Statement {
  let language = 'plpgsql';
  let body: string | undefined;
  for (;;) {
    if (cursor.takes('language')) language = languageName(cursor);
    else if (body === undefined && cursor.peek().kind === 'string') body = cursor.string();
    else break;
  }
  if (body === undefined) throw cursor.unexpected();
  return { kind: 'do', language, body, at };
}
