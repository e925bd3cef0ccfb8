import type { Clause, Comprehension, Expression, JoinedPart } from './ast.js';
import { numberValue, stringValue, unescape } from './literals.js';
import { join, type Span } from './span.js';
import { TokenStream } from './token-stream.js';
import type { FPart, Token } from './token.js';

const endings = new Set([')', ']', '}', ',', ':', '=', ':=', ';', '.']);

/** Atoms: names, literals, and what stands in brackets. */
export abstract class AtomParser extends TokenStream {
  abstract expression(): Expression;
  abstract disjunction(): Expression;
  abstract namedExpression(): Expression;
  abstract bitwiseOr(): Expression;
  /** Expressions between commas, a tuple where there is a comma. */
  abstract expressions(): Expression;
  abstract targets(): Expression;
  abstract yieldExpression(): Expression;
  abstract within(tokens: readonly Token[]): AtomParser;

  atom(): Expression {
    const { token } = this;
    switch (token.kind) {
      case 'name':
        this.next();
        return { kind: 'name', name: token.text.normalize('NFKC'), span: token.span };
      case 'number':
        this.next();
        return { kind: 'constant', value: numberValue(token), span: token.span };
      case 'string':
      case 'fstring':
        return this.#strings();
      case 'keyword':
      case 'operator':
        return this.#fixed(token);
      default:
        return this.unexpected();
    }
  }

