import { showCommand, showOperand, showPipeline, type Command, type Node, type Operand, type Pipeline } from './ast.js';
import { NO_CALL, type Call } from './call.js';
import { FunctionError } from './function-error.js';
import type { Parameter, TemplateFunction } from './functions.js';
import { MAX_DEPTH, MAX_OUTPUT, MAX_STEPS } from './limits.js';
import { locate } from './location.js';
import type { Template } from './parse.js';
import { refuseCount, refuseLiteral, refuseValue } from './parameters.js';
import { pairsOf } from './pairs.js';
import { printResult } from './print.js';
import { quoteGo } from './quote.js';
import { Scope } from './scope.js';
import { TemplateError } from './template-error.js';
import { GoFloat, GoStruct, NilPointer, entryOf, isMap, isTrue, typeName, type Value } from './value.js';

export interface ExecuteOptions {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** Whether a key that a map lacks is an error (`missingkey=error`) rather than no value. */
  readonly missingKey: 'default' | 'error';
}

/** Carries a template out over `data`. Throws TemplateError with Go's message. */
export function executeTemplate(template: Template, data: Value, options: ExecuteOptions): string {
  const execution = new Execution(template, options);
  execution.run(data);
  return execution.output;
}

/** Why a list of nodes ended early. */
type Flow = 'next' | 'break' | 'continue';

class Execution {
  readonly #template: Template;
  readonly #options: ExecuteOptions;
  #scope = new Scope(undefined);
  #parts: string[] = [];
  #length = 0;
  #steps = 0;
  #depth = 0;
  #name: string;

  constructor(template: Template, options: ExecuteOptions) {
    this.#template = template;
    this.#options = options;
    this.#name = template.name;
  }

  get output(): string {
    return this.#parts.join('');
  }

  run(data: Value): void {
    this.#scope = new Scope(data);
    this.#list(this.#template.body, data);
  }

