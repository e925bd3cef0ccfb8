import { binaryOperations, type Integer } from './integer.js';

/** An index as it stands in the expression: a key of an associative array, or an expression. */
export interface Index {
  readonly text: string;
  evaluate(): Integer;
}

/** What expressions see of the shell. */
export interface ArithmeticVariables {
  /** The value of a variable as a number, looking through values that are expressions. */
  read(name: string, index: Index | undefined): Integer;
  write(name: string, index: Index | undefined, value: Integer): void;
  /** The value of `$name`, which has been found to be a plain number. */
  parameter(name: string): Integer;
}

export type Evaluate = (variables: ArithmeticVariables) => Integer;

/** What an assignment goes to. */
export interface Target {
  readonly name: string;
  readonly index: { readonly text: string; readonly evaluate: Evaluate } | undefined;
}

/** `target = value` */
export function assign(target: Target, value: Evaluate): Evaluate {
  return variables => {
    const result = value(variables);
    variables.write(target.name, target.index && bind(target.index, variables), result);
    return result;
  };
}

/** One more or one less. */
export function step(evaluate: Evaluate, operator: string): Evaluate {
  const change = operator === '++' ? binaryOperations['+'] : binaryOperations['-'];
  return variables => change?.(evaluate(variables), 1) ?? 0;
}

/** An index with the variables that it is evaluated with. */
export function bind(index: { readonly text: string; readonly evaluate: Evaluate }, variables: ArithmeticVariables): Index {
  return { text: index.text, evaluate: () => index.evaluate(variables) };
}
