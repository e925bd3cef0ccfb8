import { CompileError, type Name, type TypeRef } from './ast.js';
import { describeToken, type Token } from './token.js';

const MAX_DEPTH = 400;
const builtInTypes = new Set(
  'int float string bool array object mixed void null callable iterable never false true self static parent'.split(' '),
);
const specialClasses = new Set(['self', 'parent', 'static']);

/** What `use` brought into a file, and the namespace there. */
interface Imports {
  readonly classes: Map<string, string>;
  readonly functions: Map<string, string>;
  readonly constants: Map<string, string>;
}

/** Looks at tokens one by one, and knows what names mean where it stands. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  namespace = '';
  #imports: Imports = newImports();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (!token) throw new CompileError('syntax error, unexpected end of file', 1, true);
    if (token.error) throw token.error;
    return token;
  }

  get line(): number {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]?.line ?? 1;
  }

  /** The line of the token before this one. */
  get lastLine(): number {
    return this.#tokens[this.#at - 1]?.line ?? 1;
  }

  ahead(count: number): Token | undefined {
    return this.#tokens[this.#at + count];
  }

  take(): Token {
    const { token } = this;
    this.#at++;
    return token;
  }

  /** Whether this is an operator or keyword of that text. */
  is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'op' || token.kind === 'keyword');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }

  expect(text: string, expecting: string = `"${text}"`): Token {
    if (!this.is(text)) throw this.unexpected(expecting);
    return this.take();
  }

  unexpected(expecting?: string): CompileError {
    const { token } = this;
    const what = expecting === undefined ? '' : `, expecting ${expecting}`;
    return new CompileError(`syntax error, unexpected ${describeToken(token)}${what}`, token.line, true);
  }

  /** Guards against nesting that no stack holds. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw new CompileError('drydock: nesting as deep as this is not simulated', this.line);
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  /** A word, keywords too where `reserved` is allowed (members of classes). */
  identifier(reserved = false, expecting = 'identifier'): string {
    const { token } = this;
    if (token.kind === 'name' || (token.kind === 'keyword' && (reserved || token.text === 'enum'))) {
      this.#at++;
      return token.written ?? token.text;
    }
    throw this.unexpected(expecting);
  }

  variableName(): string {
    if (this.token.kind !== 'variable') throw this.unexpected('variable');
    return this.take().text;
  }

  isName(): boolean {
    const { kind, text } = this.token;
    return kind === 'name' || kind === 'qualified' || kind === 'fullyQualified' || (kind === 'keyword' && text === 'enum');
  }

  /** The name of a class as the program will know it, without a backslash in front. */
  className(): string {
    if (this.is('static')) {
      this.take();
      return 'static';
    }
    if (!this.isName()) throw this.unexpected('identifier');
    return this.resolveClass(this.take());
  }

  resolveClass(token: Token): string {
    const text = token.written ?? token.text;
    if (token.kind === 'fullyQualified') return text.slice(1);
    if (specialClasses.has(text.toLowerCase())) return text.toLowerCase();
    return this.#relative(text) ?? this.#imported(this.#imports.classes, text) ?? this.inNamespace(text);
  }

  resolveName(token: Token, kind: 'functions' | 'constants'): Name {
    const text = token.written ?? token.text;
    if (token.kind === 'fullyQualified') return { full: text.slice(1) };
    const relative = this.#relative(text);
    if (relative !== undefined) return { full: relative };
    if (text.includes('\\')) return { full: this.#imported(this.#imports.classes, text) ?? this.inNamespace(text) };
    const imported = this.#imports[kind].get(kind === 'functions' ? text.toLowerCase() : text);
    if (imported !== undefined) return { full: imported };
    return this.namespace === '' ? { full: text } : { full: this.inNamespace(text), fallback: text };
  }

  #relative(text: string): string | undefined {
    return text.toLowerCase().startsWith('namespace\\') ? this.inNamespace(text.slice(10)) : undefined;
  }

  #imported(from: Map<string, string>, text: string): string | undefined {
    const cut = text.indexOf('\\');
    const first = cut < 0 ? text : text.slice(0, cut);
    const found = from.get(first.toLowerCase());
    return found === undefined ? undefined : found + text.slice(first.length);
  }

  inNamespace(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}\\${name}`;
  }

  enterNamespace(name: string): void {
    this.namespace = name;
    this.#imports = newImports();
  }

  import(kind: 'class' | 'function' | 'const', full: string, alias: string): void {
    if (kind === 'class') this.#imports.classes.set(alias.toLowerCase(), full);
    else if (kind === 'function') this.#imports.functions.set(alias.toLowerCase(), full);
    else this.#imports.constants.set(alias, full);
  }

  /** What stands after a colon or before a parameter; undefined when no type is there. */
  optionalType(): TypeRef | undefined {
    const { kind, text } = this.token;
    const starts = this.isName() || (kind === 'keyword' && ['array', 'callable', 'static'].includes(text)) || this.is('?') || this.is('(');
    return starts ? this.type() : undefined;
  }

  type(): TypeRef {
    if (this.accept('?')) return { kind: 'nullable', of: this.#simpleType() };
    const first = this.#intersection();
    if (!this.is('|')) return first;
    const of = [first];
    while (this.accept('|')) of.push(this.#intersection());
    return { kind: 'union', of };
  }

  #intersection(): TypeRef {
    if (this.accept('(')) {
      const inner = this.type();
      this.expect(')');
      return inner;
    }
    const first = this.#simpleType();
    const of = [first];
    while (this.is('&') && this.ahead(1)?.kind !== 'variable' && this.ahead(1)?.text !== '...' && this.ahead(1)?.text !== '&') {
      this.take();
      of.push(this.#simpleType());
    }
    return of.length === 1 ? first : { kind: 'intersection', of };
  }

  #simpleType(): TypeRef {
    const { token } = this;
    const lower = (token.written ?? token.text).toLowerCase();
    if (this.is('array') || this.is('callable') || this.is('static') || (token.kind === 'name' && builtInTypes.has(lower))) {
      this.take();
      return { kind: 'name', name: lower, isClass: specialClasses.has(lower) };
    }
    return { kind: 'name', name: this.className(), isClass: true };
  }
}

function newImports(): Imports {
  return { classes: new Map(), functions: new Map(), constants: new Map() };
}
