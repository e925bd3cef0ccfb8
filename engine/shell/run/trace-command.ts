import type { Task } from '../../core/task.js';
import type { ArrayElement } from '../expand/assign.js';
import { quoteForTrace, quoteSingle } from '../expand/operations.js';
import type { SimpleCommand } from '../syntax/ast.js';
import { expandAll, type Assigned } from './assignments.js';
import type { Execution } from './execution.js';
import { traceText } from './trace.js';

/** The assignments before the command, expanded; `set -x` shows it now. */
export function* assignedAndTraced(
  execution: Execution,
  command: SimpleCommand,
  fields: readonly string[],
  stderr?: number,
): Task<readonly Assigned[]> {
  const { shell } = execution;
  if (!shell.options.xtrace) return yield* expandAll(execution, command.assignments);
  const each = shell.dialect.name === 'bash';
  const assigned = yield* expandAll(execution, command.assignments, each ? one => trace(execution, [one], []) : undefined);
  yield* trace(execution, each ? [] : assigned, fields, stderr);
  return assigned;
}

/** `set -x` */
export function* trace(execution: Execution, assigned: readonly Assigned[], fields: readonly string[], stderr?: number): Task<void> {
  const { shell } = execution;
  const { name: dialect } = shell.dialect;
  const quote = (text: string): string => (dialect === 'dash' ? text : quoteForTrace(text, dialect));
  const values = assigned.map(({ name, key, append, value, source, subscript }) => {
    const shown = typeof value === 'string' ? (value === '' ? '' : quote(value)) : (source ?? '');
    return `${name}${key === undefined ? '' : `[${subscript ?? key}]`}${append ? '+' : ''}=${shown}`;
  });
  yield* traceText(execution, [...values, ...fields.map(quote)].join(' '), stderr);
}

/** An element of an array that is declared, as `set -x` shows it. */
function traceElement({ key, value }: ArrayElement): string {
  return key === undefined ? quoteSingle(value) : `[${quoteSingle(key)}]=${quoteSingle(value)}`;
}

/** An array that a declaration makes, before the declaration itself is shown. */
export function* traceArray(execution: Execution, name: string, append: boolean, elements: readonly ArrayElement[]): Task<void> {
  yield* traceText(execution, `${name}${append ? '+' : ''}=(${elements.map(traceElement).join(' ')})`);
}
