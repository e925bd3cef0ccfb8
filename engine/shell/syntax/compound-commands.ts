import type { Dialect } from '../dialect.js';
import type { CaseClause, Command, List, Word } from './ast.js';
import type { CommandParser } from './command-parser.js';
import { parseConditional } from './conditional.js';
import type { Cursor } from './cursor.js';
import { tryArithmetic } from './read-dollar.js';
import { parseFunctionBody } from './simple-command.js';
import { makeWord, quotedWord } from './word.js';

type Parse = (parser: CommandParser, dialect: Dialect) => Command;

/** The compound command that is next, with its redirections; undefined when a simple one is. */
export function parseCompound(parser: CommandParser, dialect: Dialect): Command | undefined {
  const { lexer } = parser;
  if (lexer.isOperator('(')) return parseParenthesis(parser, dialect);
  const keyword = lexer.plainWord();
  if (keyword === undefined || !Object.hasOwn(keywords, keyword)) return undefined;
  const parse = keywords[keyword];
  return parse && isKnownKeyword(keyword, dialect) ? parse(parser, dialect) : undefined;
}

const bashKeywords = new Set(['[[', 'select', 'coproc']);

function isKnownKeyword(keyword: string, dialect: Dialect): boolean {
  if (keyword === 'function') return dialect.functionKeyword;
  return !bashKeywords.has(keyword) || dialect.bashKeywords;
}

const keywords: Readonly<Record<string, Parse>> = {
  '{': parseGroup,
  if: parseIf,
  for: parseFor,
  while: parser => parseLoop(parser, false),
  until: parser => parseLoop(parser, true),
  case: parseCase,
  select: parseSelect,
  coproc: parseCoprocess,
  function: parseFunctionKeyword,
  '[[': parseConditional,
  // A closing word where a command must be is an error, and not the name of a command.
  in: misplaced,
  then: misplaced,
  do: misplaced,
  done: misplaced,
  fi: misplaced,
  elif: misplaced,
  else: misplaced,
  esac: misplaced,
  '}': misplaced,
};

