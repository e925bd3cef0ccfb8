import type { Command, List, Redirect } from './ast.js';
import type { Lexer, Token } from './lexer.js';
import type { ShellSyntaxError } from './syntax-error.js';

/** What the parsers of compound commands need of the parser of lists. */
export interface CommandParser {
  readonly lexer: Lexer;
  /** One or more commands up to a closing keyword or operator, which is left. */
  list(): List;
  /** As `list`, but may be empty: the body of a `case` clause, a substitution. */
  listOrNothing(): List;
  command(): Command;
  /** The redirection that is next, if one is. */
  redirect(): Redirect | undefined;
  /** Expands aliases where the command's name is to come; the name, when it is plain. */
  commandWord(): string | undefined;
  /** After a word that may be followed by an alias. */
  expandAliasOfArgument(): void;
  /** Redirections after a compound command. */
  redirects(): readonly Redirect[];
  /** Consumes this keyword, or fails. */
  expectWord(keyword: string): void;
  expectOperator(operator: string, inLine?: boolean): void;
  unexpected(token: Token, expecting?: string, inLine?: boolean): ShellSyntaxError;
}

const closingWords = new Set(['then', 'do', 'done', 'fi', 'elif', 'else', 'esac', '}']);
const reservedWords = new Set([...closingWords, '!', '{', 'case', 'for', 'if', 'in', 'until', 'while']);
const bashReservedWords = new Set([...reservedWords, '[[', ']]', 'function', 'select', 'time', 'coproc']);

export function isClosingWord(text: string | undefined): boolean {
  return text !== undefined && closingWords.has(text);
}

/** Words that mean something to the grammar where a command may begin; `type` tells them. */
export function isReservedWord(text: string, dialect: string): boolean {
  if (dialect === 'bash') return bashReservedWords.has(text);
  return reservedWords.has(text) || (dialect === 'ash' && text === 'function');
}
