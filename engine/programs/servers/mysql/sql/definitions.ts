import { sqlErrors } from '../sql-error.js';
import type {
  CheckDefinition,
  ColumnDefinition,
  CreateTable,
  Expression,
  ForeignKeyDefinition,
  KeyDefinition,
  KeyPart,
  ReferenceAction,
  TableElements,
  TableOptions,
} from './ast.js';
import { charsetClause, columnType } from './column-types.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import { primary } from './primaries.js';
import { query } from './queries.js';

/** What a table is made of: columns, keys, constraints, options. */

interface Collected {
  readonly columns: ColumnDefinition[];
  readonly keys: KeyDefinition[];
  readonly foreignKeys: ForeignKeyDefinition[];
  readonly checks: CheckDefinition[];
}

const collected = (): Collected => ({ columns: [], keys: [], foreignKeys: [], checks: [] });

/** CREATE TABLE, from behind the word TABLE. */
export function createTable(
  cursor: Cursor,
  { temporary, replace }: { readonly temporary: boolean; readonly replace: boolean },
): CreateTable {
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  const table = cursor.tableName();
  const base = { kind: 'create-table', table, temporary, ifNotExists, replace } as const;
  const likes = cursor.accept('like') || (cursor.isSymbol('(') && cursor.isWordAt(1, 'like'));
  if (likes) {
    const closes = cursor.acceptSymbol('(') && cursor.accept('like');
    const like = cursor.tableName();
    if (closes) cursor.expectSymbol(')');
    return { ...base, elements: collected(), options: {}, like, query: undefined };
  }
  const hasElements = cursor.isSymbol('(') && !cursor.isWordAt(1, 'select', 'with');
  const elements = hasElements ? tableElements(cursor) : collected();
  const options = tableOptions(cursor);
  const isQuery = cursor.accept('as') || cursor.isWord('select', 'with', 'values', 'table') || cursor.isSymbol('(');
  if (!hasElements && !isQuery) throw cursor.unexpected();
  return { ...base, elements, options, like: undefined, query: isQuery ? query(cursor) : undefined };
}

export function tableElements(cursor: Cursor): TableElements {
  const into = collected();
  cursor.parenthesized(() => element(cursor, into));
  return into;
}

/** One column, key or constraint. */
export function element(cursor: Cursor, into: Collected): void {
  if (isConstraint(cursor)) constraint(cursor, into);
  else column(cursor, into);
}

export function oneElement(cursor: Cursor): TableElements {
  const into = collected();
  element(cursor, into);
  return into;
}

export function oneColumn(cursor: Cursor): TableElements {
  const into = collected();
  column(cursor, into);
  return into;
}

function isConstraint(cursor: Cursor): boolean {
  return cursor.isWord('constraint', 'primary', 'unique', 'key', 'index', 'foreign', 'check', 'fulltext', 'spatial');
}

function constraint(cursor: Cursor, into: Collected): void {
  const named = cursor.accept('constraint');
  const name = named && cursor.isIdentifier() ? cursor.identifier() : undefined;
  if (cursor.accept('check')) into.checks.push(check(cursor, name, undefined));
  else if (cursor.accept('foreign', 'key')) into.foreignKeys.push(foreignKey(cursor, name));
  else into.keys.push(key(cursor, name));
}

function key(cursor: Cursor, constraintName: string | undefined): KeyDefinition {
  if (cursor.accept('primary', 'key')) {
    indexType(cursor);
    const parts = keyParts(cursor);
    indexType(cursor);
    return { kind: 'primary', name: undefined, parts };
  }
  const kind = cursor.accept('unique') ? 'unique' : cursor.accept('fulltext') ? 'fulltext' : 'key';
  if (cursor.isWord('spatial')) throw sqlErrors.notSimulated('SPATIAL KEY');
  if (!cursor.accept('key') && !cursor.accept('index') && kind === 'key') throw cursor.unexpected();
  cursor.accept('if', 'not', 'exists');
  const name = cursor.isIdentifier() && !cursor.isSymbol('(') ? cursor.identifier() : constraintName;
  indexType(cursor);
  const parts = keyParts(cursor);
  indexType(cursor);
  return { kind, name, parts };
}

