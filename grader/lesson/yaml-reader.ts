import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';
import { LessonError } from './lesson-error.js';

/** Where a piece of YAML lies in its file. */
export interface YamlOrigin {
  readonly file: string;
  /** Line of the file on which the YAML begins, from 1. */
  readonly firstLine: number;
}

/**
 * Reads YAML value by value and says file:line:column when one is missing, of the wrong type or unknown. It is the parse
 * boundary of everything that instructors write as data.
 */
export class YamlReader {
  readonly #node: Node | null;
  readonly #origin: YamlOrigin;
  readonly #lines: LineCounter;
  /** How the value is called in messages: `setup.images`. */
  readonly #path: string;
  readonly #seen = new Set<string>();

  private constructor(node: Node | null, origin: YamlOrigin, lines: LineCounter, path: string) {
    this.#node = node;
    this.#origin = origin;
    this.#lines = lines;
    this.#path = path;
  }

  static parse(text: string, origin: YamlOrigin): YamlReader {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, schema: 'core' });
    const problem = document.errors[0];
    if (problem) {
      const { line, col } = lines.linePos(problem.pos[0]);
      throw new LessonError(origin.file, origin.firstLine + line - 1, col, `this is not valid YAML: ${problem.message}`);
    }
    return new YamlReader(document.contents, origin, lines, '');
  }

  get line(): number {
    return this.#position().line;
  }

  /** The keys that lead to the value. Of the items of a list, the line tells which. */
  get path(): string {
    return this.#path.replace(/^\[\d+\]\.?/, '');
  }

  fail(reason: string): never {
    const { line, column } = this.#position();
    throw new LessonError(this.#origin.file, line, column, reason);
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isEmpty(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  /** The plain value of a scalar, undefined for anything else. */
  scalar(): string | number | boolean | null | undefined {
    if (!isScalar(this.#node)) return undefined;
    const { value } = this.#node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
  }

  /** A text; numbers count as text, so `80` need not be quoted. */
  text(): string {
    const value = this.scalar();
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    return this.fail(`${this.#name()} must be a text`);
  }

  number(): number {
    const value = this.scalar();
    return typeof value === 'number' ? value : this.fail(`${this.#name()} must be a number`);
  }

  boolean(): boolean {
    const value = this.scalar();
    return typeof value === 'boolean' ? value : this.fail(`${this.#name()} must be true or false`);
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const text = this.text();
    return choices.find(choice => choice === text) ?? this.fail(`${this.#name()} must be one of ${choices.join(', ')}, not ‘${text}’`);
  }

  list(): readonly YamlReader[] {
    if (!isSeq(this.#node)) return this.fail(`${this.#name()} must be a list`);
    return this.#node.items.map((item, index) => this.#child(item as Node, `${this.#path}[${index}]`));
  }

  texts(): readonly string[] {
    return this.list().map(item => item.text());
  }

  /** The value under a key, undefined when it is not there. */
  get(key: string): YamlReader | undefined {
    this.#seen.add(key);
    const pair = this.#pairs().find(({ key: name }) => isScalar(name) && String(name.value) === key);
    return pair && this.#child(pair.value as Node | null, this.#path ? `${this.#path}.${key}` : key);
  }

  need(key: string): YamlReader {
    return this.get(key) ?? this.fail(`${this.#name()} needs ‘${key}’`);
  }

  /** All keys with their values, in order; they all count as known. */
  entries(): readonly (readonly [string, YamlReader])[] {
    return this.#pairs().map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      this.#seen.add(name);
      return [name, this.#child(value as Node | null, this.#path ? `${this.#path}.${name}` : name)] as const;
    });
  }

  keys(): readonly string[] {
    return this.#pairs().map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  }

  /** Complains about the first key that nobody asked for. */
  rejectUnknownKeys(known: readonly string[] = [...this.#seen]): void {
    for (const { key } of this.#pairs()) {
      const name = isScalar(key) ? String(key.value) : '';
      if (known.includes(name)) continue;
      const reader = this.#child(key as Node, this.#path);
      reader.fail(`${this.#name()} has no ‘${name}’ (known: ${[...known].sort().join(', ')})`);
    }
  }

  #pairs(): readonly Pair[] {
    if (!isMap(this.#node)) return this.fail(`${this.#name()} must be a map of keys and values`);
    return this.#node.items;
  }

  #child(node: Node | null, path: string): YamlReader {
    // An empty value has no place of its own: messages point at what holds it.
    return new YamlReader(node ?? null, node ? this.#origin : { ...this.#origin, firstLine: this.line }, this.#lines, path);
  }

  #name(): string {
    if (this.#path === '') return 'this block';
    return this.path === '' ? 'this entry' : `‘${this.path}’`;
  }

  #position(): { readonly line: number; readonly column: number } {
    const offset = this.#node?.range?.[0];
    if (offset === undefined) return { line: this.#origin.firstLine, column: 1 };
    const { line, col } = this.#lines.linePos(offset);
    return { line: this.#origin.firstLine + line - 1, column: col };
  }
}
