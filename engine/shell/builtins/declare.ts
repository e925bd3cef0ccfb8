import type { Task } from '../../core/task.js';
import { assignArray } from '../expand/assign.js';
import { quoteForShell, quoteKey } from '../expand/operations.js';
import { attributesOf } from '../expand/transform.js';
import type { Builtin, Execution, Invocation } from '../run/execution.js';
import { AssociativeArray, IndexedArray } from '../state/shell-array.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import type { Shell } from '../state/shell.js';
import type { Variable } from '../state/variables.js';
import { invalidOption } from './help.js';
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
  const unknown = [...on, ...off].find(letter => !'aAcfFgiIlnprtux'.includes(letter));
  if (unknown !== undefined) return yield* invalidOption(execution, `-${unknown}`, invocation.name);
  const operands = args.slice(first);
  if (on.has('p') || on.has('f') || on.has('F')) assignShown(execution, operands, { on, first, invocation, local: scope.local });
  if (on.has('f') || on.has('F')) return yield* showFunctions(execution, operands, on.has('F'));
  if (on.has('p') || operands.length === 0) return yield* showVariables(execution, operands, on, invocation.name === 'local');
  let status = 0;
  for (const [index, operand] of operands.entries()) {
    const declaration = parseDeclaration(operand);
    if (!declaration) {
      status = yield* execution.complain(`\`${operand}': not a valid identifier`);
      continue;
    }
    try {
      const how = { on, off, local: scope.local && !on.has('g'), array: invocation.arrays?.get(first + index) };
      const run = (): void => declareOne(execution, declaration, how);
      if (on.has('g')) execution.shell.variables.outside(declaration.name, run);
      else run();
    } catch (error) {
      if (!(error instanceof ReadonlyError)) throw error;
      status = yield* execution.complain(`${error.variable}: readonly variable`);
    }
  }
  return status;
}

/** Array literals are assigned while bash expands the words, of whose options only some count then; whatever else is asked for. */
export function assignShown(
  execution: Execution,
  operands: readonly string[],
  how: { readonly on: Iterable<string>; readonly first: number; readonly invocation: Invocation; readonly local: boolean },
): void {
  const on = new Set([...how.on].filter(letter => 'aAiluI'.includes(letter)));
  for (const [index, operand] of operands.entries()) {
    const array = how.invocation.arrays?.get(how.first + index);
    const declaration = array && parseDeclaration(operand);
    if (declaration) declareOne(execution, declaration, { on, off: new Set(), local: how.local, array });
  }
}

export function readOptions(args: readonly string[]): { on: Set<string>; off: Set<string>; first: number } {
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
  if (how.on.has('n')) checkReference(execution, declaration, how);
  const variable = how.local
    ? shell.variables.makeLocal(name, { inherit: how.on.has('I') || shell.shopt.has('localvar_inherit') })
    : how.on.has('n') || how.off.has('n')
      ? shell.variables.ensureItself(name)
      : shell.variables.ensure(name);
  if (how.on.has('n')) {
    if (variable.readonly && declaration.value !== undefined) throw new ReadonlyError(name);
    variable.reference = true;
    if (how.on.has('r')) variable.readonly = true;
    variable.value = declaration.value ?? variable.value ?? '';
    return;
  }
  if (how.off.has('n')) variable.reference = false;
  setAttributes(variable, how);
  if (how.on.has('A') && !variable.array) makeArray(variable, 'associative');
  else if ((how.on.has('a') || key !== undefined) && !variable.array) makeArray(variable, 'indexed');
  checkKind(shell, name, variable, how);
  if (how.array) assignLiteral(shell, name, how.array);
  else performDeclaration(execution, declaration);
  if (how.on.has('x')) shell.variables.export(name);
  if (how.off.has('x')) shell.variables.export(name, false);
  if (how.on.has('r')) variable.readonly = true;
}

/** Nothing is named before what is wrong with a literal, which bash assigns before it calls the builtin. */
export function assignLiteral(shell: Shell, name: string, { elements, append }: NonNullable<How['array']>): void {
  const { builtin } = shell;
  shell.builtin = undefined;
  assignArray(shell, name, elements, append);
  shell.builtin = builtin;
}

