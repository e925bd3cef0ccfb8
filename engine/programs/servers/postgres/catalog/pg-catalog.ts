import type { SessionAccess } from '../plan/runtime.js';
import { formatAcl } from '../execute/privileges.js';
import { settingSpecs } from '../execute/settings.js';
import { indexesOf, type AclItem, type Relation } from '../storage/catalog.js';
import { lockName } from '../storage/locks.js';
import { builtinTypes } from '../values/type-table.js';
import { ArrayValue, type Row, type Value } from '../values/value.js';
import { showIndex } from './show-definitions.js';
import { defineSystemTable, systemTables } from './system-tables.js';

const C = 'pg_catalog';

function acl(items: readonly AclItem[] | undefined, session: SessionAccess): Value {
  return items ? new ArrayValue(formatAcl(items, session)) : null;
}

function relations(session: SessionAccess): readonly Relation[] {
  return [...session.catalog().relations.values()];
}

defineSystemTable(C, 'pg_namespace', 2615, 'oid oid, nspname name, nspowner oid, nspacl _text', session =>
  [...session.catalog().schemas.values()].map(({ oid, name, owner, acl: items }): Row => [oid, name, owner, acl(items, session)]),
);

defineSystemTable(
  C,
  'pg_class',
  1259,
  'oid oid, relname name, relnamespace oid, reltype oid, reloftype oid, relowner oid, relam oid, relfilenode oid, reltablespace oid, relpages int4, reltuples float4, relallvisible int4, reltoastrelid oid, relhasindex bool, relisshared bool, relpersistence char, relkind char, relnatts int2, relchecks int2, relhasrules bool, relhastriggers bool, relhassubclass bool, relrowsecurity bool, relforcerowsecurity bool, relispopulated bool, relreplident char, relispartition bool, relacl _text, reloptions _text, relpartbound text',
  session => [
    ...relations(session).map((relation): Row => {
      const { oid, name, schema, owner, filenode, persistence, kind, columns, constraints } = relation;
      const rows = kind === 'r' || kind === 'm' ? session.database.heap(filenode).committed().length : 0;
      const hasTriggers = constraints.some(constraint => constraint.kind === 'foreign');
      const checks = constraints.filter(constraint => constraint.kind === 'check').length;
      return [
        oid,
        name,
        schema,
        0,
        0,
        owner,
        kind === 'i' ? 403 : kind === 'r' || kind === 'm' ? 2 : 0,
        filenode,
        0,
        Math.ceil(rows / 100),
        rows === 0 ? -1 : rows,
        0,
        0,
        indexesOf(session.catalog(), oid).length > 0,
        false,
        persistence,
        kind,
        columns.length,
        checks,
        false,
        hasTriggers,
        false,
        false,
        false,
        relation.isPopulated ?? true,
        'd',
        false,
        acl(relation.acl, session),
        null,
        null,
      ];
    }),
    ...systemTables().map(
      ({ oid, name, schema, columns }): Row => [
        oid,
        name,
        schema === C ? 11 : 13_000,
        0,
        0,
        10,
        2,
        oid,
        0,
        0,
        -1,
        0,
        0,
        false,
        false,
        'p',
        schema === C ? 'r' : 'v',
        columns.length,
        0,
        false,
        false,
        false,
        false,
        false,
        true,
        'n',
        false,
        null,
        null,
        null,
      ],
    ),
  ],
);

defineSystemTable(
  C,
  'pg_attribute',
  1249,
  'attrelid oid, attname name, atttypid oid, attlen int2, attnum int2, attndims int2, atttypmod int4, attnotnull bool, atthasdef bool, atthasmissing bool, attidentity char, attgenerated char, attisdropped bool, attislocal bool, attinhcount int4, attcollation oid, attstattarget int4, attstorage char, attcompression char, attacl _text, attoptions _text, attfdwoptions _text',
  session => relations(session).flatMap(relation => attributesOf(relation, session)),
);

