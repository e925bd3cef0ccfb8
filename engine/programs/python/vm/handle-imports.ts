import { raised } from '../objects/exception.js';
import { call, settle, type Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { PyModule, PyTuple, textOf } from '../objects/values.js';
import { keyOf } from '../objects/keys.js';
import { getAttr } from './attributes.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import { itemsOf } from './protocol.js';
import type { Vm } from './vm.js';
import { isThrown } from '../objects/exception.js';

/** Imports, and what a prompt shows. */
export const importHandlers: HandlerTable = {
  importName: (t, f, arg) => {
    const names = f.stack.pop();
    const level = f.stack.pop();
    const importer = t.vm.builtins.map.get('__import__');
    if (importer === undefined) throw raised('ImportError', '__import__ not found');
    t.call(importer, [f.code.parts.names[arg], f.globals, null, names, level]);
  },
  importFrom: (t, f, arg) => t.deliver(importFrom(t.vm, f.stack.at(-1), f.code.parts.names[arg] ?? '')),
  importStar: (t, f) => t.deliver(importAll(t.vm, f, f.stack.pop()), 'discard'),
  printExpression: (t, f) => {
    const sys = t.vm.module('sys');
    const hook = sys instanceof PyModule ? sys.attrs.get('displayhook') : undefined;
    t.call(hook, [f.stack.pop()], undefined, 'discard');
  },
  typeParameter: (t, f, arg) => {
    const name = f.stack.pop();
    t.deliver(typingCall(t.vm, ['TypeVar', 'TypeVarTuple', 'ParamSpec'][arg] ?? 'TypeVar', [name]));
  },
  typeAlias: (t, f) => {
    const value = f.stack.pop();
    t.deliver(typingCall(t.vm, 'TypeAliasType', [f.stack.pop(), value]));
  },
};

function* importFrom(vm: Vm, module: Value, name: string): Native {
  try {
    return yield* settle(getAttr(vm, module, name));
  } catch (error) {
    if (!isThrown(error, 'AttributeError')) throw error;
  }
  const attrs = module instanceof PyModule ? module.attrs : undefined;
  const own = textOf(attrs?.get('__name__')) ?? '<unknown module name>';
  const submodule = vm.module(`${own}.${name}`);
  if (submodule !== undefined) return submodule;
  const file = textOf(attrs?.get('__file__'));
  const isInitializing = attrs?.get('__initializing__') === true;
  const where = file ?? 'unknown location';
  const error = raised(
    'ImportError',
    isInitializing
      ? `cannot import name '${name}' from partially initialized module '${own}' (most likely due to a circular import) (${where})`
      : `cannot import name '${name}' from '${own}' (${where})`,
  );
  error.exception.attrs = new Map<string, Value>([
    ['name', own],
    ['path', file ?? null],
    ['name_from', name],
  ]);
  throw error;
}

function* importAll(vm: Vm, frame: Frame, module: Value): Native {
  if (!(module instanceof PyModule)) return null;
  const listed = module.attrs.get('__all__');
  const names = listed === undefined ? [...module.attrs.keys()] : yield* itemsOf(vm, listed);
  for (const item of names) {
    const name = textOf(item);
    if (name === undefined || (listed === undefined && name.startsWith('_'))) continue;
    const value = yield* settle(getAttr(vm, module, name));
    (frame.names ?? frame.globals).map.set(keyOf(name) ?? name, value);
  }
  return null;
}

function* typingCall(vm: Vm, name: string, args: readonly Value[]): Native {
  const importer = vm.builtins.map.get('__import__');
  const typing = yield* call(importer, ['typing', null, null, new PyTuple([]), 0]);
  return yield* call(yield* settle(getAttr(vm, typing, name)), args);
}
