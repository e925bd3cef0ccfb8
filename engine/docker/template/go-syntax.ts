import { formatFloat, formatInteger } from './print.js';
import { quoteGo } from './quote.js';
import { GoFloat, GoStruct, JsonNumber, NilPointer, entryOf, isList, sortedKeys, typeName, type Value } from './value.js';

/** fmt's %#v: a value as Go source writes it. */
export function formatGoSyntax(value: Value): string {
  if (value === undefined || value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return quoteGo(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return Number.isInteger(value) ? formatInteger(value) : formatFloat(value);
  if (value instanceof GoFloat) return formatFloat(value.value);
  if (value instanceof JsonNumber) return quoteGo(value.text);
  if (value instanceof NilPointer) return `(${value.type})(nil)`;
  if (value instanceof GoStruct) {
    const fields = [...value.fields].map(([name, read]) => `${name}:${formatGoSyntax(read())}`);
    return `${value.type.replace('*', '&')}{${fields.join(', ')}}`;
  }
  if (isList(value)) return `${typeName(value)}{${value.map(formatGoSyntax).join(', ')}}`;
  const entries = sortedKeys(value).map(key => `${quoteGo(key)}:${formatGoSyntax(entryOf(value, key))}`);
  return `${typeName(value)}{${entries.join(', ')}}`;
}
