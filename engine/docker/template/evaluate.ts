import { showCommand, showNode, showOperand, showPipeline, type Command, type Node, type Operand, type Pipeline } from './ast.js';
import { NO_CALL, hasArguments, type Call } from './call.js';
import { FunctionError } from './function-error.js';
import type { Parameter, TemplateFunction } from './functions.js';
import { MAX_OUTPUT, MAX_STEPS } from './limits.js';
import { refuseCount, refuseLiteral, refuseValue } from './parameters.js';
import { quoteGo } from './quote.js';
import type { Scope } from './scope.js';
import { typeInfoOf } from './type-info.js';
import { GoFloat, GoStruct, NilPointer, entryOf, isMap, isTrue, typeName, type Value } from './value.js';

export interface EvaluateOptions {
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** Whether a key that a map lacks is an error (`missingkey=error`) rather than no value. */
  readonly missingKey: 'default' | 'error';
}

/** A part of a template; only errors ask how it is written, so nothing is made of it before. */
type Shown = Node | Pipeline | Command | Operand;

/** The kinds of nodes that stand between operands; pipelines and commands have no kind. */
const nodeKinds: ReadonlySet<string> = new Set<Node['kind']>(['text', 'action', 'if', 'with', 'range', 'template', 'break', 'continue']);

function isNode(shown: Node | Operand): shown is Node {
  return nodeKinds.has(shown.kind);
}

function showPlace(shown: Shown): string {
  if ('commands' in shown) return showPipeline(shown);
  if ('operands' in shown) return showCommand(shown);
  return isNode(shown) ? showNode(shown) : showOperand(shown);
}

const NO_VALUES: readonly Value[] = [];

/** What the evaluator needs of the execution that it is a part of. */
export interface Surroundings {
  scope(): Scope;
  /** Ends the execution with an error at a place of the template. */
  fail(at: number, shown: string, message: string): never;
}

/** Works out pipelines: operands, fields, methods and functions. */
export class Evaluator {
  readonly #options: EvaluateOptions;
  readonly #around: Surroundings;
  #steps = 0;
  /** What was looked at last, which is where Go's error texts point to. */
  #at = 0;
  #shown: Shown = { kind: 'text', text: '', at: 0 };

  constructor(options: EvaluateOptions, around: Surroundings) {
    this.#options = options;
    this.#around = around;
  }

