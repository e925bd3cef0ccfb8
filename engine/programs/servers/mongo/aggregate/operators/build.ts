import { isList, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import type { Operator } from '../expression.js';

type Values = readonly (Value | undefined)[];

/** An operator of so many arguments (an array, or one that is none) that are all evaluated first. */
export function of(name: string, least: number, most: number, apply: (values: Values) => Value | undefined): Operator {
  return (argument, compiler) => {
    const given = isList(argument) ? argument : [argument];
    if (given.length < least || given.length > most) {
      const passed = `${String(given.length)} were passed in.`;
      if (least === most) throw new MongoError(16020, `Expression ${name} takes exactly ${String(least)} arguments. ${passed}`);
      throw new MongoError(
        28667,
        `Expression ${name} takes at least ${String(least)} arguments, and at most ${String(most)}, but ${passed}`,
      );
    }
    const evaluators = given.map(item => compiler.compile(item));
    return scope => apply(evaluators.map(evaluate => evaluate(scope)));
  };
}

/** The same, but null when some argument is null or missing. */
export function strict(name: string, least: number, most: number, apply: (values: readonly Value[]) => Value | undefined): Operator {
  return of(name, least, most, values => {
    const known = values.filter(value => value !== undefined && value !== null);
    return known.length < values.length ? null : apply(known);
  });
}

/** An operator of one argument. */
export function one(name: string, apply: (value: Value) => Value | undefined): Operator {
  return strict(name, 1, 1, ([value = null]) => apply(value));
}
