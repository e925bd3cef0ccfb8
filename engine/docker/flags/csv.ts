import { FlagValueError } from './flag-value-error.js';

/** One line of comma separated values with quotes, as encoding/csv reads it. Throws FlagValueError. */
export function parseCsvLine(line: string): readonly string[] {
  const fields: string[] = [];
  let at = 0;
  if (line === '') throw new FlagValueError('EOF');
  while (at <= line.length) {
    const field = line[at] === '"' ? quotedField(line, at) : plainField(line, at);
    fields.push(field.text);
    at = field.end + 1;
    if (field.end >= line.length) break;
  }
  return fields;
}

interface Field {
  readonly text: string;
  readonly end: number;
}

function plainField(line: string, start: number): Field {
  const comma = line.indexOf(',', start);
  const end = comma < 0 ? line.length : comma;
  const text = line.slice(start, end);
  const quote = text.indexOf('"');
  if (quote >= 0) throw new FlagValueError(`parse error on line 1, column ${String(start + quote + 1)}: bare " in non-quoted-field`);
  return { text, end };
}

function quotedField(line: string, start: number): Field {
  let text = '';
  for (let at = start + 1; ; ) {
    const quote = line.indexOf('"', at);
    if (quote < 0)
      throw new FlagValueError(`parse error on line 1, column ${String(line.length + 1)}: extraneous or missing " in quoted-field`);
    text += line.slice(at, quote);
    if (line[quote + 1] !== '"') {
      if (quote + 1 < line.length && line[quote + 1] !== ',')
        throw new FlagValueError(`parse error on line 1, column ${String(quote + 1)}: extraneous or missing " in quoted-field`);
      return { text, end: quote + 1 };
    }
    text += '"';
    at = quote + 2;
  }
}
