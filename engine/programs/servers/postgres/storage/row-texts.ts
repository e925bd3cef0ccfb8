import { utc } from '../../../time/calendar.js';
import { inputText, outputText, type TextContext } from '../values/text-io.js';
import { builtinByOid, t, type PgType } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import type { Catalog, Relation } from './catalog.js';

/** Texts in files do not depend on anybody's settings. */
export const fileText: TextContext = { now: 0, zone: utc, nameOfOid: (_, oid) => String(oid), oidOfName: () => 0 };

/** The type of a column, enums of the database included. */
export function typeIn(catalog: Catalog, oid: number): PgType | undefined {
  const known = builtinByOid(oid);
  if (known) return known;
  for (const type of catalog.types.values()) {
    if (type.oid !== oid && type.arrayOid !== oid) continue;
    const element: PgType = {
      oid: type.oid,
      name: type.name,
      display: type.name,
      length: 4,
      category: 'E',
      isPreferred: false,
      arrayOid: type.arrayOid,
      labels: type.labels,
    };
    return type.oid === oid
      ? element
      : { ...element, oid, name: `_${type.name}`, display: `${type.name}[]`, category: 'A', arrayOid: 0, element };
  }
  return undefined;
}

export function rowTexts(relation: Relation, values: Row, catalog: Catalog): readonly (string | null)[] {
  return relation.columns.map((column, i) => {
    const value = values[i] ?? null;
    return value === null ? null : outputText(typeIn(catalog, column.typeOid) ?? t.text, value, fileText);
  });
}

export function rowValues(relation: Relation, texts: readonly (string | null)[], catalog: Catalog): Row {
  return relation.columns.map((column, i) => {
    const text = texts[i] ?? null;
    return text === null ? null : inputText(typeIn(catalog, column.typeOid) ?? t.text, -1, text, fileText);
  });
}
