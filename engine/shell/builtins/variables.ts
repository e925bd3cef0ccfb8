import type { Task } from '../../core/task.js';
import { assignElement } from '../expand/assign.js';
import { quoteForShell } from '../expand/operations.js';
import { elementOf } from '../expand/parameters.js';
import type { Builtin, Execution } from '../run/execution.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import { isName } from '../state/variable-names.js';

/** `name`, `name=value`, `name+=value`, `name[key]=value` cut into their parts. */
export interface Declaration {
  readonly name: string;
  readonly key: string | undefined;
  readonly append: boolean;
  readonly value: string | undefined;
}

export function parseDeclaration(text: string): Declaration | undefined {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)(?:\[(.*?)\])?(?:(\+?)=(.*))?$/s.exec(text);
  if (!match) return undefined;
  const [, name = '', key, append, value] = match;
  return { name, key, append: append === '+', value };
}

/** Sets what a declaration gives. */
export function performDeclaration({ shell }: Execution, { name, key, append, value }: Declaration): void {
  if (value === undefined) return;
  const before = append ? ((key === undefined ? shell.variables.get(name) : elementOf(shell, name, key)) ?? '') : '';
  const integer = shell.variables.find(name)?.integer ?? false;
  assignElement(shell, name, key, append && integer ? `${before || '0'}+(${value})` : before + value);
}

export function* badName(execution: Execution, operand: string): Task<number> {
  if (execution.shell.dialect.name === 'bash') return yield* execution.complain(`\`${operand}': not a valid identifier`);
  throw new ShellError(`${operand.split('=')[0] ?? ''}: bad variable name`, { status: 2, scope: 'exit' });
}

/** As `declare -p` shows values. */
export function quoteDouble(value: string): string {
  if (/[\x00-\x1f\x7f]/.test(value)) return quoteForShell(value);
  return `"${value.replace(/[\\"$`]/g, '\\$&')}"`;
}

export const unset: Builtin = { special: true, run: (execution, args) => unsetTask(execution, args) };

function* unsetTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  const options = args.filter(arg => /^-[fvn]+$/.test(arg));
  const functionsOnly = options.some(option => option.includes('f'));
  const variablesOnly = options.includes('-v') || shell.dialect.name !== 'bash';
  if (functionsOnly && options.some(option => option.includes('v')) && shell.dialect.name === 'bash')
    return yield* execution.complain('cannot simultaneously unset a function and a variable');
  let status = 0;
  for (const name of args.filter(arg => !/^-[fvn]+$/.test(arg) && arg !== '--')) {
    if (functionsOnly) shell.functions.delete(name);
    else if (variablesOnly || shell.variables.find(name) !== undefined || /\[/.test(name))
      status = (yield* unsetVariable(execution, name, options.includes('-n'))) || status;
    else shell.functions.delete(name);
  }
  return status;
}

function* unsetVariable(execution: Execution, operand: string, reference: boolean): Task<number> {
  const { shell } = execution;
  const match = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(operand);
  try {
    if (match && shell.dialect.arrays) unsetElement(execution, match[1] ?? '', match[2] ?? '');
    else if (isName(operand) && reference) {
      if (shell.variables.isReference(operand) || shell.variables.isReadonlyItself(operand)) shell.variables.unset(operand);
    } else if (isName(operand)) shell.variables.unset(shell.variables.resolve(operand));
    else if (shell.dialect.name !== 'bash') return yield* badName(execution, operand);
  } catch (error) {
    if (!(error instanceof ReadonlyError) || shell.dialect.name !== 'bash') throw error;
    return yield* execution.complain(`${operand}: cannot unset: readonly variable`);
  }
  return 0;
}

function unsetElement({ shell }: Execution, name: string, key: string): void {
  if (shell.variables.find(name) === undefined) return;
  const variable = shell.variables.ensure(name);
  if (variable.readonly) throw new ReadonlyError(name);
  if (!variable.array) {
    if (key !== '0') throw new ShellError(`${name}: not an array variable`, { status: 1, scope: 'command' });
    shell.variables.unset(name);
  } else if (key === '@' || key === '*') variable.array.clear();
  else if (variable.array.kind === 'associative') variable.array.delete(key);
  else {
    const index = Number(shell.variables.evaluateInteger(key));
    const place = index < 0 ? index + variable.array.last + 1 : index;
    if (place < 0) throw new ShellError(`[${key}]: bad array subscript`, { status: 1, scope: 'command' });
    variable.array.delete(place);
  }
}
