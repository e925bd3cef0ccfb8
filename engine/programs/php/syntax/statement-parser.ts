import { type CatchClause, CompileError, type Expr, type Stmt, type SwitchCase } from './ast.js';
import { ClassParser } from './class-parser.js';
import { isTarget } from './operators.js';

/** Control structures: what runs, how often, and what happens when it fails. */
export abstract class StatementParser extends ClassParser {
  protected abstract statement(): Stmt;

  /** The `;` after a statement, or what does as one. */
  protected abstract end(expecting?: string): void;

  /** What a control structure does: a statement, or up to `endif` and its like. */
  #body(...ends: readonly string[]): readonly Stmt[] {
    if (!this.accept(':')) return [this.statement()];
    const body: Stmt[] = [];
    while (!ends.some(end => this.is(end))) {
      if (this.token.kind === 'eof') throw this.unexpected();
      body.push(this.statement());
    }
    const [end] = ends;
    if (end !== undefined && this.accept(end)) this.end();
    return body;
  }

  #condition(): Expr {
    this.expect('(');
    const condition = this.expression();
    this.expect(')', undefined);
    return condition;
  }

  protected if(line: number): Stmt {
    this.take();
    const condition = this.#condition();
    if (this.is(':')) return this.#alternativeIf(condition, line);
    const then = [this.statement()];
    return { kind: 'if', condition, then, otherwise: this.#else(), line };
  }

  #else(): readonly Stmt[] | undefined {
    const { line } = this;
    if (this.is('elseif')) return [this.if(line)];
    if (!this.accept('else')) return undefined;
    if (this.is('if')) return [this.if(line)];
    return [this.statement()];
  }

  #alternativeIf(condition: Expr, line: number): Stmt {
    const then = this.#body('endif', 'elseif', 'else');
    if (this.ahead(-1)?.text !== 'endif' && !this.#endedIf()) {
      if (this.is('elseif') || (this.is('else') && this.ahead(1)?.text === 'if')) {
        if (this.is('else')) this.take();
        const at = this.line;
        this.take();
        return { kind: 'if', condition, then, otherwise: [this.#alternativeIf(this.#condition(), at)], line };
      }
      if (this.accept('else')) return { kind: 'if', condition, then, otherwise: this.#body('endif'), line };
    }
    return { kind: 'if', condition, then, otherwise: undefined, line };
  }

  #endedIf(): boolean {
    return this.ahead(-1)?.text === ';' && this.ahead(-2)?.text === 'endif';
  }

  protected loop(text: string, line: number): Stmt {
    this.take();
    switch (text) {
      case 'while': {
        const condition = this.#condition();
        return { kind: 'while', condition, body: this.#body('endwhile'), line };
      }
      case 'do': {
        const body = [this.statement()];
        this.expect('while');
        const condition = this.#condition();
        this.end();
        return { kind: 'doWhile', condition, body, line };
      }
      case 'for':
        return this.#for(line);
      case 'foreach':
        return this.#foreach(line);
      default:
        return this.#switch(line);
    }
  }

  #for(line: number): Stmt {
    this.expect('(');
    const init = this.list(';');
    this.expect(';');
    const conditions = this.list(';');
    this.expect(';');
    const steps = this.list(')');
    this.expect(')');
    return { kind: 'for', init, conditions, steps, body: this.#body('endfor'), line };
  }

  protected list(end: string): readonly Expr[] {
    const values: Expr[] = [];
    if (this.is(end)) return values;
    do values.push(this.expression());
    while (this.accept(','));
    return values;
  }

  #foreach(line: number): Stmt {
    this.expect('(');
    const subject = this.expression();
    this.expect('as');
    let byRef = this.accept('&');
    let value = this.expression();
    let key: Expr | undefined;
    if (this.accept('=>')) {
      key = value;
      byRef = this.accept('&');
      value = this.expression();
    }
    this.expect(')');
    if (!isTarget(value) && value.kind !== 'array') throw new CompileError('Cannot re-assign $this', line);
    return { kind: 'foreach', subject, key, value, byRef, body: this.#body('endforeach'), line };
  }

  #switch(line: number): Stmt {
    const subject = this.#condition();
    const end = this.accept(':') ? 'endswitch' : '}';
    if (end === '}') this.expect('{');
    this.accept(';');
    const cases: SwitchCase[] = [];
    while (!this.is(end)) {
      const isDefault = this.accept('default');
      if (!isDefault) this.expect('case', '"case" or "default" or "}"');
      const test = isDefault ? undefined : this.expression();
      if (!this.accept(':')) this.expect(';');
      const body: Stmt[] = [];
      while (!this.is('case') && !this.is('default') && !this.is(end)) {
        if (this.token.kind === 'eof') throw this.unexpected();
        body.push(this.statement());
      }
      cases.push({ test, body });
    }
    this.take();
    if (end !== '}') this.end();
    return { kind: 'switch', subject, cases, line };
  }

  protected jump(text: 'break' | 'continue', line: number): Stmt {
    this.take();
    let levels = 1;
    if (this.token.kind === 'int') levels = Number(this.take().text);
    else if (!this.is(';')) throw new CompileError(`'${text}' operator with non-integer operand is no longer supported`, line);
    if (levels < 1) throw new CompileError(`'${text}' operator accepts only positive integers`, line);
    this.end();
    return { kind: text, levels, line };
  }

  protected try(line: number): Stmt {
    const body = this.block();
    const catches: CatchClause[] = [];
    while (this.is('catch')) {
      const at = this.take().line;
      this.expect('(');
      const types = [this.className()];
      while (this.accept('|')) types.push(this.className());
      const variable = this.token.kind === 'variable' ? this.variableName() : undefined;
      this.expect(')');
      catches.push({ types, variable, body: this.block(), line: at });
    }
    const finalizer = this.accept('finally') ? this.block() : undefined;
    if (catches.length === 0 && !finalizer) throw new CompileError('Cannot use try without catch or finally', line);
    return { kind: 'try', body, catches, finalizer, line };
  }
}
