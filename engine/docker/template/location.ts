import { byteCount } from './functions.js';

/** `line:column` of an offset, as Go counts: lines from 1, bytes of the line from 0. */
export function locate(source: string, at: number): string {
  const before = source.slice(0, at);
  const lines = before.split('\n');
  const column = [...(lines.at(-1) ?? '')].reduce((sum, char) => sum + byteCount(char), 0);
  return `${String(lines.length)}:${String(column)}`;
}
