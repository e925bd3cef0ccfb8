import type { Expr, Query, SelectCore, SortItem, Target, With } from '../sql/ast.js';
import { planCommonTables } from '../plan/common-tables.js';
import { planFrom } from '../plan/from.js';
import { outputName } from '../plan/output-name.js';
import { Scope, type Analysis } from '../plan/scope.js';
import { compileTarget, expandTargets, slotOf } from '../plan/targets.js';
import { quoteName } from '../sql/keywords.js';
import { showExpression } from './show-expressions.js';
import { breakCases } from './show-case.js';
import { showFrom } from './show-from.js';
import { DEEPER, lineStart, NotShown, type Place } from './show-layout.js';

/** A query as pg_get_viewdef lays it out, without the space before it. Throws NotShown. */
export function showQuery(query: Query, analysis: Analysis, place: Place): string {
  if (query.lock) throw new NotShown();
  const scope = new Scope(analysis, place.parent);
  const clause = query.with ? `${showWith(query.with, scope, place.indent)}${lineStart(place.indent, 1)}` : '';
  const inner: Place = query.with ? { ...place, parent: scope } : place;
  return clause + showBody(query, analysis, inner);
}

function showBody(query: Query, analysis: Analysis, place: Place): string {
  const { body } = query;
  if (body.kind === 'values') throw new NotShown();
  if (body.kind === 'select') {
    const select = new ShownSelect(body, analysis, place);
    return select.text() + select.order(query.order) + limits(query, select);
  }
  for (const side of [body.left, body.right])
    if (side.order.length > 0 || side.limit || side.offset || side.with || (side.body.kind === 'set' && side.body.op !== body.op))
      throw new NotShown();
  if (body.right.body.kind === 'set' || (body.left.body.kind === 'set' && body.left.body.all !== body.all)) throw new NotShown();
  const left = showBody(body.left, analysis, place);
  const right = showBody(body.right, analysis, { ...place, names: place.names ?? namesOf(body.left) });
  const word = `${body.op.toUpperCase()}${body.all ? ' ALL' : ''}`;
  const order = query.order.map(item => ordinal(item, place.names ?? namesOf(body.left)));
  const sorted = order.length > 0 ? `${lineStart(place.indent, 2)}ORDER BY ${order.join(', ')}` : '';
  if (query.limit || query.offset) throw new NotShown();
  return `${left}${lineStart(place.indent, 0)}${word}${lineStart(place.indent, 1)}${right}${sorted}`;
}

/** What the columns of a query are called. */
function namesOf({ body }: Query): readonly string[] {
  if (body.kind === 'set') return namesOf(body.left);
  if (body.kind === 'values' || body.targets.some(({ expression }) => expression.kind === 'column' && expression.star))
    throw new NotShown();
  return body.targets.map(({ alias, expression }) => alias ?? outputName(expression));
}

/** A set's rows are sorted by the numbers of its columns. */
function ordinal({ expression, descending, nullsFirst }: SortItem, names: readonly string[]): string {
  const number = expression.kind === 'column' ? names.indexOf(expression.path.at(-1) ?? '') + 1 : 0;
  const shown = expression.kind === 'literal' ? expression.text : String(number);
  if (shown === '0') throw new NotShown();
  return shown + direction(descending, nullsFirst);
}

function direction(descending: boolean, nullsFirst: boolean): string {
  const nulls = nullsFirst === descending ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
  return `${descending ? ' DESC' : ''}${nulls}`;
}

function showWith({ recursive, tables }: With, scope: Scope, indent: number): string {
  planCommonTables({ recursive, tables }, scope);
  const parts = tables.map(({ name, columns, statement }) => {
    if (statement.kind !== 'query') throw new NotShown();
    const list = columns.length > 0 ? `(${columns.map(quoteName).join(', ')})` : '';
    const query = showQuery(statement, scope.analysis, { indent: indent + DEEPER, names: undefined, parent: scope });
    return `${quoteName(name)}${list} AS (${lineStart(indent, DEEPER + 1)}${query}${lineStart(indent, DEEPER)})`;
  });
  return `WITH ${recursive ? 'RECURSIVE ' : ''}${parts.join(', ')}`;
}

function limits({ limit, offset }: Query, select: ShownSelect): string {
  return (
    (offset ? select.clause(1, 'OFFSET', select.expression(offset)) : '') +
    (limit ? select.clause(1, 'LIMIT', select.expression(limit)) : '')
  );
}

/** One SELECT, whose names have been looked up. */
class ShownSelect {
  readonly #core: SelectCore;
  readonly #scope: Scope;
  readonly #place: Place;
  readonly #targets: readonly Target[];

  constructor(core: SelectCore, analysis: Analysis, place: Place) {
    if (core.windows.length > 0 || core.into) throw new NotShown();
    this.#core = core;
    this.#place = place;
    this.#scope = new Scope(analysis, place.parent);
    const from = planFrom(core.from, this.#scope);
    this.#scope.use(from.entries, from.visible, from.width);
    this.#targets = expandTargets(core.targets, this.#scope).map(target => this.#named(target));
  }

  /** What `*` stands for, by its name. */
  #named(target: Target): Target {
    const { expression } = target;
    const index = slotOf(expression);
    if (index === undefined) return target;
    const { entries, visible } = this.#scope;
    const column = [...visible, ...entries.flatMap(entry => entry.columns)].find(candidate => candidate.index === index);
    if (!column) throw new NotShown();
    const path = column.table ? [column.table.alias, column.name] : [column.name];
    return { ...target, expression: { kind: 'column', path, star: false, at: expression.at } };
  }

