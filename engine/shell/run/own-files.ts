import type { Redirect, Word, WordPart } from '../syntax/ast.js';

/**
 * Whether opening these files changes the shell: bash opens those of a program in the program's own process, where
 * nobody sees what became of the variables (execute_disk_command in execute_cmd.c).
 */
export function changeShell(redirects: readonly Redirect[]): boolean {
  return redirects.some(({ fd, target }) => typeof fd === 'object' || changes(target));
}

function changes(word: Word): boolean {
  return word.literal === undefined && word.parts.some(partChanges);
}

function partChanges(part: WordPart): boolean {
  switch (part.kind) {
    case 'double':
      return part.parts.some(partChanges);
    case 'arithmetic':
    case 'process':
      return true;
    case 'parameter': {
      const { operation, subscript } = part;
      if (!operation) return typeof subscript === 'object' && changes(subscript);
      return operation.kind === 'assign' || operation.kind === 'substring' || ('word' in operation && changes(operation.word));
    }
    case 'text':
    case 'tilde':
    case 'command':
    case 'bad':
      return false;
  }
}
