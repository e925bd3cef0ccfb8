import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { asCondition } from '../plan/coerce.js';
import { requireType } from '../plan/find-type.js';
import type { SessionAccess } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Expr } from '../sql/ast.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import type { ColumnClause, ConstraintClause, SequenceOptions, Statement } from '../sql/statements.js';
import {
  indexesOf,
  withRelation,
  type Catalog,
  type Column,
  type Constraint,
  type IndexColumn,
  type Relation,
} from '../storage/catalog.js';
import { displayType, t, typeModifier } from '../values/type-table.js';
import { sequenceRelation, sequenceSpec } from './define-sequence.js';
import { creationSchema, freeName, requireRelation } from './names.js';
import { assign, tableScope } from './table-parts.js';
import { findCast } from '../functions/casts.js';

type CreateTable = Extract<Statement, { kind: 'create-table' }>;

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
    const name = freeName(session, relation.schema, `${relation.name}_${column.name}_seq`);
    const spec = { ...sequenceSpec(options, session), ownedBy: { table: relation.oid, column: column.number, isIdentity } };
    const sequence = sequenceRelation(session, name, relation.schema, spec, relation.persistence);
    this.keep(sequence);
    return sequence;
  }

  addConstraint(clause: ConstraintClause, column?: string): Constraint | undefined {
    switch (clause.kind) {
      case 'primary':
      case 'unique':
        return this.#addKey(clause);
      case 'check':
        return this.#addCheck(clause, column);
      case 'foreign':
        return this.#addForeign(clause);
      default:
        return undefined;
    }
  }

  #constraint(constraint: Constraint): Constraint {
    if (this.relation.constraints.some(({ name }) => name === constraint.name))
      throw new PgError(codes.duplicateObject, `constraint "${constraint.name}" for relation "${this.relation.name}" already exists`);
    this.keep({ ...this.relation, constraints: [...this.relation.constraints, constraint] });
    return constraint;
  }

  #numbers(names: readonly string[], inKey: boolean): readonly number[] {
    return names.map(name => {
      const column = this.relation.columns.find(candidate => candidate.name === name);
      if (!column)
        throw new PgError(
          codes.undefinedColumn,
          inKey ? `column "${name}" named in key does not exist` : `column "${name}" referenced in foreign key constraint does not exist`,
        );
      return column.number;
    });
  }

  #addKey(clause: Extract<ConstraintClause, { kind: 'primary' | 'unique' }>): Constraint {
    const { relation, session } = this;
    const isPrimary = clause.kind === 'primary';
    if (isPrimary && relation.constraints.some(({ kind }) => kind === 'primary'))
      throw new PgError(codes.badTable, `multiple primary keys for table "${relation.name}" are not allowed`);
    if (clause.usingIndex !== undefined) throw notSimulated('a constraint USING INDEX', clause.at);
    const columns = this.#numbers(clause.columns, true);
    const name =
      clause.name ??
      freeName(session, relation.schema, isPrimary ? `${relation.name}_pkey` : `${relation.name}_${clause.columns.join('_')}_key`);
    if (isPrimary) for (const column of clause.columns) this.changeColumn(column, { notNull: true });
    const index = this.makeIndex(
      name,
      columns.map(column => ({ column, descending: false, nullsFirst: false })),
      { isUnique: true, isPrimary, nullsNotDistinct: clause.nullsNotDistinct ?? false },
    );
    return this.#constraint({ oid: session.cluster.newOid(), name, kind: clause.kind, columns, index: index.oid });
  }

  makeIndex(
    name: string,
    columns: readonly IndexColumn[],
    options: {
      isUnique: boolean;
      isPrimary?: boolean;
      nullsNotDistinct?: boolean;
      method?: string;
      where?: string;
      include?: readonly number[];
    },
  ): Relation {
    const { session, relation } = this;
    if (freeName(session, relation.schema, name) !== name) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
    const oid = session.cluster.newOid();
    const index: Relation = {
      oid,
      name,
      schema: relation.schema,
      kind: 'i',
      owner: relation.owner,
      columns: [],
      lastColumn: 0,
      filenode: oid,
      persistence: relation.persistence,
      constraints: [],
      index: {
        table: relation.oid,
        columns,
        isUnique: options.isUnique,
        isPrimary: options.isPrimary ?? false,
        nullsNotDistinct: options.nullsNotDistinct ?? false,
        method: options.method ?? 'btree',
        include: options.include ?? [],
        ...(options.where === undefined ? {} : { where: options.where }),
      },
    };
    this.keep(index);
    return index;
  }

  #addCheck(clause: Extract<ConstraintClause, { kind: 'check' }>, column: string | undefined): Constraint {
    const { relation, session } = this;
    const analysis = newAnalysis(session);
    const scope = tableScope(relation, analysis);
    scope.clause = 'CHECK';
    const node = asCondition(analysis.compile(clause.expression, scope), 'CHECK', analysis);
    const used = columnsIn(clause.expression);
    const only = column ?? (used.length === 1 ? used[0] : undefined);
    const taken = new Set(relation.constraints.map(({ name }) => name));
    const name =
      clause.name ??
      freeName(session, relation.schema, only === undefined ? `${relation.name}_check` : `${relation.name}_${only}_check`, taken);
    const columns = relation.columns.filter(own => used.includes(own.name)).map(({ number }) => number);
    return this.#constraint({ oid: session.cluster.newOid(), name, kind: 'check', columns, expression: node.show() });
  }

  #addForeign(clause: Extract<ConstraintClause, { kind: 'foreign' }>): Constraint {
    const { relation, session } = this;
    const { references } = clause;
    const columns = this.#numbers(clause.columns, false);
    const target =
      references.table.at(-1) === relation.name && references.table.length === 1
        ? this.relation
        : requireRelation(session, references.table);
    if (target.kind !== 'r') throw new PgError(codes.wrongObject, `referenced relation "${target.name}" is not a table`);
    if (!session.mayUse(target, 'REFERENCES')) throw new PgError(codes.privilege, `permission denied for table ${target.name}`);
    const numbers = referencedColumns(target, references.columns);
    if (numbers.length !== columns.length)
      throw new PgError(
        codes.badDefinition.replace('42P17', '42830'),
        'number of referencing and referenced columns for foreign key disagree',
      );
    const name =
      clause.name ??
      freeName(
        session,
        relation.schema,
        `${relation.name}_${clause.columns.join('_')}_fkey`,
        new Set(relation.constraints.map(own => own.name)),
      );
    for (const [i, number] of columns.entries()) this.#checkTypes(name, number, target, numbers[i] ?? 0);
    const isKey = indexesOf(session.catalog(), target.oid).some(
      ({ index }) =>
        index?.isUnique &&
        index.where === undefined &&
        index.columns.length === numbers.length &&
        index.columns.every(({ column }) => column !== undefined && numbers.includes(column)),
    );
    if (!isKey) throw new PgError('42830', `there is no unique constraint matching given keys for referenced table "${target.name}"`);
    const { onDelete, onUpdate, deferrable, deferred } = references;
    return this.#constraint({
      oid: session.cluster.newOid(),
      name,
      kind: 'foreign',
      columns,
      foreign: { table: target.oid, columns: numbers, onDelete, onUpdate, deferrable, deferred },
    });
  }

  #checkTypes(name: string, number: number, target: Relation, other: number): void {
    const [mine, theirs] = [
      this.relation.columns.find(column => column.number === number),
      target.columns.find(column => column.number === other),
    ];
    const [a, b] = [mine, theirs].map(column => this.session.typeByOid(column?.typeOid ?? 0));
    if (!mine || !theirs || !a || !b || a.category === b.category || findCast(a, b, 'implicit')) return;
    throw new PgError(codes.datatypeMismatch, `foreign key constraint "${name}" cannot be implemented`, {
      detail: `Key columns "${mine.name}" and "${theirs.name}" are of incompatible types: ${displayType(a)} and ${displayType(b)}.`,
    });
  }
}

