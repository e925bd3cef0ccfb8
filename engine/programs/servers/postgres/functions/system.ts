import { smallestOf } from '../../../../core/extremes.js';
import { codes, PgError } from '../pg-error.js';
import { quoteName } from '../sql/keywords.js';
import { parsePath } from '../sql/parse-path.js';
import { relationNamed, roleNamed, schemaNamed, type Relation } from '../storage/catalog.js';
import type { SessionAccess } from '../plan/runtime.js';
import { showConstraint, showIndex } from '../catalog/show-definitions.js';
import { showExpression, showType } from '../catalog/show-expressions.js';
import { showView } from '../catalog/show-view.js';
import { ArrayValue, asBigInt, asBoolean, asNumber, asText, type Value } from '../values/value.js';
import { define, type CallContext } from './registry.js';

const changing = { isVolatile: true };
const text = (value: string | undefined): Value => value ?? null;

define('version() text', (_args, { runtime }) => runtime.session.version, changing);
define('current_database() name', (_args, { runtime }) => runtime.session.databaseName, changing);
define('current_user() name|user() name', (_args, { runtime }) => runtime.session.userName, changing);
define('session_user() name', (_args, { runtime }) => runtime.session.sessionUser, changing);
define('current_schema() name', (_args, { runtime }) => firstSchema(runtime.session), changing);
define(
  'current_schemas(bool) _name',
  ([all], { runtime }) => {
    const { session } = runtime;
    const names = session.searchPath().flatMap(oid => session.catalog().schemas.get(oid)?.name ?? []);
    return new ArrayValue(asBoolean(all) ? names : names.filter(name => !name.startsWith('pg_')));
  },
  changing,
);
define('pg_backend_pid() int4', (_args, { runtime }) => runtime.session.pid, changing);
define('inet_client_addr() text', (_args, { runtime }) => text(runtime.session.clientAddress), changing);
define(
  'inet_client_port() int4',
  (_args, { runtime }) => (runtime.session.clientAddress === undefined ? null : runtime.session.clientPort),
  changing,
);
define('inet_server_addr() text', (_args, { runtime }) => text(runtime.session.serverAddress), changing);
define(
  'inet_server_port() int4',
  (_args, { runtime }) => (runtime.session.serverAddress === undefined ? null : runtime.session.serverPort),
  changing,
);
define('pg_is_in_recovery() bool', () => false, changing);
define('pg_cancel_backend(int4) bool', ([pid], { runtime }) => runtime.session.cancelBackend(asNumber(pid), 'SIGINT'), changing);
define('pg_terminate_backend(int4) bool', ([pid], { runtime }) => runtime.session.cancelBackend(asNumber(pid), 'SIGTERM'), changing);
define('txid_current() int8', (_args, { runtime }) => BigInt(runtime.session.currentXid(true) ?? 0), changing);

function firstSchema(session: SessionAccess): Value {
  for (const oid of session.searchPath()) {
    const name = session.catalog().schemas.get(oid)?.name;
    if (name !== undefined && !name.startsWith('pg_')) return name;
  }
  return null;
}

define(
  'current_setting(text) text|current_setting(text, bool) text',
  ([name, missing], { runtime }) => {
    const value = runtime.session.setting(asText(name));
    if (value === undefined && missing !== true)
      throw new PgError(codes.unknownSetting, `unrecognized configuration parameter "${asText(name)}"`);
    return text(value);
  },
  changing,
);
define(
  'set_config(text, text, bool) text',
  ([name, value, isLocal], { runtime }) => {
    runtime.session.setSetting(asText(name), asText(value), asBoolean(isLocal));
    return text(runtime.session.setting(asText(name)));
  },
  changing,
);

function relationOf(oid: Value | undefined, { runtime }: CallContext): Relation {
  const relation = runtime.session.catalog().relations.get(asNumber(oid));
  if (!relation) throw new PgError(codes.undefinedTable, `could not open relation with OID ${asNumber(oid)}`);
  return relation;
}