export function indexType(cursor: Cursor): void {
  for (;;) {
    if (cursor.accept('using')) cursor.anyIdentifier();
    else if (cursor.accept('comment')) cursor.string();
    else if (!cursor.accept('visible') && !(cursor.dialect.product === 'mysql8' && cursor.accept('invisible'))) return;
  }
}

export function keyParts(cursor: Cursor): readonly KeyPart[] {
  return cursor.parenthesized(() => {
    if (cursor.isSymbol('(')) throw sqlErrors.notSimulated('a key over an expression');
    const name = cursor.identifier();
    const [length] = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.integer()) : [undefined];
    const descending = cursor.accept('desc');
    if (!descending) cursor.accept('asc');
    return { column: name, length, descending };
  });
}

function foreignKey(cursor: Cursor, constraintName: string | undefined): ForeignKeyDefinition {
  const own = cursor.isIdentifier() ? cursor.identifier() : undefined;
  const columns = cursor.parenthesized(() => cursor.identifier());
  return { name: constraintName ?? own, columns, ...reference(cursor) };
}

function reference(cursor: Cursor): Omit<ForeignKeyDefinition, 'name' | 'columns'> {
  cursor.expect('references');
  const table = cursor.tableName();
  const references = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.identifier()) : [];
  let onDelete: ReferenceAction | undefined;
  let onUpdate: ReferenceAction | undefined;
  for (;;) {
    if (cursor.accept('on', 'delete')) onDelete = action(cursor);
    else if (cursor.accept('on', 'update')) onUpdate = action(cursor);
    else if (!cursor.accept('match', 'full') && !cursor.accept('match', 'simple')) return { table, references, onDelete, onUpdate };
  }
}

function action(cursor: Cursor): ReferenceAction {
  if (cursor.accept('set', 'null')) return 'set null';
  if (cursor.accept('set', 'default')) return 'set default';
  if (cursor.accept('no', 'action')) return 'no action';
  const word = cursor.acceptOneOf(['restrict', 'cascade'] as const);
  if (word === undefined) throw cursor.unexpected();
  return word;
}

function check(cursor: Cursor, name: string | undefined, ofColumn: string | undefined): CheckDefinition {
  cursor.expectSymbol('(');
  const condition = expression(cursor);
  cursor.expectSymbol(')');
  if (!cursor.accept('enforced') && cursor.accept('not', 'enforced')) throw sqlErrors.notSimulated('NOT ENFORCED');
  return { name, expression: condition, column: ofColumn };
}

function column(cursor: Cursor, into: Collected): void {
  const name = cursor.identifier();
  const isSerial = cursor.accept('serial');
  let definition: ColumnDefinition = {
    name,
    type: isSerial ? { name: 'bigint', unsigned: true } : columnType(cursor),
    nullable: !isSerial,
    autoIncrement: isSerial,
    fallback: undefined,
    onUpdateNow: false,
    comment: '',
    generated: undefined,
  };
  const keyOf = (kind: KeyDefinition['kind']) =>
    into.keys.push({ kind, name: undefined, parts: [{ column: name, length: undefined, descending: false }] });
  if (isSerial) keyOf('unique');
  for (;;) {
    const changed = columnAttribute(cursor, definition);
    if (changed) definition = changed;
    else if (cursor.accept('primary', 'key') || cursor.accept('key')) keyOf('primary');
    else if (cursor.accept('unique')) {
      cursor.accept('key');
      keyOf('unique');
    } else if (cursor.isWord('references')) columnReference(cursor, name, into);
    else if (cursor.isWord('constraint') && cursor.isWordAt(2, 'check')) {
      cursor.next();
      const checkName = cursor.identifier();
      cursor.expect('check');
      into.checks.push(check(cursor, checkName, name));
    } else if (cursor.accept('check')) into.checks.push(check(cursor, undefined, name));
    else break;
  }
  into.columns.push(definition);
}