  #from(items: SelectCore['from']): string {
    const { analysis } = this.#scope;
    return showFrom(items, {
      scope: this.#scope,
      indent: this.#place.indent,
      expression: expr => this.expression(expr),
      query: query => showQuery(query, analysis, { indent: this.#place.indent + DEEPER, names: undefined, parent: this.#scope }),
    });
  }

  text(): string {
    const { distinct, from, where, groupBy, having } = this.#core;
    const head = `SELECT ${this.#distinct(distinct)}`.trimEnd();
    return [
      head + this.#list(),
      from.length === 0 ? '' : this.clause(3, 'FROM', this.#from(from)),
      where ? this.clause(2, 'WHERE', this.expression(where)) : '',
      groupBy.length === 0 ? '' : this.clause(2, 'GROUP BY', groupBy.map(expr => this.#key(expr)).join(', ')),
      having ? this.clause(1, 'HAVING', this.expression(having)) : '',
    ].join('');
  }

  /** The targets, one a line. What begins a line by itself is not put on another one. */
  #list(): string {
    return this.#targets
      .map((target, i) => {
        const shown = this.#target(target, i);
        const before = i === 0 ? ' ' : lineStart(this.#place.indent, 4);
        return `${i === 0 ? '' : ','}${shown.startsWith('\n') ? '' : before}${shown}`;
      })
      .join('');
  }

  order(items: readonly SortItem[]): string {
    if (items.length === 0) return '';
    const shown = items.map(({ expression, descending, nullsFirst }) => this.#key(expression) + direction(descending, nullsFirst));
    return this.clause(2, 'ORDER BY', shown.join(', '));
  }

  clause(spaces: number, word: string, text: string): string {
    return `${lineStart(this.#place.indent, spaces)}${word} ${text}`;
  }

  expression(expr: Expr): string {
    return this.#shown(expr, compileTarget({ expression: expr }, this.#scope, undefined).node.show());
  }

  #distinct(distinct: SelectCore['distinct']): string {
    if (distinct === 'no') return '';
    return distinct === 'all' ? 'DISTINCT ' : `DISTINCT ON (${distinct.map(expr => this.#key(expr)).join(', ')}) `;
  }

  #target(target: Target, i: number): string {
    const { name, node } = compileTarget(target, this.#scope, undefined);
    const shown = this.#shown(target.expression, node.show());
    const called = this.#place.names?.[i] ?? name;
    const isColumn = target.expression.kind === 'column' && /(?:^|\.)("(?:[^"]|"")*"|\w+)$/.exec(shown)?.[1] === quoteName(called);
    const isNameless = called === '?column?' && this.#place.hidesNoNames === true;
    return isColumn || isNameless ? shown : `${shown} AS ${quoteName(called)}`;
  }

  /** What rows are grouped or sorted by: a target that is meant by its number or name is written out. */
  #key(expr: Expr): string {
    const meant = this.#meant(expr);
    const shown = this.expression(meant);
    return meant.kind === 'call' && shown.endsWith(')') ? `(${shown})` : shown;
  }

  #meant(expr: Expr): Expr {
    if (expr.kind === 'literal' && expr.type === 'number') return this.#targets[Number(expr.text) - 1]?.expression ?? expr;
    if (expr.kind !== 'column' || expr.path.length > 1) return expr;
    const isColumn = this.#scope.visible.some(({ name }) => name === expr.path[0]);
    return isColumn ? expr : (this.#targets.find(({ alias }) => alias === expr.path[0])?.expression ?? expr);
  }

  /** Puts queries where the expression has left their places open, and names as they must be written. */
  #shown(expr: Expr, text: string): string {
    const queries = queriesIn(expr);
    const { analysis } = this.#scope;
    const full = showExpression(text, analysis.session).replaceAll('( ... )', () => {
      const query = queries.shift();
      if (!query) throw new NotShown();
      return `( ${showQuery(query, analysis, { indent: this.#place.indent + DEEPER, names: undefined, parent: this.#scope, hidesNoNames: true })})`;
    });
    if (queries.length > 0) throw new NotShown();
    return breakCases(full, this.#place.indent + DEEPER);
  }
}

/** The queries in an expression, in their order. Throws NotShown for what compiled expressions do not tell of. */
function queriesIn(expr: Expr): Query[] {
  const found: Query[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const kind = 'kind' in value ? value.kind : undefined;
    if (kind === 'quantified-query' || kind === 'array-query' || 'over' in value || 'within' in value) throw new NotShown();
    if ((kind === 'exists' || kind === 'subquery') && isSubquery(value)) found.push(value.query);
    else Object.values(value).forEach(walk);
  };
  walk(expr);
  return found;
}

function isSubquery(value: object): value is { readonly query: Query } {
  return 'query' in value;
}
