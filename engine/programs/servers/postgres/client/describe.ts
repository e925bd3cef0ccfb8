/** What the listing commands of psql ask, and under which title they show it. */
export interface Listing {
  readonly title?: string;
  readonly sql: string;
}

export const name = (sql: string, as: string): string => `${sql} AS "${as}"`;
export const owner = (column: string): string => name(`pg_catalog.pg_get_userbyid(${column})`, 'Owner');

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `public.it*` as conditions on a schema and a name. */
export function matching(pattern: string | undefined, schema: string, column: string, visible: string): string {
  if (pattern === undefined) return visible;
  const parts = pattern
    .split('.')
    .map(part => (part.startsWith('"') ? part.slice(1, -1) : part.toLowerCase()).replaceAll('*', '%').replaceAll('?', '_'));
  const last = parts.at(-1) ?? '%';
  const nameTest = `${column} LIKE ${literal(last.replace(/_/g, '\\_').replaceAll('\\_', pattern.includes('?') ? '_' : '\\_'))}`;
  return parts.length > 1 ? `${schema} LIKE ${literal(parts[0] ?? '%')} AND ${nameTest}` : `${nameTest} AND ${visible}`;
}

export function listDatabases(pattern: string | undefined, major: number, verbose: boolean): Listing {
  const more = verbose
    ? `, ${name('pg_catalog.pg_size_pretty(pg_catalog.pg_database_size(datname))', 'Size')}, ${name("'pg_default'", 'Tablespace')}, ${name("pg_catalog.shobj_description(oid, 'pg_database')", 'Description')}`
    : '';
  const where = pattern === undefined ? '' : ` WHERE datname LIKE ${literal(pattern.replaceAll('*', '%'))}`;
  const provider = `CASE datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END`;
  const locale =
    major >= 16
      ? `${name(provider, 'Locale Provider')}, ${name('datcollate', 'Collate')}, ${name('datctype', 'Ctype')}, ${name('daticulocale', 'ICU Locale')}, ${name('daticurules', 'ICU Rules')}`
      : `${name('datcollate', 'Collate')}, ${name('datctype', 'Ctype')}, ${name('daticulocale', 'ICU Locale')}, ${name(provider, 'Locale Provider')}`;
  return {
    title: 'List of databases',
    sql: `SELECT ${name('datname', 'Name')}, ${owner('datdba')}, ${name('pg_catalog.pg_encoding_to_char(encoding)', 'Encoding')}, ${locale}, ${name("pg_catalog.array_to_string(datacl, E'\\n')", 'Access privileges')}${more} FROM pg_catalog.pg_database${where} ORDER BY 1`,
  };
}

const kindNames = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' END`;

/** \dt, \dv, \di, \ds, \dm and \d without a name. */
export function listRelations(kinds: string, pattern: string | undefined, verbose: boolean): Listing {
  const letters = [...kinds].map(kind => ({ t: 'r', v: 'v', m: 'm', i: 'i', s: 'S' })[kind] ?? '').filter(kind => kind !== '');
  const isIndex = kinds.includes('i');
  const parts = [name('n.nspname', 'Schema'), name('c.relname', 'Name'), name(kindNames, 'Type'), owner('c.relowner')];
  if (isIndex) parts.push(name('t.relname', 'Table'));
  if (verbose) {
    parts.push(
      name("CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' WHEN 'u' THEN 'unlogged' END", 'Persistence'),
    );
    if (/[tmi]/.test(kinds))
      parts.push(
        name(
          isIndex && kinds === 'i' ? "'btree'" : "CASE WHEN c.relkind IN ('r', 'm') THEN 'heap' WHEN c.relkind = 'i' THEN 'btree' END",
          'Access method',
        ),
      );
    parts.push(
      name('pg_catalog.pg_size_pretty(pg_catalog.pg_table_size(c.oid))', 'Size'),
      name("pg_catalog.obj_description(c.oid, 'pg_class')", 'Description'),
    );
  }
  const join = isIndex
    ? ' LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_catalog.pg_class t ON i.indrelid = t.oid'
    : '';
  const own = pattern === undefined ? " AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'" : '';
  return {
    title: 'List of relations',
    sql: `SELECT ${parts.join(', ')} FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace${join} WHERE c.relkind IN (${letters.map(literal).join(', ')})${own} AND ${matching(pattern, 'n.nspname', 'c.relname', 'pg_catalog.pg_table_is_visible(c.oid)')} ORDER BY 1, 2`,
  };
}