function attributesOf(relation: Relation, session: SessionAccess): readonly Row[] {
  if (relation.index) {
    const table = session.catalog().relations.get(relation.index.table);
    return relation.index.columns.map(({ column }, i): Row => {
      const own = table?.columns.find(({ number }) => number === column);
      return [
        relation.oid,
        own?.name ?? 'expr',
        own?.typeOid ?? 25,
        -1,
        i + 1,
        0,
        own?.typmod ?? -1,
        false,
        false,
        false,
        '',
        '',
        false,
        true,
        0,
        0,
        -1,
        'p',
        '',
        null,
        null,
        null,
      ];
    });
  }
  return relation.columns.map((column): Row => {
    const type = session.typeByOid(column.typeOid);
    const hasDefault = column.default !== undefined && column.identity === undefined;
    return [
      relation.oid,
      column.name,
      column.typeOid,
      type?.length ?? -1,
      column.number,
      type?.category === 'A' ? 1 : 0,
      column.typmod,
      column.notNull,
      hasDefault,
      false,
      column.identity === 'always' ? 'a' : column.identity ? 'd' : '',
      column.isGenerated ? 's' : '',
      false,
      true,
      0,
      type?.category === 'S' ? 100 : 0,
      -1,
      (type?.length ?? -1) > 0 ? 'p' : type?.name === 'numeric' ? 'm' : 'x',
      '',
      null,
      null,
      null,
    ];
  });
}

defineSystemTable(C, 'pg_attrdef', 2604, 'oid oid, adrelid oid, adnum int2, adbin text', session =>
  relations(session).flatMap(relation =>
    relation.columns.flatMap((column): Row[] =>
      column.default === undefined || column.identity
        ? []
        : [[relation.oid * 100 + column.number, relation.oid, column.number, column.default]],
    ),
  ),
);
defineSystemTable(
  C,
  'pg_index',
  2610,
  'indexrelid oid, indrelid oid, indnatts int2, indnkeyatts int2, indisunique bool, indnullsnotdistinct bool, indisprimary bool, indisexclusion bool, indimmediate bool, indisclustered bool, indisvalid bool, indcheckxmin bool, indisready bool, indislive bool, indisreplident bool, indkey int2vector, indexprs text, indpred text',
  session =>
    relations(session).flatMap(({ oid, index }): Row[] =>
      index
        ? [
            [
              oid,
              index.table,
              index.columns.length,
              index.columns.length,
              index.isUnique,
              index.nullsNotDistinct,
              index.isPrimary,
              false,
              true,
              false,
              true,
              false,
              true,
              true,
              false,
              new ArrayValue(index.columns.map(({ column }) => column ?? 0)),
              null,
              index.where ?? null,
            ],
          ]
        : [],
    ),
);
defineSystemTable(
  C,
  'pg_constraint',
  2606,
  'oid oid, conname name, connamespace oid, contype char, condeferrable bool, condeferred bool, convalidated bool, conrelid oid, contypid oid, conindid oid, conparentid oid, confrelid oid, confupdtype char, confdeltype char, conkey _int2, confkey _int2, conbin text',
  session =>
    relations(session).flatMap(relation =>
      relation.constraints.map((constraint): Row => {
        const { foreign } = constraint;
        const letter = { primary: 'p', unique: 'u', check: 'c', foreign: 'f' }[constraint.kind];
        const action = (name: string | undefined): string =>
          name === undefined ? ' ' : ({ 'no action': 'a', restrict: 'r', cascade: 'c', 'set null': 'n', 'set default': 'd' }[name] ?? 'a');
        return [
          constraint.oid,
          constraint.name,
          relation.schema,
          letter,
          foreign?.deferrable ?? false,
          foreign?.deferred ?? false,
          true,
          relation.oid,
          0,
          constraint.index ?? 0,
          0,
          foreign?.table ?? 0,
          action(foreign?.onUpdate),
          action(foreign?.onDelete),
          new ArrayValue(constraint.columns),
          foreign ? new ArrayValue(foreign.columns) : null,
          constraint.expression ?? null,
        ];
      }),
    ),
);
defineSystemTable(
  C,
  'pg_sequence',
  2224,
  'seqrelid oid, seqtypid oid, seqstart int8, seqincrement int8, seqmax int8, seqmin int8, seqcache int8, seqcycle bool',
  session =>
    relations(session).flatMap(({ oid, sequence }): Row[] =>
      sequence
        ? [
            [
              oid,
              sequence.typeOid,
              BigInt(sequence.start),
              BigInt(sequence.increment),
              BigInt(sequence.max),
              BigInt(sequence.min),
              BigInt(sequence.cache),
              sequence.cycle,
            ],
          ]
        : [],
    ),
);
defineSystemTable(
  C,
  'pg_type',
  1247,
  'oid oid, typname name, typnamespace oid, typowner oid, typlen int2, typbyval bool, typtype char, typcategory char, typispreferred bool, typisdefined bool, typdelim char, typrelid oid, typelem oid, typarray oid, typbasetype oid, typtypmod int4, typnotnull bool, typcollation oid, typdefault text, typacl _text',
  session => [
    ...builtinTypes.map(
      (type): Row => [
        type.oid,
        type.name,
        11,
        10,
        type.length,
        type.length > 0 && type.length <= 8,
        type.category === 'P' ? 'p' : 'b',
        type.category,
        type.isPreferred,
        true,
        ',',
        0,
        type.element?.oid ?? 0,
        type.arrayOid,
        0,
        -1,
        false,
        0,
        null,
        null,
      ],
    ),
    ...[...session.catalog().types.values()].map(
      (type): Row => [
        type.oid,
        type.name,
        type.schema,
        type.owner,
        4,
        true,
        'e',
        'E',
        false,
        true,
        ',',
        0,
        0,
        type.arrayOid,
        0,
        -1,
        false,
        0,
        null,
        null,
      ],
    ),
  ],
);
defineSystemTable(C, 'pg_enum', 3501, 'oid oid, enumtypid oid, enumsortorder float4, enumlabel name', session =>
  [...session.catalog().types.values()].flatMap(type => type.labels.map((label, i): Row => [type.oid * 100 + i, type.oid, i + 1, label])),
);

