import type { Dialect } from '../dialect.js';
import { shellLimits } from '../limits.js';
import type { AndOr, Command, List, ListItem, Pipeline, Redirect, Word } from './ast.js';
import { isClosingWord, isReservedWord, type CommandParser } from './command-parser.js';
import { parseCompound } from './compound-commands.js';
import { Cursor, type CursorOptions, type Grammar, type UnclosedHereDocument } from './cursor.js';
import { Lexer, type Token } from './lexer.js';
import { readHereDocumentBody, readParts } from './read-parts.js';
import { parseSimple } from './simple-command.js';
import type { ShellSyntaxError } from './syntax-error.js';
import { staticText } from './word.js';

/** Reads a script one complete command (a line, or more when it goes on) at a time. Throws ShellSyntaxError alone. */
export class Parser implements CommandParser {
  readonly lexer: Lexer;
  readonly #dialect: Dialect;
  /** Aliases that are being expanded, with how much of the source was left after each. */
  readonly #expanding: { readonly name: string; readonly left: number }[] = [];
  #aliasNext = false;

  private constructor(cursor: Cursor) {
    this.lexer = new Lexer(cursor);
    this.#dialect = cursor.dialect;
  }

  static forText(source: string, options: Omit<CursorOptions, 'grammar'>): Parser {
    const cursor = new Cursor(source, { ...options, grammar });
    if (source.length > shellLimits.sourceCharacters) throw cursor.fault({ kind: 'too-long', token: '' });
    return new Parser(cursor);
  }

  /** A text that is expanded like a here-document: a prompt. */
  static readText(text: string, dialect: Dialect): Word {
    return readHereDocumentBody(new Cursor(text, { dialect, grammar }));
  }

  /** Reads on where another reader is. */
  static at(cursor: Cursor): Parser {
    return new Parser(cursor);
  }

  /** The next complete command; undefined at the end of the source. */
  next(): List | undefined {
    this.lexer.skipNewlines();
    if (this.lexer.atEnd) return undefined;
    const list = this.#items(false);
    const token = this.lexer.peek();
    if (token.kind !== 'newline' && token.kind !== 'end') throw this.unexpected(token);
    if (token.kind === 'newline') this.lexer.next();
    else this.endHereDocuments();
    return list;
  }

  /** Where the source goes on after what `next` has read. */
  get position(): number {
    return this.lexer.previousEnd;
  }

  /** Nothing but blanks and comments is left. */
  get atEnd(): boolean {
    this.lexer.skipNewlines();
    return this.lexer.atEnd;
  }

  get source(): string {
    return this.lexer.cursor.text;
  }

  /** `shopt -s extglob` counts from the next command on. */
  get extendedPatterns(): boolean {
    return this.lexer.cursor.extendedPatterns;
  }

  set extendedPatterns(on: boolean) {
    this.lexer.cursor.extendedPatterns = on;
  }

  get unclosedHereDocuments(): readonly UnclosedHereDocument[] {
    return this.lexer.cursor.unclosedHereDocuments.splice(0);
  }

  list(): List {
    const list = this.listOrNothing();
    // At the end of the input, whoever wanted the list says what else is missing.
    if (list.items.length === 0 && !this.lexer.atEnd) throw this.unexpected(this.lexer.peek());
    return list;
  }

  listOrNothing(): List {
    return this.lexer.cursor.nested(() => {
      this.lexer.skipNewlines();
      return this.#items(true);
    });
  }

