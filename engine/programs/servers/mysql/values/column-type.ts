import { largestOf } from '../../../../core/extremes.js';
import type { Dialect } from '../dialect.js';
import { charsetOf } from './collation.js';

export type TypeName =
  | 'tinyint'
  | 'smallint'
  | 'mediumint'
  | 'int'
  | 'bigint'
  | 'decimal'
  | 'float'
  | 'double'
  | 'bit'
  | 'char'
  | 'varchar'
  | 'tinytext'
  | 'text'
  | 'mediumtext'
  | 'longtext'
  | 'binary'
  | 'varbinary'
  | 'tinyblob'
  | 'blob'
  | 'mediumblob'
  | 'longblob'
  | 'date'
  | 'datetime'
  | 'timestamp'
  | 'time'
  | 'year'
  | 'enum'
  | 'set'
  | 'json'
  | 'null';

export interface ColumnType {
  readonly name: TypeName;
  /** Characters, bytes, digits or the width that was asked for. */
  readonly length?: number | undefined;
  /** Digits behind the point, of the second too. */
  readonly scale?: number | undefined;
  readonly unsigned?: boolean | undefined;
  readonly zerofill?: boolean | undefined;
  /** Of ENUM and SET. */
  readonly members?: readonly string[] | undefined;
  /** Of texts. */
  readonly collation?: string | undefined;
}

export const integerNames: readonly TypeName[] = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint'];
const widths: ReadonlyMap<TypeName, readonly [number, number]> = new Map([
  ['tinyint', [4, 3]],
  ['smallint', [6, 5]],
  ['mediumint', [9, 8]],
  ['int', [11, 10]],
  ['bigint', [20, 20]],
]);
const bits: ReadonlyMap<TypeName, number> = new Map([
  ['tinyint', 8],
  ['smallint', 16],
  ['mediumint', 24],
  ['int', 32],
  ['bigint', 64],
]);

export function isInteger(type: ColumnType): boolean {
  return integerNames.includes(type.name);
}

export function isNumberType(type: ColumnType): boolean {
  return isInteger(type) || ['decimal', 'float', 'double', 'year', 'null'].includes(type.name);
}

export function isTextType(type: ColumnType): boolean {
  return ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set'].includes(type.name);
}

export function isBinaryType(type: ColumnType): boolean {
  return ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'bit'].includes(type.name);
}

export function isTemporalType(type: ColumnType): boolean {
  return ['date', 'datetime', 'timestamp', 'time'].includes(type.name);
}

/** TEXT and BLOB: no default value, no key without a length. */
export function isLarge(type: ColumnType): boolean {
  return /text$|blob$|^json$/.test(type.name);
}

/** The smallest and largest number that a whole-number column takes. */
export function integerRange(type: ColumnType): readonly [bigint, bigint] {
  const width = BigInt(bits.get(type.name) ?? 64);
  return type.unsigned ? [0n, 2n ** width - 1n] : [-(2n ** (width - 1n)), 2n ** (width - 1n) - 1n];
}

const sizes: ReadonlyMap<TypeName, number> = new Map([
  ['tinytext', 255],
  ['tinyblob', 255],
  ['text', 65_535],
  ['blob', 65_535],
  ['mediumtext', 16_777_215],
  ['mediumblob', 16_777_215],
]);

/** Most characters or bytes of a value; undefined where there is no such limit. */
export function maxLength(type: ColumnType): number | undefined {
  return sizes.get(type.name) ?? (['char', 'varchar', 'binary', 'varbinary'].includes(type.name) ? (type.length ?? 1) : undefined);
}