  // ── nodes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #list(nodes: readonly Node[], dot: Value): Flow {
    for (const node of nodes) {
      const flow = this.#node(node, dot);
      if (flow !== 'next') return flow;
    }
    return 'next';
  }

  #node(node: Node, dot: Value): Flow {
    this.#step(node.at);
    switch (node.kind) {
      case 'text':
        this.#write(node.text, node.at);
        return 'next';
      case 'action': {
        const value = this.#pipeline(node.pipeline, dot);
        if (node.pipeline.declares.length === 0) this.#write(printResult(value), node.at);
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
    const value = this.#pipeline(node.pipeline, dot);
    if (isTrue(value)) return this.#list(node.body, node.kind === 'with' ? value : dot);
    return this.#list(node.otherwise ?? [], dot);
  }

  #range(node: Node & { readonly kind: 'if' | 'with' | 'range' }, dot: Value): Flow {
    const value = this.#pipeline(node.pipeline, dot, true);
    const pairs =
      pairsOf(value) ?? this.#fail(node.pipeline.at, showPipeline(node.pipeline), `range can't iterate over ${printResult(value)}`);
    let turns = 0;
    for (const [key, item] of pairs) {
      turns++;
      const mark = this.#scope.mark();
      this.#bindRange(node.pipeline, key, item);
      const flow = this.#list(node.body, item);
      this.#scope.dropTo(mark);
      if (flow === 'break') break;
    }
    return turns === 0 ? this.#list(node.otherwise ?? [], dot) : 'next';
  }

  #bindRange(pipeline: Pipeline, key: Value, item: Value): void {
    const [first, second] = pipeline.declares;
    const bindings: readonly (readonly [string | undefined, Value])[] =
      second === undefined
        ? [[first, item]]
        : [
            [first, key],
            [second, item],
          ];
    for (const [name, value] of bindings) {
      if (name === undefined) continue;
      if (pipeline.assigns) this.#scope.assign(name, value);
      else this.#scope.declare(name, value);
    }
  }

  #callTemplate(node: Node & { readonly kind: 'template' }, dot: Value): void {
    const body = this.#template.defined.get(node.name);
    const shown = `{{template ${quoteGo(node.name)}${node.pipeline ? ` ${showPipeline(node.pipeline)}` : ''}}}`;
    if (!body) return this.#fail(node.at, shown, `template ${quoteGo(node.name)} not defined`);
    if (++this.#depth > MAX_DEPTH) this.#fail(node.at, shown, 'exceeded maximum template depth (100000)');
    const data = node.pipeline ? this.#pipeline(node.pipeline, dot) : undefined;
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

  // ── pipelines ────────────────────────────────────────────────────────────────────────────────────────────────────────

  #pipeline(pipeline: Pipeline, dot: Value, ranging = false): Value {
    let value: Value;
    pipeline.commands.forEach((command, index) => {
      value = this.#command(command, dot, index === 0 ? [] : [value]);
    });
    if (ranging) return value;
    for (const name of pipeline.declares) {
      if (pipeline.assigns) this.#scope.assign(name, value);
      else this.#scope.declare(name, value);
    }
    return value;
  }

  /** `final` holds the result of the stage before, the last argument of this one. */
  #command(command: Command, dot: Value, final: readonly Value[]): Value {
    this.#step(command.at);
    const [first, ...rest] = command.operands;
    if (!first) return undefined;
    switch (first.kind) {
      case 'field':
        return this.#fields(dot, first.names, first, { operands: rest, dot, final });
      case 'chain':
        return this.#fields(this.#operand(first.operand, dot), first.names, first, { operands: rest, dot, final });
      case 'variable':
        return this.#fields(this.#scope.get(first.name), first.names, first, { operands: rest, dot, final });
      case 'function':
        return this.#function(first, { operands: rest, dot, final }, command);
      default:
        if (rest.length > 0 || final.length > 0) this.#notFunction(first);
        if (first.kind === 'nil') this.#fail(command.at, showCommand(command), 'nil is not a command');
        return this.#operand(first, dot);
    }
  }

  #operand(operand: Operand, dot: Value): Value {
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value instanceof GoFloat && !/[.eEpP]/.test(operand.text) ? operand.value.value : operand.value;
      case 'pipeline':
        return this.#pipeline(operand.pipeline, dot);
      case 'field':
        return this.#fields(dot, operand.names, operand);
      case 'variable':
        return this.#fields(this.#scope.get(operand.name), operand.names, operand);
      case 'chain':
        return this.#fields(this.#operand(operand.operand, dot), operand.names, operand);
      case 'function':
        return this.#function(operand, NO_CALL, undefined);
    }
  }

  // ── fields, methods, functions ───────────────────────────────────────────────────────────────────────────────────────

  #fields(start: Value, names: readonly string[], operand: Operand, call?: Call): Value {
    let value = start;
    names.forEach((name, index) => {
      value = this.#field(value, name, operand, index === names.length - 1 ? call : undefined);
    });
    if (names.length === 0 && call && (call.operands.length > 0 || call.final.length > 0)) this.#notFunction(operand);
    return value;
  }

  #field(receiver: Value, name: string, operand: Operand, call: Call | undefined): Value {
    this.#step(operand.at);
    const method = receiver instanceof GoStruct ? receiver.methods.get(name) : undefined;
    if (method) return this.#method(method, name, operand, call);
    const hasArguments = call !== undefined && (call.operands.length > 0 || call.final.length > 0);
    const value = this.#plainField(receiver, name, operand);
    if (hasArguments) this.#fail(operand.at, showOperand(operand), `${name} is not a method but has arguments`);
    return value;
  }

  #plainField(receiver: Value, name: string, operand: Operand): Value {
    const shown = showOperand(operand);
    if (receiver instanceof GoStruct) {
      const read = receiver.fields.get(name);
      return read ? read() : this.#fail(operand.at, shown, `can't evaluate field ${name} in type ${receiver.type}`);
    }
    if (receiver instanceof NilPointer) {
      return this.#fail(operand.at, shown, `nil pointer evaluating ${receiver.type}.${name}`);
    }
    // What a map lacked has no fields either; that is an error only where missing keys are.
    if (receiver === undefined && this.#options.missingKey === 'default') return undefined;
    if (receiver === undefined) return this.#fail(operand.at, shown, `nil data; no entry for key ${quoteGo(name)}`);
    if (receiver === null) return this.#fail(operand.at, shown, `nil pointer evaluating interface {}.${name}`);
    if (!isMap(receiver)) return this.#fail(operand.at, shown, `can't evaluate field ${name} in type ${typeName(receiver)}`);
    if (!Object.hasOwn(receiver, name) && this.#options.missingKey === 'error') {
      return this.#fail(operand.at, shown, `map has no entry for key ${quoteGo(name)}`);
    }
    return entryOf(receiver, name);
  }

  #method(
    method: { readonly parameters: number; readonly call: (args: readonly Value[]) => Value },
    name: string,
    operand: Operand,
    call: Call | undefined,
  ): Value {
    const args = this.#arguments(call ?? NO_CALL, undefined);
    if (args.length !== method.parameters) {
      this.#fail(
        operand.at,
        showOperand(operand),
        `wrong number of args for ${name}: want ${String(method.parameters)} got ${String(args.length)}`,
      );
    }
    return this.#guard(operand.at, showOperand(operand), name, () => method.call(args));
  }

  #function(operand: Operand & { readonly kind: 'function' }, call: Call, command: Command | undefined): Value {
    const definition = this.#options.functions.get(operand.name);
    const shown = command ? showCommand(command) : operand.name;
    if (!definition) return this.#fail(operand.at, shown, `${quoteGo(operand.name)} is not a defined function`);
    if (operand.name === 'and' || operand.name === 'or') return this.#shortCircuit(operand, call);
    const miscounted = refuseCount(definition, operand.name, call.operands.length + call.final.length);
    if (miscounted !== undefined) this.#fail(operand.at, operand.name, miscounted);
    const args = this.#arguments(call, definition);
    return this.#guard(operand.at, shown, operand.name, () => definition.call(args));
  }

  /** `and` and `or` stop at the operand that decides. */
  #shortCircuit(operand: Operand & { readonly kind: 'function' }, call: Call): Value {
    if (call.operands.length + call.final.length === 0) {
      this.#fail(operand.at, operand.name, `wrong number of args for ${operand.name}: want at least 1 got 0`);
    }
    let value: Value;
    for (const argument of call.operands) {
      value = this.#operand(argument, call.dot);
      if (isTrue(value) === (operand.name === 'or')) return value;
    }
    return call.final.length > 0 ? call.final[0] : value;
  }

  #arguments(call: Call, definition: TemplateFunction | undefined): readonly Value[] {
    const typeAt = (index: number): Parameter => definition?.parameters[index] ?? definition?.rest ?? 'any';
    const values = call.operands.map((operand, index) => {
      const refused = refuseLiteral(operand, typeAt(index));
      if (refused !== undefined) this.#fail(operand.at, showOperand(operand), refused);
      const value = this.#operand(operand, call.dot);
      this.#checkType(value, typeAt(index), operand);
      return value;
    });
    for (const value of call.final) {
      const type = typeAt(values.length);
      const last = call.operands.at(-1);
      this.#checkType(value, type, last ?? { kind: 'dot', at: 0 });
      values.push(value);
    }
    return values;
  }

  #checkType(value: Value, type: Parameter, operand: Operand): void {
    const refused = refuseValue(value, type);
    if (refused !== undefined) this.#fail(operand.at, showOperand(operand), refused);
  }

  #guard(at: number, shown: string, name: string, call: () => Value): Value {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return this.#fail(at, shown, `error calling ${name}: ${error.message}`);
    }
  }

  #notFunction(operand: Operand): never {
    return this.#fail(operand.at, showOperand(operand), `can't give argument to non-function ${showOperand(operand)}`);
  }

  // ── bounds and errors ────────────────────────────────────────────────────────────────────────────────────────────────

  #write(text: string, at: number): void {
    this.#length += text.length;
    if (this.#length > MAX_OUTPUT) this.#fail(at, '', 'template output is too long');
    this.#parts.push(text);
  }

  #step(at: number): void {
    if (++this.#steps > MAX_STEPS) this.#fail(at, '', 'template takes too many steps');
  }

  #fail(at: number, shown: string, message: string): never {
    throw new TemplateError(
      'execute',
      `template: ${this.#template.name}:${locate(this.#template.source, at)}: executing ${quoteGo(this.#name)} at <${shown}>: ${message}`,
      this.output,
    );
  }
}
