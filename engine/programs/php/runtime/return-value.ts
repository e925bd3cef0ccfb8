import { displayName } from './bind-args.js';
import type { Frame } from './code.js';
import { typeName } from './convert.js';
import { coerceTo, formatType } from './types.js';
import type { Value } from './value.js';
import type { Vm } from './vm.js';

/** What a function returns, as its type wants it; throws when it cannot be that. */
export function checkReturn(vm: Vm, frame: Frame, value: Value): Value {
  const { returnType } = frame.fn;
  if (!returnType) return value;
  const { scope, called } = frame.callable;
  const coerced = coerceTo(returnType, value, frame.fn.strict, { vm, scope, called });
  if (coerced !== undefined) return coerced;
  throw vm.errors.typeError(
    `${displayName(frame.callable)}(): Return value must be of type ${formatType(returnType)}, ${typeName(value)} returned`,
  );
}

/** The end of a function that has to return something. */
export function missingReturn(vm: Vm, frame: Frame): never {
  const { returnType } = frame.fn;
  const name = displayName(frame.callable);
  if (returnType?.kind === 'name' && returnType.name === 'never')
    throw vm.errors.typeError(`${name}(): never-returning function must not implicitly return`);
  throw vm.errors.typeError(`${name}(): Return value must be of type ${returnType ? formatType(returnType) : ''}, none returned`);
}