/** The type as DESCRIBE shows it. */
export function formatType(type: ColumnType, dialect: Dialect): string {
  const { name, length, scale, unsigned, zerofill, members } = type;
  const sign = `${unsigned ? ' unsigned' : ''}${zerofill ? ' zerofill' : ''}`;
  const width = widths.get(name);
  if (width) {
    const isShown = dialect.showsWidths || zerofill === true || (name === 'tinyint' && length === 1 && !unsigned);
    return `${name}${isShown ? `(${String(length ?? width[unsigned ? 1 : 0])})` : ''}${sign}`;
  }
  switch (name) {
    case 'decimal':
      return `decimal(${String(length ?? 10)},${String(scale ?? 0)})${sign}`;
    case 'float':
    case 'double':
      return `${name}${length === undefined ? '' : `(${String(length)},${String(scale ?? 0)})`}${sign}`;
    case 'char':
    case 'binary':
    case 'bit':
    case 'varchar':
    case 'varbinary':
      return `${name}(${String(length ?? 1)})`;
    case 'datetime':
    case 'timestamp':
    case 'time':
      return scale ? `${name}(${String(scale)})` : name;
    case 'year':
      return dialect.showsWidths ? 'year(4)' : 'year';
    case 'enum':
    case 'set':
      return `${name}(${(members ?? []).map(member => `'${member.replaceAll("'", "''")}'`).join(',')})`;
    case 'json':
      return dialect.product === 'mariadb' ? 'longtext' : 'json';
    default:
      return name;
  }
}

/** ` CHARACTER SET x COLLATE y` where a column has another than its table. */
export function formatCollation(type: ColumnType, tableCollation: string, dialect: Dialect): string {
  if (type.name === 'json' && dialect.product === 'mariadb') return ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
  if (!isTextType(type) || type.collation === undefined || type.collation === tableCollation) return '';
  const charset = charsetOf(type.collation);
  const isSame = charset === charsetOf(tableCollation);
  if (dialect.product === 'mysql57' && isSame) return ` COLLATE ${type.collation}`;
  return ` CHARACTER SET ${charset} COLLATE ${type.collation}`;
}

/** What UNION and CASE make of two types. */
export function unitedType(a: ColumnType, b: ColumnType): ColumnType {
  if (a.name === 'null') return b;
  if (b.name === 'null') return a;
  if (a.name === b.name && a.length === b.length && a.scale === b.scale && a.unsigned === b.unsigned) return a;
  if (isInteger(a) && isInteger(b))
    return integerNames.indexOf(a.name) >= integerNames.indexOf(b.name) ? { ...a, length: undefined } : { ...b, length: undefined };
  if (isNumberType(a) && isNumberType(b)) {
    if ([a.name, b.name].some(name => name === 'double' || name === 'float')) return { name: 'double' };
    const scale = Math.max(a.scale ?? 0, b.scale ?? 0);
    const whole = Math.max(digitsOf(a) - (a.scale ?? 0), digitsOf(b) - (b.scale ?? 0));
    return { name: 'decimal', length: Math.min(65, whole + scale), scale };
  }
  if (isTemporalType(a) && isTemporalType(b)) return { name: 'datetime', scale: Math.max(a.scale ?? 0, b.scale ?? 0) };
  if (isBinaryType(a) || isBinaryType(b)) return { name: 'varbinary', length: Math.max(textLength(a), textLength(b)) };
  return { name: 'varchar', length: Math.max(textLength(a), textLength(b)), collation: a.collation ?? b.collation };
}

function digitsOf(type: ColumnType): number {
  return type.name === 'decimal' ? (type.length ?? 10) : (widths.get(type.name)?.[1] ?? 10);
}

/** Characters that a value of the type takes as a text. */
export function textLength(type: ColumnType): number {
  const width = widths.get(type.name);
  if (width) return type.length ?? width[type.unsigned ? 1 : 0];
  switch (type.name) {
    case 'decimal':
      return (type.length ?? 10) + 2;
    case 'float':
      return 12;
    case 'double':
      return 23;
    case 'date':
    case 'time':
      return 10;
    case 'datetime':
    case 'timestamp':
      return 19 + (type.scale ? type.scale + 1 : 0);
    case 'enum':
      return largestOf(
        (type.members ?? []).map(member => [...member].length),
        0,
      );
    case 'set':
      return (type.members ?? []).join(',').length;
    case 'null':
      return 0;
    default:
      return type.length ?? maxLength(type) ?? 255;
  }
}
