import { formatJson } from './json.js';
import { goFunctions, type TemplateFunction } from './functions.js';
import { printLine } from './print.js';
import { withTypeInfo } from './type-info.js';
import { isList, type Value } from './value.js';

/** What the docker client adds to Go's functions in every `--format`. */
export const dockerFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ...goFunctions,
  ['json', { parameters: ['any'], call: ([value]) => formatJson(value) }],
  ['split', { parameters: ['string', 'string'], call: ([text, separator]) => splitText(textOf(text), textOf(separator)) }],
  [
    'join',
    { parameters: ['strings', 'string'], call: ([items, separator]) => (isList(items) ? items : []).map(textOf).join(textOf(separator)) },
  ],
  [
    'title',
    { parameters: ['string'], call: ([text]) => textOf(text).replace(/(?<![\p{L}\p{N}_'])\p{L}/gu, letter => letter.toUpperCase()) },
  ],
  ['lower', { parameters: ['string'], call: ([text]) => textOf(text).toLowerCase() }],
  ['upper', { parameters: ['string'], call: ([text]) => textOf(text).toUpperCase() }],
  ['pad', { parameters: ['string', 'int', 'int'], call: ([text, before, after]) => padText(textOf(text), Number(before), Number(after)) }],
  ['truncate', { parameters: ['string', 'int'], call: ([text, length]) => truncateText(textOf(text), Number(length)) }],
  ['println', { parameters: [], rest: 'any', call: printLine }],
]);

/** In the heading of a table, functions that change a value leave the column's title alone. */
export const headingFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ...dockerFunctions,
  ['json', { parameters: ['any'], call: ([value]) => value }],
  ['split', { parameters: ['any', 'string'], call: ([value]) => value }],
  ['join', { parameters: ['any', 'string'], call: ([value]) => value }],
  ['title', { parameters: ['any'], call: ([value]) => value }],
  ['lower', { parameters: ['any'], call: ([value]) => value }],
  ['upper', { parameters: ['any'], call: ([value]) => value }],
  ['truncate', { parameters: ['any', 'int'], call: ([value]) => value }],
]);

const MAX_PADDING = 100_000;

function textOf(value: Value): string {
  return typeof value === 'string' ? value : '';
}

function splitText(text: string, separator: string): readonly string[] {
  const parts = separator === '' ? [...text] : text.split(separator);
  return withTypeInfo(parts, { type: '[]string', isNil: false, zero: '' });
}

function padText(text: string, before: number, after: number): string {
  if (text === '') return text;
  return ' '.repeat(Math.min(Math.max(before, 0), MAX_PADDING)) + text + ' '.repeat(Math.min(Math.max(after, 0), MAX_PADDING));
}

function truncateText(text: string, length: number): string {
  return text.length < length ? text : text.slice(0, Math.max(0, length));
}
