import { compileRegex, type Regex } from '../regex/regex.js';
import { inputValue, toText, type NumberFormat, type Value } from './value.js';

const MAX_FIELDS = 1_000_000;

export interface Separators {
  readonly input: () => string;
  readonly output: () => string;
  readonly format: () => NumberFormat;
}

/** The current record, split into fields when one is asked for. */
export class AwkRecord {
  #text = '';
  #fields: Value[] | undefined = [];
  /** The text must be put together from the fields again. */
  #stale = false;
  readonly #separators: Separators;

  constructor(separators: Separators) {
    this.#separators = separators;
  }

  set(text: string): void {
    this.#text = text;
    this.#fields = undefined;
    this.#stale = false;
  }

  get text(): string {
    if (this.#stale) {
      this.#text = this.#split()
        .map(value => toText(value, this.#separators.format()))
        .join(this.#separators.output());
      this.#stale = false;
    }
    return this.#text;
  }

  get count(): number {
    return this.#split().length;
  }

  setCount(count: number): void {
    const fields = this.#split();
    const wanted = Math.max(0, Math.min(MAX_FIELDS, Math.trunc(count)));
    while (fields.length < wanted) fields.push(undefined);
    fields.length = wanted;
    this.#stale = true;
  }

  field(index: number): Value {
    return index === 0 ? inputValue(this.text) : this.#split()[index - 1];
  }

  setField(index: number, value: Value): void {
    if (index === 0) return this.set(toText(value, this.#separators.format()));
    const fields = this.#split();
    if (index > MAX_FIELDS) return;
    while (fields.length < index) fields.push('');
    fields[index - 1] = value;
    this.#stale = true;
  }

  #split(): Value[] {
    this.#fields ??= splitText(this.#text, this.#separators.input()).map(inputValue);
    return this.#fields;
  }
}

const compiled = new Map<string, Regex>();

/** An expression made from a string while the program runs; the same one is compiled once. */
export function dynamicRegex(source: string): Regex {
  let regex = compiled.get(source);
  if (!regex) {
    if (compiled.size > 500) compiled.clear();
    regex = compileRegex(source, { syntax: 'extended', lenient: true });
    compiled.set(source, regex);
  }
  return regex;
}

/** Splits by FS: a blank means runs of white space, one character itself, more an expression. */
export function splitText(text: string, separator: string | Regex): string[] {
  if (text === '') return [];
  if (separator === ' ') {
    const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
    return trimmed === '' ? [] : trimmed.split(/[ \t\n]+/);
  }
  if (separator === '') return [...text];
  if (typeof separator === 'string' && separator.length === 1 && separator !== '\\') return text.split(separator);
  const regex = typeof separator === 'string' ? dynamicRegex(separator) : separator;
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; ) {
    const match = regex.exec(text, at);
    if (!match || match.start >= text.length) break;
    if (match.end === match.start) {
      at = match.end + 1;
      continue;
    }
    parts.push(text.slice(start, match.start));
    start = match.end;
    at = match.end;
  }
  parts.push(text.slice(start));
  return parts;
}