  #fixed(token: Token): Expression {
    switch (token.text) {
      case 'None':
      case 'True':
      case 'False':
        this.next();
        return {
          kind: 'constant',
          value: { kind: token.text === 'None' ? 'none' : token.text === 'True' ? 'true' : 'false' },
          span: token.span,
        };
      case '...':
        this.next();
        return { kind: 'constant', value: { kind: 'ellipsis' }, span: token.span };
      case '(':
        return this.deeper(() => this.#parenthesized());
      case '[':
        return this.deeper(() => this.#list());
      case '{':
        return this.deeper(() => this.#braces());
      default:
        return this.unexpected();
    }
  }

  /** Adjacent literals are one. */
  #strings(): Expression {
    const first = this.token;
    const parts: JoinedPart[] = [];
    const bytes: Uint8Array[] = [];
    let isJoined = false;
    let isText = false;
    while (this.isKind('string') || this.isKind('fstring')) {
      const token = this.next();
      if (token.parts) {
        isJoined = isText = true;
        parts.push(...this.#joined(token.parts, /r/i.test(token.text)));
        continue;
      }
      const value = stringValue(token);
      if (value.kind === 'bytes') bytes.push(value.value);
      else if (value.kind === 'str') {
        isText = true;
        parts.push({ kind: 'text', text: value.value });
      }
    }
    const span = this.spanFrom(first.span);
    if (bytes.length > 0 && isText) this.fail('cannot mix bytes and nonbytes literals', span);
    if (bytes.length > 0)
      return { kind: 'constant', value: { kind: 'bytes', value: Uint8Array.from(bytes.flatMap(part => [...part])) }, span };
    if (isJoined) return { kind: 'joined', parts, span };
    return { kind: 'constant', value: { kind: 'str', value: parts.map(part => (part.kind === 'text' ? part.text : '')).join('') }, span };
  }

  #joined(parts: readonly FPart[], isRaw: boolean): JoinedPart[] {
    return parts.flatMap((part): JoinedPart[] => {
      if (part.kind === 'text') return [{ kind: 'text', text: isRaw ? part.raw : unescape(part.raw, part.span) }];
      const inner = this.within(part.tokens);
      const value = inner.is('yield') ? inner.yieldExpression() : inner.expressions();
      if (!inner.isKind('end')) inner.failInField();
      const format = part.format && this.#joined(part.format, isRaw);
      const conversion = part.conversion ?? (part.debug !== undefined && !format ? 'r' : undefined);
      const field: JoinedPart = { kind: 'field', value, conversion, format, span: part.span };
      return part.debug === undefined ? [field] : [{ kind: 'text', text: part.debug }, field];
    });
  }

  failInField(): never {
    this.missingComma();
    return this.fail("f-string: expecting '=', or '!', or ':', or '}'");
  }

  #parenthesized(): Expression {
    const open = this.next();
    if (this.accept(')')) return { kind: 'tuple', items: [], span: this.spanFrom(open.span) };
    if (this.is('yield')) {
      const value = this.yieldExpression();
      this.close(')');
      return { ...value, span: this.spanFrom(open.span) };
    }
    const first = this.item();
    if (this.#isComprehension()) return this.comprehension('generator', first, undefined, open, ')');
    if (this.is(')') && first.kind === 'starred') this.fail('cannot use starred expression here', first.span);
    if (this.accept(')')) return first.kind === 'tuple' ? { ...first, isBare: false } : first;
    const items = [first, ...this.#moreItems(')')];
    this.close(')');
    return { kind: 'tuple', items, span: this.spanFrom(open.span) };
  }

  /** An item of a display: an expression, or `*values`. */
  item(): Expression {
    if (!this.is('*')) return this.namedExpression();
    const star = this.next();
    const value = this.bitwiseOr();
    return { kind: 'starred', value, span: join(star.span, value.span) };
  }

  #moreItems(closer: string): Expression[] {
    const items: Expression[] = [];
    while (this.accept(',')) {
      if (this.is(closer)) break;
      items.push(this.item());
    }
    return items;
  }

  #list(): Expression {
    const open = this.next();
    if (this.accept(']')) return { kind: 'list', items: [], span: this.spanFrom(open.span) };
    const first = this.item();
    if (this.#isComprehension()) return this.comprehension('listComp', first, undefined, open, ']');
    const items = [first, ...this.#moreItems(']')];
    this.close(']');
    return { kind: 'list', items, span: this.spanFrom(open.span) };
  }

  #braces(): Expression {
    const open = this.next();
    if (this.accept('}')) return { kind: 'dict', items: [], span: this.spanFrom(open.span) };
    if (this.is('**')) return this.#dict(open, this.#entry());
    const first = this.item();
    if (this.is(':')) {
      const value = this.#value();
      if (this.#isComprehension()) return this.comprehension('dictComp', first, value, open, '}');
      return this.#dict(open, { key: first, value });
    }
    if (this.#isComprehension()) return this.comprehension('setComp', first, undefined, open, '}');
    const items = [first, ...this.#moreItems('}')];
    this.close('}');
    return { kind: 'set', items, span: this.spanFrom(open.span) };
  }

  #dict(open: Token, first: { key: Expression | undefined; value: Expression }): Expression {
    const items = [first];
    while (this.accept(',')) {
      if (this.is('}')) break;
      items.push(this.#entry());
    }
    this.close('}');
    return { kind: 'dict', items, span: this.spanFrom(open.span) };
  }

  #entry(): { key: Expression | undefined; value: Expression } {
    if (this.accept('**')) return { key: undefined, value: this.bitwiseOr() };
    const key = this.expression();
    if (!this.is(':')) {
      this.missingComma();
      this.fail("':' expected after dictionary key", this.last.span);
    }
    return { key, value: this.#value() };
  }

  #value(): Expression {
    const colon = this.next();
    if (this.is('}') || this.is(',')) this.fail("expression expected after dictionary key and ':'", colon.span);
    return this.expression();
  }

  #isComprehension(): boolean {
    return this.is('for') || (this.is('async') && this.peek().text === 'for');
  }

  comprehension(kind: Comprehension['kind'], item: Expression, value: Expression | undefined, open: Token, closer?: string): Comprehension {
    if (item.kind === 'starred') this.fail('iterable unpacking cannot be used in comprehension', item.span);
    const clauses: Clause[] = [];
    while (this.#isComprehension()) clauses.push(this.#clause());
    if (closer !== undefined) this.close(closer);
    return { kind, item, value, clauses, span: this.spanFrom(open.span) };
  }

  #clause(): Clause {
    const isAsync = this.accept('async');
    this.expect('for');
    const target = this.targets();
    this.expect('in');
    const iterable = this.disjunction();
    const conditions: Expression[] = [];
    while (this.accept('if')) conditions.push(this.disjunction());
    return { target, iterable, conditions, isAsync };
  }

  /** The closing bracket; without it, what is wrong. */
  close(closer: string): void {
    if (this.accept(closer)) return;
    this.missingComma();
    this.unexpected();
  }

  /** Two expressions side by side in brackets. */
  missingComma(): void {
    const { token } = this;
    const before = this.last;
    if (!this.isInBrackets || token.kind === 'newline' || token.kind === 'end') return;
    if (token.kind === 'operator' && (endings.has(token.text) || !/^[([{~]/.test(token.text))) return;
    if (token.kind === 'keyword' && !/^(None|True|False|lambda|not|await)$/.test(token.text)) return;
    if (before.kind === 'operator' && !/^[)\]}]$/.test(before.text)) return;
    if (before.kind === 'name' && (token.kind === 'string' || token.kind === 'fstring')) return;
    if (before.kind === 'keyword' && !/^(None|True|False)$/.test(before.text)) return;
    const from = this.lastExpression ?? before.span;
    const { at } = this;
    const right = this.attempt(() => this.expression());
    this.at = at;
    if (right) this.fail('invalid syntax. Perhaps you forgot a comma?', join(from, right.span));
  }

  /** The span of the disjunction that was read last. */
  lastExpression: Span | undefined;
}
