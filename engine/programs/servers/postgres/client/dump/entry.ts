/** What kinds of things come one after the other in a dump. */
export const ranks = {
  schema: 1,
  extension: 2,
  type: 3,
  routine: 4,
  relation: 5,
  default: 6,
  data: 7,
  sequenceValue: 8,
  constraint: 9,
  index: 10,
  trigger: 11,
  foreignKey: 12,
  acl: 13,
  refresh: 14,
} as const;

/** A piece of a dump, with the comment above it. */
export interface Entry {
  readonly name: string;
  /** TABLE, SEQUENCE SET, … */
  readonly type: string;
  readonly schema: string | undefined;
  readonly owner: string;
  /** Statements, each with its newline. Data comes from elsewhere. */
  readonly sql: string;
  /** What of ALTER … OWNER TO stands between: `TABLE public.items`. */
  readonly owned?: string;
  /** What undoes it. */
  readonly drop?: string;
  /** Whether where and how a table is stored is said before it. */
  readonly storage?: 'table' | 'index';
}

/** What belongs together: a thing with its comments and the like. */
export interface Item {
  readonly rank: number;
  readonly schema: string;
  readonly sortName: string;
  readonly oid: number;
  /** Its own name among what others need, and what it needs. */
  readonly id: string;
  readonly needs: readonly string[];
  readonly entries: readonly Entry[];
  /** The table whose rows come here. */
  readonly rowsOf?: number;
}

/** The heading of an entry and what it does. */
export function showEntry(entry: Entry, { owners, prefix = '' }: { readonly owners: boolean; readonly prefix?: string }): string {
  const { name, type, schema, owner, sql, owned } = entry;
  const head = `--\n-- ${prefix}Name: ${name}; Type: ${type}; Schema: ${schema ?? '-'}; Owner: ${owners ? owner : '-'}\n--\n\n`;
  const tail = owned !== undefined && owners ? `ALTER ${owned} OWNER TO ${owner};\n\n` : '';
  return `${head}${sql}\n\n${tail}`;
}
