import { codes, PgError } from '../pg-error.js';
import type { ConstraintClause, StatementOf } from '../sql/statements.js';
import type { Relation } from '../storage/catalog.js';
import { addConstraint } from './define-constraint.js';
import { TableDefinition } from './define-table.js';
import { creationSchema, isThere, requireRelation } from './names.js';
import type { Session } from './session.js';

type CreateTable = StatementOf<'create-table'>;

/** CREATE TABLE. */
export function createTable(statement: CreateTable, session: Session): void {
  const name = statement.name.at(-1) ?? '';
  const schema = statement.temporary ? session.temporarySchema() : creationSchema(session, statement.name).oid;
  if (isThere(session, schema, name, statement.ifNotExists)) return;
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
    catalog => session.saveCatalog(catalog),
  );
  definition.keep();
  addElements(statement.elements, definition);
}

type Elements = CreateTable['elements'];

/** Columns come first, then what stands behind them, then constraints: keys before what may need them. */
function addElements(elements: Elements, definition: TableDefinition): void {
  const names = new Set<string>();
  for (const element of elements) {
    if (element.kind === 'like') copyColumns(definition, requireRelation(definition.session, element.name, element.at));
    if (element.kind !== 'column') continue;
    const { name } = element.column;
    if (names.has(name)) throw new PgError(codes.duplicateColumn, `column "${name}" specified more than once`);
    names.add(name);
    definition.addColumn(element.column);
  }
  for (const element of elements) if (element.kind === 'column') definition.addColumnConstraints(element.column);
  for (const { clause, column } of constraintsOf(elements)) addConstraint(definition, clause, column);
}

interface PlacedConstraint {
  readonly clause: ConstraintClause;
  /** The column that it stands behind. */
  readonly column: string | undefined;
}

function constraintsOf(elements: Elements): readonly PlacedConstraint[] {
  const ranks = ['primary', 'unique', 'check', 'foreign'];
  const rankOf = ({ clause }: PlacedConstraint): number => (ranks.includes(clause.kind) ? ranks.indexOf(clause.kind) : ranks.length);
  const all = elements.flatMap((element): readonly PlacedConstraint[] => {
    if (element.kind === 'like') return [];
    if (element.kind === 'constraint') return [{ clause: element.constraint, column: undefined }];
    return element.column.constraints.map(clause => ({ clause, column: element.column.name }));
  });
  return [...all].sort((a, b) => rankOf(a) - rankOf(b));
}

/** LIKE: the columns of another table, without what belongs to it. */
function copyColumns(definition: TableDefinition, source: Relation): void {
  for (const { name, typeOid, typmod, notNull } of source.columns) {
    const { relation } = definition;
    const number = relation.lastColumn + 1;
    definition.keep({ ...relation, columns: [...relation.columns, { name, number, typeOid, typmod, notNull }], lastColumn: number });
  }
}
