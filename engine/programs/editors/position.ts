import { charactersOf } from '../../core/characters.js';

/** A place in a text: `column` counts UTF-16 units of the line and never falls inside what a user sees as one character. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export function isBefore(a: Position, b: Position): boolean {
  return a.row < b.row || (a.row === b.row && a.column < b.column);
}

export function inOrder(a: Position, b: Position): readonly [Position, Position] {
  return isBefore(b, a) ? [b, a] : [a, b];
}

const isAscii = (code: number): boolean => code < 0x80;

/** Where the character after `column` begins; the line's end at most. */
export function nextColumn(line: string, column: number): number {
  if (column >= line.length) return line.length;
  if (column + 1 >= line.length || (isAscii(line.charCodeAt(column)) && isAscii(line.charCodeAt(column + 1)))) return column + 1;
  return column + (charactersOf(line.slice(column))[0]?.length ?? 1);
}

/** Where the character before `column` begins. */
export function previousColumn(line: string, column: number): number {
  if (column <= 1) return 0;
  if (isAscii(line.charCodeAt(column - 1)) && isAscii(line.charCodeAt(column - 2))) return column - 1;
  return column - (charactersOf(line.slice(0, column)).at(-1)?.length ?? 1);
}
