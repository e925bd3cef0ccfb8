import type { Task } from '../../core/task.js';
import { LinePrinter } from './line-printer.js';
import { MAX_DEPTH } from '../limits.js';
import { digitsPerStep, escapes, limits, warranty } from './bc-texts.js';
import { BcVariables } from './bc-variables.js';
import type { Expression, FunctionDefinition, Statement } from './bc-syntax.js';
import {
  compared,
  digitsOf,
  formatDecimal,
  isZero,
  lengthOf,
  negated,
  ofNumber,
  one,
  parseDecimal,
  power,
  product,
  quotient,
  remainder,
  rescaled,
  squareRoot,
  sum,
  difference,
  zero,
  type Decimal,
} from './decimal.js';
import { mathFunctions } from './functions.js';

/** What a calculator writes and reads. */
export interface BcConsole {
  write(text: string): Task<void>;
  complain(text: string): Task<void>;
  /** The next line of standard input. */
  readLine(): Task<string | undefined>;
  tick(): Task<void>;
  /** Characters of a line of output; 0: no end. */
  readonly width: number;
}

/** A calculation that cannot go on: the line is given up. */
class BcRuntimeError extends Error {
  override readonly name = 'BcRuntimeError';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** `halt` was met. */
export class BcHalt extends Error {
  override readonly name = 'BcHalt';
}

type Outcome = { readonly kind: 'next' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Decimal };
const next: Outcome = { kind: 'next' };

/** Runs what the parser read. */
export class BcMachine {
  readonly #console: BcConsole;
  readonly #variables = new BcVariables();
  readonly #functions = new Map<string, FunctionDefinition>();
  readonly #hasMath: boolean;
  #running = '(main)';
  #depth = 0;
  readonly #printer: LinePrinter;

  constructor(console: BcConsole, hasMath: boolean) {
    this.#console = console;
    this.#printer = new LinePrinter(console.width, text => console.write(text));
    this.#hasMath = hasMath;
    if (hasMath) this.#variables.scale = 20;
  }

  define(definition: FunctionDefinition): void {
    this.#functions.set(definition.name, definition);
  }

  /** Runs the statements of a line; an error is reported and ends the line. */
  *run(body: readonly Statement[]): Task<void> {
    try {
      for (const statement of body) yield* this.#statement(statement);
    } catch (error) {
      if (!(error instanceof BcRuntimeError)) throw error;
      yield* this.#console.complain(`Runtime error (func=${this.#running}, adr=${String(error.at)}): ${error.message}\n`);
      this.#variables.unwind();
      this.#running = '(main)';
      this.#depth = 0;
    }
  }

