import type { Assignment, Redirect, SimpleCommand, Word } from './ast.js';

/** A simple command as it was written, for BASH_COMMAND. */
export function commandText({ assignments, words, redirects }: SimpleCommand): string {
  return [...assignments.map(assignmentText), ...words.map(wordText), ...redirects.map(redirectText)].join(' ');
}

function wordText(word: Word | Assignment): string {
  return 'kind' in word ? assignmentText(word) : word.source;
}

export function assignmentText({ name, subscript, append, value }: Assignment): string {
  return `${name}${subscript ? `[${subscript.source}]` : ''}${append ? '+' : ''}=${value.source}`;
}

function redirectText({ fd, operator, target, hereDocument }: Redirect): string {
  const descriptor = fd === undefined ? '' : typeof fd === 'number' ? String(fd) : `{${fd.variable}}`;
  if (hereDocument) return `${descriptor}<<${hereDocument.delimiter}`;
  return `${descriptor}${operator}${/^[<>]&$/.test(operator) ? '' : ' '}${target.source}`;
}
