import type { Argument, Block, Expression, Handler, Statement } from './ast.js';
import { CompoundParser } from './compound-parser.js';
import { join, SourceError, type Span } from './span.js';
import { assignmentTarget } from './targets.js';
import type { DeferredBody } from './token.js';
import { tokenize, tokenizeBody } from './tokenizer.js';

/** The statements of a program. Where bodies are `deferred`, functions that lie in no other function keep the place of theirs. */
export function parseProgram(text: string, deferred = false): Block {
  const parser = new Parser(tokenize(text, deferred));
  return parser.checked(() => parser.program());
}

/** The statements of a body whose reading was put off. */
export function parseBody(body: DeferredBody): Block {
  const parser = new Parser(tokenizeBody(body));
  return parser.checked(() => parser.indented());
}

/** An expression alone, as `eval` takes it. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokenize(text.replace(/^[ \t]+/, '')));
  return parser.checked(() => {
    const value = parser.expressions();
    while (parser.isKind('newline')) parser.next();
    if (!parser.isKind('end')) parser.unexpected();
    return value;
  });
}

/** What was typed at a prompt; undefined when more lines are needed. */
export function parseInteractive(text: string): Block | undefined {
  try {
    const block = parseProgram(text);
    return /^(if|while|for|try|with|def|class|async|match|@)$/.test(firstWord(block)) && !/\n[ \t]*\n$/.test(text) ? undefined : block;
  } catch (error) {
    if (error instanceof SourceError && error.isIncomplete) return undefined;
    throw error;
  }
}

function firstWord(block: Block): string {
  const last = block.at(-1);
  if (!last) return '';
  const words: Readonly<Record<string, string>> = {
    if: 'if',
    while: 'while',
    for: 'for',
    try: 'try',
    with: 'with',
    function: 'def',
    class: 'class',
    match: 'match',
  };
  return words[last.kind] ?? '';
}

