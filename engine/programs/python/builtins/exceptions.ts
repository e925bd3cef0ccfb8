import { PyDict } from '../objects/dict.js';
import { exceptionType, PyException, PyTraceback, typeError, valueError } from '../objects/exception.js';
import { construct, getters, methods } from '../objects/define.js';
import { call, PyGetSet, type Native } from '../objects/functions.js';
import { PyType, type Attributes, type Key, type Value } from '../objects/object.js';
import { frameType, tracebackType, typeOf } from '../objects/types.js';
import { intOf, PyBytes, PyList, PyTuple, textOf } from '../objects/values.js';
import { Frame, localsOf } from '../vm/frame.js';
import { isMatch, part, without } from '../vm/groups.js';
import { itemsOf, repr, str } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { reprItems } from './sequence.js';
import { osErrorArguments } from './os-error.js';

const baseException = exceptionType('BaseException');
const asException = (value: Value): PyException | undefined => (value instanceof PyException ? value : undefined);

construct(baseException, '*args, **kwargs', (_vm, type, args) => {
  const items = args instanceof PyTuple ? args.items : [];
  if (type.isSubtypeOf(exceptionType('OSError'))) return osErrorArguments(type, items);
  return new PyException(type, items);
});

methods(baseException, asException, {
  __init__: ['*args, **kwargs', initialize],
  __repr__: ['', (vm, self) => exceptionRepr(vm, self)],
  __str__: ['', (vm, self) => exceptionText(vm, self)],
  with_traceback: ['tb', (_vm, self, traceback) => ((self.traceback = traceback instanceof PyTraceback ? traceback : undefined), self)],
  add_note: [
    'note',
    (_vm, self, note) => {
      if (textOf(note) === undefined) throw typeError(`note must be a str, not '${typeOf(note).name}'`);
      const attrs: Attributes = (self.attrs ??= new Map<Key, Value>());
      const notes = attrs.get('__notes__');
      if (notes instanceof PyList) notes.items.push(note);
      else attrs.set('__notes__', new PyList([note]));
      return null;
    },
  ],
  __reduce__: ['', (_vm, self) => new PyTuple([self.type, self.args])],
});

/** Keywords that some exceptions take; the rest take none. */
function initialize(_vm: Vm, self: PyException, args: Value, kwargs: Value): Value {
  const given = args instanceof PyTuple ? args.items : [];
  if (!self.type.isSubtypeOf(exceptionType('OSError')) && !self.members) self.args = new PyTuple(given);
  const names = kwargs instanceof PyDict ? [...kwargs.map] : [];
  const allowed: Readonly<Record<string, readonly string[]>> = {
    ImportError: ['name', 'path'],
    AttributeError: ['name', 'obj'],
    NameError: ['name'],
  };
  const own = Object.entries(allowed).find(([name]) => self.type.isSubtypeOf(exceptionType(name)))?.[1] ?? [];
  for (const [name, value] of names) {
    if (typeof name !== 'string' || !own.includes(name)) throw typeError(`${self.type.name}() takes no keyword arguments`);
    (self.attrs ??= new Map()).set(name, value);
  }
  if (self.type.isSubtypeOf(exceptionType('StopIteration'))) (self.attrs ??= new Map()).set('value', given[0] ?? null);
  if (self.type.isSubtypeOf(exceptionType('SystemExit')))
    (self.attrs ??= new Map()).set('code', given.length > 1 ? self.args : (given[0] ?? null));
  if (self.type.isSubtypeOf(exceptionType('SyntaxError'))) syntaxDetails(self, given);
  if (self.type.isSubtypeOf(exceptionType('ImportError'))) (self.attrs ??= new Map()).set('msg', given[0] ?? null);
  return null;
}

function syntaxDetails(self: PyException, given: readonly Value[]): void {
  const attrs = (self.attrs ??= new Map());
  attrs.set('msg', given[0] ?? null);
  const details = given[1] instanceof PyTuple ? given[1].items : [];
  for (const [index, name] of ['filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset'].entries())
    attrs.set(name, details[index] ?? null);
  attrs.set('print_file_and_line', null);
}

function* exceptionRepr(vm: Vm, self: PyException): Native<string> {
  const { name } = self.type;
  if (self.args.items.length === 1) return `${name}(${yield* repr(vm, self.args.items[0])})`;
  return yield* reprItems(vm, {}, self.args.items, `${name}(`, ')');
}

