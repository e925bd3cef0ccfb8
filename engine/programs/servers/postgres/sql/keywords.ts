/** How free a keyword is: `reserved` ones are no names; `function` ones name types and functions; `column` ones columns. */
export type Reservation = 'reserved' | 'function' | 'column';

const words: Readonly<Record<Reservation, string>> = {
  function:
    'authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural notnull outer overlaps right similar tablesample verbose',
  reserved:
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with',
  column:
    'between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval least national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable',
};

const kinds: readonly Reservation[] = ['function', 'reserved', 'column'];

export const reserved: ReadonlyMap<string, Reservation> = new Map(
  kinds.flatMap(kind => words[kind].split(' ').map((word): [string, Reservation] => [word, kind])),
);

/** Words that name a column only after AS. */
export const notBareLabels: ReadonlySet<string> = new Set(
  'array as char character create day except fetch filter for from grant group having hour intersect into isnull limit minute month notnull offset on order over overlaps precision returning second to union varying where window with within without year'.split(
    ' ',
  ),
);

/** A name as it must be written to mean itself. */
export function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** Words that end a list of targets. */
export const afterTargets: ReadonlySet<string> = new Set(
  'from where group having window union intersect except order limit offset fetch for into'.split(' '),
);
