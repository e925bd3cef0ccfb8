import type { Expr, FromItem, Query, RangeAlias } from '../sql/ast.js';
import { findRelation } from '../plan/find-relation.js';
import type { Scope } from '../plan/scope.js';
import { quoteName } from '../sql/keywords.js';
import { lineStart, NotShown } from './show-layout.js';
import { findSystemTable } from './system-tables.js';
import { visibleName } from './visible-names.js';

/** The query that the tables are of, and how parts of it are shown. */
interface Around {
  readonly scope: Scope;
  readonly indent: number;
  readonly expression: (expr: Expr) => string;
  readonly query: (query: Query) => string;
}

/** What stands after FROM. */
export function showFrom(items: readonly FromItem[], around: Around): string {
  return items.map(item => showItem(item, around)).join(`,${lineStart(around.indent, 4)}`);
}

function showItem(item: FromItem, around: Around): string {
  switch (item.kind) {
    case 'table': {
      const own = item.name.at(-1) ?? '';
      return tableName(item.name, item.at, around.scope) + aliasOf(item.alias, own);
    }
    case 'query':
      return `${item.lateral ? 'LATERAL ' : ''}( ${around.query(item.query)})${aliasOf(item.alias, undefined)}`;
    case 'join': {
      if (item.natural || item.using) throw new NotShown();
      const words = { inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN', cross: 'CROSS JOIN' };
      const on = item.on ? ` ON (${around.expression(item.on)})` : '';
      const left = showItem(item.left, around);
      return `(${left}${lineStart(around.indent, 5)}${words[item.type]} ${showItem(item.right, around)}${on})`;
    }
    case 'function':
      throw new NotShown();
  }
}

function tableName(name: readonly string[], at: number, scope: Scope): string {
  const own = name.at(-1) ?? '';
  if (name.length === 1 && scope.commonTables.has(own)) return quoteName(own);
  const relation = findRelation(scope, name, at);
  if (relation) return visibleName(relation, scope.analysis.session);
  const system = findSystemTable(name);
  if (!system) throw new NotShown();
  return system.schema === 'pg_catalog' ? quoteName(own) : `${quoteName(system.schema)}.${quoteName(own)}`;
}

function aliasOf(alias: RangeAlias | undefined, own: string | undefined): string {
  if (!alias || (alias.name === own && alias.columns.length === 0)) return '';
  return ` ${quoteName(alias.name)}${alias.columns.length > 0 ? `(${alias.columns.map(quoteName).join(', ')})` : ''}`;
}