export function listSchemas(pattern: string | undefined, verbose: boolean): Listing {
  const more = verbose
    ? `, ${name("pg_catalog.array_to_string(nspacl, E'\\n')", 'Access privileges')}, ${name("pg_catalog.obj_description(oid, 'pg_namespace')", 'Description')}`
    : '';
  return {
    title: 'List of schemas',
    sql: `SELECT ${name('nspname', 'Name')}, ${owner('nspowner')}${more} FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND ${matching(pattern, 'nspname', 'nspname', 'true')} ORDER BY 1`,
  };
}

export function listExtensions(): Listing {
  return {
    title: 'List of installed extensions',
    sql: `SELECT ${name('e.extname', 'Name')}, ${name('e.extversion', 'Version')}, ${name('n.nspname', 'Schema')}, ${name("pg_catalog.obj_description(e.oid, 'pg_extension')", 'Description')} FROM pg_catalog.pg_extension e LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`,
  };
}

export function listPrivileges(pattern: string | undefined): Listing {
  return {
    title: 'Access privileges',
    sql: `SELECT ${name('n.nspname', 'Schema')}, ${name('c.relname', 'Name')}, ${name(kindNames, 'Type')}, ${name("pg_catalog.array_to_string(c.relacl, E'\\n')", 'Access privileges')}, ${name("''", 'Column privileges')}, ${name("''", 'Policies')} FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND ${matching(pattern, 'n.nspname', 'c.relname', 'pg_catalog.pg_table_is_visible(c.oid)')} ORDER BY 1, 2`,
  };
}

export function listTypes(pattern: string | undefined, verbose: boolean): Listing {
  const more = verbose
    ? `${name('t.typname', 'Internal name')}, ${name("CASE WHEN t.typlen < 0 THEN 'var' ELSE t.typlen::text END", 'Size')}, ${name("pg_catalog.array_to_string(ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder), E'\\n')", 'Elements')}, ${owner('t.typowner')}, ${name("pg_catalog.array_to_string(t.typacl, E'\\n')", 'Access privileges')}, `
    : '';
  const own = pattern === undefined ? " AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'" : '';
  return {
    title: 'List of data types',
    sql: `SELECT ${name('n.nspname', 'Schema')}, ${name('pg_catalog.format_type(t.oid, NULL)', 'Name')}, ${more}${name("pg_catalog.obj_description(t.oid, 'pg_type')", 'Description')} FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typname !~ '^_'${own} AND ${matching(pattern, 'n.nspname', 't.typname', 'pg_catalog.pg_type_is_visible(t.oid)')} ORDER BY 1, 2`,
  };
}

/** \df: functions and procedures. `kinds` are letters of what is wanted, none for all. */
export function listFunctions(kinds: string, pattern: string | undefined, verbose: boolean): Listing {
  const result = 'pg_catalog.pg_get_function_result(p.oid)';
  const wanted = [
    ...(kinds.includes('n') ? [`(p.prokind = 'f' AND ${result} <> 'trigger')`] : []),
    ...(kinds.includes('t') ? [`${result} = 'trigger'`] : []),
    ...(kinds.includes('p') ? ["p.prokind = 'p'"] : []),
    ...(kinds.includes('a') ? ["p.prokind = 'a'"] : []),
    ...(kinds.includes('w') ? ["p.prokind = 'w'"] : []),
  ];
  const parts = [
    name('n.nspname', 'Schema'),
    name('p.proname', 'Name'),
    name(result, 'Result data type'),
    name('pg_catalog.pg_get_function_arguments(p.oid)', 'Argument data types'),
    name("CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END", 'Type'),
    ...(verbose
      ? [
          name("CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END", 'Volatility'),
          name("CASE p.proparallel WHEN 'r' THEN 'restricted' WHEN 's' THEN 'safe' ELSE 'unsafe' END", 'Parallel'),
          owner('p.proowner'),
          name("CASE WHEN p.prosecdef THEN 'definer' ELSE 'invoker' END", 'Security'),
          name("pg_catalog.array_to_string(p.proacl, E'\\n')", 'Access privileges'),
          name('l.lanname', 'Language'),
          name('p.prosrc', 'Source code'),
          name("pg_catalog.obj_description(p.oid, 'pg_proc')", 'Description'),
        ]
      : []),
  ];
  const kind = wanted.length === 0 ? 'true' : `(${wanted.join(' OR ')})`;
  return {
    title: 'List of functions',
    sql: `SELECT ${parts.join(', ')} FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace LEFT JOIN pg_catalog.pg_language l ON l.oid = p.prolang WHERE ${kind} AND ${matching(pattern, 'n.nspname', 'p.proname', 'pg_catalog.pg_function_is_visible(p.oid)')} ORDER BY 1, 2, 4`,
  };
}

