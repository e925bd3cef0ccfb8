import { Errno } from '../../../core/errno.js';
import type { Value } from '../engine.js';

/** The arguments of a binding, checked: the library hands over what it should, but learners can reach the bindings too. */
export function text(value: Value): string {
  if (typeof value !== 'string') throw new Errno('EINVAL');
  return value;
}

/** A path; one with a NUL byte names nothing. */
export function path(value: Value): string {
  const name = text(value);
  if (name.includes('\0')) throw new Errno('ENOENT');
  return name;
}

export function number(value: Value): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw new Errno('EINVAL');
  return value;
}

export function bytes(value: Value): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Errno('EINVAL');
  return value;
}
