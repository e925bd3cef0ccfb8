import type { Task } from '../../core/task.js';
import { assignArray, assignElement, type ArrayElement } from '../expand/assign.js';
import { elementOf } from '../expand/parameters.js';
import type { ArrayLiteral, Assignment, Word } from '../syntax/ast.js';
import { literalText } from '../syntax/command-text.js';
import type { Execution } from './execution.js';

/** Performs an assignment whose words need no task. */
export function assignPure(execution: Execution, { name, subscript, append, value }: Assignment): void {
  const { shell, expander } = execution;
  const key = subscript && expander.stringPure(subscript);
  if ('kind' in value) {
    assignArray(shell, name, expandElementsPure(execution, value, isAssociative(execution, name)), append);
    return;
  }
  const text = expander.stringPure(value);
  assignElement(shell, name, key, append ? appended(execution, name, key, text) : text, subscript?.source);
}

/** What `name+=text` makes of a variable: numbers are added. */
export function appended({ shell }: Execution, name: string, key: string | undefined, text: string): string {
  const before = (key === undefined ? shell.variables.get(name) : elementOf(shell, name, key)) ?? '';
  return shell.variables.find(name)?.integer ? `${before === '' ? '0' : before}+${shell.variables.evaluateInteger(text)}` : before + text;
}

/** Words of an associative array are not split: each is one key or one value. */
function isAssociative({ shell }: Execution, name: string): boolean {
  return shell.variables.find(name)?.array?.kind === 'associative';
}

function expandElementsPure({ expander }: Execution, literal: ArrayLiteral, whole: boolean): ArrayElement[] {
  return literal.elements.flatMap(({ subscript, append, value }): ArrayElement[] => {
    if (subscript)
      return [{ key: expander.stringPure(subscript), append, value: expander.stringPure(value), source: elementSource(subscript, value) }];
    if (whole) return [{ key: undefined, append: false, value: expander.stringPure(value), source: value.source }];
    const fields: string[] = [];
    expander.fieldsPure(value, fields);
    return fields.map(field => ({ key: undefined, append: false, value: field }));
  });
}

function elementSource(subscript: Word, value: Word): string {
  return `[${subscript.source}]=${value.source}`;
}

function* expandElements({ expander }: Execution, literal: ArrayLiteral, whole: boolean): Task<ArrayElement[]> {
  const elements: ArrayElement[] = [];
  for (const { subscript, append, value } of literal.elements) {
    if (subscript) {
      const key = yield* expander.string(subscript);
      elements.push({ key, append, value: yield* expander.string(value), source: elementSource(subscript, value) });
      continue;
    }
    if (whole) {
      elements.push({ key: undefined, append: false, value: yield* expander.string(value), source: value.source });
      continue;
    }
    const fields: string[] = [];
    yield* expander.fields(value, fields);
    for (const field of fields) elements.push({ key: undefined, append: false, value: field });
  }
  return elements;
}

/** An assignment with its words expanded. */
export interface Assigned {
  readonly name: string;
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string | readonly ArrayElement[];
  /** Of an array: the literal as it was written. */
  readonly source?: string;
  /** The key as it was written. */
  readonly subscript?: string | undefined;
}

/** `whole`: the words of an array literal are not split, as the variable is becoming an associative array. */
export function* expandAssignment(
  execution: Execution,
  { name, subscript, append, value }: Assignment,
  whole = isAssociative(execution, name),
): Task<Assigned> {
  const { expander } = execution;
  const key = subscript && (yield* expander.string(subscript));
  if (!('kind' in value)) return { name, key, append, value: yield* expander.string(value), subscript: subscript?.source };
  return { name, key, append, value: yield* expandElements(execution, value, whole), source: literalText(value) };
}

export function perform(execution: Execution, { name, key, append, value, subscript }: Assigned): void {
  if (typeof value !== 'string') assignArray(execution.shell, name, value, append);
  else assignElement(execution.shell, name, key, append ? appended(execution, name, key, value) : value, subscript);
}

/** Expands assignments in order; `tell` hears of each. */
export function* expandAll(
  execution: Execution,
  assignments: readonly Assignment[],
  tell?: (assigned: Assigned) => Task<void>,
): Task<readonly Assigned[]> {
  const assigned: Assigned[] = [];
  if (assignments.length === 0) return assigned;
  if (assignments.length === 1 && assignments[0] && !tell) return [yield* expandAssignment(execution, assignments[0])];
  // Each sees those before it.
  const { variables } = execution.shell;
  variables.pushScope();
  try {
    for (const assignment of assignments) {
      const one = yield* expandAssignment(execution, assignment);
      assigned.push(one);
      if (tell) yield* tell(one);
      if (variables.find(one.name)?.readonly || typeof one.value !== 'string' || one.key !== undefined) continue;
      variables.makeLocal(one.name, { inherit: true }).value = one.value;
    }
  } finally {
    variables.popScope();
  }
  return assigned;
}

/** `x=1 export x`: bash keeps such a value. */
export function givesAttribute(assigned: readonly Assigned[], [name, ...names]: readonly string[]): boolean {
  return (name === 'export' || name === 'readonly') && assigned.every(one => names.includes(one.name));
}
