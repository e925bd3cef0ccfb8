import { PyDict } from '../objects/dict.js';
import { typeError } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Key, Value } from '../objects/object.js';
import { bytesOf, PyTuple, textOf } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { percent } from './percent.js';

const PLACE = /%%|(%(?:\([^)]*\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+)?)?)([br])/g;

/** `template % args` for bytes, as text in which each character is one of them. */
export function* percentBytes(vm: Vm, template: string, args: Value): Native<string> {
  const plain = template.replace(PLACE, (whole, start: string | undefined, code: string | undefined) =>
    start === undefined ? whole : start + (code === 'b' ? 's' : 'a'),
  );
  return yield* percent(vm, plain, argumentsOf(args));
}

function argumentsOf(args: Value): Value {
  if (args instanceof PyTuple) return new PyTuple(args.items.map(textual));
  if (!(args instanceof PyDict)) return textual(args);
  return new PyDict(new Map([...args.map].map(([key, value]): [Key, Value] => [keyOf(args, key), textual(value)])));
}

function keyOf(args: PyDict, key: Key): Key {
  const given = textual(args.originals?.get(key) ?? (typeof key === 'object' ? key : undefined));
  return typeof given === 'string' ? given : key;
}

function textual(value: Value): Value {
  if (textOf(value) !== undefined) throw typeError("%b requires a bytes-like object, or an object that implements __bytes__, not 'str'");
  const bytes = bytesOf(value);
  if (!bytes) return value;
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