const roleColumns =
  'oid oid, rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin bool, rolreplication bool, rolconnlimit int4, rolpassword text, rolvaliduntil timestamptz, rolbypassrls bool, rolconfig _text';
const roleRows =
  (showsPassword: boolean) =>
  (session: SessionAccess): Row[] =>
    [...session.globals().roles.values()].map(role => [
      role.oid,
      role.name,
      role.superuser,
      role.inherit,
      role.createRole,
      role.createDb,
      role.login,
      role.replication,
      role.connectionLimit,
      showsPassword ? (role.password ?? null) : '********',
      null,
      role.bypassRls,
      role.settings ? new ArrayValue(role.settings) : null,
    ]);
defineSystemTable(C, 'pg_roles', 12_000, roleColumns, roleRows(false));
defineSystemTable(C, 'pg_authid', 1260, roleColumns, roleRows(true));
defineSystemTable(
  C,
  'pg_user',
  12_010,
  'usename name, usesysid oid, usecreatedb bool, usesuper bool, userepl bool, usebypassrls bool, passwd text',
  session =>
    [...session.globals().roles.values()].flatMap((role): Row[] =>
      role.login ? [[role.name, role.oid, role.createDb, role.superuser, role.replication, role.bypassRls, '********']] : [],
    ),
);
defineSystemTable(C, 'pg_auth_members', 1261, 'roleid oid, member oid, grantor oid, admin_option bool', session =>
  [...session.globals().roles.values()].flatMap(role => role.memberOf.map((of): Row => [of, role.oid, 10, false])),
);
defineSystemTable(
  C,
  'pg_database',
  1262,
  'oid oid, datname name, datdba oid, encoding int4, datlocprovider char, datistemplate bool, datallowconn bool, datconnlimit int4, dattablespace oid, datcollate text, datctype text, daticulocale text, daticurules text, datcollversion text, datacl _text',
  session =>
    [...session.globals().databases.values()].map(
      (database): Row => [
        database.oid,
        database.name,
        database.owner,
        6,
        'c',
        database.isTemplate,
        database.allowsConnections,
        -1,
        1663,
        database.collate,
        database.ctype,
        null,
        null,
        null,
        acl(database.acl, session),
      ],
    ),
);
defineSystemTable(C, 'pg_tablespace', 1213, 'oid oid, spcname name, spcowner oid, spcacl _text, spcoptions _text', () => [
  [1663, 'pg_default', 10, null, null],
  [1664, 'pg_global', 10, null, null],
]);
defineSystemTable(C, 'pg_am', 2601, 'oid oid, amname name, amtype char', () => [
  [2, 'heap', 't'],
  [403, 'btree', 'i'],
  [405, 'hash', 'i'],
  [783, 'gist', 'i'],
  [2742, 'gin', 'i'],
  [3580, 'brin', 'i'],
  [4000, 'spgist', 'i'],
]);
defineSystemTable(
  C,
  'pg_extension',
  3079,
  'oid oid, extname name, extowner oid, extnamespace oid, extrelocatable bool, extversion text',
  session =>
    [...session.catalog().extensions.values()].map(({ oid, name, schema, version }): Row => [oid, name, 10, schema, true, version]),
);
defineSystemTable(C, 'pg_description', 2609, 'objoid oid, classoid oid, objsubid int4, description text', session =>
  relations(session).flatMap(({ oid, comment, columns }): Row[] => [
    ...(comment === undefined ? [] : [[oid, 1259, 0, comment]]),
    ...columns.flatMap((column): Row[] => (column.comment === undefined ? [] : [[oid, 1259, column.number, column.comment]])),
  ]),
);
for (const [name, oid, columns] of [
  ['pg_collation', 3456, 'oid oid, collname name, collnamespace oid, collcollate text'],
  ['pg_inherits', 2611, 'inhrelid oid, inhparent oid, inhseqno int4, inhdetachpending bool'],
  ['pg_trigger', 2620, 'oid oid, tgrelid oid, tgname name, tgisinternal bool, tgenabled char, tgparentid oid, tgconstraint oid'],
  [
    'pg_policy',
    3256,
    'oid oid, polname name, polrelid oid, polpermissive bool, polroles _oid, polqual text, polwithcheck text, polcmd char',
  ],
  ['pg_rewrite', 2618, 'oid oid, rulename name, ev_class oid, ev_type char, ev_enabled char'],
  [
    'pg_statistic_ext',
    3381,
    'oid oid, stxrelid oid, stxname name, stxnamespace oid, stxkind _char, stxkeys int2vector, stxstattarget int4',
  ],
  ['pg_publication', 6104, 'oid oid, pubname name, puballtables bool'],
  ['pg_publication_rel', 6106, 'oid oid, prpubid oid, prrelid oid, prqual text, prattrs _int2'],
  ['pg_publication_namespace', 6237, 'oid oid, pnpubid oid, pnnspid oid'],
  ['pg_partitioned_table', 3350, 'partrelid oid, partstrat char, partnatts int2'],
  ['pg_depend', 2608, 'classid oid, objid oid, objsubid int4, refclassid oid, refobjid oid, refobjsubid int4, deptype char'],
  ['pg_foreign_table', 3118, 'ftrelid oid, ftserver oid, ftoptions _text'],
  ['pg_foreign_server', 1417, 'oid oid, srvname name'],
  ['pg_proc', 1255, 'oid oid, proname name, pronamespace oid, prokind char, proargtypes oidvector, prorettype oid'],
  ['pg_db_role_setting', 2964, 'setdatabase oid, setrole oid, setconfig _text'],
] as const)
  defineSystemTable(C, name, oid, columns, () => []);

