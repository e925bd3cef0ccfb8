import {
  CompileError,
  type Argument,
  type ClassDeclaration,
  type ClassMember,
  type FunctionDeclaration,
  type Modifiers,
  type Parameter,
  type Stmt,
  type TraitRule,
  type TypeRef,
  type Visibility,
} from './ast.js';
import { ExpressionParser } from './expression-parser.js';

const visibilities: readonly Visibility[] = ['public', 'protected', 'private'];
const modifierWords = ['public', 'protected', 'private', 'static', 'abstract', 'final', 'readonly', 'var'];
const noModifiers: Modifiers = { visibility: 'public', isStatic: false, isAbstract: false, isFinal: false, isReadonly: false };

/** Functions and classes. */
export abstract class ClassParser extends ExpressionParser {
  protected abstract block(): readonly Stmt[];

  /** From the parameters to the end of the body. */
  protected override functionRest(name: string, line: number, byRef: boolean, mayBeAbstract = false): FunctionDeclaration {
    const params = this.#params();
    const returnType = this.#returnType();
    const outer = this.yields;
    this.yields = false;
    const body = mayBeAbstract && this.accept(';') ? undefined : this.block();
    const isGenerator = this.yields;
    this.yields = outer;
    return { name, params, returnType, byRefReturn: byRef, body, line, endLine: this.lastLine, isArrow: false, isGenerator };
  }

  protected override arrowFunction(line: number): FunctionDeclaration {
    const byRefReturn = this.accept('&');
    const params = this.#params();
    const returnType = this.#returnType();
    this.expect('=>');
    const outer = this.yields;
    this.yields = false;
    const value = this.expression(5);
    const isGenerator = this.yields;
    this.yields = outer;
    const body: Stmt[] = [{ kind: 'return', value, line: value.line }];
    return { name: '{closure}', params, returnType, byRefReturn, body, line, endLine: this.lastLine, isArrow: true, isGenerator };
  }

  protected override closure(line: number, isStatic: boolean): ReturnType<ExpressionParser['expression']> {
    const byRef = this.accept('&');
    const params = this.#params();
    const uses = this.closureUses();
    const returnType = this.#returnType();
    const outer = this.yields;
    this.yields = false;
    const body = this.block();
    const isGenerator = this.yields;
    this.yields = outer;
    const fn: FunctionDeclaration = {
      name: '{closure}',
      params,
      returnType,
      byRefReturn: byRef,
      body,
      line,
      endLine: this.lastLine,
      isArrow: false,
      isGenerator,
    };
    return { kind: 'closure', fn, uses, isStatic, line };
  }

  protected override closureUses(): readonly { name: string; byRef: boolean }[] {
    const uses: { name: string; byRef: boolean }[] = [];
    if (!this.accept('use')) return uses;
    this.expect('(');
    while (!this.is(')')) {
      const byRef = this.accept('&');
      uses.push({ name: this.variableName(), byRef });
      if (!this.accept(',')) break;
    }
    this.expect(')');
    return uses;
  }

