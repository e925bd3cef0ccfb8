/** A float of 32 bits, as Lucene scores. */
export class Float32 {
  readonly value: number;
  constructor(value: number) {
    this.value = Math.fround(value);
  }
}

/** A double, which always shows a point. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float32) && !(value instanceof Double);
}

/** A field of an object's own. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** JSON, with a space on both sides of colons when it is to be read by people. */
export function formatJson(value: unknown, pretty: boolean, depth = 0): string {
  if (value instanceof Float32) return shortest(value.value);
  if (value instanceof Double) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  const inner = `\n${'  '.repeat(depth + 1)}`;
  const outer = `\n${'  '.repeat(depth)}`;
  if (Array.isArray(value)) {
    const items = value.map(item => formatJson(item, pretty, depth + 1));
    if (!pretty || items.length === 0) return items.length === 0 && pretty ? '[ ]' : `[${items.join(',')}]`;
    return value.some(item => isObject(item)) ? `[ ${items.join(', ').replaceAll(`\n  `, '\n')} ]` : `[ ${items.join(', ')} ]`;
  }
  if (!isObject(value)) return value === undefined ? 'null' : JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${JSON.stringify(name)}${pretty ? ' : ' : ':'}${formatJson(item, pretty, depth + 1)}`);
  if (!pretty) return `{${parts.join(',')}}`;
  return parts.length === 0 ? '{ }' : `{${inner}${parts.join(`,${inner}`)}${outer}}`;
}

function shortest(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return Number.isInteger(text) ? text.toFixed(1) : String(text);
  }
  return String(value);
}
