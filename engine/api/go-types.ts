import { failed, invalid } from '../daemon/errors.js';
import { isObject } from '../daemon/json.js';

/** A type of Go, as far as its JSON decoder tells values that fit from values that do not. */
export type GoType =
  | { readonly kind: 'string' | 'bool'; readonly name: string }
  | { readonly kind: 'integer'; readonly name: string; readonly low: number; readonly high: number }
  | { readonly kind: 'array'; readonly name: string; readonly item: GoType }
  | { readonly kind: 'map'; readonly name: string; readonly value: GoType }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: ReadonlyMap<string, GoType> }
  /** A command line: strslice.StrSlice reads itself, so its complaints do not know where they are. */
  | { readonly kind: 'command'; readonly name: string };

type NamedTypes = Readonly<Record<string, GoType>>;

export const string = (name = 'string'): GoType => ({ kind: 'string', name });
export const bool: GoType = { kind: 'bool', name: 'bool' };
/** A pointer to a type reads as the type; only lists and maps of pointers show the star. */
export const slice = (item: GoType, name = `[]${item.name}`): GoType => ({ kind: 'array', name, item });
export const map = (value: GoType, name = `map[string]${value.name}`): GoType => ({ kind: 'map', name, value });
export const command: GoType = { kind: 'command', name: 'strslice.StrSlice' };
/** Names of fields match in any case; nearly always they are written as Docker does. */
export const struct = (name: string, fields: NamedTypes = {}): GoType => ({
  kind: 'struct',
  name,
  fields: new Map(Object.entries(fields).flatMap(([field, type]) => [[field, type] as const, [field.toLowerCase(), type] as const])),
});

const signed = (name: string): GoType => ({ kind: 'integer', name, low: -(2 ** 63), high: 2 ** 63 });
const unsigned = (name: string, bits: number): GoType => ({ kind: 'integer', name, low: 0, high: 2 ** bits - 1 });
export const int = signed('int');
export const int64 = signed('int64');
export const duration = signed('time.Duration');
export const uint = unsigned('uint', 64);
export const uint16 = unsigned('uint16', 16);
export const uint64 = unsigned('uint64', 64);
export const fileMode = unsigned('fs.FileMode', 32);

/** The body of a request: its type, and what stands before the paths of fields in complaints about it. */
export interface GoBody {
  readonly type: GoType;
  readonly root: string;
  /** Read without dockerd's wrapping: its type is not asked for, and the decoder's own words are the answer. */
  readonly bare?: true;
}

/** Throws what dockerd says about a body that does not fit. One that is left out fits, as `null` does. */
export function checkBody({ type, root, bare }: GoBody, value: unknown): void {
  const problem = problemOf(type, value, [root], 'value');
  if (problem !== undefined) throw bare ? failed(problem) : invalid(`invalid JSON: ${problem}`);
}

/** What the place of a value is called: the whole body, a member of an object, an item of an array. */
type Place = 'value' | 'member' | 'item';

/** The first thing that does not fit, in the order of the text, in the words of encoding/json. `path` leads to the value. */
function problemOf(type: GoType, value: unknown, path: string[], place: Place): string | undefined {
  if (value === undefined || value === null) return undefined;
  switch (type.kind) {
    case 'string':
    case 'bool':
      return typeof value === (type.kind === 'bool' ? 'boolean' : 'string') ? undefined : misfit(kindOf(value), type.name, path, place);
    case 'integer':
      if (typeof value !== 'number') return misfit(kindOf(value), type.name, path, place);
      if (Number.isInteger(value) && value >= type.low && value <= type.high) return undefined;
      return misfit(`number ${String(value)}`, type.name, path, place);
    case 'command':
      return commandProblem(value);
    case 'array':
      if (!Array.isArray(value)) return misfit(kindOf(value), type.name, path, place);
      return itemProblem(type.item, value, path);
    case 'map':
    case 'struct':
      return isObject(value) ? memberProblem(type, value, path) : misfit(kindOf(value), type.name, path, place);
  }
}

function itemProblem(type: GoType, items: readonly unknown[], path: string[]): string | undefined {
  for (const [index, item] of items.entries()) {
    path.push(String(index));
    const problem = problemOf(type, item, path, 'item');
    if (problem !== undefined) return problem;
    path.pop();
  }
  return undefined;
}

function memberProblem(
  type: Extract<GoType, { readonly kind: 'map' | 'struct' }>,
  members: Readonly<Record<string, unknown>>,
  path: string[],
): string | undefined {
  for (const name of Object.keys(members)) {
    const expected = type.kind === 'map' ? type.value : (type.fields.get(name) ?? type.fields.get(name.toLowerCase()));
    if (!expected) continue;
    path.push(name);
    const problem = problemOf(expected, members[name], path, 'member');
    if (problem !== undefined) return problem;
    path.pop();
  }
  return undefined;
}

/** An array of strings, or one string. */
function commandProblem(value: unknown): string | undefined {
  if (typeof value === 'string') return undefined;
  if (Array.isArray(value) && value.every(item => item === null || typeof item === 'string')) return undefined;
  return misfit(kindOf(value), 'string', [''], 'value');
}

const places: Readonly<Record<Place, (path: string) => string>> = {
  value: () => 'Go value',
  member: path => `Go struct field ${path}`,
  item: path => path,
};

function misfit(found: string, wanted: string, [root = '', ...names]: readonly string[], place: Place): string {
  const path = [root, ...names.map(pointerToken)].join('.');
  return `json: cannot unmarshal ${found} into ${places[place](path)} of type ${wanted}`;
}

/** Paths are those of JSON pointers, with dots for slashes. */
function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