  #returnType(): TypeRef | undefined {
    return this.accept(':') ? this.type() : undefined;
  }

  #params(): readonly Parameter[] {
    this.expect('(');
    const params: Parameter[] = [];
    while (!this.is(')')) {
      params.push(this.#param());
      if (!this.accept(',')) break;
    }
    this.expect(')', params.length === 0 ? 'variable' : undefined);
    const seen = new Set<string>();
    for (const { name, line } of params) {
      if (name === 'this') throw new CompileError('Cannot use $this as parameter', line);
      if (seen.has(name)) throw new CompileError(`Redefinition of parameter $${name}`, line);
      seen.add(name);
    }
    return params;
  }

  #param(): Parameter {
    const { line } = this;
    const { words, modifiers } = this.#modifiers();
    const type = this.optionalType();
    const byRef = this.accept('&');
    const variadic = this.accept('...');
    const name = this.variableName();
    const defaultValue = this.accept('=') ? this.expression() : undefined;
    return { name, type, byRef, variadic, defaultValue, promote: words.length > 0 ? modifiers : undefined, line };
  }

  #modifiers(): { readonly words: readonly string[]; readonly modifiers: Modifiers } {
    const words: string[] = [];
    while (this.token.kind === 'keyword' && modifierWords.includes(this.token.text)) {
      const { text, line } = this.take();
      if (words.includes(text)) throw new CompileError(`Multiple ${text} modifiers are not allowed`, line);
      if (visibilities.some(each => each === text) && words.some(word => visibilities.some(each => each === word)))
        throw new CompileError('Multiple access type modifiers are not allowed', line);
      words.push(text);
    }
    const modifiers: Modifiers = {
      visibility: visibilities.find(each => words.includes(each)) ?? 'public',
      isStatic: words.includes('static'),
      isAbstract: words.includes('abstract'),
      isFinal: words.includes('final'),
      isReadonly: words.includes('readonly'),
    };
    return { words, modifiers };
  }

  protected override anonymousClass(line: number): { readonly declaration: ClassDeclaration; readonly args: readonly Argument[] } {
    const isReadonly = this.accept('readonly');
    this.expect('class');
    const args = this.is('(') ? this.args() : [];
    const rest = this.#classRest('class');
    const declaration: ClassDeclaration = { type: 'class', name: '', isAbstract: false, isFinal: false, isReadonly, ...rest, line };
    return { declaration, args: args === 'callable' ? [] : args };
  }

  /** A class, interface, trait or enum with the words before it. */
  protected classDeclaration(): ClassDeclaration {
    const words: string[] = [];
    while (this.is('abstract') || this.is('final') || this.is('readonly')) words.push(this.take().text);
    const { line } = this;
    const { text } = this.take();
    const type = text === 'interface' || text === 'trait' || text === 'enum' ? text : 'class';
    const simple = this.identifier();
    const name = this.inNamespace(simple);
    const isAbstract = words.includes('abstract');
    const isFinal = words.includes('final');
    if (isAbstract && isFinal) throw new CompileError('Cannot use the final modifier on an abstract class', line);
    return { type, name, isAbstract, isFinal, isReadonly: words.includes('readonly'), ...this.#classRest(type), line };
  }

  #classRest(type: ClassDeclaration['type']): Pick<ClassDeclaration, 'parent' | 'interfaces' | 'members' | 'backing'> {
    const backing = type === 'enum' && this.accept(':') ? this.type() : undefined;
    let parent: string | undefined;
    const interfaces: string[] = [];
    if (this.accept('extends')) {
      if (type === 'interface') interfaces.push(...this.#names());
      else parent = this.className();
    }
    if (this.accept('implements')) interfaces.push(...this.#names());
    this.expect('{', parent === undefined && interfaces.length === 0 ? '"{"' : undefined);
    const members: ClassMember[] = [];
    while (!this.is('}')) members.push(...this.#member(type));
    this.take();
    return { parent, interfaces, members, backing };
  }

  #names(): string[] {
    const names = [this.className()];
    while (this.accept(',')) names.push(this.className());
    return names;
  }

  #member(type: ClassDeclaration['type']): readonly ClassMember[] {
    const { line } = this;
    if (this.is('use')) return [this.#traitUse(line)];
    if (type === 'enum' && this.accept('case')) {
      const name = this.identifier(true);
      const value = this.accept('=') ? this.expression() : undefined;
      this.expect(';');
      return [{ kind: 'case', name, value, line }];
    }
    const { words, modifiers } = this.#modifiers();
    if (this.is('const')) return this.#constants(modifiers);
    if (this.accept('function')) {
      const byRef = this.accept('&');
      const name = this.identifier(true);
      const fn = this.functionRest(name, line, byRef, true);
      const isAbstract = modifiers.isAbstract || (type === 'interface' && fn.body === undefined);
      return [{ kind: 'method', fn, modifiers: { ...modifiers, isAbstract }, line }];
    }
    if (words.length === 0) throw this.unexpected('"function" or "const"');
    return this.#properties(modifiers);
  }

  #properties(modifiers: Modifiers): readonly ClassMember[] {
    const type = this.optionalType();
    if (this.token.kind !== 'variable') throw this.unexpected(type ? 'variable' : undefined);
    const members: ClassMember[] = [];
    do {
      const { line } = this;
      const name = this.variableName();
      const value = this.accept('=') ? this.expression() : undefined;
      members.push({ kind: 'property', name, type, value, modifiers, line });
    } while (this.accept(','));
    this.expect(';', '"," or ";"');
    return members;
  }

  #constants(modifiers: Modifiers): readonly ClassMember[] {
    this.take();
    // A type may stand before the name (8.3).
    if (this.ahead(1)?.text !== '=') this.type();
    const members: ClassMember[] = [];
    do {
      const { line } = this;
      const name = this.identifier(true);
      this.expect('=');
      members.push({ kind: 'constant', name, value: this.expression(), modifiers, line });
    } while (this.accept(','));
    this.expect(';', '"," or ";"');
    return members;
  }

  #traitUse(line: number): ClassMember {
    this.take();
    const names = this.#names();
    const rules: TraitRule[] = [];
    if (this.accept('{')) {
      while (!this.accept('}')) rules.push(this.#traitRule());
    } else this.expect(';', '"," or ";" or "{"');
    return { kind: 'traitUse', names, rules, line };
  }

  #traitRule(): TraitRule {
    const qualified = this.ahead(1)?.text === '::';
    const trait = qualified ? this.className() : undefined;
    if (qualified) this.take();
    const method = this.identifier(true);
    if (this.accept('insteadof')) {
      const insteadOf = this.#names();
      this.expect(';');
      return { trait, method, insteadOf };
    }
    this.expect('as');
    const { words, modifiers } = this.#modifiers();
    const alias = this.is(';') ? undefined : this.identifier(true);
    this.expect(';');
    return { trait, method, alias, visibility: words.length > 0 ? modifiers.visibility : undefined };
  }

  protected readonly plain: Modifiers = noModifiers;
}
