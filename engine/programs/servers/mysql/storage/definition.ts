import type { ColumnDefinition, Expression, KeyPart, ReferenceAction } from '../sql/ast.js';

export interface Key {
  readonly kind: 'primary' | 'unique' | 'key' | 'fulltext';
  readonly name: string;
  readonly parts: readonly KeyPart[];
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly database: string;
  readonly table: string;
  readonly references: readonly string[];
  readonly onDelete: ReferenceAction | undefined;
  readonly onUpdate: ReferenceAction | undefined;
}

export interface Check {
  readonly name: string;
  readonly expression: Expression;
  /** MariaDB shows it at the column that it was written at. */
  readonly column: string | undefined;
}

/** What CREATE TABLE says of a table. */
export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly keys: readonly Key[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly engine: string;
  readonly collation: string;
  readonly comment: string;
}

export function columnIndex({ columns }: TableDefinition, name: string): number {
  const lower = name.toLowerCase();
  return columns.findIndex(column => column.name.toLowerCase() === lower);
}

export function primaryKey({ keys }: TableDefinition): Key | undefined {
  return keys.find(({ kind }) => kind === 'primary');
}

export function uniqueKeys({ keys }: TableDefinition): readonly Key[] {
  return keys.filter(({ kind }) => kind === 'primary' || kind === 'unique');
}

/** What DESCRIBE shows of a column's keys. */
export function keyMark(definition: TableDefinition, column: string): 'PRI' | 'UNI' | 'MUL' | '' {
  const lower = column.toLowerCase();
  const has = (key: Key): boolean => key.parts.some(part => part.column.toLowerCase() === lower);
  const isFirst = (key: Key): boolean => key.parts[0]?.column.toLowerCase() === lower;
  const primary = primaryKey(definition);
  if (primary && has(primary)) return 'PRI';
  const unique = definition.keys.find(key => key.kind === 'unique' && isFirst(key));
  if (unique) {
    // Without a primary key the first unique one whose columns are never null stands in for it.
    const isPromoted = !primary && unique === definition.keys.find(key => key.kind === 'unique' && neverNull(definition, key));
    return isPromoted ? 'PRI' : unique.parts.length === 1 ? 'UNI' : 'MUL';
  }
  return definition.keys.some(isFirst) ? 'MUL' : '';
}

export function neverNull(definition: TableDefinition, key: Key): boolean {
  return key.parts.every(({ column }) => definition.columns[columnIndex(definition, column)]?.nullable === false);
}

export function autoIncrementColumn({ columns }: TableDefinition): ColumnDefinition | undefined {
  return columns.find(({ autoIncrement }) => autoIncrement);
}
