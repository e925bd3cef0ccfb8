import type { Expression, SetItem } from './ast.js';
import { setPassword } from './account-statements.js';
import { defaultCollationOf } from './column-types.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import { userVariableName } from './primaries.js';

/** The assignments of SET, from behind that word. */
export function setItems(cursor: Cursor): readonly SetItem[] {
  return cursor.list(() => setItem(cursor));
}

function setItem(cursor: Cursor): SetItem {
  if (cursor.token.kind === 'variable') return variableItem(cursor);
  if (cursor.isWord('names') && cursor.peek(1).text !== '=') return names(cursor);
  if (cursor.accept('character', 'set') || cursor.accept('charset')) return { kind: 'names', charset: word(cursor), collation: undefined };
  if (cursor.accept('password')) return setPassword(cursor);
  const scope = cursor.isWordAt(1, 'transaction') || cursor.peek(1).kind === 'word' ? scopeWord(cursor) : undefined;
  if (cursor.accept('transaction')) return isolation(cursor, scope);
  return { kind: 'system', scope, name: cursor.identifier().toLowerCase(), value: assigned(cursor) };
}

function scopeWord(cursor: Cursor): 'global' | 'session' | undefined {
  const found = cursor.acceptOneOf(['global', 'session', 'local', 'persist'] as const);
  if (found === undefined) return undefined;
  return found === 'global' || found === 'persist' ? 'global' : 'session';
}

function variableItem(cursor: Cursor): SetItem {
  const { text } = cursor.next();
  if (!text.startsWith('@@')) {
    if (!cursor.acceptSymbol('=')) cursor.expectSymbol(':=');
    return { kind: 'user', name: userVariableName(text), value: expression(cursor) };
  }
  const parts = /^@@(?:(global|session|local|persist)\s*\.\s*)?(.+)$/i.exec(text);
  const scope = parts?.[1]?.toLowerCase();
  return {
    kind: 'system',
    scope: scope === undefined ? undefined : scope === 'global' || scope === 'persist' ? 'global' : 'session',
    name: (parts?.[2] ?? '').toLowerCase(),
    value: assigned(cursor),
  };
}

/** What stands behind the equals sign: a bare word is a text (`SET sql_mode = ANSI`, `= ON`). */
function assigned(cursor: Cursor): Expression | 'default' {
  if (!cursor.acceptSymbol('=')) cursor.expectSymbol(':=');
  if (cursor.accept('default')) return 'default';
  const next = cursor.peek(1);
  const isAlone = next.kind === 'end' || (next.kind === 'symbol' && [',', ';'].includes(next.text));
  if (cursor.token.kind === 'word' && isAlone && !cursor.isWord('null', 'true', 'false')) {
    const { text } = cursor.next();
    return { kind: 'literal', value: text, text };
  }
  return expression(cursor);
}

function names(cursor: Cursor): SetItem {
  cursor.next();
  const charset = word(cursor);
  const collation = cursor.accept('collate') ? word(cursor) : undefined;
  if (charset !== 'default') defaultCollationOf(charset, false);
  return { kind: 'names', charset, collation };
}

function word(cursor: Cursor): string {
  if (cursor.token.kind === 'string') return cursor.string().toLowerCase();
  return cursor.next().text.toLowerCase();
}

function isolation(cursor: Cursor, scope: 'global' | 'session' | undefined): SetItem {
  if (cursor.accept('read', 'only') || cursor.accept('read', 'write')) return { kind: 'isolation', level: '', scope };
  cursor.expect('isolation', 'level');
  const first = cursor.next().text.toUpperCase();
  const level = first === 'SERIALIZABLE' ? first : `${first}-${cursor.next().text.toUpperCase()}`;
  return { kind: 'isolation', level, scope };
}
