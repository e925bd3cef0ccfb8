import { prefixOf } from '../run/messages.js';
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
    assignAssociative(shell, name, elements, {
      array: append ? existing.copy() : new AssociativeArray(),
      before: append ? undefined : existing,
    });
    return;
  }
  const array = append ? (existing?.copy() ?? fromScalar(shell.variables.get(name))) : new IndexedArray();
  let next = array.last + 1;
  for (const { key, append: appends, value } of elements) {
    const index = key === undefined ? next : evaluateSubscript(shell, key);
    const place = index < 0 ? index + array.last + 1 : index;
    if (place < 0) throw new ShellError(`${name}[${key ?? ''}]: bad array subscript`, { status: 1, scope: 'line' });
    array.set(place, joined(shell, name, appends ? array.get(place) : undefined, value));
    next = place + 1;
  }
  shell.variables.setArray(name, array);
}

/** What an element becomes that had a value `before`: numbers are added. */
function joined({ variables }: Shell, name: string, before: string | undefined, value: string): string {
  const converted = variables.convert(name, value);
  if (before === undefined) return converted;
  return variables.find(name)?.integer ? variables.evaluateInteger(`${before === '' ? '0' : before}+${converted}`) : before + converted;
}

function fromScalar(value: string | undefined): IndexedArray {
  const array = new IndexedArray();
  if (value !== undefined) array.set(0, value);
  return array;
}

/** The array that is made, and the one that `+=` looks at. */
interface Target {
  readonly array: AssociativeArray;
  readonly before: AssociativeArray | undefined;
}

/** Without subscripts the words are keys and values in turn. What is wrong among the elements is told, and left out. */
function assignAssociative(shell: Shell, name: string, elements: readonly ArrayElement[], to: Target): void {
  const { array } = to;
  const inTurn = elements.length > 0 && elements[0]?.key === undefined;
  const wrong = inTurn ? setInTurn(elements, array) : setBySubscript(shell, name, elements, to);
  shell.variables.setArray(name, array);
  if (wrong.length === 0) return;
  shell.builtin = undefined;
  throw new ShellError(wrong.join(`\n${prefixOf(shell)}`), { status: 0, scope: 'command' });
}

function setInTurn(elements: readonly ArrayElement[], array: AssociativeArray): readonly string[] {
  const wrong: string[] = [];
  for (let index = 0; index < elements.length; index += 2) {
    const { value = '', source = '' } = elements[index] ?? {};
    if (value === '') wrong.push(`${source}: bad array subscript`);
    else array.set(value, elements[index + 1]?.value ?? '');
  }
  return wrong;
}

function setBySubscript(
  shell: Shell,
  name: string,
  elements: readonly ArrayElement[],
  { array, before = array }: Target,
): readonly string[] {
  const wrong: string[] = [];
  for (const { key, append, value, source } of elements) {
    if (key === undefined) wrong.push(`${name}: ${source ?? value}: must use subscript when assigning associative array`);
    else if (key === '') wrong.push(`${source ?? `[]=${value}`}: bad array subscript`);
    else array.set(key, joined(shell, name, append ? before.get(key) : undefined, value));
  }
  return wrong;
}
