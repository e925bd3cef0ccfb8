import type { Compiled } from '../query/compiled.js';
import type { Context } from '../query/context.js';
import { textLength, type ColumnType } from '../values/column-type.js';
import { toText, type Value } from '../values/value.js';

/** What a function knows besides its arguments' values. */
export interface CallFacts {
  readonly context: Context;
  readonly args: readonly Compiled[];
  /** The collation in which its texts are compared. */
  readonly collation: string;
}

export interface SqlFunction {
  readonly min: number;
  readonly max: number;
  readonly type: ColumnType | ((args: readonly Compiled[]) => ColumnType);
  readonly run: (values: readonly Value[], facts: CallFacts) => Value;
  /** It is called with nulls too; the others are null when an argument is. */
  readonly takesNull?: boolean;
  readonly notNull?: boolean;
}

export type FunctionTable = ReadonlyMap<string, SqlFunction>;

export const bigint: ColumnType = { name: 'bigint' };
export const int: ColumnType = { name: 'int' };
export const double: ColumnType = { name: 'double' };

/** Text as long as all arguments together. */
export function joinedText(args: readonly Compiled[]): ColumnType {
  return { name: 'varchar', length: args.reduce((sum, { type }) => sum + textLength(type), 0) };
}

/** Text as long as the first argument. */
export function sameText(args: readonly Compiled[]): ColumnType {
  return { name: 'varchar', length: args[0] ? textLength(args[0].type) : 0 };
}

export function text(length: number): ColumnType {
  return { name: 'varchar', length };
}

export const at = (values: readonly Value[], index: number): Value => values[index] ?? null;
export const textAt = (values: readonly Value[], index: number): string => toText(values[index] ?? '');
