import { compileRegex, type Regex } from '../../../../regex/regex.js';

/** Patterns of -t, -n and their like: `shop.ord*`, `"Odd Name"`. */
interface Pattern {
  readonly text: string;
  readonly schema: Regex | undefined;
  readonly name: Regex;
}

/** The characters of a pattern, of which only `*` and `?` outside quotes mean more than themselves. */
function expression(part: string): Regex {
  let source = '';
  let isQuoted = false;
  for (const char of part) {
    if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === '*') source += '.*';
    else if (!isQuoted && char === '?') source += '.';
    else source += (isQuoted ? char : char.toLowerCase()).replace(/[!-/:-@[-^{-~]/g, '\\$&');
  }
  return compileRegex(`^${source}$`, { syntax: 'extended' });
}

function readPattern(text: string): Pattern {
  const parts = text.match(/(?:"[^"]*"|[^."])+/g) ?? [text];
  const name = expression(parts.at(-1) ?? '');
  return { text, name, schema: parts.length > 1 ? expression(parts.at(-2) ?? '') : undefined };
}

/** What of a database is wanted. */
export class Choice {
  readonly #tables: readonly Pattern[];
  readonly #schemas: readonly Pattern[];
  readonly #notTables: readonly Pattern[];
  readonly #notSchemas: readonly Pattern[];

  constructor(options: {
    readonly tables: readonly string[];
    readonly schemas: readonly string[];
    readonly notTables: readonly string[];
    readonly notSchemas: readonly string[];
  }) {
    this.#tables = options.tables.map(readPattern);
    this.#schemas = options.schemas.map(readPattern);
    this.#notTables = options.notTables.map(readPattern);
    this.#notSchemas = options.notSchemas.map(readPattern);
  }

  /** Whether everything is wanted that is not left out. */
  get isWhole(): boolean {
    return this.#tables.length === 0 && this.#schemas.length === 0;
  }

  get namesTables(): boolean {
    return this.#tables.length > 0;
  }

  wantsSchema(name: string): boolean {
    if (this.namesTables || this.#notSchemas.some(pattern => pattern.name.test(name))) return false;
    return this.#schemas.length === 0 || this.#schemas.some(pattern => pattern.name.test(name));
  }

  /** Whether a table, a view or a sequence is wanted. */
  wants({ schema, name }: { readonly schema: string; readonly name: string }): boolean {
    const fits = (pattern: Pattern): boolean =>
      pattern.name.test(name) && (pattern.schema === undefined ? schema === 'public' || this.isWhole : pattern.schema.test(schema));
    if (this.#notTables.some(fits)) return false;
    return this.namesTables ? this.#tables.some(fits) : this.wantsSchema(schema);
  }
}
