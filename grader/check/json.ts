/** A JSON value of the Docker API, read piece by piece: a missing or odd piece reads as empty, never as an exception. */
export class Json {
  readonly #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  at(...keys: readonly string[]): Json {
    let value = this.#value;
    for (const key of keys) value = memberOf(value, key);
    return new Json(value);
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : '';
  }

  number(): number {
    return typeof this.#value === 'number' ? this.#value : 0;
  }

  flag(): boolean {
    return this.#value === true;
  }

  list(): readonly Json[] {
    return Array.isArray(this.#value) ? this.#value.map(item => new Json(item)) : [];
  }

  texts(): readonly string[] {
    return this.list().map(item => item.text());
  }

  entries(): readonly (readonly [string, Json])[] {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value)) return [];
    return Object.entries(this.#value).map(([key, value]) => [key, new Json(value)]);
  }

  textMap(): ReadonlyMap<string, string> {
    return new Map(this.entries().map(([key, value]) => [key, value.text()]));
  }
}

/** What the object itself holds under a key, not what all objects have. */
function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
