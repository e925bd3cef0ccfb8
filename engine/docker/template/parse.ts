import type { Command, Node, Operand, Pipeline } from './ast.js';
import { lex, type Token, type TokenKind } from './lex.js';
import { parseNumber } from './number.js';
import { quoteGo, unquoteGo } from './quote.js';
import { TemplateError } from './template-error.js';

/** A template ready to be carried out, with the named ones that it defines. */
export interface Template {
  readonly name: string;
  readonly source: string;
  readonly body: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

/** Deeper nesting than this is refused, so that hostile templates cannot exhaust the stack. */
const MAX_DEPTH = 200;

/**
 * Reads a template of Go's text/template. `functions` are the names that it may call; `name` appears in error texts.
 * Throws TemplateError with Go's message.
 */
export function parseTemplate(source: string, functions: ReadonlySet<string>, name = ''): Template {
  return new Parser(source, functions, name).template();
}

/** `{{end}}` and `{{else}}`, which close what another node opened. */
type Closing = { readonly kind: 'end' } | { readonly kind: 'else' };

class Parser {
  readonly #source: string;
  readonly #functions: ReadonlySet<string>;
  readonly #name: string;
  readonly #tokens: readonly Token[];
  readonly #defined = new Map<string, readonly Node[]>();
  #next = 0;
  /** Line of the token that was looked at last, which Go's error texts name. */
  #line = 1;
  #variables: string[] = ['$'];
  #ranges = 0;
  #depth = 0;
  #actionLine = 0;

  constructor(source: string, functions: ReadonlySet<string>, name: string) {
    this.#source = source;
    this.#functions = functions;
    this.#name = name;
    this.#tokens = lex(source);
  }

  template(): Template {
    const body: Node[] = [];
    while (this.#peek().kind !== 'eof') {
      if (this.#define()) continue;
      const node = this.#textOrAction();
      if (isClosing(node)) this.#fail(`unexpected {{${node.kind}}}`);
      else body.push(node);
    }
    return { name: this.#name, source: this.#source, body, defined: this.#defined };
  }

  #define(): boolean {
    const start = this.#next;
    if (this.#peek().kind !== 'left') return false;
    this.#take();
    if (this.#takeNonSpace().text !== 'define' || this.#tokens[this.#next - 1]?.kind !== 'keyword') {
      this.#next = start;
      return false;
    }
    const name = this.#templateName('define clause');
    this.#expect('right', 'define clause');
    const outer = { variables: this.#variables, ranges: this.#ranges };
    this.#variables = ['$'];
    this.#ranges = 0;
    this.#defined.set(name, this.#bodyUntilEnd('define clause'));
    this.#variables = outer.variables;
    this.#ranges = outer.ranges;
    return true;
  }

  #bodyUntilEnd(context: string): readonly Node[] {
    const { nodes, closing } = this.#list();
    if (closing.kind !== 'end') this.#fail(`unexpected {{${closing.kind}}} in ${context}`);
    return nodes;
  }

  #list(): { readonly nodes: readonly Node[]; readonly closing: Closing } {
    const nodes: Node[] = [];
    while (this.#peekNonSpace().kind !== 'eof') {
      const node = this.#textOrAction();
      if (isClosing(node)) return { nodes, closing: node };
      nodes.push(node);
    }
    return this.#fail('unexpected EOF');
  }

  #textOrAction(): Node | Closing {
    const token = this.#takeNonSpace();
    if (token.kind === 'text') return { kind: 'text', text: token.text, at: token.at };
    if (token.kind !== 'left') return this.#unexpected(token, 'input');
    this.#actionLine = token.line;
    const node = this.#action();
    this.#actionLine = 0;
    return node;
  }

  #action(): Node | Closing {
    const token = this.#peekNonSpace();
    if (token.kind === 'keyword') {
      this.#take();
      return this.#control(token);
    }
    return { kind: 'action', at: token.at, pipeline: this.#pipeline('command', 'right') };
  }

  #control(token: Token): Node | Closing {
    switch (token.text) {
      case 'if':
      case 'with':
      case 'range':
        return this.#nested(() => this.#branch(token.text === 'if' ? 'if' : token.text === 'with' ? 'with' : 'range'));
      case 'template':
        return this.#call(token);
      case 'block':
        return this.#nested(() => this.#block());
      case 'break':
      case 'continue':
        return this.#jump(token, token.text);
      case 'else':
        return this.#else();
      case 'end':
        this.#expect('right', 'end');
        return { kind: 'end' };
      default:
        return this.#unexpected(token, 'command');
    }
  }

