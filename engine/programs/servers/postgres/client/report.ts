import { textWidth } from '../../../../core/character-width.js';
import type { ServerMessage } from './connection.js';

/** An error or a notice as psql prints it: with the line of the query that it is about. */
export function reportOf(message: ServerMessage, query: string, verbosity = 'default'): string {
  const code = verbosity === 'verbose' ? `${message.get('C') ?? ''}: ` : '';
  let text = `${message.get('S') ?? ''}:  ${code}${message.get('M') ?? ''}\n`;
  const position = Number(message.get('P') ?? 0);
  // psql tells where it happened of errors only (SHOW_CONTEXT).
  const isError = ['ERROR', 'FATAL', 'PANIC'].includes(message.get('S') ?? '');
  const internal = message.get('q');
  if (position > 0 && query !== '') text += pointer(query, position);
  else if (internal !== undefined) text += pointer(internal, Number(message.get('p') ?? 1));
  if (verbosity === 'terse') return text;
  for (const [letter, word] of [
    ['D', 'DETAIL'],
    ['H', 'HINT'],
    ['q', 'QUERY'],
    ['W', 'CONTEXT'],
  ] as const)
    if (message.has(letter) && (letter !== 'W' || isError)) text += `${word}:  ${message.get(letter) ?? ''}\n`;
  return text;
}

const DISPLAY_WIDTH = 60;
const MIN_RIGHT = 10;

/** `LINE 1: selec 1;` and a caret under the place; of a long line only what is around it. */
function pointer(query: string, position: number): string {
  const characters = [...query.replaceAll('\t', ' ')];
  const at = Math.min(position - 1, characters.length);
  let start = at;
  while (start > 0 && characters[start - 1] !== '\n') start--;
  let end = at;
  while (end < characters.length && characters[end] !== '\n' && characters[end] !== '\r') end++;
  const number = characters.slice(0, start).filter(char => char === '\n').length + 1;
  const line = characters.slice(start, end);
  const upTo = [0];
  for (const char of line) upTo.push((upTo.at(-1) ?? 0) + textWidth(char));
  const sum = (from: number, to: number): number => (upTo[to] ?? 0) - (upTo[from] ?? 0);
  let from = 0;
  let to = line.length;
  if (sum(0, to) > DISPLAY_WIDTH) {
    const place = at - start;
    if (sum(0, place) + MIN_RIGHT < DISPLAY_WIDTH) while (sum(from, to) > DISPLAY_WIDTH) to--;
    else {
      while (to > place + 1 && sum(place, to) > MIN_RIGHT) to--;
      while (sum(from, to) > DISPLAY_WIDTH) from++;
    }
  }
  const head = `LINE ${String(number)}: ${from > 0 ? '...' : ''}`;
  const shown = line.slice(from, to).join('');
  return `${head}${shown}${to < line.length ? '...' : ''}\n${' '.repeat(head.length + sum(from, at - start))}^\n`;
}