  /** Counts a step of work and remembers where it is. */
  look(at: number, shown: Shown): void {
    this.#at = at;
    this.#shown = shown;
    if (++this.#steps > MAX_STEPS) this.fail('template takes too many steps');
  }

  fail(message: string): never {
    return this.#around.fail(this.#at, showPlace(this.#shown), message);
  }

  /** The value of a pipeline; its variables are set unless `range` sets them. */
  pipeline(pipeline: Pipeline, dot: Value, ranging = false): Value {
    this.look(pipeline.at, pipeline);
    let value: Value;
    let final = NO_VALUES;
    for (const command of pipeline.commands) {
      value = this.#command(command, dot, final);
      final = [value];
    }
    if (ranging) return value;
    for (const name of pipeline.declares) {
      if (pipeline.assigns && !this.#around.scope().has(name)) this.fail(`undefined variable: ${name}`);
      if (pipeline.assigns) this.#around.scope().assign(name, value);
      else this.#around.scope().declare(name, value);
    }
    return value;
  }

  /** `final` holds the result of the stage before, the last argument of this one. */
  #command(command: Command, dot: Value, final: readonly Value[]): Value {
    const [first] = command.operands;
    if (!first) return undefined;
    const call = command.args.length + final.length === 0 ? NO_CALL : { operands: command.args, dot, final };
    if (first.kind === 'function') return this.#function(first, call, command);
    if (first.kind === 'field' || first.kind === 'chain' || first.kind === 'variable') return this.#reference(first, dot, call);
    // A pipeline in parentheses is refused before it is looked at.
    if (first.kind === 'pipeline' && hasArguments(call)) this.#notFunction(showPipeline(first.pipeline));
    if (first.kind === 'pipeline') return this.pipeline(first.pipeline, dot);
    this.#lookAt(first);
    if (hasArguments(call)) this.#notFunction(showOperand(first));
    return first.kind === 'nil' ? this.fail('nil is not a command') : this.#operand(first, dot);
  }

  #operand(operand: Operand, dot: Value): Value {
    this.#lookAt(operand);
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value instanceof GoFloat && !/[.eEpP]/.test(operand.text) ? operand.value.value : operand.value;
      case 'pipeline':
        return this.pipeline(operand.pipeline, dot);
      case 'function':
        return this.#function(operand, NO_CALL, operand);
      default:
        return this.#reference(operand, dot, NO_CALL);
    }
  }

  #lookAt(operand: Operand): void {
    this.look(operand.at, operand);
  }

  #notFunction(shown: string): never {
    return this.fail(`can't give argument to non-function ${shown}`);
  }

  // ── fields and methods ───────────────────────────────────────────────────────────────────────────────────────────────

  /** `.A.B`, `$x.A` or `(…).A`; arguments go to the last name. */
  #reference(operand: Operand & { readonly kind: 'field' | 'chain' | 'variable' }, dot: Value, call: Call): Value {
    this.#lookAt(operand);
    const start =
      operand.kind === 'field' ? dot : operand.kind === 'chain' ? this.#operand(operand.operand, dot) : this.#variable(operand.name);
    if (operand.names.length === 0 && hasArguments(call)) this.#notFunction(showOperand(operand));
    // What was taken out of a map without types is of no type of its own.
    let inMap = false;
    let value = start;
    for (const [index, name] of operand.names.entries()) {
      const isLast = index === operand.names.length - 1;
      if (inMap && value !== undefined && value !== null && !isMap(value)) this.fail(`can't evaluate field ${name} in type interface {}`);
      inMap = isMap(value) && typeInfoOf(value) === undefined;
      value = this.#field(value, name, isLast ? call : NO_CALL);
    }
    return value;
  }

  #variable(name: string): Value {
    const scope = this.#around.scope();
    return scope.has(name) ? scope.get(name) : this.fail(`undefined variable: ${name}`);
  }

  #field(receiver: Value, name: string, call: Call): Value {
    const method = receiver instanceof GoStruct ? receiver.methods.get(name) : undefined;
    if (method) return this.#method(method, name, call);
    // What a map lacked has no fields either; that is an error only where missing keys are.
    if (receiver === undefined && this.#options.missingKey === 'default') return undefined;
    if (receiver === undefined) return this.fail(`nil data; no entry for key ${quoteGo(name)}`);
    if (receiver === null) return this.fail(`nil pointer evaluating interface {}.${name}`);
    if (receiver instanceof NilPointer) return this.fail(`nil pointer evaluating ${receiver.type}.${name}`);
    const read = receiver instanceof GoStruct ? receiver.fields.get(name) : undefined;
    if (!read && !isMap(receiver)) return this.fail(`can't evaluate field ${name} in type ${typeName(receiver)}`);
    if (hasArguments(call)) this.fail(`${name} is not a method but has arguments`);
    if (read) return read();
    if (!isMap(receiver)) return undefined;
    if (!Object.hasOwn(receiver, name) && this.#options.missingKey === 'error') this.fail(`map has no entry for key ${quoteGo(name)}`);
    return entryOf(receiver, name);
  }

  #method(method: { readonly parameters: number; readonly call: (args: readonly Value[]) => Value }, name: string, call: Call): Value {
    const at = this.#at;
    const shown = this.#shown;
    const count = call.operands.length + call.final.length;
    if (count !== method.parameters) this.fail(`wrong number of args for ${name}: want ${String(method.parameters)} got ${String(count)}`);
    const args = this.#arguments(call, 'string');
    return this.#guard(at, shown, name, () => method.call(args));
  }

  // ── functions ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** `whole` is the command with its arguments, which errors of the function itself point to. */
  #function(operand: Operand & { readonly kind: 'function' }, call: Call, whole: Command | Operand): Value {
    this.#lookAt(operand);
    const definition = this.#options.functions.get(operand.name);
    if (!definition) return this.fail(`${quoteGo(operand.name)} is not a defined function`);
    const miscounted = refuseCount(definition, operand.name, call.operands.length + call.final.length);
    if (miscounted !== undefined) this.fail(miscounted);
    if (operand.name === 'and' || operand.name === 'or') return this.#shortCircuit(operand.name, call);
    const args = this.#arguments(call, definition);
    const apply = operand.name === 'call' ? (): Value => refuseCall(call, args[0]) : (): Value => definition.call(args);
    return this.#guard(operand.at, whole, operand.name, apply);
  }

  /** `and` and `or` stop at the operand that decides. */
  #shortCircuit(name: 'and' | 'or', call: Call): Value {
    let value: Value;
    for (const argument of call.operands) {
      value = this.#operand(argument, call.dot);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return call.final.length > 0 ? call.final[0] : value;
  }

  /** `definition` says what each argument has to be, or 'string' when all have to be texts. */
  #arguments(call: Call, definition: TemplateFunction | 'string'): readonly Value[] {
    const typeAt = (index: number): Parameter =>
      definition === 'string' ? 'string' : (definition.parameters[index] ?? definition.rest ?? 'any');
    const values = call.operands.map((operand, index) => {
      this.#lookAt(operand);
      this.#failIf(refuseLiteral(operand, typeAt(index)));
      const value = this.#operand(operand, call.dot);
      this.#failIf(refuseValue(value, typeAt(index)));
      return value;
    });
    for (const value of call.final) this.#failIf(refuseValue(value, typeAt(values.length)));
    return [...values, ...call.final];
  }

  #failIf(problem: string | undefined): void {
    if (problem !== undefined) this.fail(problem);
  }

  #guard(at: number, shown: Shown, name: string, call: () => Value): Value {
    try {
      const value = call();
      if (typeof value === 'string' && value.length > MAX_OUTPUT) throw new FunctionError('result is too long');
      return value;
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      this.look(at, shown);
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }
}

/** Nothing that templates see can be called. */
function refuseCall(call: Call, callee: Value): never {
  if (callee === undefined || callee === null) throw new FunctionError('call of nil');
  const [first] = call.operands;
  const shown = first ? showOperand(first) : typeof callee === 'string' ? callee : `<${typeName(callee)} Value>`;
  throw new FunctionError(`non-function ${shown} of type ${typeName(callee)}`);
}
