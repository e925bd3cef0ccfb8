import { PhpArray } from '../runtime/array.js';
import type { Value } from '../runtime/value.js';

/** The fields of a record. */
export function parseCsv(record: string, separator: string, quote: string): PhpArray {
  if (record === '') return PhpArray.of([null]);
  const fields: Value[] = [];
  for (let at = 0; at <= record.length; ) {
    let field = '';
    const start = /^[ \t]*/.exec(record.slice(at))?.[0].length ?? 0;
    if (record[at + start] === quote) {
      at += start + 1;
      while (at < record.length) {
        if (record[at] === quote && record[at + 1] === quote) at++;
        else if (record[at] === quote) break;
        field += record[at++] ?? '';
      }
      at++;
    }
    const end = record.indexOf(separator, at);
    field += record.slice(at, end < 0 ? undefined : end);
    fields.push(field);
    if (end < 0) break;
    at = end + 1;
  }
  return PhpArray.of(fields);
}

export function formatCsv(fields: readonly string[], separator: string, quote: string): string {
  const special = (text: string): boolean => [separator, quote, '\n', '\r', '\t', ' ', '\\'].some(c => text.includes(c));
  return fields.map(field => (special(field) ? quote + field.replaceAll(quote, quote + quote) + quote : field)).join(separator);
}
