import { type ClassDeclaration, CompileError, type Expr, type SourceFile, type Stmt } from './ast.js';
import { Lexer } from './lexer.js';
import { StatementParser } from './statement-parser.js';
import type { Token } from './token.js';

/** Reads a file with `<?php` in it, or code without (`php -r`, `eval`). Source is one character a byte. */
export function parsePhp(source: string, how: 'file' | 'code'): SourceFile {
  const lexer = new Lexer(source);
  return new Parser(how === 'file' ? lexer.file() : lexer.code()).file();
}

class Parser extends StatementParser {
  #strictTypes = false;

  file(): SourceFile {
    const body: Stmt[] = [];
    while (this.token.kind !== 'eof') body.push(...this.#top());
    return { body, strictTypes: this.#strictTypes };
  }

  protected override embedded(tokens: readonly Token[]): Expr {
    const inner = new Parser(tokens);
    inner.namespace = this.namespace;
    const value = inner.expression();
    if (inner.token.kind !== 'eof') throw inner.unexpected();
    return value;
  }

  /** What may stand outside of functions only. */
  #top(): readonly Stmt[] {
    if (this.is('namespace') && this.ahead(1)?.text !== '\\') return this.#namespace();
    if (this.is('use')) {
      this.#use();
      return [];
    }
    if (this.is('const')) return [this.#const()];
    return [this.statement()];
  }

  #namespace(): readonly Stmt[] {
    this.take();
    const name = this.is('{') ? '' : this.take().text;
    this.enterNamespace(name);
    if (!this.is('{')) {
      this.expect(';', '"{"');
      return [];
    }
    this.take();
    const body: Stmt[] = [];
    while (!this.is('}')) body.push(...this.#top());
    this.take();
    this.enterNamespace('');
    return body;
  }

  #use(): void {
    this.take();
    const kind = this.#useKind('class');
    do {
      const first = this.take();
      const base = first.text.replace(/^\\/, '');
      if (this.is('{') || (this.is('\\') && this.ahead(1)?.text === '{')) {
        this.#groupUse(base, kind);
        continue;
      }
      this.#importOne(kind, base);
    } while (this.accept(','));
    this.end();
  }

  #useKind(otherwise: 'class' | 'function' | 'const'): 'class' | 'function' | 'const' {
    if (this.accept('function')) return 'function';
    return this.accept('const') ? 'const' : otherwise;
  }

