import type { Alias, Expression, Statement } from './ast.js';
import { PatternParser } from './pattern-parser.js';
import { join, type Span } from './span.js';
import { assignmentTarget, describeExpression } from './targets.js';

const augmented = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '@=', '&=', '|=', '^=', '>>=', '<<=', '**=']);

/** Statements on one line. */
export class SimpleParser extends PatternParser {
  simple(): Statement {
    const { token } = this;
    if (token.kind === 'keyword') {
      switch (token.text) {
        case 'pass':
        case 'break':
        case 'continue':
          this.next();
          return { kind: token.text, span: token.span };
        case 'return':
          return this.#return();
        case 'raise':
          return this.#raise();
        case 'global':
        case 'nonlocal':
          return this.#names(token.text);
        case 'del':
          return this.#delete();
        case 'assert':
          return this.#assert();
        case 'import':
          return this.#import();
        case 'from':
          return this.#from();
      }
    }
    if (this.#isTypeAlias()) return this.#typeAlias();
    return this.#expression();
  }

  /** Whether the line goes on behind a statement. */
  get isOver(): boolean {
    return this.isKind('newline') || this.isKind('end') || this.is(';');
  }

  #return(): Statement {
    const start = this.next().span;
    const value = this.isOver ? undefined : this.expressions();
    return { kind: 'return', value, span: this.spanFrom(start) };
  }

