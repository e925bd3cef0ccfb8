import { sqlErrors } from '../sql-error.js';
import { isKnownCollation } from '../values/collation.js';
import type { ColumnType, TypeName } from '../values/column-type.js';
import type { Cursor } from './cursor.js';

/** Other names of types. */
const synonyms: ReadonlyMap<string, TypeName> = new Map<string, TypeName>([
  ['integer', 'int'],
  ['int4', 'int'],
  ['int1', 'tinyint'],
  ['int2', 'smallint'],
  ['int3', 'mediumint'],
  ['int8', 'bigint'],
  ['middleint', 'mediumint'],
  ['numeric', 'decimal'],
  ['dec', 'decimal'],
  ['fixed', 'decimal'],
  ['real', 'double'],
  ['float8', 'double'],
  ['float4', 'float'],
  ['character', 'char'],
  ['nchar', 'char'],
  ['nvarchar', 'varchar'],
  ['varcharacter', 'varchar'],
  ['long', 'mediumtext'],
]);

const names: readonly TypeName[] = [
  'tinyint',
  'smallint',
  'mediumint',
  'int',
  'bigint',
  'decimal',
  'float',
  'double',
  'bit',
  'char',
  'varchar',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
  'date',
  'datetime',
  'timestamp',
  'time',
  'year',
  'enum',
  'set',
  'json',
];

/** The type of a column's definition. SERIAL and BOOLEAN are read by who asks. */
export function columnType(cursor: Cursor): ColumnType {
  const word = cursor.token.kind === 'word' ? cursor.token.text.toLowerCase() : '';
  if (word === 'bool' || word === 'boolean') {
    cursor.next();
    return { name: 'tinyint', length: 1 };
  }
  if (['geometry', 'point', 'polygon', 'linestring', 'uuid', 'inet6', 'vector'].includes(word))
    throw sqlErrors.notSimulated(`the type ${word.toUpperCase()}`);
  const name = synonyms.get(word) ?? names.find(candidate => candidate === word);
  if (name === undefined) throw cursor.unexpected();
  cursor.next();
  if (name === 'double') cursor.accept('precision');
  if (name === 'char' && cursor.accept('varying')) return attributes(cursor, sized(cursor, 'varchar'));
  return attributes(cursor, sized(cursor, name));
}

function sized(cursor: Cursor, name: TypeName): ColumnType {
  if (name === 'enum' || name === 'set') return { name, members: cursor.parenthesized(() => cursor.string().replace(/ +$/, '')) };
  if (name === 'varchar' || name === 'varbinary') {
    const [length = 0] = cursor.parenthesized(() => cursor.integer());
    return { name, length };
  }
  const given = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.integer()) : [];
  const [first, second] = given;
  if (name === 'datetime' || name === 'timestamp' || name === 'time') return { name, scale: first ?? 0 };
  if (name === 'decimal') return { name, length: first ?? 10, scale: second ?? 0 };
  if (name === 'float' && second === undefined) return { name: (first ?? 0) > 24 ? 'double' : 'float' };
  if (['char', 'binary', 'bit'].includes(name)) return { name, length: first ?? 1 };
  if (['text', 'blob', 'year', 'json'].includes(name)) return { name };
  return { name, length: first, scale: second };
}

function attributes(cursor: Cursor, type: ColumnType): ColumnType {
  let result = type;
  for (;;) {
    if (cursor.accept('unsigned')) result = { ...result, unsigned: true };
    else if (cursor.accept('signed')) continue;
    else if (cursor.accept('zerofill')) result = { ...result, unsigned: true, zerofill: true };
    else if (cursor.isWord('character', 'charset') || (cursor.isWord('collate') && isText(result))) {
      result = { ...result, collation: charsetClause(cursor) };
    } else if (isText(result) && cursor.isWord('binary', 'ascii', 'unicode')) cursor.next();
    else return result;
  }
}

function isText({ name }: ColumnType): boolean {
  return /char$|text$|^enum$|^set$/.test(name);
}

/** `CHARACTER SET x` or `COLLATE y`, as a collation. */
export function charsetClause(cursor: Cursor): string {
  if (cursor.accept('collate')) {
    cursor.acceptSymbol('=');
    return checkedCollation(wordOrString(cursor));
  }
  if (!cursor.accept('character', 'set')) cursor.expect('charset');
  cursor.acceptSymbol('=');
  const charset = wordOrString(cursor);
  if (cursor.isWord('collate')) return charsetClause(cursor);
  return defaultCollationOf(charset, cursor.dialect.product === 'mysql8');
}

export function defaultCollationOf(charset: string, isMysql8: boolean): string {
  switch (charset) {
    case 'utf8mb4':
      return isMysql8 ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci';
    case 'utf8':
    case 'utf8mb3':
      return isMysql8 ? 'utf8mb3_general_ci' : 'utf8_general_ci';
    case 'latin1':
      return 'latin1_swedish_ci';
    case 'binary':
      return 'binary';
    case 'ascii':
      return 'ascii_general_ci';
    case 'euckr':
      return 'euckr_korean_ci';
    default:
      throw sqlErrors.unknownCharset(charset);
  }
}

function checkedCollation(name: string): string {
  if (!isKnownCollation(name)) throw sqlErrors.unknownCollation(name);
  return name;
}

function wordOrString(cursor: Cursor): string {
  return (cursor.token.kind === 'string' ? cursor.string() : cursor.anyIdentifier()).toLowerCase();
}

/** The types that CAST knows. */
export function castType(cursor: Cursor): ColumnType {
  if (cursor.accept('signed')) {
    if (!cursor.accept('integer')) cursor.accept('int');
    return { name: 'bigint' };
  }
  if (cursor.accept('unsigned')) {
    if (!cursor.accept('integer')) cursor.accept('int');
    return { name: 'bigint', unsigned: true };
  }
  if (cursor.isWord('varchar', 'int', 'integer', 'text') && cursor.dialect.product !== 'mariadb') throw cursor.unexpected();
  if (cursor.isWord('char', 'nchar', 'varchar', 'binary')) {
    const name = cursor.next().text.toLowerCase() === 'binary' ? 'varbinary' : 'varchar';
    const [length] = cursor.isSymbol('(') ? cursor.parenthesized(() => cursor.integer()) : [undefined];
    const collation = cursor.isWord('character', 'charset') ? charsetClause(cursor) : undefined;
    return { name, length, collation };
  }
  if (cursor.isWord('int', 'integer')) {
    cursor.next();
    return { name: 'bigint' };
  }
  return columnType(cursor);
}