defineSystemTable(
  C,
  'pg_tables',
  12_020,
  'schemaname name, tablename name, tableowner name, tablespace name, hasindexes bool, hasrules bool, hastriggers bool, rowsecurity bool',
  session =>
    relations(session).flatMap((relation): Row[] =>
      relation.kind === 'r'
        ? [
            [
              schemaName(relation, session),
              relation.name,
              ownerName(relation, session),
              null,
              indexesOf(session.catalog(), relation.oid).length > 0,
              false,
              relation.constraints.some(({ kind }) => kind === 'foreign'),
              false,
            ],
          ]
        : [],
    ),
);
defineSystemTable(C, 'pg_views', 12_025, 'schemaname name, viewname name, viewowner name, definition text', session =>
  relations(session).flatMap((relation): Row[] =>
    relation.kind === 'v'
      ? [[schemaName(relation, session), relation.name, ownerName(relation, session), ` ${relation.query ?? ''};`]]
      : [],
  ),
);
defineSystemTable(C, 'pg_indexes', 12_030, 'schemaname name, tablename name, indexname name, tablespace name, indexdef text', session =>
  relations(session).flatMap((relation): Row[] =>
    relation.index
      ? [
          [
            schemaName(relation, session),
            session.catalog().relations.get(relation.index.table)?.name ?? '',
            relation.name,
            null,
            showIndex(relation, session),
          ],
        ]
      : [],
  ),
);
defineSystemTable(
  C,
  'pg_sequences',
  12_035,
  'schemaname name, sequencename name, sequenceowner name, data_type regtype, start_value int8, min_value int8, max_value int8, increment_by int8, cycle bool, cache_size int8, last_value int8',
  session =>
    relations(session).flatMap((relation): Row[] => {
      const spec = relation.sequence;
      if (!spec) return [];
      const state = session.database.sequence(relation.filenode);
      return [
        [
          schemaName(relation, session),
          relation.name,
          ownerName(relation, session),
          spec.typeOid,
          BigInt(spec.start),
          BigInt(spec.min),
          BigInt(spec.max),
          BigInt(spec.increment),
          spec.cycle,
          BigInt(spec.cache),
          state.called ? state.last : null,
        ],
      ];
    }),
);
defineSystemTable(
  C,
  'pg_stat_activity',
  12_040,
  'datid oid, datname name, pid int4, usesysid oid, usename name, application_name text, client_addr text, client_port int4, backend_start timestamptz, xact_start timestamptz, query_start timestamptz, state_change timestamptz, wait_event_type text, wait_event text, state text, backend_type text, query text',
  session =>
    [...session.cluster.sessions.values()].map(
      (info): Row => [
        info.databaseOid,
        info.database,
        info.pid,
        null,
        info.user,
        info.applicationName || (info.pid === session.pid ? (session.setting('application_name') ?? '') : ''),
        info.address ?? null,
        info.address === undefined ? -1 : info.port,
        info.startedAt,
        info.transactionStartedAt ?? null,
        info.queryStartedAt ?? null,
        info.queryStartedAt ?? null,
        info.waitsForLock ? 'Lock' : info.state === 'active' ? null : 'Client',
        info.waitsForLock ? 'transactionid' : info.state === 'active' ? null : 'ClientRead',
        info.state,
        'client backend',
        info.query,
      ],
    ),
);
defineSystemTable(
  C,
  'pg_stat_user_tables',
  12_045,
  'relid oid, schemaname name, relname name, seq_scan int8, n_tup_ins int8, n_live_tup int8, n_dead_tup int8',
  session =>
    relations(session).flatMap((relation): Row[] =>
      relation.kind === 'r'
        ? [
            [
              relation.oid,
              schemaName(relation, session),
              relation.name,
              0n,
              0n,
              BigInt(session.database.heap(relation.filenode).committed().length),
              0n,
            ],
          ]
        : [],
    ),
);
defineSystemTable(C, 'pg_locks', 12_050, 'locktype text, database oid, relation oid, pid int4, mode text, granted bool', session =>
  [...session.cluster.locks.all()].map(
    ({ table, tx, mode }): Row => ['relation', session.database.oid, table, tx.pid, lockName(mode), true],
  ),
);
defineSystemTable(
  C,
  'pg_settings',
  12_055,
  'name text, setting text, unit text, category text, short_desc text, context text, vartype text, source text, boot_val text, reset_val text',
  session =>
    session
      .settings()
      .map(
        ({ name, value, description, source }): Row => [
          name,
          value,
          null,
          '',
          description,
          { u: 'user', s: 'superuser', p: 'postmaster', r: 'sighup', i: 'internal' }[settingSpecs.get(name)?.context ?? 'u'],
          settingSpecs.get(name)?.kind ?? 'string',
          source,
          settingSpecs.get(name)?.value ?? null,
          settingSpecs.get(name)?.value ?? null,
        ],
      ),
);

