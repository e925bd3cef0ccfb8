import { codes, PgError } from '../pg-error.js';
import type { Block, PlStatement } from './ast.js';

/** Looks whether what is assigned to is declared, as CREATE FUNCTION does; `known` are the arguments. */
export function checkNames(block: Block, known: ReadonlySet<string>): void {
  const names = new Set([...known, ...block.declarations.map(({ name }) => name), ...(block.label === undefined ? [] : [block.label])]);
  for (const statement of block.body) checkStatement(statement, names);
  for (const { body } of block.handlers) for (const statement of body) checkStatement(statement, names);
}

function checkStatement(statement: PlStatement, names: ReadonlySet<string>): void {
  if (statement.kind === 'block') return checkNames(statement, names);
  if (statement.kind === 'assign') {
    const [name = ''] = statement.target.path;
    if (!names.has(name))
      throw new PgError(codes.syntax, `"${statement.target.path.join('.')}" is not a known variable`, { at: statement.at });
  }
  const inner = statement.kind === 'for-integer' ? new Set([...names, statement.name]) : names;
  for (const body of bodiesOf(statement)) for (const own of body) checkStatement(own, inner);
}

function bodiesOf(statement: PlStatement): readonly (readonly PlStatement[])[] {
  if (statement.kind === 'if' || statement.kind === 'case')
    return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []];
  return 'body' in statement && statement.kind !== 'block' ? [statement.body] : [];
}
