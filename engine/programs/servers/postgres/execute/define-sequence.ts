import { codes, PgError } from '../pg-error.js';
import { requireType } from '../plan/find-type.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { SequenceOptions, StatementOf } from '../sql/statements.js';
import { withRelation, type Column, type Relation, type SequenceSpec } from '../storage/catalog.js';
import { t, type PgType } from '../values/type-table.js';
import { creationSchema, findToChange, isThere, requireOwner, requireRelation } from './names.js';
import type { Session } from './session.js';

const limits: Readonly<Record<string, bigint>> = { int2: 32767n, int4: 2147483647n, int8: 9223372036854775807n };

/** What a sequence is from its options, or from what it was before and the options that change. */
export function sequenceSpec(options: SequenceOptions, session: SessionAccess, base?: SequenceSpec): SequenceSpec {
  const type: PgType = options.type ? requireType(options.type, session) : (base && session.typeByOid(base.typeOid)) || t.int8;
  const most = limits[type.name];
  if (most === undefined) throw new PgError(codes.invalidParameter, 'sequence type must be smallint, integer, or bigint');
  const increment = options.increment ?? BigInt(base?.increment ?? 1);
  if (increment === 0n) throw new PgError(codes.invalidParameter, 'INCREMENT must not be zero');
  const up = increment > 0n;
  const pick = (given: bigint | 'none' | undefined, before: string | undefined, fallback: bigint): bigint =>
    typeof given === 'bigint'
      ? given
      : given === undefined && before !== undefined && options.type === undefined
        ? BigInt(before)
        : fallback;
  const min = pick(options.min, base?.min, up ? 1n : -most - 1n);
  const max = pick(options.max, base?.max, up ? most : -1n);
  if (min >= max) throw new PgError(codes.invalidParameter, `MINVALUE (${min.toString()}) must be less than MAXVALUE (${max.toString()})`);
  if (options.cache !== undefined && options.cache <= 0n)
    throw new PgError(codes.invalidParameter, `CACHE (${options.cache.toString()}) must be greater than zero`);
  const start = options.start ?? BigInt(base?.start ?? (up ? min : max));
  if (start < min)
    throw new PgError(codes.invalidParameter, `START value (${start.toString()}) cannot be less than MINVALUE (${min.toString()})`);
  if (start > max)
    throw new PgError(codes.invalidParameter, `START value (${start.toString()}) cannot be greater than MAXVALUE (${max.toString()})`);
  return {
    typeOid: type.oid,
    start: String(start),
    increment: String(increment),
    min: String(min),
    max: String(max),
    cache: String(options.cache ?? BigInt(base?.cache ?? 1)),
    cycle: options.cycle ?? base?.cycle ?? false,
    ...(base?.ownedBy ? { ownedBy: base.ownedBy } : {}),
  };
}

const columnNames = ['last_value', 'log_cnt', 'is_called'] as const;

/** The relation of a sequence. */
export function sequenceRelation(
  session: SessionAccess,
  name: string,
  schema: number,
  spec: SequenceSpec,
  persistence: Relation['persistence'],
): Relation {
  const types = [t.int8, t.int8, t.bool];
  const columns = columnNames.map(
    (column, i): Column => ({ name: column, number: i + 1, typeOid: (types[i] ?? t.int8).oid, typmod: -1, notNull: true }),
  );
  const oid = session.cluster.newOid();
  Object.assign(session.database.sequence(oid), { last: BigInt(spec.start), called: false });
  return {
    oid,
    name,
    schema,
    kind: 'S',
    owner: session.userOid,
    columns,
    lastColumn: 3,
    filenode: oid,
    persistence,
    constraints: [],
    sequence: spec,
  };
}

/** CREATE SEQUENCE. */
export function createSequence(statement: StatementOf<'create-sequence'>, session: Session): void {
  const schema = statement.temporary ? session.temporarySchema() : creationSchema(session, statement.name).oid;
  const name = statement.name.at(-1) ?? '';
  if (isThere(session, schema, name, statement.ifNotExists)) return;
  const spec = ownedAs(sequenceSpec(statement.options, session), statement.options, session);
  const sequence = sequenceRelation(session, name, schema, spec, statement.temporary ? 't' : statement.unlogged ? 'u' : 'p');
  session.saveCatalog(withRelation(session.catalog(), sequence));
  session.transaction?.log.sequence(sequence.filenode, session.database.sequence(sequence.filenode));
}

/** ALTER SEQUENCE. */
export function alterSequence({ name, ifExists, options }: StatementOf<'alter-sequence'>, session: Session): void {
  const relation = findToChange(session, name, ifExists);
  if (!relation) return;
  requireOwner(session, relation);
  const spec = ownedAs(sequenceSpec(options, session, relation.sequence), options, session);
  session.saveCatalog(withRelation(session.catalog(), { ...relation, sequence: spec }));
  if (options.restart === undefined) return;
  const restart = options.restart === 'start' ? BigInt(spec.start) : options.restart;
  session.sequences.set({ ...relation, sequence: spec }, restart, false);
}

/** OWNED BY a column, or by none. */
function ownedAs(spec: SequenceSpec, { ownedBy: path }: SequenceOptions, session: Session): SequenceSpec {
  if (!path) return spec;
  const { ownedBy: _, ...free } = spec;
  const table = path.length > 1 ? requireRelation(session, path.slice(0, -1)) : undefined;
  const column = table?.columns.find(({ name }) => name === path.at(-1));
  return table && column ? { ...free, ownedBy: { table: table.oid, column: column.number, isIdentity: false } } : free;
}
