import type { Command, Node, Operand, Pipeline } from './ast.js';
import { startsOperand, type Token, type TokenKind } from './lex.js';
import { MAX_NESTING } from './limits.js';
import { readCharacter, readNumber } from './number.js';
import { quoteGo, unquoteGo } from './quote.js';
import { TokenStream } from './token-stream.js';

/** A template ready to be carried out, with the named ones that it defines. */
export interface Template {
  readonly name: string;
  readonly source: string;
  readonly body: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

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
  readonly #tokens: TokenStream;
  readonly #defined = new Map<string, readonly Node[]>();
  #variables: string[] = ['$'];
  #ranges = 0;
  #depth = 0;

  constructor(source: string, functions: ReadonlySet<string>, name: string) {
    this.#source = source;
    this.#functions = functions;
    this.#name = name;
    this.#tokens = new TokenStream(source, name);
  }

  template(): Template {
    const body: Node[] = [];
    while (this.#tokens.peek().kind !== 'eof') {
      if (this.#define()) continue;
      const node = this.#textOrAction();
      if (isClosing(node)) this.#tokens.fail(`unexpected {{${node.kind}}}`);
      else body.push(node);
    }
    return { name: this.#name, source: this.#source, body, defined: this.#defined };
  }

  #define(): boolean {
    const start = this.#tokens.at;
    if (this.#tokens.peek().kind !== 'left') return false;
    this.#tokens.take();
    const word = this.#tokens.takeNonSpace();
    if (word.kind !== 'keyword' || word.text !== 'define') {
      this.#tokens.at = start;
      return false;
    }
    const name = this.#templateName('define clause');
    this.#tokens.expect('right', 'define clause');
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
    if (closing.kind !== 'end') this.#tokens.fail(`unexpected {{${closing.kind}}} in ${context}`);
    return nodes;
  }

  #list(): { readonly nodes: readonly Node[]; readonly closing: Closing } {
    const nodes: Node[] = [];
    while (this.#tokens.peekNonSpace().kind !== 'eof') {
      const node = this.#textOrAction();
      if (isClosing(node)) return { nodes, closing: node };
      nodes.push(node);
    }
    return this.#tokens.fail('unexpected EOF');
  }

  #textOrAction(): Node | Closing {
    const token = this.#tokens.takeNonSpace();
    if (token.kind === 'text') return { kind: 'text', text: token.text, at: token.at };
    if (token.kind !== 'left') return this.#tokens.unexpected(token, 'input');
    this.#tokens.actionLine = token.line;
    const node = this.#action();
    this.#tokens.actionLine = 0;
    return node;
  }

