import type { Task } from '../../core/task.js';
import { assignArray } from '../expand/assign.js';
import { quoteForShell } from '../expand/operations.js';
import { attributesOf } from '../expand/transform.js';
import type { Builtin, Execution, Invocation } from '../run/execution.js';
import { AssociativeArray, IndexedArray } from '../state/shell-array.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import type { Variable } from '../state/variables.js';
import { parseDeclaration, performDeclaration, quoteDouble, type Declaration } from './variables.js';
import { printFunction } from '../syntax/print-function.js';

/** `declare` and `typeset` */
export const declare: Builtin = {
  run: (execution, args, invocation) => declareVariables(execution, args, invocation, { local: execution.shell.inFunction }),
};

/** The work of `declare` and of bash's `local`. */
export function* declareVariables(
  execution: Execution,
  args: readonly string[],
  invocation: Invocation,
  scope: { readonly local: boolean },
): Task<number> {
  const { on, off, first } = readOptions(args);
  const unknown = [...on, ...off].find(letter => !'aAfFgiIlnprtux'.includes(letter));
  if (unknown !== undefined) {
    yield* execution.complain(`-${unknown}: invalid option`);
    yield* execution.complainRaw(
      `${invocation.name}: usage: ${invocation.name} [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]\n`,
    );
    return 2;
  }
  const operands = args.slice(first);
  if (on.has('f') || on.has('F')) return yield* showFunctions(execution, operands, on.has('F'));
  if (on.has('p') || operands.length === 0) return yield* showVariables(execution, operands, on);
  let status = 0;
  for (const [index, operand] of operands.entries()) {
    const declaration = parseDeclaration(operand);
    if (!declaration) {
      status = yield* execution.complain(`\`${operand}': not a valid identifier`);
      continue;
    }
    try {
      declareOne(execution, declaration, { on, off, local: scope.local && !on.has('g'), array: invocation.arrays?.get(first + index) });
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      status = yield* execution.complain(`${error.variable}: readonly variable`);
    }
  }
  return status;
}

function readOptions(args: readonly string[]): { on: Set<string>; off: Set<string>; first: number } {
  const on = new Set<string>();
  const off = new Set<string>();
  let first = 0;
  for (; /^[-+][A-Za-z]+$/.test(args[first] ?? ''); first++) {
    const option = args[first] ?? '';
    for (const letter of option.slice(1)) (option.startsWith('-') ? on : off).add(letter);
  }
  if (args[first] === '--') first++;
  return { on, off, first };
}

interface How {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly local: boolean;
  readonly array: { readonly elements: Parameters<typeof assignArray>[2]; readonly append: boolean } | undefined;
}

function declareOne(execution: Execution, declaration: Declaration, how: How): void {
  const { shell } = execution;
  const { name, key } = declaration;
  if (how.on.has('n') && declaration.value === name)
    throw new ShellError(`${name}: nameref variable self references not allowed`, { status: 1, scope: 'command' });
  const variable = how.local
    ? shell.variables.makeLocal(name, { inherit: how.on.has('I') || shell.shopt.has('localvar_inherit') })
    : how.on.has('n')
      ? ensureDirect(execution, name)
      : shell.variables.ensure(name);
  if (how.on.has('n')) {
    variable.reference = true;
    variable.value = declaration.value ?? variable.value ?? '';
    return;
  }
  if (how.off.has('n')) variable.reference = false;
  setAttributes(variable, how);
  if (how.on.has('A') && !variable.array) makeAssociative(name, variable);
  else if ((how.on.has('a') || key !== undefined) && !variable.array) makeIndexed(variable);
  if (how.array) assignArray(shell, name, how.array.elements, how.array.append);
  else performDeclaration(execution, declaration);
  if (how.on.has('x')) shell.variables.export(name);
  if (how.off.has('x')) shell.variables.export(name, false);
  if (how.on.has('r')) variable.readonly = true;
}

function ensureDirect({ shell }: Execution, name: string): Variable {
  return shell.variables.ensure(name);
}

