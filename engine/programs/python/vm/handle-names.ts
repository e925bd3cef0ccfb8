import { keyOf } from '../objects/keys.js';
import { PyDict } from '../objects/dict.js';
import { raised } from '../objects/exception.js';
import { PyFunction } from '../objects/function.js';
import { PyBuiltin } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { deleteAttr, getAttr, setAttr } from './attributes.js';
import type { Frame } from './frame.js';
import type { HandlerTable } from './handler.js';
import { deleteItem, setItem } from './protocol.js';
import type { Thread } from './thread.js';

/** Constants, variables and attributes. */
export const nameHandlers: HandlerTable = {
  nop: () => undefined,
  pop: (_, f) => void f.stack.pop(),
  dup: (_, f) => void f.stack.push(f.stack.at(-1)),
  dupTwo: (_, f) => void f.stack.push(f.stack.at(-2), f.stack.at(-1)),
  swap: (_, { stack }) => {
    const a = stack.pop();
    const b = stack.pop();
    stack.push(a, b);
  },
  rotThree: (_, { stack }) => {
    const top = stack.pop();
    stack.splice(-2, 0, top);
  },
  rotFour: (_, { stack }) => {
    const top = stack.pop();
    stack.splice(-3, 0, top);
  },
  loadConst: (_, f, arg) => void f.stack.push(f.code.parts.consts[arg]),
  loadFast: (_, f, arg) => {
    const value = f.locals[arg];
    if (value === undefined) throw unbound(f.code.parts.locals[arg] ?? '');
    f.stack.push(value);
  },
  storeFast: (_, f, arg) => {
    f.locals[arg] = f.stack.pop();
  },
  deleteFast: (_, f, arg) => {
    if (f.locals[arg] === undefined) throw unbound(f.code.parts.locals[arg] ?? '');
    f.locals[arg] = undefined;
  },
  loadCell: (_, f, arg) => {
    const value = f.cells[arg]?.value;
    if (value === undefined) throw unboundCell(f, arg);
    f.stack.push(value);
  },
  storeCell: (_, f, arg) => {
    const cell = f.cells[arg];
    if (cell) cell.value = f.stack.pop();
  },
  deleteCell: (_, f, arg) => {
    const cell = f.cells[arg];
    if (cell?.value === undefined) throw unboundCell(f, arg);
    cell.value = undefined;
  },
  loadClassCell: (_, f, arg) => {
    const own = f.names?.map.get(cellName(f, arg));
    const value = own === undefined ? f.cells[arg]?.value : own;
    if (value === undefined) throw unboundCell(f, arg);
    f.stack.push(value);
  },
  loadClosure: (_, f, arg) => void f.stack.push(f.cells[arg]),
  argumentToCell: (_, f, arg) => {
    const cell = f.cells[arg >> 16];
    if (cell) cell.value = f.locals[arg & 0xffff];
  },
  loadGlobal: (_, f, arg) => {
    const name = f.code.parts.names[arg] ?? '';
    const value = globalNamed(f, name);
    if (value === undefined) throw nameError(name);
    f.stack.push(value);
  },
  storeGlobal: (_, f, arg) => void f.globals.map.set(nameOf(f, arg), f.stack.pop()),
  deleteGlobal: (_, f, arg) => {
    if (!f.globals.map.delete(nameOf(f, arg))) throw nameError(nameOf(f, arg));
  },
  loadName: (_, f, arg) => {
    const name = nameOf(f, arg);
    const names = f.names ?? f.globals;
    const own = names.map.get(name);
    const value = own === undefined ? globalNamed(f, name) : own;
    if (value === undefined) throw nameError(name);
    f.stack.push(value);
  },
  storeName: (t, f, arg) => {
    const names = f.names ?? f.globals;
    const value = f.stack.pop();
    if (names.type.isHeap) t.deliver(setItem(t.vm, names, nameOf(f, arg), value), 'discard');
    else names.map.set(nameOf(f, arg), value);
  },
  deleteName: (t, f, arg) => {
    const names = f.names ?? f.globals;
    if (names.type.isHeap) t.deliver(deleteItem(t.vm, names, nameOf(f, arg)), 'discard');
    else if (!names.map.delete(nameOf(f, arg))) throw nameError(nameOf(f, arg));
  },
  loadAttr: (t, f, arg) => t.deliver(getAttr(t.vm, f.stack.pop(), nameOf(f, arg))),
  storeAttr: (t, f, arg) => {
    const object = f.stack.pop();
    const value = f.stack.pop();
    t.deliver(setAttr(t.vm, object, nameOf(f, arg), value), 'discard');
  },
  deleteAttr: (t, f, arg) => t.deliver(deleteAttr(t.vm, f.stack.pop(), nameOf(f, arg)), 'discard'),
  loadMethod: (t, f, arg) => loadMethod(t, f, nameOf(f, arg)),
  setupAnnotations: (_, f) => {
    const names = f.names ?? f.globals;
    if (!names.map.has('__annotations__')) names.map.set('__annotations__', new PyDict());
  },
};

function nameOf(frame: Frame, arg: number): string {
  return frame.code.parts.names[arg] ?? '';
}

function cellName(frame: Frame, arg: number): string {
  const { cells, free } = frame.code.parts;
  return cells[arg] ?? free[arg - cells.length] ?? '';
}

/** A function and the object, or a value and nothing: so that methods need no object of their own. */
function loadMethod(thread: Thread, frame: Frame, name: string): void {
  const object = frame.stack.pop();
  const type = typeOf(object);
  const method = type.lookup('__getattribute__') instanceof PyBuiltin || !type.isHeap ? plainMethod(object, name) : undefined;
  if (method === undefined) {
    frame.stack.push(undefined);
    thread.deliver(getAttr(thread.vm, object, name));
  } else frame.stack.push(object, method);
}

function plainMethod(object: Value, name: string): Value {
  const method = typeOf(object).lookup(name);
  const isMethod = method instanceof PyFunction || (method instanceof PyBuiltin && (method.kind === 'method' || method.kind === 'wrapper'));
  if (!isMethod) return undefined;
  if (!(object instanceof PyObject)) return method;
  return 'mro' in object || 'after' in object || object.attrs?.has(keyOf(name) ?? name) ? undefined : method;
}

function globalNamed(frame: Frame, name: string): Value {
  const own = frame.globals.map.get(name);
  return own === undefined ? frame.builtins.map.get(name) : own;
}

export function nameError(name: string): Error {
  const error = raised('NameError', `name '${name}' is not defined`);
  error.exception.attrs = new Map([['name', name]]);
  return error;
}

function unbound(name: string): Error {
  const error = raised('UnboundLocalError', `cannot access local variable '${name}' where it is not associated with a value`);
  error.exception.attrs = new Map([['name', name]]);
  return error;
}

function unboundCell(frame: Frame, arg: number): Error {
  const name = cellName(frame, arg);
  if (arg < frame.code.parts.cells.length) return unbound(name);
  const error = raised('NameError', `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`);
  error.exception.attrs = new Map([['name', name]]);
  return error;
}
