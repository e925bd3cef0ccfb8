import { AssociativeArray, IndexedArray } from '../state/shell-array.js';
import { ShellError } from '../state/shell-error.js';
import type { Shell } from '../state/shell.js';
import { evaluateSubscript } from './arithmetic.js';

/** Sets a variable, or one element by its expanded subscript; `shown` is the subscript as it was written. */
export function assignElement(shell: Shell, name: string, key: string | undefined, value: string, shown = key): void {
  const { variables } = shell;
  if (key === undefined) {
    variables.set(name, value);
    return;
  }
  const array = variables.find(name)?.array;
  if (array?.kind === 'associative') {
    if (key === '') throw new ShellError(`${name}[${shown ?? ''}]: bad array subscript`, { status: 1, scope: 'line' });
    variables.setElement(name, key, value, () => new AssociativeArray());
    return;
  }
  variables.setElement(name, indexOf(shell, name, key, shown), value, () => new IndexedArray());
}

/** The number that a subscript means; negative ones count from the end. */
export function indexOf(shell: Shell, name: string, key: string, shown = key): number {
  const index = evaluateSubscript(shell, key);
  const array = shell.variables.find(name)?.array;
  const last = array?.kind === 'indexed' ? array.last : -1;
  const resolved = index < 0 ? index + last + 1 : index;
  if (resolved < 0) throw new ShellError(`${name}[${shown}]: bad array subscript`, { status: 1, scope: 'line' });
  return resolved;
}

/** An element of `name=( … )`, expanded. */
export interface ArrayElement {
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string;
  /** The word as it was written, of an associative array. */
  readonly source?: string;
}

/** `name=( … )` and `name+=( … )`. */
export function assignArray(shell: Shell, name: string, elements: readonly ArrayElement[], append: boolean): void {
  const existing = shell.variables.find(name)?.array;
  if (existing?.kind === 'associative') {
    assignAssociative(shell, name, elements, append ? existing.copy() : new AssociativeArray());
    return;
  }
  const array = append ? (existing?.copy() ?? fromScalar(shell.variables.get(name))) : new IndexedArray();
  let next = array.last + 1;
  for (const { key, append: appends, value } of elements) {
    const index = key === undefined ? next : evaluateSubscript(shell, key);
    const place = index < 0 ? index + array.last + 1 : index;
    if (place < 0) throw new ShellError(`${name}[${key ?? ''}]: bad array subscript`, { status: 1, scope: 'line' });
    const converted = shell.variables.convert(name, value);
    array.set(place, appends ? (array.get(place) ?? '') + converted : converted);
    next = place + 1;
  }
  shell.variables.setArray(name, array);
}

function fromScalar(value: string | undefined): IndexedArray {
  const array = new IndexedArray();
  if (value !== undefined) array.set(0, value);
  return array;
}

/** Without subscripts the words are keys and values in turn. What is wrong among the elements is told, and left out. */
function assignAssociative(shell: Shell, name: string, elements: readonly ArrayElement[], array: AssociativeArray): void {
  const inTurn = elements.length > 0 && elements[0]?.key === undefined;
  const wrong = inTurn ? setInTurn(elements, array) : setBySubscript(shell, name, elements, array);
  shell.variables.setArray(name, array);
  if (wrong === undefined) return;
  shell.builtin = undefined;
  throw new ShellError(wrong, { status: 0, scope: 'command' });
}

function setInTurn(elements: readonly ArrayElement[], array: AssociativeArray): string | undefined {
  let wrong: string | undefined;
  for (let index = 0; index < elements.length; index += 2) {
    const { value = '', source = '' } = elements[index] ?? {};
    if (value === '') wrong ??= `${source}: bad array subscript`;
    else array.set(value, elements[index + 1]?.value ?? '');
  }
  return wrong;
}

function setBySubscript(shell: Shell, name: string, elements: readonly ArrayElement[], array: AssociativeArray): string | undefined {
  let wrong: string | undefined;
  for (const { key, append, value, source } of elements) {
    if (key === undefined) wrong ??= `${name}: ${source ?? value}: must use subscript when assigning associative array`;
    else if (key === '') wrong ??= `[]=${value}: bad array subscript`;
    else array.set(key, (append ? (array.get(key) ?? '') : '') + shell.variables.convert(name, value));
  }
  return wrong;
}