  /** Items up to something that ends a list; newlines separate them only in a compound command. */
  #items(acrossLines: boolean): List {
    const { lexer } = this;
    const items: ListItem[] = [];
    while (!this.#endsList()) {
      const start = lexer.nextStart;
      const command = this.#andOr();
      const source = lexer.cursor.text.slice(start, lexer.previousEnd).trim();
      const background = lexer.accept('&');
      const separated = background || lexer.accept(';');
      items.push({ command, background, source, ...(!separated && lexer.atNewline ? { newline: true } : {}) });
      if (!separated && !(acrossLines && lexer.atNewline)) break;
      if (acrossLines) lexer.skipNewlines();
    }
    return { kind: 'list', items };
  }

  #endsList(): boolean {
    this.commandWord();
    const cursor = this.lexer.atToken();
    return !(cursor && looksLikeAssignment(cursor)) && endsList(this.lexer.peek());
  }

  #andOr(): Command {
    const first = this.#pipeline();
    const rest: AndOr['rest'][number][] = [];
    for (;;) {
      const operator = this.lexer.isOperator('&&') ? '&&' : this.lexer.isOperator('||') ? '||' : undefined;
      if (!operator) break;
      this.lexer.next();
      this.lexer.skipNewlines();
      rest.push({ operator, command: this.#pipeline() });
    }
    return rest.length === 0 ? first : { kind: 'and-or', first, rest };
  }

  #pipeline(): Command {
    const { line } = this.lexer.cursor;
    let negated = false;
    let modified = false;
    let timed: Pipeline['timed'] = 'no';
    for (;;) {
      const word = this.commandWord();
      if (word === '!' && negated && !this.#dialect.bashKeywords) throw this.unexpected(this.lexer.peek());
      if (word === '!') negated = !negated;
      else if (word === 'time' && this.#dialect.bashKeywords) timed = 'yes';
      else if (word === '-p' && timed === 'yes') timed = 'posix';
      else break;
      modified = true;
      this.lexer.next();
    }
    if (modified && this.#dialect.bashKeywords && endsCommand(this.lexer.peek()))
      return { kind: 'pipeline', negated, commands: [], withStderr: [], timed, line };
    const commands = [this.command()];
    const withStderr: boolean[] = [];
    for (;;) {
      const both = this.lexer.isOperator('|&');
      if (!both && !this.lexer.isOperator('|')) break;
      this.lexer.next();
      withStderr.push(both);
      this.lexer.skipNewlines();
      if (this.commandWord() === '!') throw this.unexpected(this.lexer.peek());
      commands.push(this.command());
    }
    const [only] = commands;
    if (only && commands.length === 1 && !modified) return only;
    return { kind: 'pipeline', negated, commands, withStderr, timed, line };
  }

  command(): Command {
    this.commandWord();
    const hasAssignment = this.lexer.atToken() !== undefined;
    const compound = hasAssignment ? undefined : parseCompound(this, this.#dialect);
    return compound ?? parseSimple(this, this.#dialect);
  }

  redirects(): readonly Redirect[] {
    const redirects: Redirect[] = [];
    for (;;) {
      const redirect = this.redirect();
      if (!redirect) return redirects;
      redirects.push(redirect);
    }
  }

  /** A redirection, if one is next. */
  redirect(): Redirect | undefined {
    const token = this.lexer.peek();
    if (token.kind !== 'redirect') return undefined;
    const line = this.lexer.cursor.lineAt(token.start);
    this.lexer.next();
    const target = this.lexer.peek();
    if (target.kind !== 'word') throw this.unexpected(target, undefined, true);
    this.lexer.next();
    if (token.operator === '<<' || token.operator === '<<-')
      return this.#hereDocument(token.fd, target.word, token.operator === '<<-', line);
    return { fd: token.fd, operator: token.operator, target: target.word, line };
  }

  #hereDocument(fd: Redirect['fd'], end: Word, stripTabs: boolean, line: number): Redirect {
    const delimiter = staticText(end) ?? end.source;
    const quoted = end.parts.some(part => part.kind === 'double' || (part.kind === 'text' && part.quoted));
    const redirect = { fd, operator: '<<' as const, target: end, hereDocument: { delimiter, quoted, stripTabs }, line };
    this.lexer.cursor.pendingHereDocuments.push({
      delimiter,
      quoted,
      stripTabs,
      line,
      fill: body => {
        redirect.target = body;
      },
    });
    return redirect;
  }

  expectWord(keyword: string): void {
    const token = this.lexer.peek();
    if (token.kind !== 'word' || token.text !== keyword) throw this.unexpected(token, keyword);
    this.lexer.next();
  }

  expectOperator(operator: string, inLine = false): void {
    if (!this.lexer.accept(operator)) throw this.unexpected(this.lexer.peek(), operator, inLine);
  }

  unexpected(token: Token, expecting?: string, inLine = false): ShellSyntaxError {
    const at = { offset: token.start, incomplete: token.kind === 'end' };
    return this.lexer.cursor.fault({ kind: 'unexpected', expecting, inLine, ...this.#describe(token) }, at);
  }

  #describe(token: Token): { token: string; tokenKind: 'word' | 'reserved' | 'operator' | 'redirection' | 'newline' | 'end' } {
    switch (token.kind) {
      case 'word': {
        const reserved = token.text !== undefined && isReservedWord(token.text, this.#dialect.name);
        return { token: token.word.source, tokenKind: reserved ? 'reserved' : 'word' };
      }
      case 'operator':
        return { token: token.text, tokenKind: 'operator' };
      case 'redirect':
        return { token: token.operator, tokenKind: 'redirection' };
      case 'newline':
        return { token: '\n', tokenKind: 'newline' };
      case 'end':
        return { token: '', tokenKind: 'end' };
    }
  }

  /** The plain word where a command begins, after aliases. */
  commandWord(): string | undefined {
    for (;;) {
      const cursor = this.lexer.atToken();
      if (cursor && looksLikeAssignment(cursor)) return undefined;
      const word = this.lexer.plainWord();
      if (word === undefined || !this.#expandAlias(word)) return word;
    }
  }

  /** An alias whose value ends with a blank lets the next word be one too. */
  expandAliasOfArgument(): void {
    if (!this.#aliasNext) return;
    this.#aliasNext = false;
    const word = this.lexer.plainWord();
    if (word !== undefined) this.#expandAlias(word);
  }

  /** Puts the alias's value in place of the word, once per place. */
  #expandAlias(word: string): boolean {
    const value = this.lexer.cursor.alias?.(word);
    if (value === undefined) return false;
    const { cursor } = this.lexer;
    const { start } = this.lexer.peek();
    const left = cursor.text.length - start - word.length;
    while (this.#expanding.length > 0 && left < (this.#expanding.at(-1)?.left ?? 0)) this.#expanding.pop();
    if (this.#expanding.some(alias => alias.name === word)) return false;
    this.#expanding.push({ name: word, left });
    cursor.text = cursor.text.slice(0, start) + value + cursor.text.slice(start + word.length);
    cursor.notArithmetic.clear();
    this.#aliasNext = /[ \t]$/.test(value);
    this.lexer.reread(start);
    return true;
  }

  endHereDocuments(): void {
    const { cursor } = this.lexer;
    if (cursor.pendingHereDocuments.length === 0) return;
    if (cursor.moreMayCome) {
      throw cursor.fault(
        { kind: 'unterminated', what: '<<' },
        { incomplete: true, awaitedLine: cursor.pendingHereDocuments[0]?.delimiter },
      );
    }
    this.lexer.endOfInput();
  }
}

/** `name=`, `name+=` or `name[`: the readers of assignments look closer. */
function looksLikeAssignment(cursor: Cursor): boolean {
  assignmentStart.lastIndex = cursor.position;
  return assignmentStart.test(cursor.text);
}

const assignmentStart = /[A-Za-z_][A-Za-z0-9_]*(?:\+?=|\[)/y;

function endsList(token: Token): boolean {
  if (token.kind === 'end' || token.kind === 'newline') return true;
  if (token.kind === 'word') return isClosingWord(token.text);
  return token.kind === 'operator' && [')', ';;', ';&', ';;&'].includes(token.text);
}

function endsCommand(token: Token): boolean {
  return endsList(token) || (token.kind === 'operator' && token.text !== '(');
}

const grammar: Grammar = {
  parts: readParts,
  commandsToParenthesis(cursor) {
    const start = cursor.position;
    const parser = Parser.at(cursor);
    const list = parser.listOrNothing();
    const token = parser.lexer.peek();
    if (token.kind === 'end') throw cursor.unterminated('$(', start);
    parser.expectOperator(')');
    return list;
  },
  commandsOf(text, cursor) {
    const { dialect, line, extendedPatterns, depth, alias } = cursor;
    // dash counts the lines between backquotes from 1.
    const firstLine = dialect.name === 'dash' ? 1 : line;
    const parser = Parser.forText(text, { dialect, firstLine, extendedPatterns, depth, alias });
    const list = parser.listOrNothing();
    const token = parser.lexer.peek();
    if (token.kind !== 'end') throw parser.unexpected(token);
    parser.endHereDocuments();
    return list;
  },
};
