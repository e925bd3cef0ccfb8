import type { Row } from '../values/value.js';
import { seenTables, type Maker } from './schema-view.js';
import { indexRows } from './tables.js';
import { whole } from './virtual.js';

/** Tables of information_schema about keys and constraints. */

export const statistics: Maker = view => ({
  columns: [
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'NON_UNIQUE#',
    'INDEX_SCHEMA',
    'INDEX_NAME',
    'SEQ_IN_INDEX#',
    'COLUMN_NAME',
    'COLLATION',
    'CARDINALITY#',
    'SUB_PART#',
    'PACKED',
    'NULLABLE',
    'INDEX_TYPE',
    'COMMENT',
    'INDEX_COMMENT',
  ],
  rows: () =>
    seenTables(view).flatMap(table =>
      indexRows(table, view.engine.dialect).map(
        ([name, unique, key, ...rest]): Row => [
          'def',
          table.database,
          name ?? null,
          unique ?? null,
          table.database,
          key ?? null,
          ...rest.slice(0, 10),
        ],
      ),
    ),
});

const keyColumnNames = [
  'CONSTRAINT_CATALOG',
  'CONSTRAINT_SCHEMA',
  'CONSTRAINT_NAME',
  'TABLE_CATALOG',
  'TABLE_SCHEMA',
  'TABLE_NAME',
  'COLUMN_NAME',
  'ORDINAL_POSITION#',
  'POSITION_IN_UNIQUE_CONSTRAINT#',
  'REFERENCED_TABLE_SCHEMA',
  'REFERENCED_TABLE_NAME',
  'REFERENCED_COLUMN_NAME',
];

export const keyColumns: Maker = view => ({
  columns: keyColumnNames,
  rows: () =>
    seenTables(view).flatMap(({ database, name, definition }) => [
      ...definition.keys
        .filter(({ kind }) => kind === 'primary' || kind === 'unique')
        .flatMap(key =>
          key.parts.map(
            ({ column }, index): Row => [
              'def',
              database,
              key.name,
              'def',
              database,
              name,
              column,
              whole(index + 1),
              null,
              null,
              null,
              null,
            ],
          ),
        ),
      ...definition.foreignKeys.flatMap(key =>
        key.columns.map(
          (column, index): Row => [
            'def',
            database,
            key.name,
            'def',
            database,
            name,
            column,
            whole(index + 1),
            whole(index + 1),
            key.database,
            key.table,
            key.references[index] ?? null,
          ],
        ),
      ),
    ]),
});

export const constraints: Maker = view => ({
  columns: ['CONSTRAINT_CATALOG', 'CONSTRAINT_SCHEMA', 'CONSTRAINT_NAME', 'TABLE_SCHEMA', 'TABLE_NAME', 'CONSTRAINT_TYPE', 'ENFORCED'],
  rows: () =>
    seenTables(view).flatMap(({ database, name, definition }) => {
      const row = (constraint: string, type: string): Row => ['def', database, constraint, database, name, type, 'YES'];
      return [
        ...definition.keys.flatMap(key =>
          key.kind === 'primary' ? [row(key.name, 'PRIMARY KEY')] : key.kind === 'unique' ? [row(key.name, 'UNIQUE')] : [],
        ),
        ...definition.foreignKeys.map(key => row(key.name, 'FOREIGN KEY')),
        ...definition.checks.map(check => row(check.name, 'CHECK')),
      ];
    }),
});

export const referential: Maker = view => ({
  columns: [
    'CONSTRAINT_CATALOG',
    'CONSTRAINT_SCHEMA',
    'CONSTRAINT_NAME',
    'UNIQUE_CONSTRAINT_SCHEMA',
    'UNIQUE_CONSTRAINT_NAME',
    'UPDATE_RULE',
    'DELETE_RULE',
    'TABLE_NAME',
    'REFERENCED_TABLE_NAME',
  ],
  rows: () =>
    seenTables(view).flatMap(({ database, name, definition }) =>
      definition.foreignKeys.map(
        (key): Row => [
          'def',
          database,
          key.name,
          key.database,
          'PRIMARY',
          (key.onUpdate ?? 'no action').toUpperCase(),
          (key.onDelete ?? 'no action').toUpperCase(),
          name,
          key.table,
        ],
      ),
    ),
});