function schemaName(relation: Relation, session: SessionAccess): string {
  return session.catalog().schemas.get(relation.schema)?.name ?? '';
}

function ownerName(relation: Relation, session: SessionAccess): string {
  return session.globals().roles.get(relation.owner)?.name ?? '';
}

const I = 'information_schema';
defineSystemTable(I, 'schemata', 13_010, 'catalog_name name, schema_name name, schema_owner name', session =>
  [...session.catalog().schemas.values()].map(
    (schema): Row => [session.databaseName, schema.name, session.globals().roles.get(schema.owner)?.name ?? ''],
  ),
);
defineSystemTable(
  I,
  'tables',
  13_015,
  'table_catalog name, table_schema name, table_name name, table_type text, is_insertable_into text',
  session => [
    ...relations(session).flatMap((relation): Row[] =>
      relation.kind === 'r' || relation.kind === 'v'
        ? [
            [
              session.databaseName,
              schemaName(relation, session),
              relation.name,
              relation.kind === 'r' ? (relation.persistence === 't' ? 'LOCAL TEMPORARY' : 'BASE TABLE') : 'VIEW',
              relation.kind === 'r' ? 'YES' : 'NO',
            ],
          ]
        : [],
    ),
    ...systemTables().map(({ schema, name }): Row => [session.databaseName, schema, name, schema === C ? 'BASE TABLE' : 'VIEW', 'NO']),
  ],
);
defineSystemTable(
  I,
  'columns',
  13_020,
  'table_catalog name, table_schema name, table_name name, column_name name, ordinal_position int4, column_default text, is_nullable text, data_type text, character_maximum_length int4, numeric_precision int4, numeric_scale int4, udt_name name, is_identity text, is_generated text',
  session =>
    relations(session).flatMap(relation =>
      ['r', 'v', 'm'].includes(relation.kind) ? relation.columns.map((column): Row => columnRow(relation, column, session)) : [],
    ),
);

