import { parseCommandLine, type CommandLine } from '../client-options.js';
import { Choice } from './choice.js';
import type { RowStyle } from './table-data.js';

export interface DumpOptions {
  readonly line: CommandLine;
  readonly definitions: boolean;
  readonly data: boolean;
  readonly rows: RowStyle;
  readonly owners: boolean;
  readonly privileges: boolean;
  readonly comments: boolean;
  readonly clean: boolean;
  readonly ifExists: boolean;
  readonly create: boolean;
  readonly file: string | undefined;
  readonly choice: Choice;
  /** Tables whose rows are left out. */
  readonly withoutData: Choice | undefined;
}

const letters = {
  a: 'data-only',
  b: 'blobs',
  B: 'no-blobs',
  c: 'clean',
  C: 'create',
  d: 'dbname=',
  E: 'encoding=',
  f: 'file=',
  F: 'format=',
  h: 'host=',
  j: 'jobs=',
  n: 'schema=',
  N: 'exclude-schema=',
  O: 'no-owner',
  p: 'port=',
  s: 'schema-only',
  S: 'superuser=',
  t: 'table=',
  T: 'exclude-table=',
  U: 'username=',
  v: 'verbose',
  V: 'version',
  w: 'no-password',
  W: 'password',
  x: 'no-privileges',
  Z: 'compress=',
  '?': 'help',
} as const;

const longOnly =
  'inserts column-inserts attribute-inserts if-exists no-acl no-comments no-tablespaces no-publications no-security-labels no-subscriptions no-table-access-method quote-all-identifiers exclude-table-data= disable-dollar-quoting no-sync rows-per-insert= on-conflict-do-nothing section= serializable-deferrable snapshot= strict-names no-unlogged-table-data enable-row-security extension= role= lock-wait-timeout= disable-triggers use-set-session-authorization extra-float-digits= load-via-partition-root no-toast-compression include-foreign-data= binary-upgrade';

/** Options that would be followed by a real pg_dump, and are not here. */
const leftOut =
  'blobs no-blobs encoding jobs superuser verbose compress quote-all-identifiers rows-per-insert on-conflict-do-nothing section serializable-deferrable snapshot strict-names no-unlogged-table-data enable-row-security extension role disable-triggers use-set-session-authorization extra-float-digits include-foreign-data binary-upgrade'.split(
    ' ',
  );

const formats: Readonly<Record<string, string>> = { p: 'plain', c: 'custom', d: 'directory', t: 'tar' };

/** Reads the command line of pg_dump; text: what is wrong with it. */
export function readDumpOptions(words: readonly string[]): DumpOptions | string {
  const line = parseCommandLine('pg_dump', words, letters, longOnly);
  return typeof line === 'string' ? line : (wrongWith(line) ?? optionsOf(line));
}

function wrongWith({ flags, values, words }: CommandLine): string | undefined {
  if (words.length > 1)
    return `pg_dump: error: too many command-line arguments (first is "${words[1] ?? ''}")\npg_dump: hint: Try "pg_dump --help" for more information.\n`;
  if (flags.has('schema-only') && flags.has('data-only'))
    return 'pg_dump: error: options -s/--schema-only and -a/--data-only cannot be used together\n';
  if (flags.has('clean') && flags.has('data-only'))
    return 'pg_dump: error: options -c/--clean and -a/--data-only cannot be used together\n';
  if (flags.has('if-exists') && !flags.has('clean')) return 'pg_dump: error: option --if-exists requires option -c/--clean\n';
  const format = values.get('format')?.at(-1) ?? 'plain';
  const known = formats[format] ?? Object.values(formats).find(name => name === format.toLowerCase());
  if (known === undefined) return `pg_dump: error: invalid output format "${format}" specified\n`;
  if (known !== 'plain') return `drydock: pg_dump --format=${known} is not simulated\n`;
  const left = leftOut.find(option => flags.has(option) || values.has(option));
  return left === undefined ? undefined : `drydock: pg_dump --${left} is not simulated\n`;
}

function optionsOf(line: CommandLine): DumpOptions {
  const { flags, values } = line;
  const all = (name: string): readonly string[] => values.get(name) ?? [];
  const withNames = flags.has('column-inserts') || flags.has('attribute-inserts');
  const without = all('exclude-table-data');
  return {
    line,
    definitions: !flags.has('data-only'),
    data: !flags.has('schema-only'),
    rows: withNames ? 'column-inserts' : flags.has('inserts') ? 'inserts' : 'copy',
    owners: !flags.has('no-owner'),
    privileges: !flags.has('no-privileges') && !flags.has('no-acl'),
    comments: !flags.has('no-comments'),
    clean: flags.has('clean'),
    ifExists: flags.has('if-exists'),
    create: flags.has('create'),
    file: values.get('file')?.at(-1),
    choice: new Choice({
      tables: all('table'),
      schemas: all('schema'),
      notTables: all('exclude-table'),
      notSchemas: all('exclude-schema'),
    }),
    withoutData: without.length === 0 ? undefined : new Choice({ tables: without, schemas: [], notTables: [], notSchemas: [] }),
  };
}