function referencedColumns(target: Relation, names: readonly string[]): readonly number[] {
  if (names.length === 0) {
    const key = target.constraints.find(({ kind }) => kind === 'primary');
    if (!key) throw new PgError(codes.undefinedObject, `there is no primary key for referenced table "${target.name}"`);
    return key.columns;
  }
  return names.map(name => {
    const column = target.columns.find(candidate => candidate.name === name);
    if (!column) throw new PgError(codes.undefinedColumn, `column "${name}" referenced in foreign key constraint does not exist`);
    return column.number;
  });
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

function columnsIn(expression: Expr): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(expression, (_, value: unknown) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      'kind' in value &&
      value.kind === 'column' &&
      'path' in value &&
      Array.isArray(value.path)
    )
      found.add(String(value.path.at(-1)));
    return value;
  });
  return [...found];
}

function refuseColumns(expression: Expr, where: string): void {
  if (columnsIn(expression).length > 0)
    throw new PgError(codes.featureNotSupported, `cannot use column reference in ${where}`, { at: expression.at });
}

/** CREATE TABLE; undefined when it is there already and that is no mistake. */
export function createTable(
  statement: CreateTable,
  session: SessionAccess,
  save: (catalog: Catalog) => void,
  temporarySchema: () => number,
): Relation | undefined {
  const name = statement.name.at(-1) ?? '';
  const schema = statement.temporary ? temporarySchema() : creationSchema(session, statement.name).oid;
  if (freeName(session, schema, name) !== name) {
    if (!statement.ifNotExists) throw new PgError(codes.duplicateTable, `relation "${name}" already exists`);
    session.notice('NOTICE', `relation "${name}" already exists, skipping`);
    return undefined;
  }
  const oid = session.cluster.newOid();
  const definition = new TableDefinition(
    session,
    {
      oid,
      name,
      schema,
      kind: 'r',
      owner: session.userOid,
      columns: [],
      lastColumn: 0,
      filenode: oid,
      persistence: statement.temporary ? 't' : statement.unlogged ? 'u' : 'p',
      constraints: [],
    },
    save,
  );
  definition.keep();
  const clauses: ColumnClause[] = [];
  const constraints: { readonly clause: ConstraintClause; readonly column: string | undefined }[] = [];
  const names = new Set<string>();
  for (const element of statement.elements) {
    if (element.kind === 'like') copyColumns(definition, requireRelation(session, element.name, element.at));
    else if (element.kind === 'constraint') constraints.push({ clause: element.constraint, column: undefined });
    else {
      if (names.has(element.column.name))
        throw new PgError(codes.duplicateColumn, `column "${element.column.name}" specified more than once`);
      names.add(element.column.name);
      definition.addColumn(element.column);
      clauses.push(element.column);
      constraints.push(...element.column.constraints.map(clause => ({ clause, column: element.column.name })));
    }
  }
  for (const clause of clauses) definition.addColumnConstraints(clause);
  const rank = { primary: 0, unique: 1, check: 2, foreign: 3 } as const;
  const rankOf = (kind: string): number => (kind in rank ? rank[kind as keyof typeof rank] : 4);
  for (const { clause, column } of [...constraints].sort((a, b) => rankOf(a.clause.kind) - rankOf(b.clause.kind)))
    definition.addConstraint(clause, column);
  return definition.relation;
}

function copyColumns(definition: TableDefinition, source: Relation): void {
  for (const { name, typeOid, typmod, notNull } of source.columns) {
    const { relation } = definition;
    const number = relation.lastColumn + 1;
    definition.keep({ ...relation, columns: [...relation.columns, { name, number, typeOid, typmod, notNull }], lastColumn: number });
  }
}