/** Whole programs: statements that hold others. */
class Parser extends CompoundParser {
  program(): Block {
    const statements: Statement[] = [];
    while (!this.isKind('end')) {
      if (this.isKind('newline')) {
        this.next();
        continue;
      }
      if (this.isKind('indent')) this.fail('unexpected indent', this.endOfLine(), 'IndentationError');
      statements.push(...this.#statement());
    }
    return statements;
  }

  #statement(): readonly Statement[] {
    const { token } = this;
    if (token.kind === 'keyword') {
      switch (token.text) {
        case 'if':
          return [this.#if()];
        case 'while':
          return [this.#while()];
        case 'for':
          return [this.#for(token.span, false)];
        case 'try':
          return [this.#try()];
        case 'with':
          return [this.withStatement(token.span, false)];
        case 'def':
          return [this.#function([], token.span, false)];
        case 'class':
          return [this.#class([])];
        case 'async':
          return [this.#async([])];
      }
    }
    if (this.is('@')) return [this.#decorated()];
    const match = token.kind === 'name' && token.text === 'match' ? this.matchStatement() : undefined;
    return match ? [match] : this.#simpleLine();
  }

  #simpleLine(): readonly Statement[] {
    const statements: Statement[] = [];
    do {
      const statement = this.simple();
      statements.push(statement);
      if (!this.isOver) this.#trailing(statement);
    } while (this.accept(';') && !this.isKind('newline') && !this.isKind('end'));
    if (!this.isKind('end')) {
      if (!this.isKind('newline')) this.unexpected();
      this.next();
    }
    return statements;
  }

  #trailing(statement: Statement): never {
    this.legacyStatement(statement);
    if (this.is('else') || this.is('elif')) this.fail('invalid syntax');
    this.missingComma();
    return this.unexpected();
  }

  #async(decorators: readonly Expression[]): Statement {
    const start = this.next().span;
    if (this.is('def')) return this.#function(decorators, start, true);
    if (this.is('for')) return this.#for(start, true);
    if (this.is('with')) return this.withStatement(start, true);
    return this.unexpected();
  }

  /** The block behind a colon, indented or on the same line. */
  block(what: string, line: Span): Block {
    if (!this.isKind('newline')) return this.#simpleLine();
    this.next();
    if (!this.isKind('indent')) {
      const { token } = this;
      const span = token.kind === 'end' ? { start: this.last.span.start, end: this.last.span.start } : token.span;
      throw new SourceError(
        `expected an indented block after ${what} on line ${line.start.line}`,
        span,
        'IndentationError',
        token.kind === 'end',
      );
    }
    return this.indented();
  }

  indented(): Block {
    this.next();
    const statements: Statement[] = [];
    while (!this.isKind('dedent')) {
      if (this.isKind('end')) break;
      if (this.isKind('indent')) this.fail('unexpected indent', this.endOfLine(), 'IndentationError');
      statements.push(...this.#statement());
    }
    if (this.isKind('dedent')) this.next();
    return statements;
  }

  #if(): Statement {
    const start = this.next().span;
    const word = this.last.text;
    const test = this.#condition();
    this.expectColonAtEnd();
    const then = this.block(`'${word}' statement`, start);
    let otherwise: Block = [];
    if (this.is('elif')) otherwise = [this.#if()];
    else otherwise = this.#else();
    return { kind: 'if', test, then, otherwise, span: this.spanFrom(start) };
  }

  #condition(): Expression {
    const test = this.namedExpression();
    if (this.is('=')) this.#assignmentAsTest(test);
    return test;
  }

  #assignmentAsTest(test: Expression): never {
    if (test.kind === 'name') {
      const right = this.peek();
      this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", join(test.span, right.span));
    }
    if (test.kind === 'attribute' || test.kind === 'subscript')
      this.fail(`cannot assign to ${test.kind} here. Maybe you meant '==' instead of '='?`, test.span);
    assignmentTarget(test, 'assign');
    return this.unexpected();
  }

  #else(): Block {
    if (!this.is('else')) return [];
    const start = this.next().span;
    this.expectColon();
    return this.block("'else' statement", start);
  }

  #while(): Statement {
    const start = this.next().span;
    const test = this.#condition();
    this.expectColonAtEnd();
    const body = this.block("'while' statement", start);
    return { kind: 'while', test, body, otherwise: this.#else(), span: this.spanFrom(start) };
  }

  #for(start: Span, isAsync: boolean): Statement {
    this.next();
    const target = this.targets();
    this.expect('in');
    const iterable = this.expressions();
    this.expectColon();
    const body = this.block("'for' statement", start);
    return { kind: 'for', target, iterable, body, otherwise: this.#else(), isAsync, span: this.spanFrom(start) };
  }

  #try(): Statement {
    const start = this.next().span;
    this.expectColon();
    const body = this.block("'try' statement", start);
    const handlers: Handler[] = [];
    let isStar = false;
    while (this.is('except')) {
      const word = this.next().span;
      isStar = this.accept('*');
      handlers.push(this.#handler(word, isStar));
    }
    for (const handler of handlers.slice(0, -1)) if (!handler.type) this.fail("default 'except:' must be last", handler.span);
    const otherwise = handlers.length > 0 ? this.#else() : [];
    let final: Block = [];
    if (this.is('finally')) {
      const word = this.next().span;
      this.expectColon();
      final = this.block("'finally' statement", word);
    } else if (handlers.length === 0) this.#missingHandler();
    return { kind: 'try', body, handlers, isStar, otherwise, final, span: this.spanFrom(start) };
  }

  #missingHandler(): never {
    if (!this.isKind('end')) this.unexpected("expected 'except' or 'finally' block");
    const { line } = this.tokens.findLast(token => token.kind === 'newline')?.span.start ?? this.token.span.start;
    const place = { line, column: -1 };
    throw new SourceError("expected 'except' or 'finally' block", { start: place, end: place }, 'SyntaxError', true);
  }

  #handler(start: Span, isStar: boolean): Handler {
    let type: Expression | undefined;
    let name: string | undefined;
    if (!this.is(':')) {
      if (this.isKind('newline')) this.unexpected("expected ':'");
      type = this.expression();
      if (this.is(',')) this.fail('multiple exception types must be parenthesized', join(type.span, this.#restOfTypes()));
      if (this.accept('as')) name = this.name().text;
    }
    this.expectColon();
    const body = this.block(`'except${isStar ? '*' : ''}' statement`, start);
    return { type, name, body, span: this.spanFrom(start) };
  }

  #restOfTypes(): Span {
    while (this.accept(',')) this.expression();
    return this.last.span;
  }

  #decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.accept('@')) {
      decorators.push(this.namedExpression());
      if (!this.isKind('newline')) this.unexpected();
      this.next();
    }
    if (this.is('def')) return this.#function(decorators, this.token.span, false);
    if (this.is('class')) return this.#class(decorators);
    if (this.is('async')) return this.#async(decorators);
    return this.unexpected();
  }

  #function(decorators: readonly Expression[], start: Span, isAsync: boolean): Statement {
    const word = this.next().span;
    const name = this.name().text;
    const typeParameters = this.typeParameters();
    if (!this.is('(')) this.unexpected("expected '('");
    this.next();
    const parameters = this.parameters(')', true);
    this.close(')');
    const returns = this.accept('->') ? this.expression() : undefined;
    this.expectColon();
    const deferred = this.#deferred();
    const body = deferred ? [] : this.block('function definition', word);
    return { kind: 'function', name, typeParameters, parameters, returns, body, deferred, decorators, isAsync, span: this.spanFrom(start) };
  }

  #deferred(): DeferredBody | undefined {
    const { body } = this.peek();
    if (body) this.at += 2;
    return body;
  }

  #class(decorators: readonly Expression[]): Statement {
    const start = this.next().span;
    const name = this.name().text;
    const typeParameters = this.typeParameters();
    const args: readonly Argument[] = this.is('(') ? this.arguments() : [];
    this.expectColonAtEnd();
    const body = this.block('class definition', start);
    return { kind: 'class', name, typeParameters, args, body, decorators, span: this.spanFrom(start) };
  }
}
