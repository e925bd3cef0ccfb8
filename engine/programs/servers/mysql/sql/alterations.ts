import { sqlErrors } from '../sql-error.js';
import type { Place, Statement, TableChange, TableElements } from './ast.js';
import { charsetClause } from './column-types.js';
import type { Cursor } from './cursor.js';
import { defaultValue, indexType, keyParts, oneColumn, oneElement, tableElements, tableOptions } from './definitions.js';

/** ALTER TABLE, from behind the word TABLE. */
export function alterTable(cursor: Cursor): Statement {
  const table = cursor.tableName();
  return { kind: 'alter-table', table, changes: cursor.list(() => change(cursor)), isIndex: false };
}

function change(cursor: Cursor): TableChange {
  if (cursor.accept('add')) return addition(cursor);
  if (cursor.accept('drop')) return removal(cursor);
  if (cursor.accept('modify')) {
    cursor.accept('column');
    const elements = oneColumn(cursor);
    return { kind: 'change-column', name: elements.columns[0]?.name ?? '', elements, place: place(cursor) };
  }
  if (cursor.accept('change')) {
    cursor.accept('column');
    const name = cursor.identifier();
    return { kind: 'change-column', name, elements: oneColumn(cursor), place: place(cursor) };
  }
  if (cursor.accept('rename')) return renaming(cursor);
  if (cursor.accept('alter')) return defaultChange(cursor);
  if (cursor.accept('convert', 'to')) return { kind: 'convert', collation: charsetClause(cursor) };
  if (cursor.accept('disable', 'keys')) return { kind: 'keys', enabled: false };
  if (cursor.accept('enable', 'keys')) return { kind: 'keys', enabled: true };
  if (cursor.isWord('algorithm', 'lock')) {
    cursor.next();
    cursor.acceptSymbol('=');
    cursor.next();
    return { kind: 'options', options: {} };
  }
  if (cursor.isWord('order', 'partition', 'discard', 'import', 'force', 'coalesce', 'reorganize', 'exchange', 'remove'))
    throw sqlErrors.notSimulated(`ALTER TABLE … ${cursor.token.text.toUpperCase()}`);
  const start = cursor.token.at;
  const options = tableOptions(cursor);
  if (cursor.token.at === start) throw cursor.unexpected();
  return { kind: 'options', options };
}

function place(cursor: Cursor): Place {
  if (cursor.accept('first')) return { kind: 'first' };
  return cursor.accept('after') ? { kind: 'after', column: cursor.identifier() } : undefined;
}

function addition(cursor: Cursor): TableChange {
  const isColumn = cursor.accept('column');
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  if (cursor.isSymbol('(')) return { kind: 'add-column', elements: tableElements(cursor), place: undefined, ifNotExists };
  const elements: TableElements = isColumn ? oneColumn(cursor) : oneElement(cursor);
  if (elements.columns.length === 0) return { kind: 'add', elements };
  return { kind: 'add-column', elements, place: place(cursor), ifNotExists };
}

function removal(cursor: Cursor): TableChange {
  if (cursor.accept('primary', 'key')) return { kind: 'drop-key', name: 'PRIMARY' };
  if (cursor.accept('foreign', 'key')) return { kind: 'drop-foreign-key', name: named(cursor) };
  if (cursor.accept('index') || cursor.accept('key')) return { kind: 'drop-key', name: named(cursor) };
  if (cursor.accept('constraint') || cursor.accept('check')) return { kind: 'drop-check', name: named(cursor) };
  cursor.accept('column');
  const ifExists = cursor.accept('if', 'exists');
  return { kind: 'drop-column', name: cursor.identifier(), ifExists };
}

function named(cursor: Cursor): string {
  cursor.accept('if', 'exists');
  return cursor.identifier();
}

function renaming(cursor: Cursor): TableChange {
  if (cursor.accept('column')) return { kind: 'rename-column', ...fromTo(cursor) };
  if (cursor.accept('index') || cursor.accept('key')) return { kind: 'rename-key', ...fromTo(cursor) };
  if (!cursor.accept('to')) cursor.accept('as');
  return { kind: 'rename', to: cursor.tableName() };
}

function fromTo(cursor: Cursor): { readonly from: string; readonly to: string } {
  const from = cursor.identifier();
  cursor.expect('to');
  return { from, to: cursor.identifier() };
}

function defaultChange(cursor: Cursor): TableChange {
  cursor.accept('column');
  const name = cursor.identifier();
  if (cursor.accept('drop', 'default')) return { kind: 'default', name, fallback: undefined };
  cursor.expect('set', 'default');
  return { kind: 'default', name, fallback: defaultValue(cursor) };
}

/** CREATE [UNIQUE] INDEX, from behind the word INDEX. */
export function createIndex(cursor: Cursor, kind: 'unique' | 'key' | 'fulltext'): Statement {
  cursor.accept('if', 'not', 'exists');
  const name = cursor.identifier();
  indexType(cursor);
  cursor.expect('on');
  const table = cursor.tableName();
  const parts = keyParts(cursor);
  indexType(cursor);
  const elements: TableElements = { columns: [], keys: [{ kind, name, parts }], foreignKeys: [], checks: [] };
  return { kind: 'alter-table', table, changes: [{ kind: 'add', elements }], isIndex: true };
}

export function dropIndex(cursor: Cursor): Statement {
  const name = named(cursor);
  cursor.expect('on');
  return { kind: 'alter-table', table: cursor.tableName(), changes: [{ kind: 'drop-key', name }], isIndex: true };
}
