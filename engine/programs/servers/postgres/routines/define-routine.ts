import { codes, notSimulated, PgError } from '../pg-error.js';
import type { DropHost } from '../execute/drop.js';
import { creationSchema } from '../execute/names.js';
import { coerce } from '../plan/coerce.js';
import { newAnalysis } from '../plan/analysis.js';
import { Scope } from '../plan/scope.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { RoutineParameter } from '../sql/routine-statements.js';
import type { StatementOf } from '../sql/statements.js';
import type { Catalog, Routine, RoutineArgument } from '../storage/catalog.js';
import { builtin, t } from '../values/type-table.js';
import { inputs, outputs, showSignature } from './signature.js';
import { shapeOf } from './value-shape.js';

type CreateRoutine = StatementOf<'create-routine'>;

const modeLetters = { in: 'i', out: 'o', inout: 'b', variadic: 'v', table: 't' } as const;

/** CREATE FUNCTION and CREATE PROCEDURE; `check` looks whether the body can be right. */
export function createRoutine(statement: CreateRoutine, { session, saveCatalog }: DropHost, check: (routine: Routine) => void): void {
  const { language } = statement;
  if (['c', 'internal', 'plperl', 'plpython3u', 'plv8'].includes(language)) throw notSimulated(`functions in the language ${language}`);
  if (language !== 'sql' && language !== 'plpgsql') throw new PgError(codes.undefinedObject, `language "${language}" does not exist`);
  const schema = creationSchema(session, statement.name).oid;
  const args = statement.parameters.map(parameter => readParameter(parameter, session));
  const name = statement.name.at(-1) ?? '';
  const before = sameRoutine(session.catalog(), schema, name, args);
  if (before && !statement.replace) throw new PgError('42723', `function "${name}" already exists with same argument types`);
  const routine: Routine = {
    oid: before?.oid ?? session.cluster.newOid(),
    name,
    schema,
    owner: before?.owner ?? session.userOid,
    kind: statement.what === 'procedure' ? 'p' : 'f',
    language,
    args,
    returns: resultOf(statement, args, session),
    isStrict: statement.isStrict,
    volatility: statement.volatility === 'immutable' ? 'i' : statement.volatility === 'stable' ? 's' : 'v',
    isDefiner: statement.isDefiner,
    body: statement.body,
  };
  if (before) checkReplacement(before, routine, session);
  saveCatalog(withRoutine(session.catalog(), routine));
  if (session.setting('check_function_bodies') !== 'off') check(routine);
}

function withRoutine(catalog: Catalog, routine: Routine): Catalog {
  return { ...catalog, routines: new Map(catalog.routines).set(routine.oid, routine) };
}

function sameRoutine(catalog: Catalog, schema: number, name: string, args: readonly RoutineArgument[]): Routine | undefined {
  const types = (list: readonly RoutineArgument[]): string =>
    inputs({ args: list })
      .map(arg => `${String(arg.typeOid)}/${String(arg.table ?? 0)}`)
      .join();
  return [...catalog.routines.values()].find(
    routine => routine.schema === schema && routine.name === name && types(routine.args) === types(args),
  );
}

function readParameter({ mode, name, type, default: fallback }: RoutineParameter, session: SessionAccess): RoutineArgument {
  const shape = shapeOf(type, session);
  return {
    mode: modeLetters[mode],
    typeOid: shape.type.oid,
    ...(name === undefined ? {} : { name }),
    ...(shape.table === undefined ? {} : { table: shape.table }),
    ...(fallback ? { default: defaultText(fallback, shape.type, session) } : {}),
  };
}

function defaultText(
  fallback: NonNullable<RoutineParameter['default']>,
  type: Parameters<typeof coerce>[1],
  session: SessionAccess,
): string {
  const analysis = newAnalysis(session);
  const node = analysis.compile(fallback, new Scope(analysis, undefined));
  const fitted = coerce(node, type, -1, 'assignment', analysis);
  if (!fitted) throw new PgError(codes.datatypeMismatch, 'argument of DEFAULT cannot be given that type', { at: fallback.at });
  return fitted.show();
}

/** What RETURNS says, or what the arguments that go out make up. */
function resultOf({ what, returns }: CreateRoutine, args: readonly RoutineArgument[], session: SessionAccess): Routine['returns'] {
  const isSet = returns?.isSet ?? false;
  if (returns?.type) {
    const shape = shapeOf(returns.type, session);
    return { typeOid: shape.type.oid, isSet, ...(shape.table === undefined ? {} : { table: shape.table }) };
  }
  const out = outputs({ args });
  if (what === 'procedure') return { typeOid: out.length > 0 ? t.record.oid : builtin('void').oid, isSet: false };
  if (out.length === 0) throw new PgError(codes.badDefinition, 'function result type must be specified');
  return { typeOid: out.length === 1 ? (out[0]?.typeOid ?? t.record.oid) : t.record.oid, isSet };
}

function checkReplacement(before: Routine, now: Routine, session: SessionAccess): void {
  const hint = `Use DROP FUNCTION ${showSignature(before, session)} first.`;
  if (before.kind !== now.kind) throw new PgError(codes.wrongObject, 'cannot change routine kind');
  if (before.returns.typeOid !== now.returns.typeOid || before.returns.isSet !== now.returns.isSet)
    throw new PgError(codes.badDefinition, 'cannot change return type of existing function', { hint });
  for (const [i, arg] of inputs(before).entries()) {
    const other = inputs(now)[i];
    if (arg.name !== undefined && other?.name !== arg.name)
      throw new PgError(codes.badDefinition, `cannot change name of input parameter "${arg.name}"`, { hint });
  }
}