function* exceptionText(vm: Vm, self: PyException): Native<string> {
  const { items } = self.args;
  if (self.type.isSubtypeOf(exceptionType('OSError'))) return yield* osErrorText(vm, self);
  if (self.members) return `${yield* str(vm, items[0])} (${self.members.length} sub-exception${self.members.length === 1 ? '' : 's'})`;
  if (self.type.isSubtypeOf(exceptionType('UnicodeError')) && items.length === 5) return unicodeText(self);
  if (self.type.isSubtypeOf(exceptionType('SyntaxError'))) return yield* syntaxText(vm, self);
  if (items.length === 0) return '';
  if (items.length > 1) return yield* repr(vm, self.args);
  return self.type.isSubtypeOf(exceptionType('KeyError')) ? yield* repr(vm, items[0]) : yield* str(vm, items[0]);
}

function* syntaxText(vm: Vm, self: PyException): Native<string> {
  const message = yield* str(vm, self.attrs?.get('msg') ?? self.args.items[0] ?? null);
  const file = textOf(self.attrs?.get('filename'));
  const line = intOf(self.attrs?.get('lineno'));
  const name = file?.slice(file.lastIndexOf('/') + 1);
  if (name !== undefined && line !== undefined) return `${message} (${name}, line ${line})`;
  return name !== undefined ? `${message} (${name})` : line !== undefined ? `${message} (line ${line})` : message;
}

function* osErrorText(vm: Vm, self: PyException): Native<string> {
  const errno = self.attrs?.get('errno');
  if (errno === undefined || errno === null) {
    const { items } = self.args;
    return items.length === 0 ? '' : items.length === 1 ? yield* str(vm, items[0]) : yield* repr(vm, self.args);
  }
  const text = `[Errno ${yield* str(vm, errno)}] ${yield* str(vm, self.attrs?.get('strerror'))}`;
  const file = self.attrs?.get('filename');
  if (file === undefined || file === null) return text;
  const second = self.attrs?.get('filename2');
  return `${text}: ${yield* repr(vm, file)}${second === undefined || second === null ? '' : ` -> ${yield* repr(vm, second)}`}`;
}

function unicodeText(self: PyException): string {
  const [codec, object, start, end, reason] = self.args.items;
  const [from, to] = [Number(start), Number(end)];
  const isDecode = object instanceof PyBytes;
  const where = to - from === 1 ? `position ${from}` : `position ${from}-${to - 1}`;
  if (isDecode) {
    const what = to - from === 1 ? `byte 0x${(object.bytes[from] ?? 0).toString(16).padStart(2, '0')}` : 'bytes';
    return `'${textOf(codec) ?? ''}' codec can't decode ${what} in ${where}: ${textOf(reason) ?? ''}`;
  }
  const code = [...(textOf(object) ?? '')][from]?.codePointAt(0) ?? 0;
  const shown =
    code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : code < 0x10000
        ? `\\u${code.toString(16).padStart(4, '0')}`
        : `\\U${code.toString(16).padStart(8, '0')}`;
  const what = to - from === 1 ? `character '${shown}'` : 'characters';
  return `'${textOf(codec) ?? ''}' codec can't encode ${what} in ${where}: ${textOf(reason) ?? ''}`;
}

function exceptionOrNone(value: Value, what: string): PyException | undefined {
  if (value === null) return undefined;
  if (!(value instanceof PyException)) throw typeError(`exception ${what} must be None or derive from BaseException`);
  return value;
}

const attribute = (name: string, get: (self: PyException) => Value, set: (self: PyException, value: Value) => void): void => {
  const setter = (_vm: Vm, self: Value, value: Value): Value => {
    if (self instanceof PyException) set(self, value);
    return null;
  };
  baseException.attrs.set(name, new PyGetSet(name, baseException, (_vm, self) => (self instanceof PyException ? get(self) : null), setter));
};
attribute(
  'args',
  self => self.args,
  (self, value) => {
    if (value instanceof PyTuple) self.args = value;
    else if (value instanceof PyList) self.args = new PyTuple([...value.items]);
  },
);
attribute(
  '__traceback__',
  self => self.traceback ?? null,
  (self, value) => void (self.traceback = value instanceof PyTraceback ? value : undefined),
);
attribute(
  '__context__',
  self => self.context ?? null,
  (self, value) => void (self.context = exceptionOrNone(value, 'context')),
);
attribute(
  '__cause__',
  self => self.cause ?? null,
  (self, value) => {
    self.cause = exceptionOrNone(value, 'cause');
    self.suppressContext = true;
  },
);
attribute(
  '__suppress_context__',
  self => self.suppressContext,
  (self, value) => void (self.suppressContext = value === true),
);