/** A name comes before a compound command only: anything else that looks like one is the command. */
function parseCoprocess(parser: CommandParser): Command {
  const { lexer } = parser;
  const { start } = lexer.peek();
  const line = lexer.cursor.lineAt(start);
  lexer.next();
  const word = lexer.plainWord();
  const after = /^[ \t]*(?:\(|\{[ \t\n]|\[\[[ \t]|(?:if|for|while|until|case|select)[ \t\n])/;
  const isName = word !== undefined && /^[A-Za-z_]\w*$/.test(word) && after.test(lexer.cursor.text.slice(lexer.peek().start + word.length));
  const name = isName ? word : 'COPROC';
  if (isName) lexer.next();
  const body = parser.command();
  return { kind: 'coprocess', name, body, source: lexer.cursor.text.slice(start, lexer.previousEnd).trim(), redirects: [], line };
}

function misplaced(parser: CommandParser): never {
  throw parser.unexpected(parser.lexer.peek());
}

function parseParenthesis(parser: CommandParser, dialect: Dialect): Command {
  const { lexer } = parser;
  const { start } = lexer.peek();
  const line = lexer.cursor.lineAt(start);
  if (dialect.arithmeticCommands && lexer.cursor.text[start + 1] === '(') {
    lexer.reread(start + 2);
    const expression = tryArithmetic(lexer.cursor, start);
    if (expression) {
      lexer.resume();
      return { kind: 'arithmetic', expression, redirects: parser.redirects(), line };
    }
    lexer.reread(start);
  }
  lexer.next();
  const body = parser.list();
  parser.expectOperator(')');
  return { kind: 'subshell', body, redirects: parser.redirects(), line };
}

function parseGroup(parser: CommandParser): Command {
  const line = begin(parser);
  const body = parser.list();
  parser.expectWord('}');
  return { kind: 'group', body, redirects: parser.redirects(), line };
}

function parseIf(parser: CommandParser): Command {
  const line = parser.lexer.cursor.lineAt(parser.lexer.nextStart);
  const branches: { test: List; body: List }[] = [];
  do {
    parser.lexer.next();
    const test = parser.list();
    parser.expectWord('then');
    branches.push({ test, body: parser.list() });
  } while (parser.lexer.plainWord() === 'elif');
  let otherwise: List | undefined;
  if (parser.lexer.plainWord() === 'else') {
    parser.lexer.next();
    otherwise = parser.list();
  }
  parser.expectWord('fi');
  return { kind: 'if', branches, otherwise, redirects: parser.redirects(), line };
}

function parseLoop(parser: CommandParser, until: boolean): Command {
  const line = begin(parser);
  const test = parser.list();
  const body = parseDo(parser);
  return { kind: 'loop', until, test, body, redirects: parser.redirects(), line };
}

function parseDo(parser: CommandParser): List {
  parser.expectWord('do');
  const body = parser.list();
  parser.expectWord('done');
  return body;
}

function parseFor(parser: CommandParser, dialect: Dialect): Command {
  const line = begin(parser);
  const { lexer } = parser;
  if (dialect.arithmeticCommands && lexer.isOperator('(') && lexer.cursor.at() === '(') return parseArithmeticFor(parser, line);
  const { variable, words } = parseLoopHeader(parser, dialect);
  const body = dialect.name === 'bash' && lexer.plainWord() === '{' ? parseBraces(parser) : parseDo(parser);
  return { kind: 'for', variable, words, body, redirects: parser.redirects(), line };
}

function parseSelect(parser: CommandParser, dialect: Dialect): Command {
  const line = begin(parser);
  const { variable, words } = parseLoopHeader(parser, dialect);
  const body = parseDo(parser);
  return { kind: 'select', variable, words, body, redirects: parser.redirects(), line };
}

/** `name`, `name in words;` up to the `do`. */
function parseLoopHeader(parser: CommandParser, dialect: Dialect): { variable: string; words: readonly Word[] | undefined } {
  const { lexer } = parser;
  const token = lexer.peek();
  // bash looks at the name when the loop runs.
  const variable = token.kind === 'word' && dialect.name === 'bash' ? token.word.source : (lexer.plainWord() ?? '');
  if (dialect.name === 'bash') {
    if (token.kind !== 'word') throw parser.unexpected(token, undefined, true);
  } else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
    throw lexer.cursor.fault({ kind: 'bad-for-variable', token: variable }, { offset: token.start, incomplete: token.kind === 'end' });
  }
  lexer.next();
  const direct = lexer.accept(';');
  lexer.skipNewlines();
  if (direct || lexer.plainWord() !== 'in') {
    const next = lexer.plainWord();
    if (next !== 'do' && next !== '{') throw parser.unexpected(lexer.peek(), direct ? 'do' : undefined);
    return { variable, words: undefined };
  }
  lexer.next();
  const words: Word[] = [];
  for (let word = lexer.peek(); word.kind === 'word'; word = lexer.peek()) {
    words.push(word.word);
    lexer.next();
  }
  if (!lexer.accept(';') && !lexer.atNewline) throw parser.unexpected(lexer.peek());
  lexer.skipNewlines();
  return { variable, words };
}

function parseBraces(parser: CommandParser): List {
  parser.lexer.next();
  const body = parser.list();
  parser.expectWord('}');
  return body;
}

/** The rest of `for ((start; test; step))`, at the first parenthesis. */
function parseArithmeticFor(parser: CommandParser, line: number): Command {
  const { lexer } = parser;
  const { start: open } = lexer.next();
  lexer.cursor.position++;
  const start = readClause(lexer.cursor, open, ';');
  const test = readClause(lexer.cursor, open, ';');
  const step = readClause(lexer.cursor, open, ')');
  if (lexer.cursor.at() !== ')') throw lexer.cursor.unterminated('((', open);
  lexer.cursor.position++;
  lexer.resume();
  lexer.accept(';');
  lexer.skipNewlines();
  const body = lexer.plainWord() === '{' ? parseBraces(parser) : parseDo(parser);
  return { kind: 'arithmetic-for', start, test, step, body, redirects: parser.redirects(), line };
}

function readClause(cursor: Cursor, open: number, end: ';' | ')'): Word {
  const from = cursor.position;
  let depth = 0;
  const parts = cursor.grammar.parts(cursor, {
    quoting: 'here',
    stops: character => {
      if (character === end && depth === 0) return true;
      if (character === '(') depth++;
      if (character === ')') depth--;
      return false;
    },
  });
  if (cursor.ended) throw cursor.unterminated('((', open);
  const word = makeWord(parts, cursor.text.slice(from, cursor.position));
  cursor.position++;
  return word;
}

function parseCase(parser: CommandParser, dialect: Dialect): Command {
  const line = begin(parser);
  const { lexer } = parser;
  const token = lexer.next();
  if (token.kind !== 'word') throw parser.unexpected(token, 'word', true);
  lexer.skipNewlines();
  parser.expectWord('in');
  const clauses: CaseClause[] = [];
  for (;;) {
    lexer.skipNewlines();
    if (lexer.plainWord() === 'esac') break;
    const clause = parseClause(parser, dialect);
    clauses.push(clause);
    if (!clause.closed) break;
  }
  parser.expectWord('esac');
  return { kind: 'case', subject: token.word, clauses, redirects: parser.redirects(), line };
}

function parseClause(parser: CommandParser, dialect: Dialect): CaseClause & { readonly closed: boolean } {
  const { lexer } = parser;
  lexer.accept('(');
  const patterns: Word[] = [];
  do {
    const token = lexer.peek();
    // dash and ash take any token for a pattern, and miss the parenthesis afterwards.
    if (token.kind !== 'word' && (dialect.name === 'bash' || token.kind === 'end'))
      throw parser.unexpected(token, token.kind === 'end' ? ')' : undefined);
    lexer.next();
    patterns.push(token.kind === 'word' ? token.word : quotedWord(''));
  } while (lexer.accept('|'));
  parser.expectOperator(')', true);
  const body = parser.listOrNothing();
  for (const next of [';;', ';&', ';;&'] as const) {
    if (lexer.accept(next)) return { patterns, body, next, closed: true };
  }
  if (lexer.plainWord() !== 'esac') throw parser.unexpected(lexer.peek(), ';;');
  return { patterns, body, next: ';;', closed: false };
}

function parseFunctionKeyword(parser: CommandParser, dialect: Dialect): Command {
  const { lexer } = parser;
  const { start } = lexer.next();
  const name = lexer.next();
  if (name.kind !== 'word') throw parser.unexpected(name, 'word', true);
  if (lexer.accept('(')) parser.expectOperator(')');
  return parseFunctionBody(parser, dialect, name.word, start);
}

/** Consumes the keyword that begins a command; its line. */
function begin(parser: CommandParser): number {
  return parser.lexer.cursor.lineAt(parser.lexer.next().start);
}
