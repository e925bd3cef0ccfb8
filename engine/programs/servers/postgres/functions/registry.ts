import type { Env, Runtime } from '../plan/runtime.js';
import type { Expr } from '../sql/ast.js';
import { builtin, type PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';

/** What a function gets besides its arguments. */
export interface CallContext {
  readonly runtime: Runtime;
  /** The types with which it was called. */
  readonly types: readonly PgType[];
  readonly env: Env;
}

export type Implementation = (args: Row, context: CallContext) => Value;
/** A function that returns a set: its rows, each a value or (with `columns`) a list of them. */
export type SetImplementation = (args: Row, context: CallContext) => Iterable<Value>;

export interface FunctionSpec {
  readonly name: string;
  readonly args: readonly PgType[];
  /** The last argument may be given any number of times. */
  readonly isVariadic: boolean;
  readonly returns: PgType;
  /** A null among the arguments makes the result null. */
  readonly isStrict: boolean;
  /** It gives something else each time, or changes something. */
  readonly isVolatile: boolean;
  readonly call?: Implementation;
  readonly set?: SetImplementation;
  /** Of a set of rows: their columns. */
  readonly columns?: readonly { readonly name: string; readonly type: PgType }[];
  /** Names of the arguments, by which they may be given. */
  readonly names?: readonly (string | undefined)[];
  /** What an argument is when it is not given. */
  readonly defaults?: readonly (Expr | undefined)[];
}

const functions = new Map<string, FunctionSpec[]>();

export function findFunctions(name: string): readonly FunctionSpec[] {
  return functions.get(name) ?? [];
}

interface Flags {
  readonly isStrict?: boolean;
  readonly isVolatile?: boolean;
  readonly columns?: string;
}

/** `name(type, …) result`; `*` before the last type takes any number of them. */
function readSignature(signature: string): Pick<FunctionSpec, 'name' | 'args' | 'isVariadic' | 'returns'> {
  const [, name = '', list = '', result = ''] = /^(\w+)\(([^)]*)\) (\w+)$/.exec(signature) ?? [];
  const words = list.split(/,\s*/).filter(word => word !== '');
  const isVariadic = words.at(-1)?.startsWith('*') ?? false;
  return { name, args: words.map(word => builtin(word.replace('*', ''))), isVariadic, returns: builtin(result) };
}

function add(spec: FunctionSpec): void {
  const known = functions.get(spec.name);
  if (known) known.push(spec);
  else functions.set(spec.name, [spec]);
}

/** Adds a function; several signatures are separated by `|`. */
export function define(signatures: string, call: Implementation, { isStrict = true, isVolatile = false }: Flags = {}): void {
  for (const signature of signatures.split('|')) add({ ...readSignature(signature.trim()), isStrict, isVolatile, call });
}

/** Adds a function that returns a set; `columns` is `name type, …` of its rows. */
export function defineSet(signatures: string, set: SetImplementation, { isStrict = true, columns }: Flags = {}): void {
  const parsed = columns?.split(/,\s*/).map(column => {
    const [name = '', type = ''] = column.split(' ');
    return { name, type: builtin(type) };
  });
  for (const signature of signatures.split('|'))
    add({ ...readSignature(signature.trim()), isStrict, isVolatile: true, set, ...(parsed ? { columns: parsed } : {}) });
}

export interface OperatorSpec {
  readonly symbol: string;
  /** Undefined: a prefix operator. */
  readonly left: PgType | undefined;
  readonly right: PgType;
  readonly returns: PgType;
  readonly call: Implementation;
}

const operators = new Map<string, OperatorSpec[]>();

export function findOperators(symbol: string, isPrefix: boolean): readonly OperatorSpec[] {
  return (operators.get(symbol) ?? []).filter(({ left }) => (left === undefined) === isPrefix);
}

/** `int4 + int4 int4`, `- int4 int4`; several are separated by `|`. Null operands make the result null. */
export function operator(signatures: string, call: Implementation): void {
  for (const signature of signatures.split(/(?<=\w)\|(?=[\w+])/)) {
    const words = signature.trim().split(' ');
    const [returns = '', right = '', symbol = '', left] = words.reverse();
    const spec: OperatorSpec = {
      symbol,
      left: left === undefined ? undefined : builtin(left),
      right: builtin(right),
      returns: builtin(returns),
      call,
    };
    const known = operators.get(symbol);
    if (known) known.push(spec);
    else operators.set(symbol, [spec]);
  }
}

/** What an aggregate does with the values of a group. */
export interface AggregateState {
  add(args: Row, context: CallContext): void;
  result(context: CallContext): Value;
}

export interface AggregateSpec {
  readonly name: string;
  readonly args: readonly PgType[];
  readonly isVariadic: boolean;
  readonly returns: PgType;
  /** Rows whose arguments are null do not count. */
  readonly isStrict: boolean;
  readonly start: (types: readonly PgType[]) => AggregateState;
  /** Takes its values from WITHIN GROUP (ORDER BY …). */
  readonly isOrdered: boolean;
}

const aggregates = new Map<string, AggregateSpec[]>();

export function findAggregates(name: string): readonly AggregateSpec[] {
  return aggregates.get(name) ?? [];
}

export function aggregate(
  signatures: string,
  start: (types: readonly PgType[]) => AggregateState,
  { isStrict = true, isOrdered = false }: { readonly isStrict?: boolean; readonly isOrdered?: boolean } = {},
): void {
  for (const signature of signatures.split('|')) {
    const spec = { ...readSignature(signature.trim()), isStrict, isOrdered, start };
    const known = aggregates.get(spec.name);
    if (known) known.push(spec);
    else aggregates.set(spec.name, [spec]);
  }
}
