import { power } from '../../core/power.js';
import { Errno } from '../../core/errno.js';
import { HeldMemory } from '../input.js';
import { MAX_INPUT_BYTES } from '../limits.js';
import type { Task } from '../../core/task.js';
import type { Regex } from '../regex/regex.js';
import type { Tool } from '../tool.js';
import { byteCount, characters, PureBuiltins, replaceMatches } from './builtins.js';
import { MainInput } from './input.js';
import { dynamicRegex, splitText, type AwkRecord } from './record.js';
import { AwkRuntimeError } from './runtime-error.js';
import type { AwkStreams } from './streams.js';
import type { AwkFunction, AwkProgram, Expression, Place, Variable } from './syntax.js';
import { compareValues, inputValue, toBoolean, toNumber, toText, type AwkArray, type NumberFormat, type Value } from './value.js';
import { Untyped, type Variables } from './variables.js';

const MAX_CALLS = 1000;
/** What an element of an array takes, roughly. */
const ELEMENT_BYTES = 64;

/** Everything that a running program shares. */
export interface AwkState {
  readonly tool: Tool;
  readonly program: AwkProgram;
  readonly variables: Variables;
  readonly record: AwkRecord;
  readonly streams: AwkStreams;
  readonly input: MainInput;
  readonly unicode: boolean;
  /** Runs a function's body. */
  runBody(definition: AwkFunction): Task<Value>;
}

/** Works expressions out. */
export class Evaluator {
  readonly #state: AwkState;
  readonly #pure: PureBuiltins;
  readonly #memory: HeldMemory;
  #elements = 0;

  constructor(state: AwkState) {
    this.#state = state;
    this.#memory = new HeldMemory(state.tool.sys);
    this.#pure = new PureBuiltins(state.tool.sys, () => this.#format());
  }

