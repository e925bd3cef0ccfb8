import type { TypeName } from './ast.js';
import { isName, type TokenCursor } from './token-cursor.js';

const typeKeywords = new Set(
  'bigint bit boolean char character dec decimal float int integer interval national nchar numeric real smallint time timestamp varchar setof'.split(
    ' ',
  ),
);

/** A type: `varchar(20)`, `timestamp with time zone`, `int[]`. */
export function parseTypeName(cursor: TokenCursor): TypeName {
  const { at } = cursor.peek();
  cursor.takes('setof');
  const name = typeWords(cursor);
  const modifiers = cursor.takes('(') ? readModifiers(cursor) : [];
  const last = name.at(-1) ?? '';
  const zoned = last === 'timestamp' || last === 'time' ? readZone(cursor, last) : undefined;
  if (last === 'interval') readIntervalFields(cursor);
  let dimensions = 0;
  while (cursor.takes('[')) {
    if (!cursor.sees(']')) cursor.integer();
    cursor.expect(']');
    dimensions++;
  }
  if (cursor.takes('array')) dimensions++;
  if (last === 'char' || last === 'character' || last === 'nchar')
    return { name: ['bpchar'], modifiers: modifiers.length === 0 ? [1] : modifiers, dimensions, at };
  if (last === 'float' && modifiers.length > 0)
    return { name: [(modifiers[0] ?? 53) <= 24 ? 'float4' : 'float8'], modifiers: [], dimensions, at };
  return { name: zoned === undefined ? name : [zoned], modifiers, dimensions, at };
}

function readModifiers(cursor: TokenCursor): readonly number[] {
  const numbers = cursor.list(() => (cursor.takes('-') ? -cursor.integer() : cursor.integer()));
  cursor.expect(')');
  return numbers;
}

function readZone(cursor: TokenCursor, base: string): string {
  if (cursor.takes('with', 'time', 'zone')) return `${base}tz`;
  cursor.takes('without', 'time', 'zone');
  return base;
}

function readIntervalFields(cursor: TokenCursor): void {
  const fields = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  if (cursor.takesOne(...fields) !== undefined && cursor.takes('to')) cursor.takesOne(...fields);
}

function typeWords(cursor: TokenCursor): readonly string[] {
  const token = cursor.peek();
  if (token.kind === 'word' && typeKeywords.has(token.text)) {
    cursor.next();
    if (token.text === 'national') return typeWords(cursor);
    if ((token.text === 'character' || token.text === 'char' || token.text === 'nchar') && cursor.takes('varying')) return ['varchar'];
    return [token.text];
  }
  if (cursor.takes('double', 'precision')) return ['float8'];
  if (!isName(token, 'function')) throw cursor.unexpected();
  cursor.next();
  const path = [token.text];
  while (cursor.takes('.')) path.push(cursor.label());
  return path;
}
