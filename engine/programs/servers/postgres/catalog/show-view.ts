import { newAnalysis } from '../plan/analysis.js';
import type { SessionAccess } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import { PgError } from '../pg-error.js';
import { parseQueryText } from '../sql/parse-statement.js';
import type { Relation } from '../storage/catalog.js';
import { withRelations } from './relation-names.js';
import { NotShown } from './show-layout.js';
import { showQuery } from './show-query.js';
import { visibleName } from './visible-names.js';

/** pg_get_viewdef: the query of a view, with its names as this session has to write them to mean the same. */
export function showView(view: Relation, session: SessionAccess): string {
  const written = (view.query ?? '').trim().replace(/;$/, '');
  const resolved = withRelations(written, session, relation => visibleName(relation, session));
  return ` ${laidOut(resolved, view, session) ?? resolved};`;
}

/** As the server lays queries out; undefined for those that it cannot, which stay as they were written. */
function laidOut(text: string, { columns }: Relation, session: SessionAccess): string | undefined {
  const analysis = newAnalysis(session);
  analysis.viewDepth = 1;
  // Up to 15 two hidden tables stand beside those of a view, so its columns always say whose they are.
  const parent = /^PostgreSQL 1[0-5]\./.test(session.version) ? new Scope(analysis, undefined) : undefined;
  try {
    return showQuery(parseQueryText(text), analysis, { indent: 0, names: columns.map(({ name }) => name), parent });
  } catch (error) {
    if (error instanceof NotShown || error instanceof PgError) return undefined;
    throw error;
  }
}
