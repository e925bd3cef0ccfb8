import { PyDict } from '../objects/dict.js';
import { raised, valueError } from '../objects/exception.js';
import { settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { getAttr } from '../vm/attributes.js';
import { format } from '../vm/format-value.js';
import { getItem, repr, str } from '../vm/protocol.js';
import { asciiRepr } from '../vm/quote.js';
import type { Vm } from '../vm/vm.js';

interface Counting {
  next: number;
  kind: 'none' | 'automatic' | 'manual';
}

/** `template.format(*args, **kwargs)`. */
export function* formatFields(
  vm: Vm,
  template: string,
  args: readonly Value[] | undefined,
  kwargs: Value,
  counting: Counting = { next: 0, kind: 'none' },
  depth = 2,
): Native<string> {
  if (depth === 0) throw valueError('Max string recursion exceeded');
  let text = '';
  for (let at = 0; at < template.length; ) {
    const character = template.charAt(at);
    if (character !== '{' && character !== '}') {
      const end = template.slice(at).search(/[{}]/);
      const stop = end < 0 ? template.length : at + end;
      text += template.slice(at, stop);
      at = stop;
      continue;
    }
    if (template.charAt(at + 1) === character) {
      text += character;
      at += 2;
      continue;
    }
    if (character === '}') throw valueError("Single '}' encountered in format string");
    const end = endOfField(template, at);
    text += yield* field(vm, template.slice(at + 1, end), args, kwargs, counting, depth);
    at = end + 1;
  }
  return text;
}

function endOfField(template: string, from: number): number {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    const character = template.charAt(at);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  throw valueError(from === template.length - 1 ? "Single '{' encountered in format string" : "expected '}' before end of string");
}

function* field(
  vm: Vm,
  body: string,
  args: readonly Value[] | undefined,
  kwargs: Value,
  counting: Counting,
  depth: number,
): Native<string> {
  const [, name = '', conversion, spec = ''] = /^((?:\[[^\]]*\]|[^!:[])*)(?:!([^:]*))?(?::([^]*))?$/.exec(body) ?? [];
  let value = yield* fieldValue(vm, name, args, kwargs, counting);
  if (conversion !== undefined) value = yield* converted(vm, value, conversion);
  const inner = spec.includes('{') ? yield* formatFields(vm, spec, args, kwargs, counting, depth - 1) : spec;
  return yield* format(vm, value, inner);
}

function* converted(vm: Vm, value: Value, conversion: string): Native<string> {
  if (conversion === 's') return yield* str(vm, value);
  if (conversion === 'r') return yield* repr(vm, value);
  if (conversion === 'a') return asciiRepr(yield* repr(vm, value));
  throw valueError(
    conversion === '' ? 'end of string while looking for conversion specifier' : `Unknown conversion specifier '${conversion}'`,
  );
}

function* fieldValue(vm: Vm, name: string, args: readonly Value[] | undefined, kwargs: Value, counting: Counting): Native {
  const first = /^[^.[]*/.exec(name)?.[0] ?? '';
  let value = yield* argument(vm, first, args, kwargs, counting);
  for (const [, attribute, item] of name.slice(first.length).matchAll(/\.([^.[]*)|\[([^\]]*)\]/g)) {
    if (attribute !== undefined) value = yield* settle(getAttr(vm, value, attribute));
    else value = yield* settle(getItem(vm, value, /^\d+$/.test(item ?? '') ? Number(item) : item));
  }
  return value;
}

function* argument(vm: Vm, name: string, args: readonly Value[] | undefined, kwargs: Value, counting: Counting): Native {
  if (name !== '' && !/^\d+$/.test(name)) {
    if (kwargs instanceof PyDict && !kwargs.type.isHeap) {
      const found = kwargs.map.get(name);
      if (found === undefined) throw raised('KeyError', name);
      return found;
    }
    return yield* settle(getItem(vm, kwargs, name));
  }
  if (args === undefined) throw valueError('Format string contains positional fields');
  const kind = name === '' ? 'automatic' : 'manual';
  if (counting.kind !== 'none' && counting.kind !== kind)
    throw valueError(
      `cannot switch from ${counting.kind === 'manual' ? 'manual field specification' : 'automatic field numbering'} to ${kind === 'manual' ? 'manual field specification' : 'automatic field numbering'}`,
    );
  counting.kind = kind;
  const index = name === '' ? counting.next++ : Number(name);
  const value = args[index];
  if (value === undefined) throw raised('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  return value;
}