  #raise(): Statement {
    const start = this.next().span;
    const value = this.isOver ? undefined : this.expression();
    const cause = value && this.accept('from') ? this.expression() : undefined;
    return { kind: 'raise', value, cause, span: this.spanFrom(start) };
  }

  #names(kind: 'global' | 'nonlocal'): Statement {
    const start = this.next().span;
    const names = [this.name().text];
    while (this.accept(',')) names.push(this.name().text);
    return { kind, names, span: this.spanFrom(start) };
  }

  #delete(): Statement {
    const start = this.next().span;
    const value = this.expressions();
    const targets = value.kind === 'tuple' && value.isBare ? value.items : [value];
    for (const target of targets) assignmentTarget(target, 'delete');
    return { kind: 'delete', targets, span: this.spanFrom(start) };
  }

  #assert(): Statement {
    const start = this.next().span;
    const test = this.expression();
    const message = this.accept(',') ? this.expression() : undefined;
    return { kind: 'assert', test, message, span: this.spanFrom(start) };
  }

  #import(): Statement {
    const start = this.next().span;
    const names: Alias[] = [];
    do {
      const from = this.token.span;
      const name = this.#dotted();
      const as = this.accept('as') ? this.name().text : undefined;
      names.push({ name, as, span: this.spanFrom(from) });
    } while (this.accept(','));
    if (this.accept('from')) this.fail("Did you mean to use 'from ... import ...' instead?", this.spanFrom(start));
    return { kind: 'import', names, span: this.spanFrom(start) };
  }

  #dotted(): string {
    let name = this.name().text;
    while (this.accept('.')) name += `.${this.name().text}`;
    return name;
  }

  #from(): Statement {
    const start = this.next().span;
    let level = 0;
    while (this.is('.') || this.is('...')) level += this.next().text.length;
    const module = this.is('import') && level > 0 ? '' : this.#dotted();
    this.expect('import');
    const names = this.#importedNames();
    return { kind: 'importFrom', module, level, names, span: this.spanFrom(start) };
  }

  #importedNames(): Alias[] {
    if (this.accept('*')) return [];
    const open = this.is('(') ? this.next() : undefined;
    const names: Alias[] = [];
    do {
      if (open && this.is(')') && names.length > 0) break;
      if (this.isKind('newline') && names.length > 0) this.fail('trailing comma not allowed without surrounding parentheses');
      const token = this.name();
      const as = this.accept('as') ? this.name().text : undefined;
      names.push({ name: token.text, as, span: this.spanFrom(token.span) });
    } while (this.accept(','));
    if (open) this.close(')');
    return names;
  }

  #isTypeAlias(): boolean {
    return this.token.text === 'type' && this.isKind('name') && this.peek().kind === 'name' && /^[=[]$/.test(this.peek(2).text);
  }

  #typeAlias(): Statement {
    const start = this.next().span;
    const name = this.next();
    const typeParameters = this.typeParameters();
    this.expect('=');
    const value = this.expression();
    return { kind: 'type', name: { kind: 'name', name: name.text, span: name.span }, typeParameters, value, span: this.spanFrom(start) };
  }

  /** `[T, *Ts, **P]` of a function, class or type alias. */
  typeParameters(): { kind: 'var' | 'tuple' | 'spec'; name: string; bound: Expression | undefined }[] {
    const list: { kind: 'var' | 'tuple' | 'spec'; name: string; bound: Expression | undefined }[] = [];
    if (!this.accept('[')) return list;
    do {
      if (this.is(']')) break;
      const kind = this.accept('**') ? 'spec' : this.accept('*') ? 'tuple' : 'var';
      const name = this.name().text;
      list.push({ kind, name, bound: this.accept(':') ? this.expression() : undefined });
    } while (this.accept(','));
    this.close(']');
    return list;
  }

  #expression(): Statement {
    const start = this.token.span;
    const isBracketed = this.is('(');
    const first = this.is('yield') ? this.yieldExpression() : this.expressions();
    if (this.token.kind === 'operator' && augmented.has(this.token.text)) return this.#augmented(first, start);
    if (this.is('=')) return this.#assignment(first, start);
    if (this.is(':') && this.#isAnnotatable(first)) return this.#annotated(first, start, isBracketed);
    return { kind: 'expression', value: first, span: this.spanFrom(start) };
  }

  #isAnnotatable(value: Expression): boolean {
    if (value.kind === 'list' || value.kind === 'tuple') this.#checkAnnotation(value);
    return value.kind === 'name' || value.kind === 'attribute' || value.kind === 'subscript';
  }

  #checkAnnotation(value: Expression): void {
    if (this.peek().kind === 'newline') return;
    this.fail(`only single target (not ${value.kind}) can be annotated`, value.span);
  }

  #augmented(target: Expression, start: Span): Statement {
    if (target.kind !== 'name' && target.kind !== 'attribute' && target.kind !== 'subscript')
      this.fail(`'${describeExpression(target)}' is an illegal expression for augmented assignment`, target.span);
    const operator = this.next().text.slice(0, -1);
    const value = this.is('yield') ? this.yieldExpression() : this.expressions();
    return { kind: 'augmented', target, operator, value, span: this.spanFrom(start) };
  }

  #assignment(first: Expression, start: Span): Statement {
    const targets = [assignmentTarget(first, 'assign')];
    let value = first;
    while (this.accept('=')) {
      value = this.is('yield') ? this.yieldExpression() : this.expressions();
      if (this.is('=')) targets.push(assignmentTarget(value, 'assign'));
    }
    for (const target of targets)
      if (target.kind === 'starred') this.fail('starred assignment target must be in a list or tuple', target.span);
    return { kind: 'assign', targets, value, span: this.spanFrom(start) };
  }

  #annotated(target: Expression, start: Span, isBracketed: boolean): Statement {
    this.next();
    const annotation = this.expression();
    const value = this.accept('=') ? (this.is('yield') ? this.yieldExpression() : this.expressions()) : undefined;
    return { kind: 'annotated', target, annotation, value, isSimple: target.kind === 'name' && !isBracketed, span: this.spanFrom(start) };
  }

  /** `print "x"` and `exec "x"` of Python 2. */
  legacyStatement(statement: Statement): void {
    if (statement.kind !== 'expression' || statement.value.kind !== 'name') return;
    const { name, span } = statement.value;
    if (name !== 'print' && name !== 'exec') return;
    if (this.isOver || (this.isKind('operator') && !/^[-+~*[{]$/.test(this.token.text))) return;
    const value = this.attempt(() => this.expressions());
    if (value) this.fail(`Missing parentheses in call to '${name}'. Did you mean ${name}(...)?`, join(span, this.last.span));
  }
}
