import { typeError } from '../objects/exception.js';
import { settle, type Answer, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { textOf } from '../objects/values.js';
import { callSpecial, special } from './attributes.js';
import { asciiRepr } from './quote.js';
import { repr, str } from './protocol.js';
import type { Vm } from './vm.js';

/** A field of an f-string: `!r`, `!s` or `!a` first (1, 2, 3), then `format()`. */
export function formatValue(vm: Vm, value: Value, conversion: number, spec: string): Answer {
  if (typeof value === 'string' && conversion !== 1 && conversion !== 3 && spec === '') return value;
  if (typeof value === 'number' && conversion !== 1 && conversion !== 3 && spec === '') return String(value);
  return formatLater(vm, value, conversion, spec);
}

function* formatLater(vm: Vm, value: Value, conversion: number, spec: string): Native {
  if (conversion === 0) return yield* format(vm, value, spec);
  const text = conversion === 2 ? yield* str(vm, value) : yield* repr(vm, value);
  return yield* format(vm, conversion === 3 ? asciiRepr(text) : text, spec);
}

/** `format(value, spec)`. */
export function* format(vm: Vm, value: Value, spec: string): Native<string> {
  const method = special(value, '__format__');
  const text = textOf(yield* settle(callSpecial(vm, method, value, spec)));
  if (text === undefined) throw typeError(`__format__ must return a str, not ${typeOf(value).name}`);
  return text;
}