function setAttributes(variable: Variable, { on, off }: How): void {
  if (on.has('i')) variable.integer = true;
  if (off.has('i')) variable.integer = false;
  if (on.has('l')) variable.case = 'lower';
  if (on.has('u')) variable.case = 'upper';
  if (off.has('l') || off.has('u')) variable.case = 'as-is';
  if (off.has('r') && variable.readonly) throw new ReadonlyError('r');
}

function makeAssociative(name: string, variable: Variable): void {
  if (variable.value !== undefined) {
    const array = new AssociativeArray();
    array.set('0', variable.value);
    variable.array = array;
  } else variable.array = new AssociativeArray();
  variable.value = undefined;
  if (name === '') throw new ShellError('bad name', { status: 1, scope: 'command' });
}

function makeIndexed(variable: Variable): void {
  const array = new IndexedArray();
  if (variable.value !== undefined) array.set(0, variable.value);
  variable.array = array;
  variable.value = undefined;
}

function* showFunctions(execution: Execution, names: readonly string[], namesOnly: boolean): Task<number> {
  const { functions } = execution.shell;
  let status = 0;
  for (const name of names.length > 0 ? names : [...functions.keys()].sort()) {
    const found = functions.get(name);
    if (!found) status = 1;
    else if (namesOnly) yield* execution.print(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else yield* execution.print(`${printFunction(found.definition)}\n`);
  }
  return status;
}

function* showVariables(execution: Execution, names: readonly string[], on: ReadonlySet<string>): Task<number> {
  const { variables } = execution.shell;
  if (names.length === 0) {
    const shown = [...variables.names()].sort().filter(name => matches(variables.find(name), on));
    const text = shown.map(name => (on.size === 0 ? plainLine(execution, name) : declareLine(execution, name)));
    return yield* execution.print(text.filter(line => line !== undefined).join(''));
  }
  let status = 0;
  for (const name of names) {
    const line = declareLine(execution, name);
    if (line === undefined) status = yield* execution.complain(`${name}: not found`);
    else yield* execution.print(line);
  }
  return status;
}

function matches(variable: Variable | undefined, on: ReadonlySet<string>): boolean {
  if (!variable) return false;
  return (
    (!on.has('x') || variable.exported) &&
    (!on.has('r') || variable.readonly) &&
    (!on.has('i') || variable.integer) &&
    (!on.has('a') || variable.array?.kind === 'indexed') &&
    (!on.has('A') || variable.array?.kind === 'associative')
  );
}

/** `declare -ax name=([0]="a")` */
export function declareLine({ shell }: Execution, name: string): string | undefined {
  if (shell.variables.isReference(name)) {
    const target = shell.variables.targetOf(name);
    return `declare -n ${name}${target === undefined || target === '' ? '' : `=${quoteDouble(target)}`}\n`;
  }
  const variable = shell.variables.find(name);
  if (!variable) return undefined;
  const attributes = attributesOf(shell, name) || '-';
  const value = valueText(variable, shell.variables.get(name), quoteDouble);
  return `declare -${attributes} ${name}${value === undefined ? '' : `=${value}`}\n`;
}

/** As `set` lists a variable. */
export function plainLine({ shell }: Execution, name: string): string | undefined {
  const variable = shell.variables.find(name);
  const value = variable && valueText(variable, shell.variables.get(name), quoteForSet, quoteDouble);
  return value === undefined ? undefined : `${name}=${value}\n`;
}

function quoteForSet(value: string): string {
  return value === '' ? '' : quoteForShell(value);
}

function valueText(
  variable: Variable,
  value: string | undefined,
  quote: (text: string) => string,
  quoteElement: (text: string) => string = quote,
): string | undefined {
  const { array } = variable;
  if (!array) return value === undefined ? undefined : quote(value);
  const values = array.values();
  const shown = array.keys().map((key, index) => `[${String(key)}]=${quoteElement(values[index] ?? '')}`);
  return array.kind === 'associative' ? `(${shown.map(text => `${text} `).join('')})` : `(${shown.join(' ')})`;
}