  #importOne(kind: 'class' | 'function' | 'const', full: string): void {
    const alias = this.accept('as') ? this.identifier() : (full.split('\\').at(-1) ?? full);
    this.import(kind, full, alias);
  }

  #groupUse(base: string, kind: 'class' | 'function' | 'const'): void {
    this.accept('\\');
    this.expect('{');
    while (!this.is('}')) {
      const each = this.#useKind(kind);
      this.#importOne(each, `${base.replace(/\\$/, '')}\\${this.take().text}`);
      if (!this.accept(',')) break;
    }
    this.expect('}');
  }

  #const(): Stmt {
    const { line } = this.take();
    const constants: { name: string; value: Expr }[] = [];
    do {
      const name = this.inNamespace(this.identifier());
      this.expect('=');
      constants.push({ name, value: this.expression() });
    } while (this.accept(','));
    this.end('"," or ";"');
    return { kind: 'const', constants, line };
  }

  protected override end(expecting?: string): void {
    if (this.token.kind === 'html' || (this.token.kind === 'eof' && this.#afterTag())) return;
    if (!this.is(';')) throw this.unexpected(expecting);
    this.take();
  }

  #afterTag(): boolean {
    return this.ahead(-1)?.written === '?>';
  }

  protected override block(): readonly Stmt[] {
    this.expect('{');
    const body: Stmt[] = [];
    while (!this.is('}')) {
      if (this.token.kind === 'eof') throw this.unexpected();
      body.push(this.statement());
    }
    this.take();
    return body;
  }

  protected override statement(): Stmt {
    return this.nested(() => this.#anyStatement());
  }

  #anyStatement(): Stmt {
    const { token } = this;
    const { line } = token;
    if (token.kind === 'html') {
      this.take();
      return { kind: 'echo', values: [{ kind: 'literal', value: token.text, line }], line };
    }
    if (this.is('{')) return { kind: 'block', body: this.block(), line };
    if (this.accept(';')) return { kind: 'block', body: [], line };
    if (token.kind === 'keyword') {
      const found = this.#keywordStatement(token.text, line);
      if (found) return found;
    }
    if (token.kind === 'name' && this.ahead(1)?.text === ':' && this.ahead(1)?.kind === 'op')
      throw new CompileError('drydock: goto is not simulated', line);
    const value = this.expression();
    this.end();
    return { kind: 'expression', value, line };
  }

  #keywordStatement(text: string, line: number): Stmt | undefined {
    const next = this.ahead(1);
    switch (text) {
      case 'echo':
        return this.#echo(line);
      case 'if':
        return this.if(line);
      case 'while':
      case 'do':
      case 'for':
      case 'foreach':
      case 'switch':
        return this.loop(text, line);
      case 'break':
      case 'continue':
        return this.jump(text, line);
      case 'return': {
        this.take();
        const value = this.is(';') || this.token.kind === 'eof' ? undefined : this.expression();
        this.end();
        return { kind: 'return', value, line };
      }
      case 'global':
      case 'unset':
      case 'try':
      case 'declare':
        return this.#special(text, line);
      case 'static':
        return next?.kind === 'variable' ? this.#static(line) : undefined;
      case 'function':
        return this.#function(next, line);
      case 'abstract':
      case 'final':
      case 'class':
      case 'interface':
      case 'trait':
      case 'enum':
        return { kind: 'class', declaration: this.#class(), line };
      case 'readonly':
        return next?.kind === 'keyword' ? { kind: 'class', declaration: this.#class(), line } : undefined;
      case 'goto':
        throw new CompileError('drydock: goto is not simulated', line);
      case '__halt_compiler':
        while (this.token.kind !== 'eof') this.take();
        return { kind: 'return', value: undefined, line };
      default:
        return undefined;
    }
  }

  #class(): ClassDeclaration {
    return this.classDeclaration();
  }

  #function(next: Token | undefined, line: number): Stmt | undefined {
    const named = next?.kind === 'name' || (next?.text === '&' && this.ahead(2)?.kind === 'name') || next?.text === 'enum';
    if (!named) return undefined;
    this.take();
    const byRef = this.accept('&');
    const name = this.inNamespace(this.identifier());
    return { kind: 'function', fn: this.functionRest(name, line, byRef), line };
  }

  #echo(line: number): Stmt {
    this.take();
    const values = [this.expression()];
    while (this.accept(',')) values.push(this.expression());
    this.end('"," or ";"');
    return { kind: 'echo', values, line };
  }

  #static(line: number): Stmt {
    this.take();
    const variables: { name: string; value: Expr | undefined }[] = [];
    do variables.push({ name: this.variableName(), value: this.accept('=') ? this.expression() : undefined });
    while (this.accept(','));
    this.end('"," or ";"');
    return { kind: 'static', variables, line };
  }

  #special(text: string, line: number): Stmt {
    this.take();
    switch (text) {
      case 'global': {
        const names: string[] = [];
        do names.push(this.variableName());
        while (this.accept(','));
        this.end('"," or ";"');
        return { kind: 'global', names, line };
      }
      case 'unset': {
        this.expect('(');
        const targets = [...this.list(')')];
        this.accept(',');
        this.expect(')');
        this.end();
        return { kind: 'unset', targets, line };
      }
      case 'try':
        return this.try(line);
      default:
        return this.#declare(line);
    }
  }

  #declare(line: number): Stmt {
    this.expect('(');
    do {
      const name = this.identifier().toLowerCase();
      this.expect('=');
      const { text } = this.take();
      if (name === 'strict_types') {
        if (text !== '0' && text !== '1') throw new CompileError('strict_types declaration must have 0 or 1 as its value', line);
        this.#strictTypes = text === '1';
      }
    } while (this.accept(','));
    this.expect(')');
    if (this.is('{')) return { kind: 'block', body: this.block(), line };
    this.end();
    return { kind: 'block', body: [], line };
  }
}
