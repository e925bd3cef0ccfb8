import { codes, PgError } from '../pg-error.js';
import type { CommonTable, With } from '../sql/ast.js';
import type { Row } from '../values/value.js';
import { planRecursive, renameColumns } from './recursive-query.js';
import { type CompiledQuery, isRow, type RowStream, type Runtime } from './runtime.js';
import { Scope } from './scope.js';
import { aroundTables, variablesOf } from './variables.js';

/** Plans the tables of WITH; from here on the scope knows their names. */
export function planCommonTables(clause: With, scope: Scope): void {
  const names = new Set<string>();
  for (const table of clause.tables) {
    if (names.has(table.name))
      throw new PgError(codes.duplicateAlias, `WITH query name "${table.name}" specified more than once`, { at: table.at });
    names.add(table.name);
    const query = planCommonTable(table, clause.recursive, scope);
    const columns = renameColumns(query.columns, table);
    scope.commonTables.set(table.name, { columns, query: shared({ ...query, columns }) });
  }
}

function planCommonTable(table: CommonTable, isRecursive: boolean, scope: Scope): CompiledQuery {
  const { statement } = table;
  const { analysis } = scope;
  const inner = new Scope(analysis, variablesOf(analysis), scope.commonTables);
  if (statement.kind !== 'query') {
    const change = analysis.planChange(statement, inner);
    const kept = shared(change);
    analysis.changes.push(kept);
    return kept;
  }
  const { body } = statement;
  if (!isRecursive || body.kind !== 'set' || body.op !== 'union' || !mentions(statement, table.name))
    return analysis.planQuery(statement, inner);
  return planRecursive(table, statement, body, inner);
}

/** Whether a query reads a table of this name. */
function mentions(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some(item => mentions(item, name));
  if (typeof value !== 'object' || value === null) return false;
  if (
    'kind' in value &&
    value.kind === 'table' &&
    'name' in value &&
    Array.isArray(value.name) &&
    value.name.length === 1 &&
    value.name[0] === name
  )
    return true;
  return Object.values(value).some(item => mentions(item, name));
}

/** Rows of a common table are made once, when they are first wanted, and read by all. */
function shared(query: CompiledQuery): CompiledQuery {
  const streams = new WeakMap<Runtime, SharedRows>();
  return {
    ...query,
    run: runtime => {
      let rows = streams.get(runtime);
      if (!rows) {
        rows = new SharedRows(query.run(runtime, aroundTables(runtime)), runtime);
        streams.set(runtime, rows);
      }
      return rows.read();
    },
  };
}

/** Rows that are read several times and made once. */
class SharedRows {
  readonly #rows: Row[] = [];
  readonly #source: RowStream;
  readonly #runtime: Runtime;

  constructor(source: RowStream, runtime: Runtime) {
    this.#source = source;
    this.#runtime = runtime;
  }

  *read(): RowStream {
    for (let i = 0; ; i++) {
      while (i >= this.#rows.length) {
        const { done, value } = this.#source.next();
        if (done === true) return;
        if (isRow(value)) {
          this.#runtime.hold(value);
          this.#rows.push(value);
        } else yield value;
      }
      const row = this.#rows[i];
      if (row) yield row;
    }
  }
}
