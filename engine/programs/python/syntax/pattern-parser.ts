import type { Expression, Pattern } from './ast.js';
import { ExpressionParser } from './expression-parser.js';

/** The patterns of `case`. */
export class PatternParser extends ExpressionParser {
  /** A pattern, or a sequence without brackets. */
  openPattern(): Pattern {
    const start = this.token.span;
    const first = this.#starOr();
    if (!this.is(',')) {
      return first.kind === 'star' ? { kind: 'sequence', items: [first], span: first.span } : first;
    }
    const items = [first];
    while (this.accept(',')) {
      if (this.is(':') || this.is('if')) break;
      items.push(this.#starOr());
    }
    return { kind: 'sequence', items, span: this.spanFrom(start) };
  }

  #starOr(): Pattern {
    if (!this.is('*')) return this.pattern();
    const start = this.next().span;
    const name = this.name().text;
    return { kind: 'star', name: name === '_' ? undefined : name, span: this.spanFrom(start) };
  }

  pattern(): Pattern {
    return this.deeper(() => {
      const start = this.token.span;
      const first = this.#closed();
      const options = [first];
      while (this.accept('|')) options.push(this.#closed());
      const pattern: Pattern = options.length === 1 ? first : { kind: 'or', options, span: this.spanFrom(start) };
      if (!this.accept('as')) return pattern;
      const name = this.name();
      if (name.text === '_') this.fail("cannot use '_' as a target", name.span);
      return { kind: 'capture', name: name.text, pattern, span: this.spanFrom(start) };
    });
  }

  #closed(): Pattern {
    const { token } = this;
    if (token.kind === 'number' || this.is('-') || token.kind === 'string' || token.kind === 'fstring') return this.#literal();
    if (this.is('None') || this.is('True') || this.is('False')) return { kind: 'singleton', value: this.atom(), span: token.span };
    if (this.is('(')) return this.#group(')');
    if (this.is('[')) return this.#group(']');
    if (this.is('{')) return this.#mapping();
    if (token.kind === 'name') return this.#named();
    return this.unexpected();
  }

  #literal(): Pattern {
    const start = this.token.span;
    const value = this.#number();
    return { kind: 'value', value, span: this.spanFrom(start) };
  }

  /** A number with a sign, perhaps complex, or a string. */
  #number(): Expression {
    const start = this.token.span;
    const isNegative = this.accept('-');
    const atom = this.atom();
    if (atom.kind === 'joined') this.fail('patterns may only match literals and attribute lookups', atom.span);
    let value: Expression = isNegative ? { kind: 'unary', operator: '-', operand: atom, span: this.spanFrom(start) } : atom;
    if (atom.kind === 'constant' && atom.value.kind !== 'str' && (this.is('+') || this.is('-'))) {
      const operator = this.next().text;
      value = { kind: 'binary', operator, left: value, right: this.atom(), span: this.spanFrom(start) };
    }
    return value;
  }

  #group(closer: ')' | ']'): Pattern {
    const open = this.next();
    const items: Pattern[] = [];
    let isTuple = closer === ']';
    while (!this.is(closer)) {
      items.push(this.#starOr());
      if (!this.accept(',')) break;
      isTuple = true;
    }
    this.close(closer);
    const [only] = items;
    if (only && !isTuple && only.kind !== 'star') return only;
    return { kind: 'sequence', items, span: this.spanFrom(open.span) };
  }

  #mapping(): Pattern {
    const open = this.next();
    const items: { key: Expression; pattern: Pattern }[] = [];
    let rest: string | undefined;
    while (!this.is('}')) {
      if (this.accept('**')) rest = this.name().text;
      else {
        const key = this.isKind('name')
          ? this.#dotted()
          : this.is('None') || this.is('True') || this.is('False')
            ? this.atom()
            : this.#number();
        this.expect(':');
        items.push({ key, pattern: this.pattern() });
      }
      if (!this.accept(',')) break;
    }
    this.close('}');
    return { kind: 'mapping', items, rest, span: this.spanFrom(open.span) };
  }

  #dotted(): Expression {
    const first = this.name();
    let value: Expression = { kind: 'name', name: first.text, span: first.span };
    while (this.accept('.')) {
      const name = this.name();
      value = { kind: 'attribute', object: value, name: name.text, nameSpan: name.span, span: this.spanFrom(first.span) };
    }
    return value;
  }

  #named(): Pattern {
    const start = this.token.span;
    const value = this.#dotted();
    if (this.is('(')) return this.#class(value);
    if (value.kind !== 'name') return { kind: 'value', value, span: value.span };
    return { kind: 'capture', name: value.name === '_' ? undefined : value.name, pattern: undefined, span: start };
  }

  #class(type: Expression): Pattern {
    this.next();
    const positional: Pattern[] = [];
    const keywords: { name: string; pattern: Pattern }[] = [];
    while (!this.is(')')) {
      if (this.isKind('name') && this.peek().text === '=') {
        const name = this.next().text;
        this.next();
        keywords.push({ name, pattern: this.pattern() });
      } else {
        if (keywords.length > 0) this.fail('positional patterns follow keyword patterns');
        positional.push(this.pattern());
      }
      if (!this.accept(',')) break;
    }
    this.close(')');
    return { kind: 'class', type, positional, keywords, span: this.spanFrom(type.span) };
  }
}
