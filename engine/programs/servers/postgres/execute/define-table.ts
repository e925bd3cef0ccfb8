import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { requireType } from '../plan/find-type.js';
import type { SessionAccess } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Expr } from '../sql/ast.js';
import { columnsIn } from '../sql/column-names.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import type { ColumnClause, SequenceOptions } from '../sql/statements.js';
import { withRelation, type Catalog, type Column, type Relation } from '../storage/catalog.js';
import { displayType, t, typeModifier } from '../values/type-table.js';
import { sequenceRelation, sequenceSpec } from './define-sequence.js';
import { freeName } from './names.js';
import { assign, tableScope } from './table-parts.js';

/** Builds a table, or more of one, step by step; every step replaces the catalog. */
export class TableDefinition {
  readonly session: SessionAccess;
  readonly #save: (catalog: Catalog) => void;
  relation: Relation;

  constructor(session: SessionAccess, relation: Relation, save: (catalog: Catalog) => void) {
    this.session = session;
    this.relation = relation;
    this.#save = save;
  }

  /** Keeps a relation, this one unless told otherwise. */
  keep(relation: Relation = this.relation): void {
    if (relation.oid === this.relation.oid) this.relation = relation;
    this.#save(withRelation(this.session.catalog(), relation));
  }

  addColumn(clause: ColumnClause): Column {
    const { relation } = this;
    if (relation.columns.some(({ name }) => name === clause.name))
      throw new PgError(
        codes.duplicateColumn,
        relation.lastColumn === relation.columns.length && relation.oid === 0
          ? `column "${clause.name}" specified more than once`
          : `column "${clause.name}" of relation "${relation.name}" already exists`,
      );
    const serial = serialTypes.get(clause.type.name.at(-1) ?? '');
    const type = serial ? requireType({ ...clause.type, name: [serial] }, this.session) : requireType(clause.type, this.session);
    if (type.category === 'P') throw new PgError(codes.badTable, `column "${clause.name}" has pseudo-type ${type.display}`);
    const typmod = typeModifier(type, clause.type.modifiers, clause.type.at);
    const notNull =
      serial !== undefined || clause.constraints.some(({ kind }) => kind === 'not null' || kind === 'primary' || kind === 'identity');
    if (notNull && clause.constraints.some(({ kind }) => kind === 'null'))
      throw new PgError(codes.syntax, `conflicting NULL/NOT NULL declarations for column "${clause.name}" of table "${relation.name}"`, {
        at: clause.constraints.find(({ kind }) => kind === 'null')?.at,
      });
    const number = relation.lastColumn + 1;
    const column: Column = { name: clause.name, number, typeOid: type.oid, typmod, notNull };
    this.keep({ ...relation, columns: [...relation.columns, column], lastColumn: number });
    if (serial) this.#makeSerial(column, serial);
    return column;
  }

  /** What stands behind a column's type: defaults first, since they belong to the column. */
  addColumnConstraints(clause: ColumnClause): void {
    const defaults = clause.constraints.filter(({ kind }) => kind === 'default');
    if (defaults.length > 1)
      throw new PgError(codes.syntax, `multiple default values specified for column "${clause.name}" of table "${this.relation.name}"`, {
        at: defaults[1]?.at,
      });
    for (const constraint of clause.constraints) {
      if (constraint.kind === 'default') this.setDefault(clause.name, constraint.expression);
      else if (constraint.kind === 'generated') this.#setGenerated(clause.name, constraint.expression);
      else if (constraint.kind === 'identity') this.addIdentity(clause.name, constraint.always, constraint.options);
    }
  }

  column(name: string): Column {
    const column = this.relation.columns.find(candidate => candidate.name === name);
    if (!column) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${this.relation.name}" does not exist`);
    return column;
  }

  changeColumn(name: string, change: Partial<Column>): void {
    const column = this.column(name);
    this.keep({ ...this.relation, columns: this.relation.columns.map(own => (own === column ? { ...own, ...change } : own)) });
  }

  setDefault(name: string, expression: Expr): void {
    const column = this.column(name);
    const analysis = newAnalysis(this.session);
    const scope = new Scope(analysis, undefined, new Map());
    scope.clause = 'DEFAULT';
    refuseColumns(expression, 'DEFAULT expression');
    const raw = analysis.compile(expression, scope);
    const node = assignDefault(() => assign(raw, { ...column, typmod: -1 }, analysis), column, this.session);
    // Casts that happen by themselves are not shown; a text in quotes has the type of the column from the beginning.
    this.changeColumn(name, { default: raw.literal ? node.show() : raw.show() });
  }

  #setGenerated(name: string, expression: Expr): void {
    const analysis = newAnalysis(this.session);
    const node = assign(analysis.compile(expression, tableScope(this.relation, analysis)), this.column(name), analysis);
    this.changeColumn(name, { default: node.show(), isGenerated: true });
  }

  #makeSerial(column: Column, type: string): void {
    const sequence = this.#ownSequence(column, { type: { name: [type], modifiers: [], dimensions: 0, at: 0 } }, false);
    const schema = this.session.catalog().schemas.get(sequence.schema)?.name ?? '';
    const name =
      schema === 'public' || this.session.searchPath().includes(sequence.schema)
        ? quoteName(sequence.name)
        : `${quoteName(schema)}.${quoteName(sequence.name)}`;
    this.changeColumn(column.name, { default: `nextval(${quoteLiteral(name)}::regclass)` });
  }

  addIdentity(name: string, always: boolean, options: SequenceOptions): void {
    const column = this.column(name);
    const type = this.session.typeByOid(column.typeOid) ?? t.int4;
    if (!['int2', 'int4', 'int8'].includes(type.name))
      throw new PgError(codes.invalidParameter, 'identity column type must be smallint, integer, or bigint');
    const sequence = this.#ownSequence(column, { ...options, type: { name: [type.name], modifiers: [], dimensions: 0, at: 0 } }, true);
    this.changeColumn(name, {
      identity: always ? 'always' : 'by default',
      notNull: true,
      default: `nextval('${String(sequence.oid)}'::regclass)`,
    });
  }

  #ownSequence(column: Column, options: SequenceOptions, isIdentity: boolean): Relation {
    const { relation, session } = this;
    const name = options.name?.at(-1) ?? freeName(session, relation.schema, `${relation.name}_${column.name}_seq`);
    const spec = { ...sequenceSpec(options, session), ownedBy: { table: relation.oid, column: column.number, isIdentity } };
    const sequence = { ...sequenceRelation(session, name, relation.schema, spec, relation.persistence), owner: relation.owner };
    this.keep(sequence);
    return sequence;
  }
}

const serialTypes: ReadonlyMap<string, string> = new Map([
  ['serial', 'int4'],
  ['serial4', 'int4'],
  ['bigserial', 'int8'],
  ['serial8', 'int8'],
  ['smallserial', 'int2'],
  ['serial2', 'int2'],
]);

function assignDefault<T>(work: () => T, column: Column, session: SessionAccess): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PgError) || error.code !== codes.datatypeMismatch) throw error;
    const type = displayType(session.typeByOid(column.typeOid) ?? t.text);
    throw new PgError(
      error.code,
      error.message.replace(
        /^column "[^"]*" is of type .* but expression/,
        `column "${column.name}" is of type ${type} but default expression`,
      ),
      { hint: error.fields.hint },
    );
  }
}

function refuseColumns(expression: Expr, where: string): void {
  if (columnsIn(expression).length > 0)
    throw new PgError(codes.featureNotSupported, `cannot use column reference in ${where}`, { at: expression.at });
}
