import { smallestOf } from '../../../../core/extremes.js';
import { collationOf } from '../query/predicates.js';
import type { Compiled } from '../query/compiled.js';
import type { Context } from '../query/context.js';
import type { Call } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { isTextType } from '../values/column-type.js';
import { controlFunctions, sessionFunctions } from './control.js';
import { dateFunctions } from './dates.js';
import type { FunctionTable, SqlFunction } from './define.js';
import { encodingFunctions } from './encodings.js';
import { jsonFunctions } from './json.js';
import { numberFunctions } from './numbers.js';
import { stringFunctions } from './strings.js';

export { isAggregate, makeAggregate, type Aggregate } from './aggregates.js';
export { makeWindowFunction, type WindowFunction } from './window-functions.js';

const tables: readonly FunctionTable[] = [
  stringFunctions,
  encodingFunctions,
  numberFunctions,
  dateFunctions,
  controlFunctions,
  sessionFunctions,
  jsonFunctions,
];
const otherNames: ReadonlyMap<string, string> = new Map([
  ['adddate', 'date_add'],
  ['subdate', 'date_sub'],
]);

/** A call of one of the functions; throws SqlError for unknown ones and wrong numbers of arguments. */
export function callFunction({ name }: Call, args: readonly Compiled[], hasInterval: boolean, context: Context): Compiled {
  const own = otherNames.get(name) ?? name;
  const found = tables.map(table => table.get(own)).find(definition => definition !== undefined);
  if (!found || isForeign(own, context))
    throw sqlErrors.unknownFunction(`${context.facts.database === undefined ? '' : `${context.facts.database}.`}${name}`);
  // `ADDDATE(date, 3)` adds days.
  const complete = name !== own && !hasInterval && args.length === 2 ? [...args, dayUnit(args)] : args;
  const expected = own === 'date_add' || own === 'date_sub' ? 3 : undefined;
  if (complete.length < found.min || complete.length > found.max || (expected !== undefined && complete.length !== expected))
    throw sqlErrors.wrongArgumentCount(name);
  const texts = complete.filter(({ type }) => isTextType(type));
  const collation = texts.length > 0 ? collationOf(...texts) : context.collation;
  const type = typeof found.type === 'function' ? found.type(complete) : found.type;
  return {
    type,
    nullable: found.notNull !== true,
    run: runner(found, complete, { context, args: complete, collation }),
    collation,
    strength: smallestOf(
      texts.map(({ strength }) => strength),
      4,
    ),
  };
}

function runner(definition: SqlFunction, args: readonly Compiled[], facts: Parameters<SqlFunction['run']>[1]): Compiled['run'] {
  return frame => {
    facts.context.step(1);
    const values = args.map(argument => argument.run(frame));
    if (definition.takesNull !== true && values.includes(null)) return null;
    return definition.run(values, facts);
  };
}

function dayUnit(args: readonly Compiled[]): Compiled {
  return {
    type: { name: 'varchar', length: 3 },
    nullable: false,
    run: () => 'day',
    collation: args[0]?.collation ?? 'binary',
    strength: 4,
  };
}

/** Functions that only the other servers have. */
function isForeign(name: string, { dialect }: Context): boolean {
  switch (dialect.product) {
    case 'mariadb':
      return ['any_value', 'json_pretty', 'regexp_like', 'json_storage_size', 'member of'].includes(name);
    case 'mysql57':
      return [
        'regexp_like',
        'regexp_replace',
        'regexp_substr',
        'regexp_instr',
        'json_overlaps',
        'json_value',
        'nvl',
        'json_detailed',
        'json_compact',
        'current_role',
      ].includes(name);
    case 'mysql8':
      return ['password', 'nvl', 'json_detailed', 'json_compact', 'json_merge'].includes(name);
  }
}
