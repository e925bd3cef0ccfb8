import { encodeUtf8 } from '../../core/utf8.js';
import { isArray, isObject, sortedKeys, type Json, type JsonObject } from './value.js';

export interface Layout {
  /** What stands for one step of indentation; undefined is all on one line. */
  readonly indent: string | undefined;
  readonly sortKeys: boolean;
  readonly ascii: boolean;
  readonly colors: boolean;
}

export const compact: Layout = { indent: undefined, sortKeys: false, ascii: false, colors: false };

/** A value as JSON text. */
export function formatJson(value: Json, layout: Layout = compact): string {
  return layout.colors ? colored(value, layout, '') : plain(value, layout, '');
}

function plain(value: Json, layout: Layout, margin: string): string {
  if (isArray(value)) return wrap('[', ']', value, item => plain(item, layout, inner(margin, layout)), layout, margin);
  if (isObject(value)) return wrap('{', '}', entriesOf(value, layout), entry => member(entry, layout, margin), layout, margin);
  return scalar(value, layout);
}

function member([key, value]: readonly [string, Json], layout: Layout, margin: string): string {
  return `${quote(key, layout)}:${layout.indent === undefined ? '' : ' '}${plain(value, layout, inner(margin, layout))}`;
}

function wrap<T>(open: string, close: string, items: readonly T[], format: (item: T) => string, layout: Layout, margin: string): string {
  if (items.length === 0) return open + close;
  if (layout.indent === undefined) return open + items.map(format).join(',') + close;
  const deeper = inner(margin, layout);
  return `${open}\n${items.map(item => deeper + format(item)).join(',\n')}\n${margin}${close}`;
}

const inner = (margin: string, layout: Layout): string => margin + (layout.indent ?? '');

function entriesOf(object: JsonObject, layout: Layout): readonly (readonly [string, Json])[] {
  return layout.sortKeys ? sortedKeys(object).map(key => [key, object.get(key) ?? null] as const) : [...object];
}

function scalar(value: null | boolean | number | string, layout: Layout): string {
  if (typeof value === 'string') return quote(value, layout);
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** As jq 1.6 writes doubles: the shortest digits, an exponent of two digits at least. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (value === Infinity) return '1.7976931348623157e+308';
  if (value === -Infinity) return '-1.7976931348623157e+308';
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent = '0'] = value.toExponential().replace('-', '').replace('.', '').split('e');
  const sign = value < 0 ? '-' : '';
  const point = Number(value.toExponential().split('e')[1] ?? exponent) + 1;
  if (point <= -4 || point > digits.length + 15) {
    const power = point - 1;
    const mantissa = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits + '0'.repeat(point - digits.length)
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
};

function quote(text: string, layout: Layout): string {
  const escaped = text.replace(/["\\\u0000-\u001f\u007f]/g, char => escapes[char] ?? unit(char));
  return `"${layout.ascii ? escaped.replace(/[^\u0000-\u007f]/g, unit) : escaped}"`;
}

function unit(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const colors = { null: '1;30', plain: '0;39', text: '0;32', list: '1;39', key: '34;1' };
const paint = (color: string, text: string): string => `\u001b[${color}m${text}`;
const RESET = '\u001b[0m';

/** jq's colors: brackets and commas are bold, keys blue, texts green. */
function colored(value: Json, layout: Layout, margin: string): string {
  if (isArray(value)) return coloredList('[', ']', value, item => colored(item, layout, inner(margin, layout)), layout, margin);
  if (isObject(value))
    return coloredList('{', '}', entriesOf(value, layout), entry => coloredMember(entry, layout, margin), layout, margin);
  const color = value === null ? colors.null : typeof value === 'string' ? colors.text : colors.plain;
  return paint(color, scalar(value, layout)) + RESET;
}

function coloredMember([key, value]: readonly [string, Json], layout: Layout, margin: string): string {
  const gap = layout.indent === undefined ? '' : ' ';
  return `${RESET}${paint(colors.key, quote(key, layout))}${RESET}${paint(colors.list, ':')}${gap}${RESET}${colored(value, layout, inner(margin, layout))}`;
}

function coloredList<T>(
  open: string,
  close: string,
  items: readonly T[],
  format: (item: T) => string,
  layout: Layout,
  margin: string,
): string {
  if (items.length === 0) return paint(colors.list, open + close) + RESET;
  const deeper = layout.indent === undefined ? '' : `\n${inner(margin, layout)}`;
  const rest = items.map(format).join(paint(colors.list, ',') + deeper);
  const end = layout.indent === undefined ? '' : `\n${margin}`;
  return paint(colors.list, open) + deeper + rest + paint(colors.list, end) + paint(colors.list, close) + RESET;
}

/** A value in an error message: at most so many bytes, the end replaced by dots. */
export function brief(value: Json, room = 15): string {
  const text = formatJson(value);
  const bytes = encodeUtf8(text);
  if (bytes.length < room) return text;
  let end = 0;
  for (let taken = 0; end < text.length && taken + encodeUtf8(text.charAt(end)).length <= room - 4; end++)
    taken += encodeUtf8(text.charAt(end)).length;
  return `${text.slice(0, end)}...`;
}
