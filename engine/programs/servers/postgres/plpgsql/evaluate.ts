import type { Yielded } from '../../../../core/task.js';
import type { Session } from '../execute/session.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { coerce, settled } from '../plan/coerce.js';
import { columnNode } from '../plan/row-fitting.js';
import { newEnv, type Compiled, type Env } from '../plan/runtime.js';
import { Scope, type Analysis } from '../plan/scope.js';
import { variableEnv, variableScope, type Variables } from '../plan/variables.js';
import { planInner, runInner, type InnerPlan } from '../routines/inner-statement.js';
import type { Expr, Query } from '../sql/ast.js';
import { parseStatements } from '../sql/parse-statement.js';
import type { Statement } from '../sql/statements.js';
import type { Catalog } from '../storage/catalog.js';
import { inputText, outputText } from '../values/text-io.js';
import { t } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import type { ValueShape } from '../routines/value-shape.js';
import type { Sql } from './ast.js';
import type { Frame } from './frame.js';

const PREFIX = 'SELECT ';

/** A value with its type. */
export interface Evaluated {
  readonly value: Value;
  readonly node: Compiled;
}

/** An expression that is ready: evaluated at once, or by running a query. */
type Ready =
  | { readonly kind: 'simple'; readonly node: Compiled; readonly analysis: Analysis }
  | { readonly kind: 'query'; readonly plan: InnerPlan };

/** Plans are kept as long as nothing that they depend on has changed. */
interface Kept<T> {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly key: string;
  readonly made: T;
}

export class PlanMemory<T> {
  readonly #kept = new WeakMap<object, Kept<T>>();

  get(of: object, frame: Frame, make: (variables: Variables) => T): { readonly made: T; readonly variables: Variables } {
    const variables = frame.variables();
    const { session } = frame;
    const catalog = session.catalog();
    const known = this.#kept.get(of);
    if (known?.session === session && known.catalog === catalog && known.key === variables.key) return { made: known.made, variables };
    const made = make(variables);
    this.#kept.set(of, { session, catalog, key: variables.key, made });
    return { made, variables };
  }
}

const expressions = new PlanMemory<Ready>();
const parsed = new WeakMap<Sql, Statement>();

/** The statement that a text is, which must be one. */
export function statementOf(sql: Sql, prefix = ''): Statement {
  const known = parsed.get(sql);
  if (known) return known;
  const [first] = parseStatements(prefix + sql.text);
  if (!first) throw new PgError(codes.syntax, 'syntax error at end of input');
  parsed.set(sql, first.statement);
  return first.statement;
}

/** Runs work on a piece of SQL; errors tell of it. */
export function inSql<T>(sql: Sql, prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PgError) || error.fields.at === undefined || error.fields.internalQuery !== undefined) throw error;
    throw new PgError(error.code, error.message, {
      ...error.fields,
      at: Math.max(0, error.fields.at - prefix.length),
      internalQuery: sql.text,
    });
  }
}

function prepare(sql: Sql, frame: Frame): { readonly made: Ready; readonly variables: Variables } {
  return inSql(sql, PREFIX, () => {
    const statement = statementOf(sql, PREFIX);
    if (statement.kind !== 'query') throw new PgError(codes.syntax, 'syntax error in an expression');
    return expressions.get(sql, frame, variables => ready(statement, variables, frame.session));
  });
}

function ready(query: Query, variables: Variables, session: Session): Ready {
  const target = plainTarget(query);
  if (target) {
    const analysis = newAnalysis(session, [...variables.params]);
    const scope = new Scope(analysis, variableScope(variables, analysis));
    const node = scope.compile(target);
    if (scope.aggregates.length + scope.sets.length + scope.windows.length === 0) return { kind: 'simple', node, analysis };
  }
  return { kind: 'query', plan: planInner(query, variables, session) };
}

/** The one target of `SELECT x` without anything else. */
function plainTarget({ body, order, limit, offset, with: tables, lock }: Query): Expr | undefined {
  if (body.kind !== 'select' || order.length > 0 || limit || offset || tables || lock) return undefined;
  if (body.from.length > 0 || body.where || body.having || body.groupBy.length > 0 || body.distinct !== 'no' || body.into) return undefined;
  const [target] = body.targets;
  if (!target || body.targets.length !== 1 || (target.expression.kind === 'column' && target.expression.star)) return undefined;
  return target.expression;
}

/** The value of an expression, as a variable wants it; `context` is what errors say of it. */
export function* evaluate(
  sql: Sql,
  frame: Frame,
  shape?: ValueShape,
  context = `SQL expression "${sql.text}"`,
): Generator<Yielded, Evaluated, unknown> {
  const { made, variables } = prepare(sql, frame);
  if (made.kind === 'simple') {
    const runtime = frame.session.runtime(variables.args);
    const env = newEnv(runtime, variableEnv(variables, runtime));
    const node = fitTo(made.node, shape, made.analysis, frame.session);
    return { value: atRunTime(context, () => node.eval(env)), node };
  }
  let value: Value = null;
  const [column] = made.plan.columns;
  const node = column ? columnNode(column, 0) : columnNode({ name: '', type: t.text, typmod: -1 }, 0);
  const source = column?.fields ? { ...node, fields: column.fields } : node;
  yield* runInner(made.plan, variables, frame.session, row => {
    value = row[0] ?? null;
    return false;
  });
  const fitted = fitTo(source, shape, made.plan.analysis, frame.session);
  return { value: fitted.eval(envOf(value, frame)), node: fitted };
}

function atRunTime<T>(context: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    // The place of a value that was wrong says nothing here.
    throw new PgError(error.code, error.message, { ...error.fields, at: undefined }).within(context);
  }
}

function envOf(value: Value, frame: Frame): Env {
  return newEnv(frame.runtime, undefined, [value]);
}

/** The node as a variable wants it; what has no cast goes through text, as in the real language. */
function fitTo(node: Compiled, shape: ValueShape | undefined, analysis: Analysis, session: Session): Compiled {
  if (!shape) return settled(node, analysis);
  if (shape.type.name === 'record') return settled(node, analysis);
  const fitted = coerce(node, shape.type, shape.typmod, 'assignment', analysis);
  if (fitted) return fitted;
  return {
    ...columnNode({ name: '', type: shape.type, typmod: shape.typmod }, 0),
    eval: env => {
      const value = node.eval(env);
      return value === null ? null : inputText(shape.type, shape.typmod, outputText(node.type, value, session.text), session.text);
    },
  };
}

/** Values of one row put into other shapes. */
export function convert(value: Value, from: Pick<Compiled, 'type' | 'typmod'>, shape: ValueShape, frame: Frame): Value {
  if (value === null || (from.type.oid === shape.type.oid && shape.typmod < 0)) return value;
  const node = fitTo(columnNode({ name: '', type: from.type, typmod: from.typmod }, 0), shape, newAnalysis(frame.session), frame.session);
  return node.eval(envOf(value, frame));
}

export function* isTrue(sql: Sql, frame: Frame): Generator<Yielded, boolean, unknown> {
  const { value } = yield* evaluate(sql, frame, { type: t.bool, typmod: -1 });
  return value === true;
}
