import type { Assignment, SimpleCommand, Word } from '../syntax/ast.js';
import { makeWord } from '../syntax/word.js';

/** `set -k`: whatever looks like an assignment is one, and not only before the command. */
export function withKeywords(command: SimpleCommand): SimpleCommand {
  const found = command.words.map(word => ('kind' in word ? word : asAssignment(word)));
  const keywords = found.filter(each => each !== undefined);
  if (keywords.length === 0) return command;
  const words = command.words.filter((_, index) => found[index] === undefined);
  return { ...command, assignments: [...command.assignments, ...keywords], words, pure: false };
}

function asAssignment(word: Word): Assignment | undefined {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const [start = '', name, plus] = /^([A-Za-z_]\w*)(\+?)=/.exec(first.text) ?? [];
  if (name === undefined) return undefined;
  const text = first.text.slice(start.length);
  const parts = text === '' ? rest : [{ ...first, text }, ...rest];
  return { kind: 'assignment', name, subscript: undefined, append: plus === '+', value: makeWord(parts, word.source.slice(start.length)) };
}
