import type { Block, Comprehension, Expression, Parameters, Statement, ClassStatement, FunctionStatement } from '../syntax/ast.js';
import { SourceError } from '../syntax/span.js';
import type { DeferredBody } from '../syntax/token.js';
import { isNode, isRecord, type Node } from './nodes.js';
import { findOwner, resolveScopes, Scope } from './scope.js';

/** The scopes of a program with everything in it. */
export function scopesOf(body: Block | Expression): Scope {
  const root = new Scope('module', '<module>', 'module');
  new Collector(root).visit(body);
  resolveScopes(root);
  return root;
}

/** Notes which names the body of a function uses whose reading was put off. */
export function collectBody(scope: Scope, body: Block): void {
  const collector = new Collector(scope);
  collector.visit(body);
  for (const check of collector.checks) check();
  resolveScopes(scope);
}

function textOfBody({ text, from, to }: DeferredBody): string {
  return text.slice(from, to);
}

/** Goes through the tree and notes which names are bound and used where. */
class Collector {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.visit(item);
    else if (isNode(value)) this.#node(value);
    else if (isRecord(value)) this.#children(value);
  }

  /** Everything in a node or a part of one, but no places. */
  #children(value: Readonly<Record<string, unknown>>): void {
    for (const key in value) {
      const part = value[key];
      if (typeof part === 'object' && part !== null && key !== 'span' && key !== 'nameSpan') this.visit(part);
    }
  }

  #node(node: Node): void {
    switch (node.kind) {
      case 'name':
        this.#use(node.name);
        return;
      case 'named':
        this.#named(node);
        return;
      case 'assign':
        this.visit(node.value);
        for (const target of node.targets) this.#bind(target);
        return;
      case 'augmented':
        this.visit(node.value);
        this.visit(node.target);
        this.#bind(node.target);
        return;
      case 'annotated':
        this.#annotated(node);
        return;
      case 'for':
        this.visit(node.iterable);
        this.#bind(node.target);
        this.visit([node.body, node.otherwise]);
        if (node.isAsync) this.#scope.hasAwait = true;
        return;
      case 'delete':
        for (const target of node.targets) this.#bind(target);
        return;
      default:
        this.#other(node);
    }
  }

  #other(node: Node): void {
    switch (node.kind) {
      case 'import':
        for (const { name, as } of node.names) this.#bindName(as ?? name.split('.')[0] ?? name);
        return;
      case 'importFrom':
        for (const { name, as } of node.names) this.#bindName(as ?? name);
        if (node.names.length === 0 && this.#scope.kind !== 'module')
          throw new SourceError('import * only allowed at module level', node.span);
        return;
      case 'global':
      case 'nonlocal':
        this.#declare(node);
        return;
      case 'function':
        this.#function(node);
        return;
      case 'class':
        if ('args' in node) this.#class(node);
        else this.#rest(node);
        return;
      case 'lambda':
        this.#lambda(node);
        return;
      case 'listComp':
      case 'setComp':
      case 'dictComp':
      case 'generator':
        this.#comprehension(node);
        return;
      default:
        this.#rest(node);
    }
  }

  #rest(node: Node): void {
    switch (node.kind) {
      case 'with':
        for (const { context, target } of node.items) {
          this.visit(context);
          if (target) this.#bind(target);
        }
        this.visit(node.body);
        return;
      case 'try':
        this.visit(node.body);
        for (const { type, name, body } of node.handlers) {
          this.visit(type);
          if (name !== undefined) this.#bindName(name);
          this.visit(body);
        }
        this.visit([node.otherwise, node.final]);
        return;
      case 'capture':
      case 'star':
        if (node.name !== undefined) this.#bindName(node.name);
        this.visit('pattern' in node ? node.pattern : undefined);
        return;
      case 'mapping':
        if (node.rest !== undefined) this.#bindName(node.rest);
        this.visit(node.items);
        return;
      case 'type':
        this.#bindName(node.name.name);
        for (const { name } of node.typeParameters) this.#bindName(name);
        this.visit(node.value);
        return;
      case 'yield':
      case 'yieldFrom':
        this.#yield(node);
        return;
      case 'await':
        this.#scope.hasAwait = true;
        this.visit(node.value);
        return;
      default:
        if (isRecord(node)) this.#children(node);
    }
  }

  #yield(node: Extract<Expression, { kind: 'yield' | 'yieldFrom' }>): void {
    const { kind } = this.#scope;
    if (kind === 'comprehension') {
      const what = {
        listComp: 'list comprehension',
        setComp: 'set comprehension',
        dictComp: 'dict comprehension',
        generator: 'generator expression',
      };
      const { owner } = this.#scope;
      const word = owner !== 'module' && owner.kind in what ? Object.entries(what).find(([key]) => key === owner.kind)?.[1] : undefined;
      throw new SourceError(`'yield' inside ${word ?? 'generator expression'}`, node.span);
    }
    if (kind !== 'function') throw new SourceError("'yield' outside function", node.span);
    this.#scope.hasYield = true;
    this.visit(node.value);
  }

  #use(name: string): void {
    const mangled = this.#scope.mangle(name);
    this.#scope.used.add(mangled);
    if (name === 'super' && this.#scope.isFunction) this.#scope.used.add('__class__');
  }

  #bindName(name: string): void {
    this.#scope.bound.add(this.#scope.mangle(name));
  }

  #bind(target: Expression): void {
    if (target.kind === 'name') this.#bindName(target.name);
    else if (target.kind === 'tuple' || target.kind === 'list') for (const item of target.items) this.#bind(item);
    else if (target.kind === 'starred') this.#bind(target.value);
    else this.visit(target);
  }

  /** `:=` in a comprehension binds in the function around it. */
  #named({ target, value, span }: Extract<Expression, { kind: 'named' }>): void {
    this.visit(value);
    let scope = this.#scope;
    if (scope.kind !== 'comprehension') {
      this.#bindName(target.name);
      return;
    }
    while (scope.kind === 'comprehension' && scope.parent) {
      if (scope.bound.has(target.name))
        throw new SourceError(`assignment expression cannot rebind comprehension iteration variable '${target.name}'`, target.span);
      scope = scope.parent;
    }
    if (scope.kind === 'class') throw new SourceError('assignment expression within a comprehension cannot be used in a class body', span);
    if (scope.kind === 'module' || scope.globals.has(target.name)) this.#scope.globals.add(target.name);
    else {
      this.#scope.nonlocals.add(target.name);
      this.#scope.used.add(target.name);
    }
    if (!scope.nonlocals.has(target.name)) scope.bound.add(target.name);
  }

  #annotated({ target, annotation, value, span }: Extract<Statement, { kind: 'annotated' }>): void {
    if (target.kind === 'name') {
      if (this.#scope.globals.has(target.name)) throw new SourceError(`annotated name '${target.name}' can't be global`, span);
      this.#bindName(target.name);
    } else this.visit(target);
    this.visit(annotation);
    this.visit(value);
  }

  #declare({ kind, names, span }: Extract<Statement, { kind: 'global' | 'nonlocal' }>): void {
    const scope = this.#scope;
    for (const written of names) {
      const name = scope.mangle(written);
      if (scope.parameters.includes(name)) throw new SourceError(`name '${name}' is parameter and ${kind}`, span);
      if (scope.used.has(name)) throw new SourceError(`name '${name}' is used prior to ${kind} declaration`, span);
      if (scope.bound.has(name)) throw new SourceError(`name '${name}' is assigned to before ${kind} declaration`, span);
      if (kind === 'nonlocal') {
        if (scope.kind === 'module') throw new SourceError('nonlocal declaration not allowed at module level', span);
        if (scope.globals.has(name)) throw new SourceError(`name '${name}' is nonlocal and global`, span);
        scope.nonlocals.add(name);
        this.checks.push(() => {
          if (!findOwner(scope.parent, name)) throw new SourceError(`no binding for nonlocal '${name}' found`, span);
        });
      } else scope.globals.add(name);
    }
  }

  /** What can be decided only when a function has been read to its end. */
  readonly checks: (() => void)[] = [];

  #child(scope: Scope, work: (collector: Collector) => void): void {
    if (scope.owner !== 'module') this.#scope.children.set(scope.owner, scope);
    const collector = new Collector(scope);
    work(collector);
    if (this.#scope.isFunction) this.checks.push(...collector.checks);
    else for (const check of collector.checks) check();
  }

  #parameters(parameters: Parameters): void {
    const { positionalOnly, positional, rest, keywordOnly, keywords } = parameters;
    for (const parameter of [...positionalOnly, ...positional, ...keywordOnly, ...(rest ? [rest] : []), ...(keywords ? [keywords] : [])]) {
      const name = this.#scope.mangle(parameter.name);
      if (this.#scope.parameters.includes(name))
        throw new SourceError(`duplicate argument '${name}' in function definition`, parameter.span);
      this.#scope.parameters.push(name);
      this.#scope.bound.add(name);
    }
  }

  #outside(parameters: Parameters): void {
    const { positionalOnly, positional, rest, keywordOnly, keywords } = parameters;
    for (const parameter of [...positionalOnly, ...positional, rest, ...keywordOnly, keywords]) {
      this.visit(parameter?.default);
      this.visit(parameter?.annotation);
    }
  }

  #function(node: FunctionStatement): void {
    this.visit(node.decorators);
    this.#bindName(node.name);
    for (const { name } of node.typeParameters) this.#bindName(name);
    this.#outside(node.parameters);
    this.visit(node.returns);
    const scope = new Scope('function', node.name, node, this.#scope);
    scope.isAsync = node.isAsync;
    this.#child(scope, collector => {
      collector.#parameters(node.parameters);
      collector.visit(node.body);
    });
    // All that a body which is read later can take from around itself: it lies in a class or a module.
    if (node.deferred && /(?<![\w.'"])(?:super|__class__)\b(?!['"])/.test(textOfBody(node.deferred))) scope.used.add('__class__');
  }

  #lambda(node: Extract<Expression, { kind: 'lambda' }>): void {
    this.#outside(node.parameters);
    this.#child(new Scope('function', '<lambda>', node, this.#scope), collector => {
      collector.#parameters(node.parameters);
      collector.visit(node.body);
    });
  }

  #class(node: ClassStatement): void {
    this.visit(node.decorators);
    for (const { name } of node.typeParameters) this.#bindName(name);
    for (const argument of node.args) this.visit(argument.value);
    this.#bindName(node.name);
    this.#child(new Scope('class', node.name, node, this.#scope), collector => collector.visit(node.body));
  }

  #comprehension(node: Comprehension): void {
    const names = { listComp: '<listcomp>', setComp: '<setcomp>', dictComp: '<dictcomp>', generator: '<genexpr>' };
    const [first] = node.clauses;
    this.visit(first?.iterable);
    const scope = new Scope('comprehension', names[node.kind], node, this.#scope);
    scope.parameters.push('.0');
    scope.bound.add('.0');
    this.#child(scope, collector => {
      for (const clause of node.clauses) {
        collector.#bind(clause.target);
        if (clause.isAsync) scope.hasAwait = true;
      }
      for (const clause of node.clauses) {
        if (clause !== first) collector.visit(clause.iterable);
        collector.visit(clause.conditions);
      }
      collector.visit(node.item);
      collector.visit(node.value);
    });
    if (scope.hasAwait && node.kind !== 'generator') this.#scope.hasAwait = true;
  }
}