define('nextval(regclass) int8', ([oid], context) => context.runtime.session.sequences.next(relationOf(oid, context)), changing);
define('currval(regclass) int8', ([oid], context) => context.runtime.session.sequences.current(relationOf(oid, context)), changing);
define('lastval() int8', (_args, { runtime }) => runtime.session.sequences.latest(), changing);
define(
  'setval(regclass, int8) int8|setval(regclass, int8, bool) int8',
  ([oid, value, called], context) => {
    context.runtime.session.sequences.set(relationOf(oid, context), asBigInt(value), called === undefined || asBoolean(called));
    return value ?? null;
  },
  changing,
);
define(
  'pg_get_serial_sequence(text, text) text',
  ([table, column], { runtime }) => {
    const { session } = runtime;
    const relation = namedRelation(asText(table), session);
    if (!relation) throw new PgError(codes.undefinedTable, `relation "${asText(table)}" does not exist`);
    const number = relation.columns.find(({ name }) => name === asText(column))?.number;
    if (number === undefined)
      throw new PgError(codes.undefinedColumn, `column "${asText(column)}" of relation "${relation.name}" does not exist`);
    for (const other of session.catalog().relations.values()) {
      if (other.sequence?.ownedBy?.table !== relation.oid || other.sequence.ownedBy.column !== number) continue;
      return `${quoteName(session.catalog().schemas.get(other.schema)?.name ?? '')}.${quoteName(other.name)}`;
    }
    return null;
  },
  changing,
);

function namedRelation(name: string, session: SessionAccess): Relation | undefined {
  const path = parsePath(name);
  const catalog = session.catalog();
  const last = path.at(-1) ?? '';
  if (path.length > 1) return relationNamed(catalog, schemaNamed(catalog, path[0] ?? '')?.oid ?? 0, last);
  for (const schema of session.searchPath()) {
    const found = relationNamed(catalog, schema, last);
    if (found) return found;
  }
  return undefined;
}

define('to_regclass(text) regclass', ([name], { runtime }) => namedRelation(asText(name), runtime.session)?.oid ?? null, changing);
define('pg_typeof(any) regtype', (_args, { types }) => types[0]?.oid ?? 0, { isStrict: false });
define(
  'format_type(oid, int4) text',
  ([oid, typmod], { runtime }) => {
    if (oid === null) return null;
    return showType(asNumber(oid), typeof typmod === 'number' ? typmod : -1, runtime.session);
  },
  { isStrict: false },
);
define(
  'pg_get_userbyid(oid) name',
  ([oid], { runtime }) => runtime.session.globals().roles.get(asNumber(oid))?.name ?? `unknown (OID=${asNumber(oid)})`,
);
define('pg_encoding_to_char(int4) name', ([number]) => (asNumber(number) === 6 ? 'UTF8' : 'SQL_ASCII'));
define('pg_table_is_visible(oid) bool|pg_type_is_visible(oid) bool', ([oid], { runtime }) => {
  const { session } = runtime;
  const relation = session.catalog().relations.get(asNumber(oid));
  if (!relation) return true;
  return session.searchPath().find(schema => relationNamed(session.catalog(), schema, relation.name)) === relation.schema;
});
define(
  'pg_get_expr(text, oid) text|pg_get_expr(text, oid, bool) text|pg_get_expr(pg_node_tree, oid) text|pg_get_expr(pg_node_tree, oid, bool) text',
  ([expression], { runtime }) => showExpression(asText(expression), runtime.session),
);
define('pg_get_constraintdef(oid) text|pg_get_constraintdef(oid, bool) text', ([oid, pretty], { runtime }) => {
  for (const relation of runtime.session.catalog().relations.values())
    for (const constraint of relation.constraints)
      if (constraint.oid === oid) return showConstraint(constraint, relation, runtime.session, pretty === true);
  return null;
});
define('pg_get_indexdef(oid) text', ([oid], context) => showIndex(relationOf(oid, context), context.runtime.session));
define('pg_get_indexdef(oid, int4, bool) text', ([oid, place], context) => {
  const index = relationOf(oid, context);
  const part = index.index?.columns[asNumber(place) - 1];
  const table = context.runtime.session.catalog().relations.get(index.index?.table ?? 0);
  return part?.expression ?? table?.columns.find(({ number }) => number === part?.column)?.name ?? null;
});
define('pg_get_viewdef(oid) text|pg_get_viewdef(oid, bool) text', ([oid], context) =>
  showView(relationOf(oid, context), context.runtime.session),
);
define('obj_description(oid, name) text', ([oid, kind], { runtime }) => {
  const catalog = runtime.session.catalog();
  switch (kind) {
    case 'pg_class':
      return text(catalog.relations.get(asNumber(oid))?.comment);
    case 'pg_namespace':
      return text(catalog.schemas.get(asNumber(oid))?.comment);
    case 'pg_proc':
      return text(catalog.routines.get(asNumber(oid))?.comment);
    case 'pg_trigger':
      return text(catalog.triggers.get(asNumber(oid))?.comment);
    case 'pg_extension':
      return text(catalog.extensions.get(asNumber(oid))?.comment);
    case 'pg_type':
      return text(catalog.types.get(asNumber(oid))?.comment);
    case 'pg_constraint':
      for (const { constraints } of catalog.relations.values())
        for (const constraint of constraints) if (constraint.oid === oid) return text(constraint.comment);
      return null;
    default:
      return null;
  }
});
define('col_description(oid, int4) text', ([oid, number], { runtime }) =>
  text(
    runtime.session
      .catalog()
      .relations.get(asNumber(oid))
      ?.columns.find(column => column.number === number)?.comment,
  ),
);
define('shobj_description(oid, name) text', ([oid, kind], { runtime }) => {
  const globals = runtime.session.globals();
  return text(kind === 'pg_database' ? globals.databases.get(asNumber(oid))?.comment : globals.roles.get(asNumber(oid))?.comment);
});