/** What a reference may be, and may stand for. */
function checkReference({ shell }: Execution, { name, key, value }: Declaration, how: How): void {
  const isNew = how.local && !shell.variables.isLocal(name);
  const isArray = key !== undefined || how.array !== undefined || (!isNew && shell.variables.find(name)?.array !== undefined);
  const told = key === undefined ? name : `${name}[${key}]`;
  if (isArray) throw new ShellError(`${told}: reference variable cannot be an array`, { status: 1, scope: 'command' });
  if (value === '') throw new ShellError("`': not a valid identifier", { status: 1, scope: 'command' });
  if (value !== undefined && !/^[A-Za-z_]\w*(?:\[.+\])?$/s.test(value))
    throw new ShellError(`\`${value}': invalid variable name for name reference`, { status: 1, scope: 'command' });
}

/** An array stays of its kind. */
function checkKind(shell: Shell, name: string, { array }: Variable, { on, array: given }: How): void {
  const from = array?.kind;
  const to = on.has('A') ? 'associative' : on.has('a') ? 'indexed' : from;
  if (from === to || from === undefined) return;
  if (given) shell.builtin = undefined;
  throw new ShellError(`${name}: cannot convert ${from} to ${to ?? ''} array`, { status: 1, scope: given ? 'line' : 'command' });
}

function setAttributes(variable: Variable, { on, off }: How): void {
  if (on.has('i')) variable.integer = true;
  if (off.has('i')) variable.integer = false;
  if (on.has('t')) variable.traced = true;
  if (off.has('t')) variable.traced = false;
  if (on.has('l')) variable.case = 'lower';
  if (on.has('u')) variable.case = 'upper';
  if (on.has('c')) variable.case = 'capital';
  if (off.has('l') || off.has('u') || off.has('c')) variable.case = 'as-is';
  if (off.has('r') && variable.readonly) throw new ReadonlyError('r');
}

/** Makes an array of a variable, whose value becomes element 0. */
export function makeArray(variable: Variable, kind: 'indexed' | 'associative'): void {
  const { value } = variable;
  const array = kind === 'indexed' ? new IndexedArray() : new AssociativeArray();
  if (value === undefined) array.onlyDeclared = true;
  else if (array.kind === 'indexed') array.set(0, value);
  else array.set('0', value);
  variable.array = array;
  variable.value = undefined;
}

function* showFunctions(execution: Execution, names: readonly string[], namesOnly: boolean): Task<number> {
  const { functions } = execution.shell;
  let status = 0;
  for (const name of names.length > 0 ? names : [...functions.keys()].sort()) {
    if (parseDeclaration(name)?.value !== undefined) return yield* execution.complain("cannot use `-f' to make functions");
    const found = functions.get(name);
    if (!found) status = 1;
    else if (namesOnly) yield* execution.print(names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else yield* execution.print(`${printFunction(found.definition)}\n`);
  }
  return status;
}

function* showVariables(execution: Execution, names: readonly string[], on: ReadonlySet<string>, localOnly: boolean): Task<number> {
  const { variables } = execution.shell;
  if (names.length === 0) {
    const known = localOnly ? variables.localNames() : variables.names();
    const shown = known.toSorted().filter(name => matches(variables.find(name), on));
    const text = shown.map(name => (on.size === 0 ? plainLine(execution, name) : declareLine(execution, name)));
    return yield* execution.print(text.filter(line => line !== undefined).join(''));
  }
  let status = 0;
  for (const name of names) {
    const line = localOnly && !variables.isLocal(name) ? undefined : declareLine(execution, name);
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
    (!on.has('n') || variable.reference) &&
    (!on.has('l') || variable.case === 'lower') &&
    (!on.has('u') || variable.case === 'upper') &&
    (!on.has('t') || variable.traced) &&
    (!on.has('a') || variable.array?.kind === 'indexed') &&
    (!on.has('A') || variable.array?.kind === 'associative')
  );
}

/** `declare -ax name=([0]="a")` */
export function declareLine({ shell }: Execution, name: string): string | undefined {
  if (shell.variables.isReference(name)) {
    const target = shell.variables.targetOf(name);
    return `declare -n${shell.variables.isReadonlyItself(name) ? 'r' : ''} ${name}${target === undefined || target === '' ? '' : `=${quoteDouble(target)}`}\n`;
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
  if (array?.onlyDeclared) return undefined;
  if (!array) return value === undefined ? undefined : quote(value);
  const values = array.values();
  const shown = array
    .keys()
    .map((key, index) => `[${array.kind === 'associative' ? quoteKey(String(key)) : String(key)}]=${quoteElement(values[index] ?? '')}`);
  return array.kind === 'associative' ? `(${shown.map(text => `${text} `).join('')})` : `(${shown.join(' ')})`;
}
