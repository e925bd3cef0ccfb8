import { PhpArray } from '../runtime/array.js';
import { formatFloat } from '../runtime/number-text.js';
import { PhpObject } from '../runtime/object.js';
import { orderedNames } from '../runtime/properties.js';
import { Resource } from './resource.js';
import { ClosureObject } from '../runtime/special-objects.js';
import { formatType } from '../runtime/types.js';
import { isInt, PhpFloat, read, Ref, type Slot, type Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

const MAX_DEPTH = 256;

export function shownName(object: PhpObject): string {
  return object.cls.name.replace(/\0.*$/s, '');
}

/** What `var_dump` prints. */
export function varDump(vm: Vm, slot: Slot, indent = '', seen: readonly object[] = []): string {
  const value = read(slot);
  if (seen.length > MAX_DEPTH) return `${indent}*RECURSION*\n`;
  if (value instanceof PhpArray) return dumpArray(vm, value, indent, seen);
  if (value instanceof Resource) return `${indent}resource(${value.id}) of type (${value.isOpen ? value.kind : 'Unknown'})\n`;
  if (value instanceof PhpObject) return dumpObject(vm, value, indent, seen);
  return `${indent}${dumpScalar(value)}\n`;
}

function dumpScalar(value: Exclude<Value, PhpArray | PhpObject>): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return `bool(${value})`;
  if (isInt(value)) return `int(${value})`;
  if (value instanceof PhpFloat) return `float(${formatFloat(value.n, 17)})`;
  return `string(${value.length}) "${value}"`;
}

function dumpArray(vm: Vm, array: PhpArray, indent: string, seen: readonly object[]): string {
  if (seen.includes(array.identity)) return `${indent}*RECURSION*\n`;
  const inside = [...seen, array.identity];
  const parts = [`${indent}array(${array.size}) {\n`];
  for (const [key, slot] of array.slots()) {
    parts.push(`${indent}  [${typeof key === 'string' ? `"${key}"` : key}]=>\n`, marked(vm, slot, `${indent}  `, inside));
  }
  parts.push(`${indent}}\n`);
  return parts.join('');
}

/** An element that others share has a `&` before it. */
function marked(vm: Vm, slot: Slot, indent: string, seen: readonly object[]): string {
  const text = varDump(vm, slot, indent, seen);
  return slot instanceof Ref && slot.names > 1 ? `${indent}&${text.slice(indent.length)}` : text;
}

function dumpObject(vm: Vm, object: PhpObject, indent: string, seen: readonly object[]): string {
  const name = shownName(object);
  if (object.cls.type === 'enum') return `${indent}enum(${name}::${vm.text(object.get('name') ?? '')})\n`;
  if (seen.includes(object)) return `${indent}*RECURSION*\n`;
  const entries = object instanceof ClosureObject ? [] : debugEntries(vm, object);
  const inside = [...seen, object];
  const parts = [`${indent}object(${name})#${object.id} (${entries.filter(({ slot }) => slot !== undefined).length}) {\n`];
  for (const { label, slot, type } of entries) {
    parts.push(`${indent}  [${label('"')}]=>\n`);
    parts.push(slot === undefined ? `${indent}  uninitialized(${type ?? 'mixed'})\n` : marked(vm, slot, `${indent}  `, inside));
  }
  parts.push(`${indent}}\n`);
  return parts.join('');
}

interface DebugEntry {
  readonly name: string;
  readonly label: (quote: string) => string;
  /** Undefined for a typed property that has no value yet. */
  readonly slot: Slot | undefined;
  readonly type?: string | undefined;
}

/** The properties of an object as `var_dump` and `print_r` show them. */
export function debugEntries(vm: Vm, object: PhpObject): readonly DebugEntry[] {
  const info = object.cls.methods.get('__debuginfo');
  if (info) {
    const shown = vm.calls.callMethodSync(object, info, []);
    if (shown instanceof PhpArray)
      return [...shown.slots()].map(([key, slot]) => ({
        name: String(key),
        label: quote => (typeof key === 'string' ? quote + key + quote : String(key)),
        slot,
      }));
  }
  const entries: DebugEntry[] = [];
  for (const property of object.cls.properties.values())
    if (!object.props.has(property.name) && property.type) entries.push(entry(object, property.name, undefined, formatType(property.type)));
  const names = orderedNames(object);
  const declared = [...object.cls.properties.keys()];
  return [...names.map(name => entry(object, name, object.props.get(name))), ...entries].sort(
    (a, b) => position(declared, a.name) - position(declared, b.name),
  );
}