  #action(): Node | Closing {
    const token = this.#tokens.peekNonSpace();
    if (token.kind === 'keyword') {
      this.#tokens.take();
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
        this.#tokens.expect('right', 'end');
        return { kind: 'end' };
      default:
        return this.#tokens.unexpected(token, 'command');
    }
  }

  #else(): Closing {
    const token = this.#tokens.peekNonSpace();
    const chained = token.kind === 'keyword' && (token.text === 'if' || token.text === 'with');
    if (!chained) this.#tokens.expect('right', 'else');
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
    const token = this.#tokens.peekNonSpace();
    if (kind !== 'range' && token.kind === 'keyword' && token.text === kind) {
      this.#tokens.take();
      return [this.#nested(() => this.#branch(kind))];
    }
    const { nodes, closing } = this.#list();
    if (closing.kind !== 'end') this.#tokens.fail('expected end; found {{else}}');
    return nodes;
  }

  #call(token: Token): Node {
    const at = this.#tokens.peekNonSpace().at;
    const name = this.#templateName('template clause');
    if (this.#tokens.peekNonSpace().kind !== 'right') {
      return { kind: 'template', at, name, pipeline: this.#pipeline('template clause', 'right') };
    }
    this.#tokens.take();
    return { kind: 'template', at: Math.max(at, token.at), name, pipeline: undefined };
  }

  #block(): Node {
    const at = this.#tokens.peekNonSpace().at;
    const name = this.#templateName('block clause');
    const pipeline = this.#pipeline('block clause', 'right');
    const variables = this.#variables;
    this.#variables = ['$'];
    this.#defined.set(name, this.#bodyUntilEnd('block clause'));
    this.#variables = variables;
    return { kind: 'template', at, name, pipeline };
  }

  #jump(token: Token, kind: 'break' | 'continue'): Node {
    const next = this.#tokens.takeNonSpace();
    if (next.kind !== 'right') this.#tokens.unexpected(next, `{{${kind}}}`);
    if (this.#ranges === 0) this.#tokens.fail(`{{${kind}}} outside {{range}}`);
    return { kind, at: token.at };
  }

  #templateName(context: string): string {
    const token = this.#tokens.takeNonSpace();
    if (token.kind !== 'string' && token.kind !== 'raw') this.#tokens.unexpected(token, context);
    return this.#unquote(token);
  }

  #pipeline(context: string, end: TokenKind): Pipeline {
    const at = this.#tokens.peekNonSpace().at;
    const declared = this.#declarations(context);
    const commands: Command[] = [];
    for (;;) {
      const token = this.#tokens.takeNonSpace();
      if (token.kind === end) break;
      if (!startsOperand(token)) this.#tokens.unexpected(token, context);
      this.#tokens.at--;
      commands.push(this.#command());
    }
    if (commands.length === 0) this.#tokens.fail(`missing value for ${context}`);
    commands.slice(1).forEach((command, index) => {
      const first = command.operands[0]?.kind;
      if (first === 'constant' || first === 'dot' || first === 'nil') {
        this.#tokens.fail(`non executable command in pipeline stage ${String(index + 2)}`);
      }
    });
    return { at, commands, ...declared };
  }

  /** `$x := `, `$x = ` or, for range, `$k, $v := ` at the start of a pipeline. */
  #declarations(context: string): { readonly declares: readonly string[]; readonly assigns: boolean } {
    const declares: string[] = [];
    while (this.#tokens.peekNonSpace().kind === 'variable') {
      const start = this.#tokens.at;
      const variable = this.#tokens.take();
      const next = this.#tokens.peekNonSpace();
      if (next.kind === 'assign' || next.kind === 'declare') {
        this.#tokens.take();
        this.#variables.push(variable.text);
        return { declares: [...declares, variable.text], assigns: next.kind === 'assign' };
      }
      if (next.kind !== 'char' || next.text !== ',') {
        this.#tokens.at = start;
        break;
      }
      this.#tokens.take();
      declares.push(variable.text);
      this.#variables.push(variable.text);
      if (context !== 'range' || declares.length >= 2) this.#tokens.fail(`too many declarations in ${context}`);
      if (!['variable', 'right', 'close'].includes(this.#tokens.peekNonSpace().kind))
        this.#tokens.fail('range can only initialize variables');
    }
    return { declares, assigns: false };
  }

  #command(): Command {
    const at = this.#tokens.peekNonSpace().at;
    const operands: Operand[] = [];
    for (;;) {
      this.#tokens.peekNonSpace();
      const operand = this.#operand();
      if (operand) operands.push(operand);
      const token = this.#tokens.take();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === 'close') this.#tokens.at--;
      else if (token.kind !== 'pipe') this.#tokens.unexpected(token, 'operand');
      break;
    }
    if (operands.length === 0) this.#tokens.fail('empty command');
    return { at, operands, args: operands.slice(1) };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (!term || this.#tokens.peek().kind !== 'field') return term;
    const at = this.#tokens.peek().at;
    const names: string[] = [];
    while (this.#tokens.peek().kind === 'field') names.push(this.#tokens.take().text.slice(1));
    if (term.kind === 'field') return { ...term, at, names: [...term.names, ...names] };
    if (term.kind === 'variable') return { ...term, at, names: [...term.names, ...names] };
    if (term.kind === 'constant' || term.kind === 'nil' || term.kind === 'dot') {
      const shown = term.kind === 'constant' ? term.text : term.kind === 'nil' ? 'nil' : '.';
      return this.#tokens.fail(`unexpected . after term ${quoteGo(shown)}`);
    }
    return { kind: 'chain', at, operand: term, names };
  }

  #term(): Operand | undefined {
    const token = this.#tokens.takeNonSpace();
    const { at, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#functions.has(text)) this.#tokens.fail(`function ${quoteGo(text)} not defined`);
        return { kind: 'function', at, name: text };
      case 'dot':
      case 'nil':
        return { kind: token.kind, at };
      case 'variable':
        if (!this.#variables.includes(text)) this.#tokens.fail(`undefined variable ${quoteGo(text)}`);
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
        this.#tokens.at--;
        return undefined;
    }
  }

  #number({ kind, at, text }: Token): Operand {
    const read = kind === 'number' ? readNumber(text) : readCharacter(text);
    if ('problem' in read) this.#tokens.fail(read.problem);
    return { kind: 'constant', type: 'number', at, text, value: read.value };
  }

  #unquote(token: Token): string {
    return unquoteGo(token.text) ?? this.#tokens.fail('invalid syntax');
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_NESTING) this.#tokens.fail('max expression depth exceeded');
    const result = read();
    this.#depth--;
    return result;
  }
}

function isClosing(node: Node | Closing): node is Closing {
  return node.kind === 'end' || node.kind === 'else';
}
