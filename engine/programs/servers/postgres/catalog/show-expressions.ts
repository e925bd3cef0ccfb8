import type { SessionAccess } from '../plan/runtime.js';
import { quoteLiteral, quoteName } from '../sql/keywords.js';
import { parsePath } from '../sql/parse-path.js';
import { oids, relationNamed, schemaNamed, type EnumType, type Relation } from '../storage/catalog.js';
import { displayType } from '../values/type-table.js';
import { visibleName } from './visible-names.js';

/** An expression that the catalog keeps, with its names as this session has to write them to mean the same. */
export function showExpression(stored: string, session: SessionAccess): string {
  const plain = stored.replace(/"extract"\('(\w+)'::text, /g, 'EXTRACT($1 FROM ');
  return plain.replace(
    /'((?:[^']|'')*)'(::regclass)?|::((?:"(?:[^"]|"")*"|\w+)(?:\.(?:"(?:[^"]|"")*"|\w+))?)/g,
    (whole: string, quoted: string | undefined, isRelation: string | undefined, type: string | undefined) => {
      if (type !== undefined) return `::${visibleType(type, session)}`;
      if (isRelation === undefined) return whole;
      const relation = relationMeant(parsePath((quoted ?? '').replaceAll("''", "'")), session);
      return relation ? `${quoteLiteral(visibleName(relation, session))}::regclass` : whole;
    },
  );
}

/** Schemas in which a name was looked for when the expression was made: those of the session, then any other. */
function schemasFor(session: SessionAccess, path: readonly string[]): readonly number[] {
  const catalog = session.catalog();
  if (path.length > 1) return [schemaNamed(catalog, path.at(-2) ?? '')?.oid ?? 0];
  return [...session.searchPath(), oids.public, ...catalog.schemas.keys()];
}

export function relationMeant(path: readonly string[], session: SessionAccess): Relation | undefined {
  for (const schema of schemasFor(session, path)) {
    const found = relationNamed(session.catalog(), schema, path.at(-1) ?? '');
    if (found) return found;
  }
  return undefined;
}

/** The relation that an expression speaks of: the sequence of a `nextval`. */
export function relationIn(stored: string, session: SessionAccess): Relation | undefined {
  const [, quoted] = /'((?:[^']|'')*)'::regclass/.exec(stored) ?? [];
  return quoted === undefined ? undefined : relationMeant(parsePath(quoted.replaceAll("''", "'")), session);
}

function visibleType(written: string, session: SessionAccess): string {
  const path = parsePath(written);
  const own = [...session.catalog().types.values()].filter(({ name }) => name === path.at(-1));
  for (const schema of schemasFor(session, path)) {
    const found = own.find(type => type.schema === schema);
    if (found) return enumName(found, session);
  }
  return written;
}

function enumName({ name, schema }: EnumType, session: SessionAccess): string {
  const isVisible = session.searchPath().includes(schema);
  return isVisible ? quoteName(name) : `${quoteName(session.catalog().schemas.get(schema)?.name ?? '')}.${quoteName(name)}`;
}

/** format_type: `numeric(10,2)`, `public.mood[]`. */
export function showType(oid: number, typmod: number, session: SessionAccess): string {
  for (const type of session.catalog().types.values()) {
    if (type.oid === oid) return enumName(type, session);
    if (type.arrayOid === oid) return `${enumName(type, session)}[]`;
  }
  const type = session.typeByOid(oid);
  return type ? displayType(type, typmod) : '???';
}
