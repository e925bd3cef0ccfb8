import { codes, PgError } from '../pg-error.js';
import { parseTypeReference } from '../sql/parse-routine.js';
import type { Block, Declaration, Handler, PlStatement } from './ast.js';
import { BodyCursor } from './body-cursor.js';
import { parseStatement } from './parse-statement.js';

/** How deep blocks may stand in each other. */
const MAX_DEPTH = 100;

/** The body of a function in PL/pgSQL. */
export function parseBody(body: string): Block & { readonly line: number } {
  const cursor = new BodyCursor(body);
  while (cursor.takes('#'))
    while (!cursor.sees('declare') && !cursor.sees('begin') && !cursor.sees('<<') && !cursor.isAtEnd()) cursor.next();
  const block = parseBlock(cursor, 0);
  cursor.takes(';');
  if (!cursor.isAtEnd()) throw cursor.unexpected();
  return block;
}

/** `<<label>>`. */
function parseLabel(cursor: BodyCursor): string | undefined {
  if (!cursor.takes('<<')) return undefined;
  const label = cursor.label();
  cursor.expect('>>');
  return label;
}

function parseBlock(cursor: BodyCursor, depth: number, given?: string): Block & { readonly line: number } {
  const label = given ?? parseLabel(cursor);
  const line = cursor.line();
  const declarations: Declaration[] = [];
  while (cursor.takes('declare')) while (!cursor.sees('begin') && !cursor.sees('declare')) declarations.push(parseDeclaration(cursor));
  cursor.expect('begin');
  const body = parseStatements(cursor, ['end', 'exception'], depth + 1);
  const handlers = cursor.takes('exception') ? parseHandlers(cursor, depth + 1) : [];
  cursor.expect('end');
  if (!cursor.sees(';') && !cursor.isAtEnd()) cursor.label();
  return { kind: 'block', declarations, body, handlers, line, ...(label === undefined ? {} : { label }) };
}

/** Statements up to one of these words. */
export function parseStatements(cursor: BodyCursor, ends: readonly string[], depth: number): readonly PlStatement[] {
  if (depth > MAX_DEPTH) throw new PgError(codes.tooComplex, 'stack depth limit exceeded');
  const statements: PlStatement[] = [];
  while (!ends.some(end => cursor.sees(end))) {
    if (cursor.isAtEnd()) throw cursor.unexpected();
    const label = parseLabel(cursor);
    if (cursor.sees('declare') || cursor.sees('begin')) statements.push(parseBlock(cursor, depth, label));
    else statements.push(parseStatement(cursor, label, (...words) => parseStatements(cursor, words, depth + 1)));
    cursor.expect(';');
  }
  return statements;
}

function parseDeclaration(cursor: BodyCursor): Declaration {
  const line = cursor.line();
  const name = cursor.label();
  const common = { name, line, isConstant: false, isNotNull: false };
  if (cursor.takes('alias', 'for')) {
    const { kind, text } = cursor.next();
    const of = kind === 'param' ? `$${text}` : text;
    cursor.expect(';');
    return { ...common, kind: 'alias', of };
  }
  if (cursor.sees('no', 'scroll') || cursor.sees('scroll') || cursor.sees('cursor')) return parseCursor(cursor, common);
  const isConstant = cursor.takes('constant');
  const type = parseTypeReference(cursor);
  if (cursor.takes('collate')) cursor.qualifiedName();
  const isNotNull = cursor.takes('not', 'null');
  const hasValue = cursor.takes(':=') || cursor.takes('=') || cursor.takes('default');
  const value = hasValue ? { value: cursor.sqlUntil(';') } : {};
  cursor.expect(';');
  return { ...common, kind: 'variable', type, isConstant, isNotNull, ...value };
}

function parseCursor(cursor: BodyCursor, common: Omit<Declaration, 'kind'>): Declaration {
  if (!cursor.takes('no', 'scroll')) cursor.takes('scroll');
  cursor.expect('cursor');
  if (cursor.sees('(')) throw new PgError(codes.featureNotSupported, 'drydock: a cursor with arguments is not simulated');
  if (cursor.takesOne('for', 'is') === undefined) throw cursor.unexpected();
  const query = cursor.sqlUntil(';');
  cursor.expect(';');
  return { ...common, kind: 'cursor', query };
}

function parseHandlers(cursor: BodyCursor, depth: number): readonly Handler[] {
  const handlers: Handler[] = [];
  while (cursor.takes('when')) {
    const conditions: string[] = [];
    do conditions.push(cursor.takes('sqlstate') ? cursor.string() : cursor.label());
    while (cursor.takes('or'));
    cursor.expect('then');
    handlers.push({ conditions, body: parseStatements(cursor, ['when', 'end'], depth) });
  }
  return handlers;
}