  #format(): NumberFormat {
    return this.#state.variables.format('CONVFMT');
  }

  *evaluate(node: Expression): Task<Value> {
    switch (node.kind) {
      case 'number':
      case 'string':
        return node.value;
      case 'variable':
        return node.name === 'NF' && node.local === undefined ? this.#state.record.count : this.#state.variables.get(node);
      case 'field':
        return this.#state.record.field(yield* this.#fieldIndex(node.index));
      case 'element':
        return yield* this.#element(node.array, node.subscripts);
      case 'group':
        return yield* this.evaluate(node.body);
      case 'regex':
        return node.regex.test(this.#state.record.text) ? 1 : 0;
      case 'assign':
        return yield* this.#assign(node.place, node.operator, node.value);
      case 'conditional':
        return yield* this.evaluate((yield* this.truth(node.condition)) ? node.then : node.otherwise);
      case 'and':
        return (yield* this.truth(node.left)) && (yield* this.truth(node.right)) ? 1 : 0;
      case 'or':
        return (yield* this.truth(node.left)) || (yield* this.truth(node.right)) ? 1 : 0;
      case 'not':
        return (yield* this.truth(node.operand)) ? 0 : 1;
      case 'negate':
        return -toNumber(yield* this.evaluate(node.operand));
      case 'plus':
        return toNumber(yield* this.evaluate(node.operand));
      case 'binary':
        return this.#binary(node.operator, yield* this.evaluate(node.left), yield* this.evaluate(node.right));
      case 'match':
        return (yield* this.#regexOf(node.pattern)).test(yield* this.text(node.text)) !== node.negated ? 1 : 0;
      case 'in':
        return this.#state.variables.array(node.array).has(yield* this.subscript(node.subscripts)) ? 1 : 0;
      case 'increment':
        return yield* this.#increment(node.place, node.by, node.prefix);
      case 'call':
        return yield* this.#call(node.name, node.values);
      case 'builtin':
        return yield* this.#builtin(node.name, node.values);
      case 'getline':
        return yield* this.#getline(node);
    }
  }

  *truth(node: Expression): Task<boolean> {
    return toBoolean(yield* this.evaluate(node));
  }

  *text(node: Expression): Task<string> {
    return toText(yield* this.evaluate(node), this.#format());
  }

  /** The key of an element: subscripts joined by SUBSEP. */
  *subscript(nodes: readonly Expression[]): Task<string> {
    const parts: string[] = [];
    for (const node of nodes) parts.push(yield* this.text(node));
    return parts.length === 1 ? (parts[0] ?? '') : parts.join(this.#state.variables.text('SUBSEP'));
  }

  *#fieldIndex(node: Expression): Task<number> {
    const index = Math.trunc(toNumber(yield* this.evaluate(node)));
    if (index < 0) throw new AwkRuntimeError(`negative field index $${String(index)}`);
    return index;
  }

  *#element(variable: Variable, subscripts: readonly Expression[]): Task<Value> {
    const array = this.#state.variables.array(variable);
    const key = yield* this.subscript(subscripts);
    // Looking at an element makes it, in awk.
    if (!array.has(key)) {
      array.set(key, undefined);
      this.#countElement();
    }
    return array.get(key);
  }

  #joined(left: string, right: string): string {
    if (left.length + right.length > MAX_INPUT_BYTES) throw new Errno('ENOMEM');
    return left + right;
  }

  /** ENOMEM beyond what a program may hold; what is deleted again is not given back. */
  #countElement(): void {
    this.#memory.hold(++this.#elements * ELEMENT_BYTES);
  }

  *#regexOf(node: Expression): Task<Regex> {
    return node.kind === 'regex' ? node.regex : dynamicRegex(yield* this.text(node));
  }

  #binary(operator: string, left: Value, right: Value): Value {
    if (operator === ' ') return this.#joined(toText(left, this.#format()), toText(right, this.#format()));
    switch (operator) {
      case '<':
        return compareValues(left, right, this.#format()) < 0 ? 1 : 0;
      case '<=':
        return compareValues(left, right, this.#format()) <= 0 ? 1 : 0;
      case '>':
        return compareValues(left, right, this.#format()) > 0 ? 1 : 0;
      case '>=':
        return compareValues(left, right, this.#format()) >= 0 ? 1 : 0;
      case '==':
        return compareValues(left, right, this.#format()) === 0 ? 1 : 0;
      case '!=':
        return compareValues(left, right, this.#format()) !== 0 ? 1 : 0;
      default:
        return this.#arithmetic(operator, toNumber(left), toNumber(right));
    }
  }

  *#assign(place: Place, operator: string, valueNode: Expression): Task<Value> {
    if (operator === '=') return yield* this.store(place, yield* this.evaluate(valueNode));
    const right = toNumber(yield* this.evaluate(valueNode));
    const left = toNumber(yield* this.evaluate(place));
    return yield* this.store(place, this.#arithmetic(operator.slice(0, -1), left, right));
  }

  *#increment(place: Place, by: number, prefix: boolean): Task<Value> {
    const before = toNumber(yield* this.evaluate(place));
    yield* this.store(place, before + by);
    return prefix ? before + by : before;
  }

  /** Puts a value into a variable, field or element, and gives it back. */
  *store(place: Place, value: Value): Task<Value> {
    const { variables, record } = this.#state;
    if (place.kind === 'field') record.setField(yield* this.#fieldIndex(place.index), value);
    else if (place.kind === 'element') {
      const array = variables.array(place.array);
      const before = array.size;
      array.set(yield* this.subscript(place.subscripts), value);
      if (array.size > before) this.#countElement();
    } else if (place.name === 'NF' && place.local === undefined) record.setCount(toNumber(value));
    else variables.set(place, value);
    return value;
  }

  *#call(name: string, nodes: readonly Expression[]): Task<Value> {
    const { program, variables } = this.#state;
    const definition = program.functions.get(name);
    if (!definition) throw new AwkRuntimeError(`function ${name} never defined`);
    if (variables.depth >= MAX_CALLS) throw new AwkRuntimeError('function call nesting too deep');
    const frame: (Value | AwkArray | Untyped)[] = [];
    for (const node of nodes)
      frame.push(node.kind === 'variable' && node.name !== 'NF' ? variables.argument(node) : yield* this.evaluate(node));
    while (frame.length < definition.parameters.length) frame.push(undefined);
    variables.enter(frame);
    try {
      yield* this.#state.tool.sys.tick();
      return yield* this.#state.runBody(definition);
    } finally {
      variables.leave();
    }
  }

  *#builtin(name: string, nodes: readonly Expression[]): Task<Value> {
    const [first, second, third] = nodes;
    const { streams } = this.#state;
    switch (name) {
      case 'length':
        return yield* this.#length(first);
      case 'split':
        return yield* this.#split(first, second, third);
      case 'sub':
      case 'gsub':
        return yield* this.#substitute(name === 'gsub', first, second, third);
      case 'match':
        return yield* this.#match(first, second);
      case 'system':
        return first ? yield* streams.run(yield* this.text(first)) : 0;
      case 'close':
        return first ? yield* streams.close(yield* this.text(first)) : -1;
      case 'fflush':
        yield* streams.flush();
        return 0;
    }
    const values: Value[] = [];
    for (const node of nodes) values.push(yield* this.evaluate(node));
    const result = this.#pure.call(name, values);
    if (!result) throw new AwkRuntimeError(`function ${name} is not simulated`);
    return result.value;
  }

  *#length(node: Expression | undefined): Task<number> {
    if (node?.kind === 'variable' && node.name !== 'NF') {
      const slot = this.#state.variables.argument(node);
      if (slot instanceof Map) return slot.size;
      if (slot instanceof Untyped) return slot.array?.size ?? 0;
    }
    const text = node ? yield* this.text(node) : this.#state.record.text;
    return this.#state.unicode ? characters(text) : byteCount(text);
  }

  *#split(textNode: Expression | undefined, arrayNode: Expression | undefined, separatorNode: Expression | undefined): Task<number> {
    if (!textNode || arrayNode?.kind !== 'variable') throw new AwkRuntimeError('split: wrong arguments');
    const text = yield* this.text(textNode);
    const separator =
      separatorNode?.kind === 'regex'
        ? separatorNode.regex
        : separatorNode
          ? yield* this.text(separatorNode)
          : this.#state.variables.text('FS');
    const parts = splitText(text, separator);
    const array = this.#state.variables.array(arrayNode);
    array.clear();
    parts.forEach((part, i) => array.set(String(i + 1), inputValue(part)));
    return parts.length;
  }

  *#substitute(
    global: boolean,
    pattern: Expression | undefined,
    replacement: Expression | undefined,
    target: Expression | undefined,
  ): Task<number> {
    if (!pattern || !replacement) throw new AwkRuntimeError('sub: wrong arguments');
    const place: Expression = target ?? { kind: 'field', index: { kind: 'number', value: 0 } };
    const regex = yield* this.#regexOf(pattern);
    const result = replaceMatches(yield* this.text(place), regex, yield* this.text(replacement), global);
    const writable = place.kind === 'variable' || place.kind === 'field' || place.kind === 'element';
    if (result.count > 0 && writable) yield* this.store(place, result.text);
    return result.count;
  }

  *#match(textNode: Expression | undefined, pattern: Expression | undefined): Task<number> {
    if (!textNode || !pattern) throw new AwkRuntimeError('match: wrong arguments');
    const text = yield* this.text(textNode);
    const match = (yield* this.#regexOf(pattern)).exec(text);
    const start = match ? characters(text.slice(0, match.start)) + 1 : 0;
    this.#state.variables.setGlobal('RSTART', start);
    this.#state.variables.setGlobal('RLENGTH', match ? characters(text.slice(match.start, match.end)) : -1);
    return start;
  }

  *#getline({ place, from, source }: Extract<Expression, { kind: 'getline' }>): Task<number> {
    const { input, streams, variables, record } = this.#state;
    let line: string | undefined;
    if (from === 'input') line = yield* input.read();
    else {
      const reader = yield* streams.reader(from, source ? yield* this.text(source) : '');
      if (!reader) return -1;
      line = yield* reader.next(variables.text('RS'));
      if (line !== undefined && from === 'command')
        for (const name of ['NR', 'FNR']) variables.setGlobal(name, toNumber(variables.global(name)) + 1);
    }
    if (line === undefined) return 0;
    if (place) yield* this.store(place, inputValue(line));
    else record.set(line);
    return 1;
  }

  #arithmetic(operator: string, left: number, right: number): number {
    switch (operator) {
      case '+':
        return left + right;
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '^':
        return power(left, right);
      default:
        // mawk leaves division by zero to the processor.
        if (right === 0 && !this.#state.tool.isGnu) throw new AwkRuntimeError('Division by zero');
        return operator === '/' ? left / right : left % right;
    }
  }
}