function columnRow(relation: Relation, column: Relation['columns'][number], session: SessionAccess): Row {
  const type = session.typeByOid(column.typeOid);
  const isText = type?.name === 'varchar' || type?.name === 'bpchar';
  const precision: Readonly<Record<string, number>> = { int2: 16, int4: 32, int8: 64, float4: 24, float8: 53 };
  const numeric = type?.name === 'numeric' && column.typmod >= 0;
  return [
    session.databaseName,
    schemaName(relation, session),
    relation.name,
    column.name,
    relation.columns.indexOf(column) + 1,
    column.identity || column.isGenerated ? null : (column.default ?? null),
    column.notNull ? 'NO' : 'YES',
    type?.category === 'A' ? 'ARRAY' : type?.labels ? 'USER-DEFINED' : (type?.display ?? ''),
    isText && column.typmod > 0 ? column.typmod - 4 : null,
    numeric ? Math.floor((column.typmod - 4) / 65536) : (precision[type?.name ?? ''] ?? null),
    numeric ? (column.typmod - 4) & 0x7ff : /^int/.test(type?.name ?? '') && type?.name !== 'interval' ? 0 : null,
    type?.name ?? '',
    column.identity ? 'YES' : 'NO',
    column.isGenerated ? 'ALWAYS' : 'NEVER',
  ];
}

defineSystemTable(
  I,
  'table_constraints',
  13_025,
  'constraint_catalog name, constraint_schema name, constraint_name name, table_catalog name, table_schema name, table_name name, constraint_type text',
  session =>
    relations(session).flatMap(relation =>
      relation.constraints.map(
        ({ name, kind }): Row => [
          session.databaseName,
          schemaName(relation, session),
          name,
          session.databaseName,
          schemaName(relation, session),
          relation.name,
          { primary: 'PRIMARY KEY', unique: 'UNIQUE', check: 'CHECK', foreign: 'FOREIGN KEY' }[kind],
        ],
      ),
    ),
);
defineSystemTable(
  I,
  'key_column_usage',
  13_030,
  'constraint_name name, table_schema name, table_name name, column_name name, ordinal_position int4',
  session =>
    relations(session).flatMap(relation =>
      relation.constraints.flatMap(({ name, kind, columns }) =>
        kind === 'check'
          ? []
          : columns.map(
              (number, i): Row => [
                name,
                schemaName(relation, session),
                relation.name,
                relation.columns.find(column => column.number === number)?.name ?? '',
                i + 1,
              ],
            ),
      ),
    ),
);
defineSystemTable(I, 'views', 13_035, 'table_catalog name, table_schema name, table_name name, view_definition text', session =>
  relations(session).flatMap((relation): Row[] =>
    relation.kind === 'v' ? [[session.databaseName, schemaName(relation, session), relation.name, ` ${relation.query ?? ''};`]] : [],
  ),
);
defineSystemTable(I, 'sequences', 13_040, 'sequence_catalog name, sequence_schema name, sequence_name name, data_type text', session =>
  relations(session).flatMap((relation): Row[] =>
    relation.sequence
      ? [[session.databaseName, schemaName(relation, session), relation.name, session.typeByOid(relation.sequence.typeOid)?.display ?? '']]
      : [],
  ),
);
