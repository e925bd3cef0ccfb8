import type { Node } from './ast.js';
import { Evaluator, type EvaluateOptions } from './evaluate.js';
import { MAX_DEPTH, MAX_OUTPUT } from './limits.js';
import { locate } from './location.js';
import { pairsOf } from './pairs.js';
import type { Template } from './parse.js';
import { printResult, printValue } from './print.js';
import { quoteGo } from './quote.js';
import { Scope } from './scope.js';
import { TemplateError } from './template-error.js';
import { isTrue, type Value } from './value.js';

/** Carries a template out over `data`. Throws TemplateError with Go's message. */
export function executeTemplate(template: Template, data: Value, options: EvaluateOptions): string {
  return new Execution(template, options).run(data);
}

/** Why a list of nodes ended early. */
type Flow = 'next' | 'break' | 'continue';

class Execution {
  readonly #template: Template;
  readonly #evaluator: Evaluator;
  #scope = new Scope(undefined);
  #parts: string[] = [];
  #length = 0;
  #depth = 0;
  /** The template that is being carried out, for error texts. */
  #name: string;

  constructor(template: Template, options: EvaluateOptions) {
    this.#template = template;
    this.#name = template.name;
    this.#evaluator = new Evaluator(options, { scope: () => this.#scope, fail: (at, shown, message) => this.#fail(at, shown, message) });
  }

  run(data: Value): string {
    this.#scope = new Scope(data);
    this.#list(this.#template.body, data);
    return this.#parts.join('');
  }

  #list(nodes: readonly Node[], dot: Value): Flow {
    for (const node of nodes) {
      const flow = this.#node(node, dot);
      if (flow !== 'next') return flow;
    }
    return 'next';
  }

  #node(node: Node, dot: Value): Flow {
    this.#evaluator.look(node.at, node);
    switch (node.kind) {
      case 'text':
        this.#write(node.text);
        return 'next';
      case 'action': {
        const value = this.#evaluator.pipeline(node.pipeline, dot);
        if (node.pipeline.declares.length === 0) this.#write(printResult(value));
        return 'next';
      }
      case 'if':
      case 'with':
        return this.#scoped(() => this.#choose(node, dot));
      case 'range':
        return this.#scoped(() => this.#range(node, dot));
      case 'template':
        this.#callTemplate(node, dot);
        return 'next';
      case 'break':
      case 'continue':
        return node.kind;
    }
  }

  #choose(node: Node & { readonly kind: 'if' | 'with' | 'range' }, dot: Value): Flow {
    const value = this.#evaluator.pipeline(node.pipeline, dot);
    if (isTrue(value)) return this.#list(node.body, node.kind === 'with' ? value : dot);
    return this.#list(node.otherwise ?? [], dot);
  }

  #range(node: Node & { readonly kind: 'if' | 'with' | 'range' }, dot: Value): Flow {
    const value = this.#evaluator.pipeline(node.pipeline, dot, true);
    if (typeof value === 'number' && node.pipeline.declares.length > 1) {
      this.#evaluator.fail(`can't use ${printValue(value)} to iterate over more than one variable`);
    }
    const pairs = pairsOf(value) ?? this.#evaluator.fail(`range can't iterate over ${printValue(value)}`);
    let turns = 0;
    for (const [key, item] of pairs) {
      turns++;
      this.#evaluator.look(node.at, node);
      const mark = this.#scope.mark();
      this.#scope.bindPair(node.pipeline, key, item);
      const flow = this.#list(node.body, item);
      this.#scope.dropTo(mark);
      if (flow === 'break') break;
    }
    return turns === 0 ? this.#list(node.otherwise ?? [], dot) : 'next';
  }

  #callTemplate(node: Node & { readonly kind: 'template' }, dot: Value): void {
    const body = this.#template.defined.get(node.name);
    if (!body) return this.#evaluator.fail(`template ${quoteGo(node.name)} not defined`);
    if (++this.#depth > MAX_DEPTH) this.#evaluator.fail('exceeded maximum template depth (100000)');
    const data = node.pipeline ? this.#evaluator.pipeline(node.pipeline, dot) : undefined;
    const outer = { scope: this.#scope, name: this.#name };
    this.#scope = new Scope(data);
    this.#name = node.name;
    this.#list(body, data);
    this.#scope = outer.scope;
    this.#name = outer.name;
    this.#depth--;
  }

  #scoped(body: () => Flow): Flow {
    const mark = this.#scope.mark();
    const flow = body();
    this.#scope.dropTo(mark);
    return flow;
  }

  #write(text: string): void {
    this.#length += text.length;
    if (this.#length > MAX_OUTPUT) this.#evaluator.fail('template output is too long');
    this.#parts.push(text);
  }

  #fail(at: number, shown: string, message: string): never {
    const place = `${this.#template.name}:${locate(this.#template.source, at)}: executing ${quoteGo(this.#name)} at <${shown}>`;
    throw new TemplateError('execute', `template: ${place}: ${message}`, this.#parts.join(''));
  }
}
