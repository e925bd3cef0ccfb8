import { compareValues } from '../../bson/compare.js';
import { int, isDoc, isList, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { isTrue } from '../../query/match.js';
import type { Compiler, Evaluate, Operator } from '../expression.js';
import { of } from './build.js';

const MANY = Number.POSITIVE_INFINITY;

/** Here, unlike in queries, what is missing comes before null. */
export function compareInOrder(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) {
    if (a === b) return 0;
    const other = a ?? b;
    const isLowest = typeof other === 'object' && other !== null && 'kind' in other && other.kind === 'min';
    return (a === undefined) !== isLowest ? -1 : 1;
  }
  return compareValues(a, b);
}

function comparing(name: string, accepts: (order: number) => Value): [string, Operator] {
  return [name, of(name, 2, 2, ([a, b]) => accepts(compareInOrder(a, b)))];
}

function all(argument: Value, compiler: Compiler): readonly Evaluate[] {
  return (isList(argument) ? argument : [argument]).map(item => compiler.compile(item));
}

const condition: Operator = (argument, compiler) => {
  const parts = isDoc(argument) ? fields(argument) : isList(argument) ? argument : [];
  if (parts.length !== 3)
    throw new MongoError(16020, `Expression $cond takes exactly 3 arguments. ${String(parts.length)} were passed in.`);
  const [test, yes, no] = parts.map(part => compiler.compile(part));
  return scope => (isTrue(test?.(scope)) ? yes?.(scope) : no?.(scope));
};

function fields(argument: ReadonlyMap<string, Value>): readonly Value[] {
  const strange = [...argument.keys()].find(name => !['if', 'then', 'else'].includes(name));
  if (strange !== undefined) throw new MongoError(17083, `Unrecognized parameter to $cond: ${strange}`);
  return ['if', 'then', 'else'].map((name, index) => {
    const value = argument.get(name);
    if (value === undefined) throw new MongoError(17080 + index, `Missing '${name}' parameter to $cond`);
    return value;
  });
}

const switchOperator: Operator = (argument, compiler) => {
  const branches = isDoc(argument) ? argument.get('branches') : undefined;
  if (!isDoc(argument) || !isList(branches)) throw new MongoError(40061, "$switch expected an array for 'branches'");
  const cases = branches.map(branch => {
    if (!isDoc(branch) || !branch.has('case') || !branch.has('then'))
      throw new MongoError(40067, "$switch requires each branch have a 'case' and a 'then' expression");
    return { test: compiler.compile(branch.get('case') ?? null), result: compiler.compile(branch.get('then') ?? null) };
  });
  const otherwise = argument.has('default') ? compiler.compile(argument.get('default') ?? null) : undefined;
  return scope => {
    const found = cases.find(({ test }) => isTrue(test(scope)));
    if (found) return found.result(scope);
    if (!otherwise) throw new MongoError(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return otherwise(scope);
  };
};

const letOperator: Operator = (argument, compiler) => {
  const vars = isDoc(argument) ? argument.get('vars') : undefined;
  if (!isDoc(argument) || !isDoc(vars) || !argument.has('in')) throw new MongoError(16876, "Missing 'vars' parameter to $let");
  const made = [...vars].map(([name, value]) => [name, compiler.compile(value)] as const);
  const body = compiler.with([...vars.keys()]).compile(argument.get('in') ?? null);
  return scope =>
    body({ root: scope.root, variables: new Map([...scope.variables, ...made.map(([name, value]) => [name, value(scope)] as const)]) });
};

export const logic: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  comparing('$eq', order => order === 0),
  comparing('$ne', order => order !== 0),
  comparing('$gt', order => order > 0),
  comparing('$gte', order => order >= 0),
  comparing('$lt', order => order < 0),
  comparing('$lte', order => order <= 0),
  comparing('$cmp', order => int(Math.sign(order))),
  [
    '$and',
    (argument, compiler) => {
      const tests = all(argument, compiler);
      return scope => tests.every(test => isTrue(test(scope)));
    },
  ],
  [
    '$or',
    (argument, compiler) => {
      const tests = all(argument, compiler);
      return scope => tests.some(test => isTrue(test(scope)));
    },
  ],
  ['$not', of('$not', 1, 1, ([value]) => !isTrue(value))],
  ['$cond', condition],
  ['$switch', switchOperator],
  ['$ifNull', of('$ifNull', 2, MANY, values => values.slice(0, -1).find(value => value !== undefined && value !== null) ?? values.at(-1))],
  ['$let', letOperator],
  ['$literal', argument => () => argument],
  ['$expr', (argument, compiler) => compiler.compile(argument)],
]);
