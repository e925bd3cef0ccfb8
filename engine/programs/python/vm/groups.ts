import { exceptionType, PyException, typeError } from '../objects/exception.js';
import { call, type Native } from '../objects/functions.js';
import { PyType, type Value } from '../objects/object.js';
import { PyList, PyTuple } from '../objects/values.js';
import type { Frame } from './frame.js';

/** `except* type`: leaves the part that matches (or None) and what is left (or None) on the stack. */
export function* splitGroup(frame: Frame, rest: Value, type: Value): Native {
  if (!(rest instanceof PyException)) {
    frame.stack.push(null, null);
    return null;
  }
  if (!rest.members) {
    const matches = isMatch(rest, type);
    const group = matches ? new PyException(exceptionType('ExceptionGroup'), ['', new PyTuple([rest])], [rest]) : null;
    if (group) frame.handling = group;
    frame.stack.push(group, matches ? null : rest);
    return null;
  }
  const matched = yield* part(rest, each => isMatch(each, type));
  const left = yield* without(rest, each => isMatch(each, type));
  if (matched) frame.handling = matched;
  frame.stack.push(matched ?? null, left ?? null);
  return null;
}

/** The part of a group that is taken, whole groups too; undefined when there is none. */
export function* part(group: PyException, takes: (exception: PyException) => boolean): Native<PyException | undefined> {
  if (takes(group)) return group;
  return group.members ? yield* derive(group, member => part(member, takes)) : undefined;
}

/** What `part` leaves of a group. */
export function* without(group: PyException, takes: (exception: PyException) => boolean): Native<PyException | undefined> {
  if (takes(group)) return undefined;
  return group.members ? yield* derive(group, member => without(member, takes)) : group;
}

/** A group like another with what becomes of its members. */
function* derive(group: PyException, change: (member: PyException) => Native<PyException | undefined>): Native<PyException | undefined> {
  const members: PyException[] = [];
  for (const member of group.members ?? []) {
    const found = yield* change(member);
    if (found) members.push(found);
  }
  if (members.length === 0) return undefined;
  if (members.length === group.members?.length && members.every((member, index) => member === group.members?.[index])) return group;
  const derived = yield* call(group.type, [group.args.items[0], new PyList(members)]);
  if (!(derived instanceof PyException)) return undefined;
  derived.traceback = group.traceback;
  derived.context = group.context;
  derived.cause = group.cause;
  return derived;
}

/** Whether an `except` takes an exception. */
export function isMatch(exception: Value, type: Value): boolean {
  if (type instanceof PyTuple) return type.items.some(each => isMatch(exception, each));
  if (!(type instanceof PyType) || !type.isSubtypeOf(exceptionType('BaseException')))
    throw typeError('catching classes that do not inherit from BaseException is not allowed');
  return exception instanceof PyException && exception.type.isSubtypeOf(type);
}