  *#statement(statement: Statement): Task<Outcome> {
    yield* this.#console.tick();
    switch (statement.kind) {
      case 'expression':
        yield* this.#expressionStatement(statement.value, statement.prints);
        return next;
      case 'text':
        yield* this.#printer.put(statement.text);
        return next;
      case 'print':
        yield* this.#print(statement.items);
        return next;
      case 'if':
        if (!isZero(yield* this.#value(statement.test))) return yield* this.#statement(statement.then);
        return statement.otherwise ? yield* this.#statement(statement.otherwise) : next;
      case 'loop':
        return yield* this.#loop(statement.test, statement.step, statement.body);
      case 'block':
        return yield* this.#block(statement.body);
      case 'return':
        return { kind: 'return', value: statement.value ? yield* this.#value(statement.value) : zero };
      case 'break':
      case 'continue':
        return { kind: statement.kind };
      case 'halt':
        throw new BcHalt();
      case 'warranty':
      case 'limits':
        yield* this.#console.write(statement.kind === 'limits' ? limits : warranty);
        return next;
    }
  }

  *#block(body: readonly Statement[]): Task<Outcome> {
    for (const statement of body) {
      const outcome = yield* this.#statement(statement);
      if (outcome.kind !== 'next') return outcome;
    }
    return next;
  }

  *#loop(test: Expression | undefined, step: Expression | undefined, body: Statement): Task<Outcome> {
    for (;;) {
      yield* this.#console.tick();
      if (test && isZero(yield* this.#value(test))) return next;
      const outcome = yield* this.#statement(body);
      if (outcome.kind === 'break') return next;
      if (outcome.kind === 'return') return outcome;
      if (step) yield* this.#value(step);
    }
  }

  *#expressionStatement(expression: Expression, prints: boolean): Task<void> {
    const value = yield* this.#value(expression);
    if (!prints || (expression.kind === 'call' && this.#functions.get(expression.name)?.isVoid === true)) return;
    yield* this.#putNumber(value);
    yield* this.#printer.put('\n');
    this.#variables.last = value;
  }

  *#print(items: readonly (string | Expression)[]): Task<void> {
    for (const item of items) {
      if (typeof item !== 'string') {
        const value = yield* this.#value(item);
        yield* this.#putNumber(value);
        this.#variables.last = value;
      } else yield* this.#printer.put(item.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? ''));
    }
  }

  *#putNumber(value: Decimal): Task<void> {
    yield* this.#printer.put(formatDecimal(value, this.#variables.obase));
  }

  *#value(expression: Expression): Task<Decimal> {
    yield* this.#console.tick();
    switch (expression.kind) {
      case 'number':
        return parseDecimal(expression.text, this.#variables.ibase);
      case 'load':
        return this.#variables.get(yield* this.#place(expression.target));
      case 'assign':
        return yield* this.#assign(expression);
      case 'step': {
        const place = yield* this.#place(expression.target);
        const old = this.#variables.get(place);
        const changed = sum(old, ofNumber(expression.by));
        yield* this.#store(place, changed, 0);
        return expression.isPrefix ? changed : old;
      }
      case 'binary':
        return yield* this.#binary(
          expression.operator,
          yield* this.#value(expression.left),
          yield* this.#value(expression.right),
          expression.at,
        );
      case 'both':
        return truth(!isZero(yield* this.#value(expression.left)) && !isZero(yield* this.#value(expression.right)));
      case 'either':
        return truth(!isZero(yield* this.#value(expression.left)) || !isZero(yield* this.#value(expression.right)));
      case 'not':
        return truth(isZero(yield* this.#value(expression.value)));
      case 'negate':
        return negated(yield* this.#value(expression.value));
      case 'builtin':
        return this.#builtin(expression.name, yield* this.#value(expression.value), expression.at);
      case 'call':
        return yield* this.#call(expression);
      case 'read':
        return parseDecimal(
          /^\s*-?([0-9A-Z]*\.?[0-9A-Z]*)/.exec((yield* this.#console.readLine()) ?? '')?.[1] ?? '0',
          this.#variables.ibase,
        );
      case 'array':
        return zero;
    }
  }

  #builtin(name: 'length' | 'scale' | 'sqrt', value: Decimal, at: number): Decimal {
    if (name === 'length') return ofNumber(lengthOf(value));
    if (name === 'scale') return ofNumber(value.scale);
    if (value.digits < 0n) throw new BcRuntimeError('Square root of a negative number', at);
    return squareRoot(value, Math.max(this.#variables.scale, value.scale));
  }

  *#assign({ target, operator, value, at }: Expression & { readonly kind: 'assign' }): Task<Decimal> {
    const place = yield* this.#place(target);
    const given = yield* this.#value(value);
    const result = operator === '' ? given : yield* this.#binary(operator, this.#variables.get(place), given, at - 2);
    yield* this.#store(place, result, at);
    return result;
  }

  *#place(target: (Expression & { readonly kind: 'load' })['target']): Task<string> {
    if (target.kind === 'special') return target.name;
    if (target.kind === 'variable') return `v${target.name}`;
    const given = yield* this.#value(target.index);
    const index = rescaled(given, 0);
    const isExact = compared(index, given) === 0;
    if (!isExact || index.digits < 0n || index.digits > 16_777_215n)
      throw new BcRuntimeError(`Array ${target.name} subscript out of bounds.`, target.at);
    return this.#variables.element(target.name, Number(index.digits));
  }

  *#store(place: string, value: Decimal, at: number): Task<void> {
    const warning = this.#variables.set(place, value);
    if (warning !== undefined) yield* this.#console.complain(`Runtime warning (func=${this.#running}, adr=${String(at)}): ${warning}\n`);
  }

  *#binary(operator: string, left: Decimal, right: Decimal, at: number): Task<Decimal> {
    const { scale } = this.#variables;
    if (operator !== '+' && operator !== '-') yield* this.#work(digitsOf(left) + digitsOf(right));
    switch (operator) {
      case '+':
        return sum(left, right);
      case '-':
        return difference(left, right);
      case '*':
        return product(left, right, scale);
      case '/':
        if (isZero(right)) throw new BcRuntimeError('Divide by zero', at);
        return quotient(left, right, scale);
      case '%':
        if (isZero(right)) throw new BcRuntimeError('Modulo by zero', at);
        return remainder(left, right, scale);
      case '^':
        return yield* this.#power(left, right, at);
      default:
        return truth(comparisons[operator]?.(compared(left, right)) ?? false);
    }
  }

  *#power(base: Decimal, exponent: Decimal, at: number): Task<Decimal> {
    const whole = rescaled(exponent, 0).digits;
    if (exponent.scale > 0)
      yield* this.#console.complain(`Runtime warning (func=${this.#running}, adr=${String(at)}): non-zero scale in exponent\n`);
    if (isZero(base) && whole < 0n) throw new BcRuntimeError('divide by zero', at);
    if (whole > 2_147_483_647n || whole < -2_147_483_647n) throw new BcRuntimeError('exponent too large in raise', at);
    return power(base, whole, this.#variables.scale);
  }

  /** Long numbers are more work than short ones. */
  *#work(digits: number): Task<void> {
    for (let left = digits; left >= 0; left -= digitsPerStep) yield* this.#console.tick();
  }

  *#call({ name, args, at }: Expression & { readonly kind: 'call' }): Task<Decimal> {
    const definition = this.#functions.get(name);
    if (!definition) {
      const known = this.#hasMath ? mathFunctions[name] : undefined;
      if (!known) throw new BcRuntimeError(`Function ${name} not defined.`, at);
      const given: Decimal[] = [];
      for (const arg of args) given.push(yield* this.#value(arg));
      const wanted = name === 'j' ? 2 : 1;
      if (given.length !== wanted) throw new BcRuntimeError('Parameter number mismatch', at + Math.min(given.length, wanted) + 1);
      return yield* known(given, this.#variables.scale, () => this.#work(this.#variables.scale));
    }
    if (++this.#depth > MAX_DEPTH) throw new BcRuntimeError(`drydock: more than ${String(MAX_DEPTH)} nested calls are not simulated`, at);
    yield* this.#enter(definition, args, at);
    const caller = this.#running;
    this.#running = name;
    const outcome = yield* this.#block(definition.body);
    this.#running = caller;
    this.#variables.leave();
    this.#depth--;
    return outcome.kind === 'return' ? outcome.value : zero;
  }

  /** Puts arguments and local variables in the place of what the names meant to the caller. */
  *#enter({ parameters, locals }: FunctionDefinition, args: readonly Expression[], at: number): Task<void> {
    const mismatch = new BcRuntimeError('Parameter number mismatch', at + Math.min(args.length, parameters.length) + 1);
    if (args.length !== parameters.length) throw mismatch;
    const values: (Decimal | string)[] = [];
    for (const [i, arg] of args.entries()) {
      const parameter = parameters[i];
      if ((arg.kind === 'array') !== (parameter?.kind !== 'value')) {
        yield* this.#console.complain(
          `Runtime error (func=${this.#running}, adr=${String(at + 1 + i)}): Parameter type mismatch parameter ${parameter?.name ?? ''}.\n`,
        );
        throw mismatch;
      }
      values.push(arg.kind === 'array' ? arg.name : yield* this.#value(arg));
    }
    this.#variables.enter();
    for (const [i, parameter] of parameters.entries()) this.#variables.bind(parameter, values[i] ?? zero);
    for (const local of locals) this.#variables.bind(local, local.kind === 'value' ? zero : '');
  }
}

const comparisons: Readonly<Record<string, (sign: number) => boolean>> = {
  '==': sign => sign === 0,
  '!=': sign => sign !== 0,
  '<': sign => sign < 0,
  '<=': sign => sign <= 0,
  '>': sign => sign > 0,
  '>=': sign => sign >= 0,
};

function truth(value: boolean): Decimal {
  return value ? one : zero;
}
