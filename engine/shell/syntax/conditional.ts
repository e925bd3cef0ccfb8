import type { Command, Conditional, Word } from './ast.js';
import type { CommandParser } from './command-parser.js';
import { PartList } from './part-list.js';
import { readPart } from './read-parts.js';
import { isExtendedPattern, readExtendedPattern } from './read-word.js';
import { skipBlanks } from './lexer.js';
import type { Cursor } from './cursor.js';
import { makeWord, plainText } from './word.js';

/** `[[ expression ]]`, read from the characters: its words follow rules of their own. */
export function parseConditional(parser: CommandParser): Command {
  const { lexer } = parser;
  const { start } = lexer.peek();
  const line = lexer.cursor.lineAt(start);
  const reader = new ConditionalReader(lexer.cursor, start);
  lexer.reread(start + 2);
  const expression = reader.read();
  lexer.resume();
  return { kind: 'conditional', expression, redirects: parser.redirects(), line };
}

const binaryOperators = new Set(['=', '==', '!=', '=~', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

class ConditionalReader {
  readonly #cursor: Cursor;
  readonly #start: number;

  constructor(cursor: Cursor, start: number) {
    this.#cursor = cursor;
    this.#start = start;
  }

  read(): Conditional {
    const expression = this.#or();
    this.#skip();
    const end = this.#cursor.position;
    const word = this.#word();
    if (plainText(word) !== ']]')
      throw this.#fault(
        expression.kind === 'unary' ? 'conditional binary operator expected' : 'syntax error in conditional expression',
        end,
      );
    return expression;
  }

  #or(): Conditional {
    let left = this.#and();
    while (this.#accept('||')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Conditional {
    let left = this.#term();
    while (this.#accept('&&')) left = { kind: 'and', left, right: this.#term() };
    return left;
  }

  #term(): Conditional {
    return this.#cursor.nested(() => {
      if (this.#accept('(')) {
        const inner = this.#or();
        if (!this.#accept(')')) throw this.#fault("expected `)'", this.#cursor.position);
        return inner;
      }
      const start = this.#cursor.position;
      const left = this.#word();
      const text = plainText(left);
      if (text === '!') return { kind: 'not', operand: this.#term() };
      if (text === ']]' || (left.parts.length === 0 && left.source === ''))
        throw this.#fault('syntax error in conditional expression', start);
      return this.#primary(left, text);
    });
  }

  #primary(left: Word, text: string | undefined): Conditional {
    const operator = this.#binaryOperator();
    if (operator !== undefined) {
      this.#skip();
      const start = this.#cursor.position;
      const right = operator === '=~' ? readRegexWord(this.#cursor) : this.#word();
      if (right.source === '' || plainText(right) === ']]') {
        throw this.#fault(`unexpected argument \`${right.source || '\n'}' to conditional binary operator`, start);
      }
      return { kind: 'binary', operator, left, right };
    }
    const unary = text !== undefined && /^-[a-zA-Z]$/.test(text);
    if (unary && this.#cursor.startsWith(']]'))
      throw this.#fault("unexpected argument `]]' to conditional unary operator", this.#cursor.position);
    if (!unary && this.#cursor.at() === '\n')
      throw this.#fault("unexpected token `newline', conditional binary operator expected", this.#cursor.position);
    if (!unary || this.#atEnd()) return { kind: 'unary', operator: '-n', operand: left };
    const start = this.#cursor.position;
    const operand = this.#word();
    if (operand.source === '') throw this.#fault('unexpected argument to conditional unary operator', start);
    return { kind: 'unary', operator: text, operand };
  }

  /** The operator between two words, if one follows. */
  #binaryOperator(): string | undefined {
    this.#skipSpaces();
    const { cursor } = { cursor: this.#cursor };
    if ((cursor.at() === '<' || cursor.at() === '>') && cursor.at(1) !== '(') {
      cursor.position++;
      return cursor.text[cursor.position - 1];
    }
    const start = cursor.position;
    const word = /^[^ \t\n|&;<>()]+/.exec(cursor.text.slice(start, start + 4))?.[0] ?? '';
    if (!binaryOperators.has(word)) return undefined;
    cursor.position += word.length;
    return word;
  }

  #atEnd(): boolean {
    this.#skip();
    return this.#cursor.startsWith(']]') || this.#cursor.startsWith('&&') || this.#cursor.startsWith('||') || this.#cursor.at() === ')';
  }

  #word(): Word {
    this.#skip();
    if (this.#cursor.ended) throw this.#unclosed();
    return readConditionalWord(this.#cursor);
  }

  #accept(operator: string): boolean {
    this.#skip();
    if (!this.#cursor.startsWith(operator)) return false;
    this.#cursor.position += operator.length;
    return true;
  }

  #skip(): void {
    this.#skipSpaces();
    while (this.#cursor.at() === '\n') {
      this.#cursor.position++;
      this.#skipSpaces();
    }
    if (this.#cursor.ended) throw this.#unclosed();
  }

  #skipSpaces(): void {
    skipBlanks(this.#cursor);
  }

  #unclosed(): Error {
    const fault = { kind: 'conditional', message: "unexpected EOF while looking for `]]'", token: '' } as const;
    return this.#cursor.fault(fault, { offset: this.#start, incomplete: true });
  }

  #fault(message: string, offset: number): Error {
    const token = /^[^ \t\n]*/.exec(this.#cursor.text.slice(offset, offset + 100))?.[0] ?? '';
    return this.#cursor.fault({ kind: 'conditional', message, token }, { offset });
  }
}

const plain = { quoting: 'plain', stops: () => false } as const;

function readConditionalWord(cursor: Cursor): Word {
  const start = cursor.position;
  const list = new PartList();
  while (!cursor.ended && !' \t\n|&;<>()'.includes(cursor.at())) {
    if (isExtendedPattern(cursor)) readExtendedPattern(cursor, list);
    else readPart(cursor, cursor.at(), list, plain);
  }
  return makeWord(list.finish(), cursor.text.slice(start, cursor.position), { extendedPatterns: true });
}

/** The right side of `=~`: parentheses and bars belong to it, blanks do within parentheses. */
function readRegexWord(cursor: Cursor): Word {
  const start = cursor.position;
  const list = new PartList();
  let depth = 0;
  for (; !cursor.ended; ) {
    const character = cursor.at();
    if (character === '\n' || (depth === 0 && ' \t;&)'.includes(character))) break;
    if (depth === 0 && character === '|' && cursor.at(1) === '|') break;
    if (character === '(') depth++;
    if (character === ')') depth--;
    if ('()|<>& \t;'.includes(character)) {
      list.text(character, false);
      cursor.position++;
    } else readPart(cursor, character, list, plain);
  }
  return makeWord(list.finish(), cursor.text.slice(start, cursor.position));
}