function sizeOf(relation: Relation | undefined, session: SessionAccess): bigint {
  if (!relation || relation.kind === 'v') return 0n;
  if (relation.kind === 'S') return 8192n;
  const table = relation.index ? session.catalog().relations.get(relation.index.table) : relation;
  const rows = table ? session.database.heap(table.filenode).tuples.length : 0;
  return relation.index ? BigInt(Math.max(1, Math.ceil(rows / 400)) + 1) * 8192n : BigInt(Math.ceil(rows / 100)) * 8192n;
}

define('pg_relation_size(regclass) int8|pg_table_size(regclass) int8|pg_total_relation_size(regclass) int8', ([oid], { runtime }) =>
  sizeOf(runtime.session.catalog().relations.get(asNumber(oid)), runtime.session),
);
define(
  'pg_database_size(name) int8|pg_database_size(oid) int8',
  (_args, { runtime }) =>
    7_500_000n + [...runtime.session.catalog().relations.values()].reduce((sum, relation) => sum + sizeOf(relation, runtime.session), 0n),
);
define('pg_size_pretty(int8) text', ([size]) => {
  let value = asBigInt(size);
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  while (unit < units.length - 1 && (value < 0n ? -value : value) >= 10_240n) {
    value = (value + 512n) / 1024n;
    unit++;
  }
  return `${value.toString()} ${units[unit] ?? ''}`;
});

function mayRelation(role: string | undefined, relation: Relation | undefined, privileges: string, session: SessionAccess): Value {
  if (!relation) return null;
  const oid = role === undefined ? session.userOid : roleNamed(session.globals(), role)?.oid;
  if (oid === undefined) throw new PgError(codes.undefinedObject, `role "${role ?? ''}" does not exist`);
  return privileges.split(',').some(privilege => session.mayUse(relation, privilege.trim().toUpperCase(), oid));
}

define('has_table_privilege(text, text) bool', ([table, what], { runtime }) =>
  mayRelation(undefined, namedRelation(asText(table), runtime.session), asText(what), runtime.session),
);
define('has_table_privilege(name, text, text) bool', ([role, table, what], { runtime }) =>
  mayRelation(asText(role), namedRelation(asText(table), runtime.session), asText(what), runtime.session),
);
define('has_table_privilege(oid, text) bool', ([oid, what], context) =>
  mayRelation(undefined, relationOf(oid, context), asText(what), context.runtime.session),
);
define(
  'pg_postmaster_start_time() timestamptz|pg_conf_load_time() timestamptz',
  (_args, { runtime }) =>
    smallestOf(
      [...runtime.session.cluster.sessions.values()].map(({ startedAt }) => startedAt),
      runtime.session.startedAt,
    ),
  changing,
);
define('pg_reload_conf() bool', (_args, { runtime }) => (runtime.session.reloadConfiguration(), true), changing);
define(
  'pg_advisory_lock(int8) void|pg_advisory_xact_lock(int8) void',
  () => {
    throw new PgError(codes.featureNotSupported, 'drydock: advisory locks are not simulated');
  },
  changing,
);
define(
  'pg_notify(text, text) void',
  () => {
    throw new PgError(codes.featureNotSupported, 'drydock: pg_notify is not simulated; NOTIFY is');
  },
  changing,
);
define('pg_get_statisticsobjdef_columns(oid) text', () => null);
define(
  'pg_relation_is_publishable(regclass) bool',
  ([oid], { runtime }) => runtime.session.catalog().relations.get(asNumber(oid))?.kind === 'r',
);
