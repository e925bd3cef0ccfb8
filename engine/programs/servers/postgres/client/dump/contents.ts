import type { Task } from '../../../../../core/task.js';
import type { Connection } from '../connection.js';
import type { DumpOptions } from './dump-options.js';
import { ranks, type Entry, type Item } from './entry.js';
import { qualified, type Facts, type Relation } from './facts.js';
import { inOrder } from './order.js';
import { enumItem, extensionItem, PUBLIC, refreshEntry, relationGrants, schemaGrants, schemaItem } from './other-items.js';
import { ask } from './questions.js';
import { routineItems, triggerItems } from './routine-items.js';
import { sequenceItem, sequenceValueItem } from './sequence-items.js';
import { constraintItem, defaultItems, indexItem, tableItem, viewItem } from './table-items.js';

/** What a dump has, in its order. */
export interface Contents {
  readonly items: readonly Item[];
  /** What comes last: privileges, then what fills views. */
  readonly closing: readonly Entry[];
}

/** The relations that are wanted: with a table its sequences and indexes. */
export function chosenRelations(facts: Facts, { choice }: DumpOptions): readonly Relation[] {
  const isChosen = (relation: Relation): boolean => {
    const table = facts.relations.get(relation.sequence?.owner?.table ?? relation.table ?? 0);
    if (!table) return choice.wants(relation);
    const isAlone = relation.kind === 'S' && relation.sequence?.owner?.isIdentity !== true;
    return isChosen(table) || (isAlone && choice.wants(relation));
  };
  return [...facts.relations.values()].filter(isChosen);
}

/** Puts together what of a database is dumped. */
export function* contentsOf(connection: Connection, facts: Facts, options: DumpOptions): Task<Contents> {
  const relations = chosenRelations(facts, options);
  const items: Item[] = [];
  if (options.definitions) {
    items.push(...globalItems(facts, options));
    items.push(...(yield* routineItems(connection, facts, schema => options.choice.wantsSchema(schema))));
    for (const relation of relations) items.push(...(yield* definitionsOf(connection, relation, facts)));
    items.push(...(yield* triggerItems(connection, facts, relations)));
  }
  if (options.data) items.push(...dataItems(relations, options), ...(yield* sequenceValues(connection, relations)));
  return { items: inOrder(options.comments ? items : items.map(withoutComments)), closing: closingEntries(facts, relations, options) };
}

function withoutComments(item: Item): Item {
  return { ...item, entries: item.entries.filter(({ type }) => type !== 'COMMENT') };
}

function globalItems(facts: Facts, { choice }: DumpOptions): readonly Item[] {
  return [
    ...facts.schemas
      .filter(({ name }) => choice.wantsSchema(name) && !(name === PUBLIC && choice.isWhole))
      .map(schema => schemaItem(schema, facts)),
    ...(choice.isWhole ? facts.extensions.map(extension => extensionItem(extension, facts)) : []),
    ...facts.enums.filter(({ schema }) => choice.wantsSchema(schema)).map(type => enumItem(type, facts)),
  ];
}

function* definitionsOf(connection: Connection, relation: Relation, facts: Facts): Task<readonly Item[]> {
  switch (relation.kind) {
    case 'r':
      return [
        tableItem(relation, facts),
        ...defaultItems(relation, facts),
        ...relation.constraints.filter(({ kind }) => kind !== 'c').map(constraint => constraintItem(constraint, relation, facts)),
      ];
    case 'v':
    case 'm':
      return [viewItem(relation, yield* definition(connection, 'pg_get_viewdef', relation), facts)];
    case 'S':
      return relation.sequence ? [sequenceItem(relation, relation.sequence, facts)] : [];
    case 'i': {
      const table = facts.relations.get(relation.table ?? 0);
      if (table?.constraints.some(({ index }) => index === relation.oid)) return [];
      return [indexItem(relation, yield* definition(connection, 'pg_get_indexdef', relation), facts)];
    }
    default:
      return [];
  }
}

function* definition(connection: Connection, by: string, { oid }: Relation): Task<string> {
  return (yield* ask(connection, `SELECT pg_catalog.${by}('${String(oid)}'::pg_catalog.oid)`))[0]?.[0] ?? '';
}

function dataItems(relations: readonly Relation[], options: DumpOptions): readonly Item[] {
  return relations
    .filter(table => table.kind === 'r' && options.withoutData?.wants(table) !== true)
    .map(table => {
      const { oid, name, schema, owner } = table;
      const entry: Entry = { name, type: 'TABLE DATA', schema, owner, sql: '' };
      // Where keys are there already, rows that others refer to come first.
      const referred = options.definitions
        ? []
        : table.constraints.flatMap(({ kind, refers }) => (kind === 'f' && refers !== oid ? [`data ${String(refers)}`] : []));
      return { rank: ranks.data, schema, sortName: name, oid, id: `data ${String(oid)}`, needs: referred, entries: [entry], rowsOf: oid };
    });
}

function* sequenceValues(connection: Connection, relations: readonly Relation[]): Task<readonly Item[]> {
  const items: Item[] = [];
  for (const relation of relations) {
    if (relation.kind !== 'S') continue;
    const [row] = yield* ask(connection, `SELECT last_value, is_called FROM ${qualified(relation)}`);
    items.push(sequenceValueItem(relation, row?.[0] ?? '1', row?.[1] === 't'));
  }
  return items;
}

function closingEntries(facts: Facts, relations: readonly Relation[], options: DumpOptions): readonly Entry[] {
  const byPlace = [...relations].sort((a, b) => (a.schema + '\0' + a.name < b.schema + '\0' + b.name ? -1 : 1));
  const schemas = facts.schemas.filter(({ name }) => options.choice.wantsSchema(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const grants = options.definitions && options.privileges ? [...schemas.flatMap(schemaGrants), ...byPlace.flatMap(relationGrants)] : [];
  const refreshes = options.data ? byPlace.filter(({ kind, isPopulated }) => kind === 'm' && isPopulated).map(refreshEntry) : [];
  return [...grants, ...refreshes];
}