/** Attributes that exceptions of these types have, None where nobody has set them. */
const named: Readonly<Record<string, readonly string[]>> = {
  OSError: ['errno', 'strerror', 'filename', 'filename2'],
  ImportError: ['name', 'path', 'msg', 'name_from'],
  AttributeError: ['name', 'obj'],
  NameError: ['name'],
  StopIteration: ['value'],
  SystemExit: ['code'],
  SyntaxError: ['msg', 'filename', 'lineno', 'offset', 'text', 'end_lineno', 'end_offset', 'print_file_and_line'],
};
for (const [type, names] of Object.entries(named)) for (const name of names) exceptionType(type).attrs.set(name, null);
for (const [index, name] of ['encoding', 'object', 'start', 'end', 'reason'].entries()) {
  for (const type of ['UnicodeDecodeError', 'UnicodeEncodeError'])
    getters(exceptionType(type), asException, { [name]: (_vm, self) => self.args.items[index] ?? null });
}
exceptionType('StopIteration').attrs.delete('value');
getters(exceptionType('StopIteration'), asException, { value: (_vm, self) => self.args.items[0] ?? null });

const groupType = exceptionType('BaseExceptionGroup');
construct(groupType, 'message, exceptions', function* (vm, type, message, exceptions): Native {
  if (textOf(message) === undefined) throw typeError(`argument 1 must be str, not ${typeOf(message).name}`);
  const items = yield* itemsOf(vm, exceptions);
  if (items.length === 0) throw valueError('second argument (exceptions) must be a non-empty sequence');
  const members = items.filter(item => item instanceof PyException);
  if (members.length < items.length) {
    const index = items.findIndex(item => !(item instanceof PyException));
    throw valueError(`Item ${index} of second argument (exceptions) is not an exception`);
  }
  const areAllPlain = members.every(member => member.type.isSubtypeOf(exceptionType('Exception')));
  const own = type === groupType && areAllPlain ? exceptionType('ExceptionGroup') : type;
  if (own === exceptionType('ExceptionGroup') && !areAllPlain) throw typeError('Cannot nest BaseExceptions in an ExceptionGroup');
  return new PyException(own, [message, exceptions], members);
});
methods(groupType, asException, {
  split: ['condition', (_vm, self, condition) => splitBy(self, condition)],
  subgroup: [
    'condition',
    function* (_vm, self, condition): Native {
      return (yield* part(self, yield* testOf(self, condition))) ?? null;
    },
  ],
  derive: ['excs', (_vm, self, members) => call(groupType, [self.args.items[0], members])],
});
getters(groupType, asException, {
  message: (_vm, self) => self.args.items[0] ?? null,
  exceptions: (_vm, self) => new PyTuple(self.members ?? []),
});

function* splitBy(self: PyException, condition: Value): Native {
  const test = yield* testOf(self, condition);
  return new PyTuple([(yield* part(self, test)) ?? null, (yield* without(self, test)) ?? null]);
}

/** A condition on exceptions: types, or a function that is asked for each beforehand. */
function* testOf(group: PyException, condition: Value): Native<(exception: PyException) => boolean> {
  if (condition instanceof PyType || condition instanceof PyTuple) return exception => isMatch(exception, condition);
  const taken = new Set<PyException>();
  const todo = [group];
  for (let each = todo.pop(); each; each = todo.pop()) {
    if ((yield* call(condition, [each])) === true) taken.add(each);
    todo.push(...(each.members ?? []));
  }
  return exception => taken.has(exception);
}

const asTraceback = (value: Value): PyTraceback | undefined => (value instanceof PyTraceback ? value : undefined);
getters(tracebackType, asTraceback, {
  tb_frame: (_vm, self) => self.frame,
  tb_next: (_vm, self) => self.next ?? null,
  tb_lineno: (_vm, self) => self.frame.code.parts.spans[self.at]?.start.line ?? 0,
  tb_lasti: (_vm, self) => self.at * 2,
});

const asFrame = (value: Value): Frame | undefined => (value instanceof Frame ? value : undefined);
getters(frameType, asFrame, {
  f_code: (_vm, self) => self.code,
  f_globals: (_vm, self) => self.globals,
  f_builtins: (_vm, self) => self.builtins,
  f_locals: (_vm, self) => localsOf(self),
  f_lineno: (_vm, self) => self.line,
  f_lasti: (_vm, self) => self.pc * 2,
  f_back: (_vm, self) => {
    let { back } = self;
    while (back && !(back instanceof Frame)) back = back.back;
    return back ?? null;
  },
});
