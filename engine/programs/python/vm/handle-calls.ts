import { PyCode } from '../objects/code.js';
import { PyDict } from '../objects/dict.js';
import { raised } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { PySuper, type Keywords } from '../objects/functions.js';
import { PyType, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { PyCell, PyList, PyTuple, textOf } from '../objects/values.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import type { Thread } from './thread.js';

/** Calls, functions and classes. */
export const callHandlers: HandlerTable = {
  call: (t, { stack }, arg) => {
    const args = arg === 0 ? [] : stack.splice(-arg);
    t.call(stack.pop(), args);
  },
  callMethod: (t, { stack }, arg) => {
    const args = arg === 0 ? [] : stack.splice(-arg);
    const method = stack.pop();
    const self = stack.pop();
    if (self === undefined) t.call(method, args);
    else {
      args.unshift(self);
      t.call(method, args);
    }
  },
  callKeywords: (t, { stack }, arg) => {
    const names = stack.pop();
    const args = stack.splice(-arg);
    const words = names instanceof PyTuple ? names.items : [];
    const values = args.splice(args.length - words.length);
    t.call(stack.pop(), args, new Map(words.map((word, index) => [textOf(word) ?? '', values[index]])));
  },
  callSpread: (t, { stack }) => {
    const keywords = stack.pop();
    const args = stack.pop();
    t.call(stack.pop(), args instanceof PyList ? args.items : [], keywordsOf(keywords));
  },
  makeFunction: (t, f, flags) => {
    const code = f.stack.pop();
    if (code instanceof PyCode) f.stack.push(makeFunction(t, f, code, flags));
  },
  buildClass: (t, f) => void f.stack.push(t.vm.builtins.map.get('__build_class__')),
  loadSuper: (t, f, arg) => {
    const callee = f.stack.pop();
    if (callee === t.vm.builtins.map.get('super')) f.stack.push(zeroSuper(f, f.cells[arg]?.value));
    else t.call(callee, []);
  },
};

function keywordsOf(value: Value): Keywords {
  if (!(value instanceof PyDict) || value.map.size === 0) return undefined;
  return new Map([...value.map].map(([key, item]) => [textOf(value.keyOf(key)) ?? '', item]));
}

function makeFunction(thread: Thread, frame: Frame, code: PyCode, flags: number): PyFunction {
  const { stack } = frame;
  const closure = flags & 8 ? stack.pop() : undefined;
  const annotations = flags & 4 ? stack.pop() : undefined;
  const keywordDefaults = flags & 2 ? stack.pop() : undefined;
  const defaults = flags & 1 ? stack.pop() : undefined;
  thread.vm.memory.note(128);
  const cells = closure instanceof PyTuple ? closure.items.filter(cell => cell instanceof PyCell) : [];
  const fn = new PyFunction(code, frame.globals, cells);
  if (defaults instanceof PyTuple) fn.defaults = defaults.items;
  if (keywordDefaults instanceof PyDict) fn.keywordDefaults = keywordDefaults;
  if (annotations instanceof PyDict) fn.annotations = annotations;
  return fn;
}

/** `super()`: the class is in a cell, the object is the first argument. */
function zeroSuper(frame: Frame, type: Value): PySuper {
  const { cells, locals } = frame.code.parts;
  const first = frame.locals[0] ?? frame.cells[cells.indexOf(locals[0] ?? '')]?.value;
  if (!(type instanceof PyType)) throw raised('RuntimeError', 'super(): empty __class__ cell');
  if (first === undefined) throw raised('RuntimeError', 'super(): no arguments');
  return superOf(type, first);
}

export function superOf(type: PyType, self: Value): PySuper {
  const object = new PySuper();
  object.after = type;
  object.self = self;
  object.selfType = self instanceof PyType && self.isSubtypeOf(type) ? self : typeOf(self);
  if (!object.selfType.isSubtypeOf(type)) throw raised('TypeError', 'super(type, obj): obj must be an instance or subtype of type');
  return object;
}
