import type { Random } from '../../../../core/random.js';
import { BsonDate, isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError } from '../errors.js';
import { resolve } from '../query/path.js';
import { findOperator } from './operators/index.js';

/** What expressions of one command share. */
export interface Context {
  readonly nowMs: number;
  readonly random: Random;
  /** Variables of the command (`let`). */
  readonly variables: ReadonlyMap<string, Value | undefined>;
}

/** What an expression sees: the document and the variables around it. */
export interface Scope {
  readonly root: Value;
  readonly variables: ReadonlyMap<string, Value | undefined>;
}

export type Evaluate = (scope: Scope) => Value | undefined;

/** An operator compiles what stands beside its name. */
export type Operator = (argument: Value, compiler: Compiler) => Evaluate;

const MAX_DEPTH = 100;

/** Compiles expressions of aggregation. */
export class Compiler {
  readonly context: Context;
  readonly #names: ReadonlySet<string>;
  readonly #depth: number;

  constructor(context: Context, names: ReadonlySet<string> = new Set(context.variables.keys()), depth = 0) {
    this.context = context;
    this.#names = names;
    this.#depth = depth;
  }

  /** The same with more variables. */
  with(names: readonly string[]): Compiler {
    return new Compiler(this.context, new Set([...this.#names, ...names]), this.#depth);
  }

  compile(expression: Value): Evaluate {
    if (typeof expression === 'string' && expression.startsWith('$')) return this.#path(expression);
    if (isDoc(expression)) return new Compiler(this.context, this.#names, this.#deeper()).#document(expression);
    if (isList(expression)) {
      const inner = new Compiler(this.context, this.#names, this.#deeper());
      const items = expression.map(item => inner.compile(item));
      return scope => items.map(item => item(scope) ?? null);
    }
    return () => expression;
  }

  #deeper(): number {
    if (this.#depth >= MAX_DEPTH) throw new MongoError('BadValue', 'exceeded maximum nesting depth of an expression');
    return this.#depth + 1;
  }

  /** `{ $op: … }` or a document of expressions. */
  #document(expression: Doc): Evaluate {
    const [first = ''] = expression.keys();
    if (!first.startsWith('$')) return this.#fields(expression);
    if (expression.size > 1)
      throw new MongoError(
        15983,
        `an expression specification must contain exactly one field, the name of the expression. Found ${String(expression.size)} fields in ${formatShell(expression)}`,
      );
    const operator = findOperator(first);
    if (!operator) throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${first}'`);
    return operator(expression.get(first) ?? null, this);
  }

  #fields(expression: Doc): Evaluate {
    const fields = [...expression].map(([name, value]) => {
      if (name.includes('.'))
        throw new MongoError(16405, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
      return [name, this.compile(value)] as const;
    });
    return scope => {
      const made: Doc = new Map();
      for (const [name, evaluate] of fields) {
        const value = evaluate(scope);
        if (value !== undefined) made.set(name, value);
      }
      return made;
    };
  }

  #path(text: string): Evaluate {
    if (text === '$') throw new MongoError(16872, "'$' by itself is not a valid FieldPath");
    const isVariable = text.startsWith('$$');
    const [first = '', ...rest] = text.slice(isVariable ? 2 : 1).split('.');
    const path = isVariable ? rest : [first, ...rest];
    if (path.includes('')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
    if (!isVariable || first === 'CURRENT' || first === 'ROOT') return scope => resolve(scope.root, path);
    if (first === 'REMOVE') return () => undefined;
    if (first === 'NOW') return () => resolve(new BsonDate(this.context.nowMs), path);
    if (!this.#names.has(first)) throw new MongoError(17276, `Use of undefined variable: ${first}`);
    return scope => resolve(scope.variables.get(first), path);
  }
}

/** An expression as a function of documents. */
export function compileExpression(expression: Value, context: Context): (document: Value) => Value | undefined {
  const evaluate = new Compiler(context).compile(expression);
  return root => evaluate({ root, variables: context.variables });
}