  #else(): Closing {
    const token = this.#peekNonSpace();
    const chained = token.kind === 'keyword' && (token.text === 'if' || token.text === 'with');
    if (!chained) this.#expect('right', 'else');
    return { kind: 'else' };
  }

  #branch(kind: 'if' | 'with' | 'range'): Node {
    const scope = this.#variables.length;
    const pipeline = this.#pipeline(kind, 'right');
    if (kind === 'range') this.#ranges++;
    const { nodes: body, closing } = this.#list();
    if (kind === 'range') this.#ranges--;
    const otherwise = closing.kind === 'else' ? this.#otherwise(kind) : undefined;
    this.#variables.length = scope;
    return { kind, at: pipeline.at, pipeline, body, otherwise };
  }

  /** What follows `{{else`; `{{else if …}}` shares the end of the outer one. */
  #otherwise(kind: 'if' | 'with' | 'range'): readonly Node[] {
    const token = this.#peekNonSpace();
    if (kind !== 'range' && token.kind === 'keyword' && token.text === kind) {
      this.#take();
      return [this.#nested(() => this.#branch(kind))];
    }
    const { nodes, closing } = this.#list();
    if (closing.kind !== 'end') this.#fail('expected end; found {{else}}');
    return nodes;
  }

  #call(token: Token): Node {
    const at = this.#peekNonSpace().at;
    const name = this.#templateName('template clause');
    if (this.#peekNonSpace().kind !== 'right') {
      return { kind: 'template', at, name, pipeline: this.#pipeline('template clause', 'right') };
    }
    this.#take();
    return { kind: 'template', at: Math.max(at, token.at), name, pipeline: undefined };
  }

  #block(): Node {
    const at = this.#peekNonSpace().at;
    const name = this.#templateName('block clause');
    const pipeline = this.#pipeline('block clause', 'right');
    const variables = this.#variables;
    this.#variables = ['$'];
    this.#defined.set(name, this.#bodyUntilEnd('block clause'));
    this.#variables = variables;
    return { kind: 'template', at, name, pipeline };
  }

  #jump(token: Token, kind: 'break' | 'continue'): Node {
    const next = this.#takeNonSpace();
    if (next.kind !== 'right') this.#unexpected(next, `{{${kind}}}`);
    if (this.#ranges === 0) this.#fail(`{{${kind}}} outside {{range}}`);
    return { kind, at: token.at };
  }

  #templateName(context: string): string {
    const token = this.#takeNonSpace();
    if (token.kind !== 'string' && token.kind !== 'raw') this.#unexpected(token, context);
    return this.#unquote(token);
  }

  #pipeline(context: string, end: TokenKind): Pipeline {
    const at = this.#peekNonSpace().at;
    const declared = this.#declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.#takeNonSpace();
      if (token.kind === end) break;
      if (!operandKinds.has(token.kind)) this.#unexpected(token, context);
      this.#next--;
      commands.push(this.#command());
    }
    if (commands.length === 0) this.#fail(`missing value for ${context}`);
    commands.slice(1).forEach((command, index) => {
      const first = command.operands[0]?.kind;
      if (first === 'constant' || first === 'dot' || first === 'nil') {
        this.#fail(`non executable command in pipeline stage ${String(index + 2)}`);
      }
    });
    return { at, commands, ...declared };
  }

  /** `$x := `, `$x = ` or, for range, `$k, $v := ` at the start of a pipeline. */
  #declarations(context: string): { readonly declares: readonly string[]; readonly assigns: boolean } {
    const declares: string[] = [];
    while (this.#peekNonSpace().kind === 'variable') {
      const start = this.#next;
      const variable = this.#take();
      const next = this.#peekNonSpace();
      if (next.kind === 'assign' || next.kind === 'declare') {
        this.#take();
        this.#variables.push(variable.text);
        return { declares: [...declares, variable.text], assigns: next.kind === 'assign' };
      }
      if (next.kind !== 'char' || next.text !== ',') {
        this.#next = start;
        break;
      }
      this.#take();
      declares.push(variable.text);
      this.#variables.push(variable.text);
      if (context !== 'range' || declares.length >= 2) this.#fail(`too many declarations in ${context}`);
      if (!['variable', 'right', 'close'].includes(this.#peekNonSpace().kind)) this.#fail('range can only initialize variables');
    }
    return { declares, assigns: false };
  }

  #command(): Command {
    const at = this.#peekNonSpace().at;
    const operands: Operand[] = [];
    for (;;) {
      this.#peekNonSpace();
      const operand = this.#operand();
      if (operand) operands.push(operand);
      const token = this.#take();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === 'close') this.#next--;
      else if (token.kind !== 'pipe') this.#unexpected(token, 'operand');
      break;
    }
    if (operands.length === 0) this.#fail('empty command');
    return { at, operands };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term || this.#peek().kind !== 'field') return term;
    const at = this.#peek().at;
    const names: string[] = [];
    while (this.#peek().kind === 'field') names.push(this.#take().text.slice(1));
    if (term.kind === 'field') return { ...term, at, names: [...term.names, ...names] };
    if (term.kind === 'variable') return { ...term, at, names: [...term.names, ...names] };
    if (term.kind === 'constant' || term.kind === 'nil' || term.kind === 'dot') {
      const shown = term.kind === 'constant' ? term.text : term.kind === 'nil' ? 'nil' : '.';
      return this.#fail(`unexpected . after term ${quoteGo(shown)}`);
    }
    return { kind: 'chain', at, operand: term, names };
  }

  #term(): Operand | undefined {
    const token = this.#takeNonSpace();
    const { at, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#functions.has(text)) this.#fail(`function ${quoteGo(text)} not defined`);
        return { kind: 'function', at, name: text };
      case 'dot':
      case 'nil':
        return { kind: token.kind, at };
      case 'variable':
        if (!this.#variables.includes(text)) this.#fail(`undefined variable ${quoteGo(text)}`);
        return { kind: 'variable', at, name: text, names: [] };
      case 'field':
        return { kind: 'field', at, names: [text.slice(1)] };
      case 'bool':
        return { kind: 'constant', type: 'bool', at, text, value: text === 'true' };
      case 'number':
      case 'character':
        return this.#number(token);
      case 'string':
      case 'raw':
        return { kind: 'constant', type: 'string', at, text, value: this.#unquote(token) };
      case 'open':
        return this.#nested(() => ({ kind: 'pipeline', at, pipeline: this.#pipeline('parenthesized pipeline', 'close') }));
      default:
        this.#next--;
        return undefined;
    }
  }

  #number(token: Token): Operand {
    const { at, text } = token;
    if (token.kind === 'number') {
      const value = parseNumber(text);
      if (value === undefined) this.#fail(`illegal number syntax: ${quoteGo(text)}`);
      return { kind: 'constant', type: 'number', at, text, value };
    }
    const char = unquoteGo(text);
    if (char === undefined || [...char].length !== 1) this.#fail(`malformed character constant: ${text}`);
    return { kind: 'constant', type: 'number', at, text, value: char.codePointAt(0) ?? 0 };
  }

  #unquote(token: Token): string {
    return unquoteGo(token.text) ?? this.#fail('invalid syntax');
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) this.#fail('max expression depth exceeded');
    const result = read();
    this.#depth--;
    return result;
  }

  // ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  #peek(): Token {
    const token = this.#tokens[Math.min(this.#next, this.#tokens.length - 1)];
    if (!token) return { kind: 'eof', text: '', at: this.#source.length, line: this.#line };
    this.#line = token.line;
    return token;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next++;
    return token;
  }

  #peekNonSpace(): Token {
    while (this.#peek().kind === 'space') this.#next++;
    return this.#peek();
  }

  #takeNonSpace(): Token {
    this.#peekNonSpace();
    return this.#take();
  }

  #expect(kind: TokenKind, context: string): void {
    const token = this.#takeNonSpace();
    if (token.kind !== kind) this.#unexpected(token, context);
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind !== 'error') return this.#fail(`unexpected ${showToken(token)} in ${context}`);
    const started = this.#actionLine !== 0 && this.#actionLine !== token.line;
    const where = started ? ` started at ${this.#name}:${String(this.#actionLine)}` : '';
    const joint = started && !token.text.endsWith(' action') ? ' in action' : '';
    return this.#fail(token.text + joint + where);
  }

  #fail(message: string): never {
    throw new TemplateError('parse', `template: ${this.#name}:${String(this.#line)}: ${message}`);
  }
}

const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'bool', 'character', 'dot', 'field', 'identifier', 'number', 'nil', 'raw', 'string', 'variable', 'open',
]);

function isClosing(node: Node | Closing): node is Closing {
  return node.kind === 'end' || node.kind === 'else';
}

function showToken(token: Token): string {
  if (token.kind === 'eof') return 'EOF';
  if (token.kind === 'keyword' || token.kind === 'dot' || token.kind === 'nil') return `<${token.text}>`;
  const characters = [...token.text];
  return characters.length > 10 ? `${quoteGo(characters.slice(0, 10).join(''))}...` : quoteGo(token.text);
}