function position(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  return at < 0 ? names.length : at;
}

function entry(object: PhpObject, name: string, slot: Slot | undefined, type?: string): DebugEntry {
  const property = object.cls.properties.get(name);
  const visibility = property?.modifiers.visibility ?? 'public';
  const label = (quote: string): string => {
    if (visibility === 'private') return `${quote}${name}${quote}:${quote}${property?.owner.name ?? ''}${quote}:private`;
    return visibility === 'protected' ? `${quote}${name}${quote}:protected` : quote + name + quote;
  };
  return { name, label, slot, type };
}

/** What `print_r` prints. */
export function printR(vm: Vm, value: Value, indent = '', seen: readonly object[] = []): string {
  if (value instanceof PhpArray) {
    if (seen.includes(value.identity) || seen.length > MAX_DEPTH) return 'Array\n *RECURSION*';
    const inside = [...seen, value.identity];
    const rows = [...value.entries()].map(([key, item]) => [String(key), item] as const);
    return `Array\n${printRows(vm, rows, indent, inside)}`;
  }
  if (!(value instanceof PhpObject)) return vm.text(value);
  const name = shownName(value);
  const what =
    value.cls.type === 'enum' ? `${name} Enum${value.cls.backing === undefined ? '' : `:${value.cls.backing}`}` : `${name} Object`;
  if (seen.includes(value)) return `${what}\n *RECURSION*`;
  const rows = debugEntries(vm, value).flatMap(({ label, slot }) => (slot === undefined ? [] : [[label(''), read(slot)] as const]));
  return `${what}\n${printRows(vm, value instanceof ClosureObject ? [] : rows, indent, [...seen, value])}`;
}

function printRows(vm: Vm, rows: readonly (readonly [string, Value])[], indent: string, seen: readonly object[]): string {
  const parts = [`${indent}(\n`];
  for (const [key, item] of rows) parts.push(`${indent}    [${key}] => ${printR(vm, item, `${indent}        `, seen)}\n`);
  parts.push(`${indent})\n`);
  return parts.join('');
}

/** What `var_export` prints: text that PHP can read. */
export function varExport(vm: Vm, value: Value, indent = '', seen: readonly object[] = []): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean' || isInt(value)) return value === -0x8000000000000000n ? '-9223372036854775807-1' : String(value);
  if (value instanceof PhpFloat) {
    const text = formatFloat(value.n, 17);
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  }
  if (typeof value === 'string') return exportText(value);
  if (seen.length > MAX_DEPTH || seen.includes(value instanceof PhpArray ? value.identity : value)) {
    vm.errors.warning('var_export does not handle circular references');
    return 'NULL';
  }
  const inside = [...seen, value instanceof PhpArray ? value.identity : value];
  if (value instanceof PhpArray) {
    const rows = [...value.entries()].map(([key, item]) =>
      exportRow(vm, typeof key === 'string' ? exportText(key) : String(key), { item, indent: `${indent}  `, seen: inside }),
    );
    return `array (\n${rows.join('')}${indent})`;
  }
  const name = shownName(value);
  if (value.cls.type === 'enum') return `\\${name}::${vm.text(value.get('name') ?? '')}`;
  const rows = orderedNames(value).map(key =>
    exportRow(vm, exportText(key), { item: value.get(key) ?? null, indent: `${indent}   `, seen: inside }, `${indent}  `),
  );
  return value.cls.lower === 'stdclass'
    ? `(object) array(\n${rows.join('')}${indent})`
    : `\\${name}::__set_state(array(\n${rows.join('')}${indent}))`;
}

function exportRow(
  vm: Vm,
  key: string,
  { item, indent, seen }: { readonly item: Value; readonly indent: string; readonly seen: readonly object[] },
  nested = indent,
): string {
  const isNested = item instanceof PhpArray || (item instanceof PhpObject && item.cls.type !== 'enum');
  return `${indent}${key} => ${isNested ? `\n${nested}` : ''}${varExport(vm, item, nested, seen)},\n`;
}

function exportText(text: string): string {
  const quoted = `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
  return quoted.includes('\0') ? quoted.replaceAll('\0', '\' . "\\0" . \'') : quoted;
}