export const rolesQuery =
  "SELECT r.rolname, r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolconnlimit, r.rolreplication, r.rolbypassrls, ARRAY(SELECT b.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles b ON m.roleid = b.oid WHERE m.member = r.oid) AS memberof, pg_catalog.shobj_description(r.oid, 'pg_authid') FROM pg_catalog.pg_roles r";

export function relationsMatching(pattern: string): string {
  return `SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${matching(pattern, 'n.nspname', 'c.relname', 'pg_catalog.pg_table_is_visible(c.oid)')} ORDER BY 2, 3`;
}

/** Everything that `\d name` shows besides the columns, as (section, line) in their order. */
export const detailQueries = {
  columns: (oid: string) =>
    `SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' ELSE '' END, CASE WHEN a.attidentity = 'a' THEN 'generated always as identity' WHEN a.attidentity = 'd' THEN 'generated by default as identity' WHEN a.attgenerated = 's' THEN 'generated always as (' || (SELECT adbin FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) || ') stored' ELSE (SELECT adbin FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END, CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'x' THEN 'extended' WHEN 'm' THEN 'main' END, pg_catalog.col_description(a.attrelid, a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = ${oid} AND a.attnum > 0 ORDER BY a.attnum`,
  indexes: (oid: string) =>
    `SELECT c.relname, i.indisprimary, i.indisunique, pg_catalog.pg_get_indexdef(i.indexrelid), con.contype, con.condeferrable, con.condeferred FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u') WHERE i.indrelid = ${oid} ORDER BY i.indisprimary DESC, c.relname`,
  checks: (oid: string) =>
    `SELECT conname, pg_catalog.pg_get_constraintdef(oid, true) FROM pg_catalog.pg_constraint WHERE conrelid = ${oid} AND contype = 'c' ORDER BY 1`,
  foreign: (oid: string) =>
    `SELECT conname, pg_catalog.pg_get_constraintdef(oid, true) FROM pg_catalog.pg_constraint WHERE conrelid = ${oid} AND contype = 'f' ORDER BY 1`,
  referenced: (oid: string) =>
    `SELECT r.conname, r.conrelid::pg_catalog.regclass::text, pg_catalog.pg_get_constraintdef(r.oid, true) FROM pg_catalog.pg_constraint r WHERE r.confrelid = ${oid} AND r.contype = 'f' ORDER BY 1`,
  triggers: (oid: string, state: 'O' | 'D') =>
    `SELECT pg_catalog.pg_get_triggerdef(oid, true) FROM pg_catalog.pg_trigger WHERE tgrelid = ${oid} AND NOT tgisinternal AND tgenabled = '${state}' ORDER BY tgname`,
  view: (oid: string) => `SELECT pg_catalog.pg_get_viewdef(${oid}::oid)`,
  sequence: (oid: string) =>
    `SELECT pg_catalog.format_type(seqtypid, NULL) AS "Type", seqstart AS "Start", seqmin AS "Minimum", seqmax AS "Maximum", seqincrement AS "Increment", CASE WHEN seqcycle THEN 'yes' ELSE 'no' END AS "Cycles?", seqcache AS "Cache" FROM pg_catalog.pg_sequence WHERE seqrelid = ${oid}`,
};
