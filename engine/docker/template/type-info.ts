/** What Go knows about a list or map beyond its contents. */
export interface TypeInfo {
  /** `map[string]string`, `[]string` */
  readonly type: string;
  /** Nothing was there: printed like an empty one, `null` as JSON. */
  readonly isNil: boolean;
  /** What `index` gives for a key that is not there: the zero value of the elements. */
  readonly zero: unknown;
}

const infos = new WeakMap<object, TypeInfo>();

/** Attaches what Go knows to a list or map; gives the same object. */
export function withTypeInfo<T extends object>(value: T, info: TypeInfo): T {
  infos.set(value, info);
  return value;
}

export function typeInfoOf(value: object): TypeInfo | undefined {
  return infos.get(value);
}
