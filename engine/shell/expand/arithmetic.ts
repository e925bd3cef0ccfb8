import { ArithmeticError } from '../arithmetic/arithmetic-error.js';
import { compileArithmetic, PARAMETER_CLOSE, PARAMETER_OPEN } from '../arithmetic/expression.js';
import type { ArithmeticVariables, Evaluate, Index } from '../arithmetic/targets.js';
import { parseConstant, type Integer } from '../arithmetic/integer.js';
import { arithmeticMessage } from '../dialect-messages.js';
import { shellLimits } from '../limits.js';
import { fatalStatus } from './fatal-status.js';
import { IndexedArray } from '../state/shell-array.js';
import { ShellError } from '../state/shell-error.js';
import type { Shell } from '../state/shell.js';
import type { Word } from '../syntax/ast.js';

const compiled = new Map<string, Evaluate>();

/** The value of an expression that is all text by now. */
export function evaluateText(shell: Shell, text: string): Integer {
  return evaluateAt(shell, text, 0);
}

/** The number that a subscript means. */
export function evaluateSubscript(shell: Shell, text: string): number {
  return asSubscript(shell, () => evaluateText(shell, text));
}

/** A wrong subscript is more than a wrong expression: the whole command is given up, and nothing is named before the message. */
function asSubscript(shell: Shell, evaluate: () => Integer): number {
  try {
    return Number(evaluate());
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    shell.builtin = undefined;
    throw new ShellError(arithmeticMessage(error, shell.dialect.name), { status: 1, scope: 'line' });
  }
}

function evaluateAt(shell: Shell, text: string, depth: number): Integer {
  if (depth > shellLimits.arithmeticDepth) throw new ArithmeticError('depth', text, text);
  return compileCached(shell, text)(new ShellNumbers(shell, depth));
}

function compileCached(shell: Shell, text: string): Evaluate {
  const key = shell.dialect.name + text;
  const known = compiled.get(key);
  if (known) return known;
  const evaluate = compileArithmetic(text, shell.dialect);
  if (compiled.size >= shellLimits.cachedTexts) compiled.clear();
  compiled.set(key, evaluate);
  return evaluate;
}

/** An expression is expanded as if it were in double quotes, and those that are in it are dropped. */
export function withoutQuotes({ dialect }: Shell, text: string): string {
  return dialect.name === 'bash' && text.includes('"') ? text.replaceAll('"', '') : text;
}

interface DirectExpression {
  readonly evaluate: Evaluate;
  readonly parameters: readonly string[];
}

const direct = new WeakMap<Word, DirectExpression | 'needs text'>();
const plainNumber = /^-?(?:0|[1-9][0-9]{0,14})$/;

/**
 * The value of an expression whose only expansions are `$name`, as long as they are plain numbers: it is compiled once and
 * never becomes text. Undefined when it must be expanded first.
 */
export function evaluateDirectly(shell: Shell, word: Word, read: (name: string) => string | undefined): Integer | undefined {
  let expression = direct.get(word);
  if (expression === undefined) {
    expression = prepare(shell, word);
    direct.set(word, expression);
  }
  if (expression === 'needs text') return undefined;
  for (const name of expression.parameters) {
    if (!plainNumber.test(read(name) ?? '')) return undefined;
  }
  return expression.evaluate(new ShellNumbers(shell, 0));
}

function prepare(shell: Shell, word: Word): DirectExpression | 'needs text' {
  let text = '';
  const parameters: string[] = [];
  for (const part of word.parts) {
    if (part.kind === 'text') text += withoutQuotes(shell, part.text);
    else if (
      part.kind === 'parameter' &&
      !part.operation &&
      part.subscript === undefined &&
      !part.indirect &&
      part.name !== '@' &&
      part.name !== '*'
    ) {
      parameters.push(part.name);
      text += PARAMETER_OPEN + part.name + PARAMETER_CLOSE;
    } else return 'needs text';
    // `1$x` and `a$x` are one token once expanded.
    if (/[A-Za-z0-9_#$]\uE000|\uE001[A-Za-z0-9_#\uE000]/.test(text)) return 'needs text';
  }
  try {
    return { evaluate: compileArithmetic(text, shell.dialect), parameters };
  } catch (error) {
    // The message must show the text with its values in place.
    if (error instanceof ArithmeticError) return 'needs text';
    throw error;
  }
}

/** The shell's variables as numbers. */
class ShellNumbers implements ArithmeticVariables {
  readonly #shell: Shell;
  readonly #depth: number;

  constructor(shell: Shell, depth: number) {
    this.#shell = shell;
    this.#depth = depth;
  }

  read(name: string, index: Index | undefined): Integer {
    const value = index ? this.#element(name, index) : this.#shell.variables.get(name);
    if (value === undefined) {
      this.#checkSet(name);
      return 0;
    }
    if (plainNumber.test(value)) return Number(value);
    return this.#expression(value);
  }

  write(name: string, index: Index | undefined, value: Integer): void {
    const { variables } = this.#shell;
    if (!index) {
      variables.set(name, String(value));
      return;
    }
    const isAssociative = variables.find(name)?.array?.kind === 'associative';
    variables.setElement(name, isAssociative ? index.text : this.#place(index), String(value), () => new IndexedArray());
  }

  parameter(name: string): Integer {
    const { variables, positional } = this.#shell;
    const first = name.charCodeAt(0);
    if (first >= 0x41) return Number(variables.get(name));
    if (first >= 0x31 && first <= 0x39) return Number(positional[Number(name) - 1]);
    return name === '#'
      ? positional.length
      : name === '?'
        ? this.#shell.status
        : name === '$'
          ? this.#shell.mainPid
          : (this.#shell.lastBackground ?? 0);
  }

  #element(name: string, index: Index): string | undefined {
    const array = this.#shell.variables.find(name)?.array;
    if (array?.kind === 'associative') return array.get(index.text);
    const number = this.#place(index);
    if (!array) return number === 0 ? this.#shell.variables.get(name) : undefined;
    return array.get(number < 0 ? number + array.last + 1 : number);
  }

  #place(index: Index): number {
    return asSubscript(this.#shell, () => index.evaluate());
  }

  #checkSet(name: string): void {
    const { options, dialect } = this.#shell;
    // Names in an expression are 0 in dash and ash, even with `set -u`.
    if (!options.nounset || dialect.name !== 'bash') return;
    this.#shell.builtin = undefined;
    throw new ShellError(`${name}: unbound variable`, { status: fatalStatus(this.#shell), scope: 'exit' });
  }

  /** bash and ash take a value for an expression; dash wants a number. */
  #expression(value: string): Integer {
    const text = value.trim();
    if (text === '') return 0;
    const constant = parseConstant(text);
    if (constant !== undefined && !Number.isNaN(constant)) return constant;
    const negative = /^[-+]/.test(text) ? parseConstant(text.slice(1)) : undefined;
    if (negative !== undefined && typeof negative === 'number' && !Number.isNaN(negative))
      return text.startsWith('-') ? -negative : negative;
    if (this.#shell.dialect.name === 'dash') throw new ArithmeticError('number', value, value);
    return evaluateAt(this.#shell, value, this.#depth + 1);
  }
}
