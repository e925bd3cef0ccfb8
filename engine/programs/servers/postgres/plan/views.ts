import { parseQueryText } from '../sql/parse-statement.js';
import type { Relation } from '../storage/catalog.js';
import type { CompiledQuery } from './runtime.js';
import { Scope } from './scope.js';
import { codes, PgError } from '../pg-error.js';

/** How many views may read each other. */
const MAX_DEPTH = 60;

/** The query of a view, which runs with the rights of its owner. */
export function viewQuery(relation: Relation, scope: Scope): CompiledQuery {
  const { analysis } = scope;
  if (analysis.viewDepth > MAX_DEPTH) throw new PgError(codes.tooComplex, 'stack depth limit exceeded');
  analysis.viewDepth++;
  try {
    return analysis.planQuery(parseQueryText(relation.query ?? ''), new Scope(analysis, undefined, new Map()));
  } finally {
    analysis.viewDepth--;
  }
}
