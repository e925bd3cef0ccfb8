import type { Dialect } from '../dialect.js';
import type { Assignment, Command, FunctionDefinition, Redirect, SimpleCommand, Word } from './ast.js';
import { isReservedWord, type CommandParser } from './command-parser.js';
import { isPureAssignment, readAssignment } from './read-assignment.js';
import type { Token } from './lexer.js';
import { plainText, quotedWord } from './word.js';

const posixDeclarations = new Set(['export', 'readonly', 'local']);
const bashDeclarations = new Set([...posixDeclarations, 'declare', 'typeset']);

/** `name=value … command argument … redirections`, or the definition of a function. */
export function parseSimple(parser: CommandParser, dialect: Dialect): Command {
  const { lexer } = parser;
  const assignments: Assignment[] = [];
  const words: (Word | Assignment)[] = [];
  const redirects: Redirect[] = [];
  const start = lexer.nextStart;
  let line = lexer.cursor.lineAt(start);
  let declares = false;
  for (;;) {
    // bash has read the second word when it notes the line.
    if (dialect.name === 'bash' && words.length + assignments.length + redirects.length <= 2) line = Math.max(line, lexer.lastLine);
    const mayAssign = words.length === 0 || declares;
    const cursor = mayAssign ? lexer.atToken() : undefined;
    const assignment = cursor && readAssignment(cursor);
    if (assignment) {
      lexer.resume();
      (words.length === 0 ? assignments : words).push(assignment);
      continue;
    }
    const redirect = parser.redirect();
    if (redirect) {
      redirects.push(redirect);
      continue;
    }
    if (words.length === 0 && assignments.length + redirects.length > 0) {
      parser.commandWord();
      if (lexer.atToken()) continue;
    }
    const word = wordOf(lexer.peek(), words, dialect);
    if (!word) break;
    lexer.next();
    words.push(word);
    if (words.length === 1) {
      if (assignments.length + redirects.length === 0 && lexer.atParenthesis) return parseFunction(parser, dialect, word, start);
      declares = dialect.declarationArguments && (dialect.arrays ? bashDeclarations : posixDeclarations).has(plainText(word) ?? '');
    }
    parser.expandAliasOfArgument();
  }
  if (assignments.length + words.length + redirects.length === 0) throw parser.unexpected(lexer.peek());
  return {
    kind: 'simple',
    assignments,
    words,
    redirects,
    line,
    pure: isPureCommand(assignments, words, redirects),
  };
}

/** The token as a word: `&&` and `||` are words too between ash's `[[` and `]]`, which is a command with arguments there. */
function wordOf(token: Token, words: SimpleCommand['words'], dialect: Dialect): Word | undefined {
  if (token.kind === 'word') return token.word;
  if (dialect.name !== 'ash' || token.kind !== 'operator' || (token.text !== '&&' && token.text !== '||')) return undefined;
  const plain = words.map(word => ('kind' in word ? undefined : plainText(word)));
  return plain[0] === '[[' && !plain.includes(']]') ? quotedWord(token.text) : undefined;
}

/** The rest of `name ( ) body`, with the name read. */
function parseFunction(parser: CommandParser, dialect: Dialect, name: Word, start: number): FunctionDefinition {
  const { lexer } = parser;
  lexer.next();
  parser.expectOperator(')', true);
  return parseFunctionBody(parser, dialect, name, start);
}

/** A function's body: in POSIX shells any command, in bash a compound one. */
export function parseFunctionBody(parser: CommandParser, dialect: Dialect, name: Word, start: number): FunctionDefinition {
  const { lexer } = parser;
  const text = plainText(name);
  const unlike = text === undefined || (dialect.name === 'bash' && /^\d+$/.test(text));
  // bash looks at the name when the function is defined.
  const invalid = dialect.name === 'bash' && unlike;
  if (!invalid && !(text !== undefined && isFunctionName(text, dialect)))
    throw lexer.cursor.fault({ kind: 'bad-function-name', token: name.source }, { offset: start });
  lexer.skipNewlines();
  const bodyToken = lexer.peek();
  const body = parser.command();
  if (dialect.name === 'bash' && body.kind === 'simple') throw parser.unexpected(bodyToken);
  const source = lexer.cursor.text.slice(start, lexer.previousEnd);
  const line = lexer.cursor.lineAt(start);
  return { kind: 'function', name: invalid ? name.source : (text ?? ''), body, source, line, ...(invalid ? { invalid } : {}) };
}

/** Special builtins cannot be functions in dash and ash. */
const posixSpecial = new Set('break continue eval exec exit export local readonly return set shift times trap unset'.split(' '));

function isFunctionName(text: string, dialect: Dialect): boolean {
  if (isReservedWord(text, dialect.name)) return false;
  return (
    dialect.anyFunctionName ||
    (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !posixSpecial.has(text) && !(dialect.name === 'ash' && text === 'source'))
  );
}

function isPureCommand(
  assignments: SimpleCommand['assignments'],
  words: SimpleCommand['words'],
  redirects: SimpleCommand['redirects'],
): boolean {
  return (
    redirects.length === 0 &&
    assignments.every(isPureAssignment) &&
    words.every(word => ('kind' in word ? isPureAssignment(word) : word.pure))
  );
}