/** MySQL reads REFERENCES at a column and forgets it; MariaDB makes a foreign key. */
function columnReference(cursor: Cursor, name: string, into: Collected): void {
  const target = reference(cursor);
  if (cursor.dialect.product === 'mariadb') into.foreignKeys.push({ name: undefined, columns: [name], ...target });
}

function columnAttribute(cursor: Cursor, column: ColumnDefinition): ColumnDefinition | undefined {
  if (cursor.accept('not', 'null')) return { ...column, nullable: false };
  if (cursor.accept('null')) return { ...column, nullable: true };
  if (cursor.accept('auto_increment')) return { ...column, autoIncrement: true };
  if (cursor.accept('comment')) return { ...column, comment: cursor.string() };
  if (cursor.isWord('collate', 'charset') || (cursor.isWord('character') && cursor.isWordAt(1, 'set')))
    return { ...column, type: { ...column.type, collation: charsetClause(cursor) } };
  if (cursor.accept('default')) return { ...column, fallback: defaultValue(cursor) };
  if (cursor.accept('on', 'update')) {
    primary(cursor, expression);
    return { ...column, onUpdateNow: true };
  }
  if (cursor.accept('generated', 'always')) cursor.isWord('as');
  if (cursor.isWord('as') && cursor.peek(1).text === '(') return generated(cursor, column);
  if (cursor.accept('visible')) return column;
  if (cursor.isWord('invisible')) throw sqlErrors.notSimulated('INVISIBLE');
  return undefined;
}

function generated(cursor: Cursor, column: ColumnDefinition): ColumnDefinition {
  cursor.expect('as');
  cursor.expectSymbol('(');
  const value = expression(cursor);
  cursor.expectSymbol(')');
  const stored = cursor.accept('stored') || cursor.accept('persistent');
  if (!stored) cursor.accept('virtual');
  return { ...column, generated: { expression: value, stored } };
}

export function defaultValue(cursor: Cursor): Expression {
  if (cursor.isSymbol('-', '+')) {
    const isNegative = cursor.next().text === '-';
    const value = primary(cursor, expression);
    return isNegative ? { kind: 'unary', operator: '-', operand: value } : value;
  }
  return primary(cursor, expression);
}

/** ENGINE=InnoDB … in any order. */
export function tableOptions(cursor: Cursor): TableOptions {
  let options: TableOptions = {};
  for (;;) {
    cursor.acceptSymbol(',');
    const next = tableOption(cursor);
    if (!next) return options;
    options = { ...options, ...next };
  }
}

const ignoredOptions = [
  'row_format',
  'key_block_size',
  'avg_row_length',
  'max_rows',
  'min_rows',
  'checksum',
  'pack_keys',
  'delay_key_write',
  'stats_persistent',
  'stats_auto_recalc',
  'stats_sample_pages',
  'compression',
  'page_checksum',
  'transactional',
];

function tableOption(cursor: Cursor): TableOptions | undefined {
  if (cursor.isWord('default') && cursor.isWordAt(1, 'character', 'charset', 'collate')) cursor.next();
  if (cursor.isWord('collate', 'charset', 'character')) return { collation: charsetClause(cursor) };
  const name = cursor.acceptOneOf(['engine', 'auto_increment', 'comment', ...ignoredOptions]);
  if (name === undefined) {
    if (cursor.isWord('partition')) throw sqlErrors.notSimulated('PARTITION BY');
    return undefined;
  }
  cursor.acceptSymbol('=');
  if (name === 'comment') return { comment: cursor.string() };
  if (name === 'auto_increment') return { autoIncrement: cursor.integer() };
  const value = cursor.next().text;
  return name === 'engine' ? { engine: value } : {};
}
