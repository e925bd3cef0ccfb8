import type { Task } from '../../core/task.js';
import { quoteAlternating, quoteForTrace } from '../expand/operations.js';
import type { Builtin, Execution, Invocation } from '../run/execution.js';
import { traceText } from '../run/trace.js';
import { ShellError } from '../state/shell-error.js';
import { printExported } from '../syntax/print-function.js';
import { assignLiteral, declareLine, makeArray } from './declare.js';
import { invalidOption } from './help.js';
import { badName, parseDeclaration, performDeclaration } from './variables.js';

export const exportNames: Builtin = {
  special: true,
  run: (execution, args, invocation) => attributeTask(execution, args, invocation, 'export'),
};
export const readonlyNames: Builtin = {
  special: true,
  run: (execution, args, invocation) => attributeTask(execution, args, invocation, 'readonly'),
};

function* attributeTask(
  execution: Execution,
  args: readonly string[],
  invocation: Invocation,
  attribute: 'export' | 'readonly',
): Task<number> {
  const { shell } = execution;
  const bash = shell.dialect.name === 'bash';
  const { options, operands } = leadingOptions(args);
  const unknown = options.join('').replace({ bash: /[-aAfnp]/g, dash: /[-p]/g, ash: /[-np]/g }[shell.dialect.name], '')[0];
  if (unknown !== undefined) return yield* badOption(execution, unknown);
  const letters = options.join('');
  const removes = options.some(option => option.includes('n')) && attribute === 'export';
  if (operands.length === 0) return yield* execution.print(listAttribute(execution, attribute, letters));
  let status = 0;
  for (const [index, operand] of operands.entries()) {
    if (options.some(option => option.includes('f'))) {
      status = (yield* functionAttribute(execution, operand, attribute, removes)) || status;
      continue;
    }
    const declaration = parseDeclaration(operand);
    if (!declaration || declaration.key !== undefined) {
      status = yield* badName(execution, declaration && bash ? `${declaration.name}[${declaration.key ?? ''}]` : operand);
      continue;
    }
    if (bash && shell.options.xtrace && declaration.value !== undefined)
      yield* traceText(
        execution,
        `${operand.slice(0, operand.indexOf('=') + 1)}${declaration.value === '' ? '' : quoteForTrace(declaration.value, 'bash')}`,
      );
    if (bash && shell.variables.find(declaration.name)?.readonly && declaration.value !== undefined) {
      shell.builtin = undefined;
      status = yield* execution.complain(`${declaration.name}: readonly variable`);
      continue;
    }
    if (declaration.value !== undefined || invocation.arrays) beArray(execution, declaration.name, letters);
    const array = invocation.arrays?.get(args.length - operands.length + index);
    if (array) assignLiteral(shell, declaration.name, array);
    else performDeclaration(execution, declaration);
    if (attribute === 'export') shell.variables.export(declaration.name, !removes);
    else shell.variables.ensure(declaration.name).readonly = true;
  }
  return status;
}

/** The options before the operands; `--` ends them. */
function leadingOptions(args: readonly string[]): { readonly options: readonly string[]; readonly operands: readonly string[] } {
  let first = 0;
  while (/^-[^-]/.test(args[first] ?? '')) first++;
  return { options: args.slice(0, first), operands: args.slice(first + (args[first] === '--' ? 1 : 0)) };
}

function badOption(execution: Execution, letter: string): Task<number> {
  const { dialect } = execution.shell;
  if (dialect.name === 'bash') return invalidOption(execution, `-${letter}`);
  throw new ShellError(`${dialect.name === 'dash' ? 'I' : 'i'}llegal option -${letter}`, { status: 2, scope: 'exit' });
}

/** `export -f name`: the function goes to children in their environment, as bash writes it there. */
function* functionAttribute(execution: Execution, name: string, attribute: 'export' | 'readonly', removes: boolean): Task<number> {
  const { shell, sys } = execution;
  const found = shell.functions.get(name);
  if (!found) return yield* execution.complain(`${name}: not a function`);
  if (attribute === 'readonly') {
    yield* execution.complainRaw('drydock: readonly -f is not simulated\n');
    return 1;
  }
  const key = `BASH_FUNC_${name}%%`;
  if (removes) sys.env.delete(key);
  else sys.env.set(key, printExported(found.definition));
  return 0;
}

function listAttribute(execution: Execution, attribute: 'export' | 'readonly', letters: string): string {
  const { shell } = execution;
  const bash = shell.dialect.name === 'bash';
  const names = shell.variables.names().filter(name => shell.variables.find(name)?.[attribute === 'export' ? 'exported' : 'readonly']);
  if (bash) {
    const kind = letters.includes('A') ? 'associative' : letters.includes('a') ? 'indexed' : undefined;
    const shown = names.filter(name => kind === undefined || shell.variables.find(name)?.array?.kind === kind);
    return shown
      .toSorted()
      .map(name => declareLine(execution, name))
      .join('');
  }
  return names
    .toSorted()
    .map(name => {
      const value = shell.variables.get(name);
      return value === undefined ? `${attribute} ${name}\n` : `${attribute} ${name}=${quoteAlternating(value)}\n`;
    })
    .join('');
}

/** `-A` and `-a` make an array of what gets a value. */
function beArray({ shell }: Execution, name: string, letters: string): void {
  if (!/a/i.test(letters)) return;
  const variable = shell.variables.ensure(name);
  const from = variable.array?.kind;
  const to = letters.includes('A') ? 'associative' : 'indexed';
  if (from !== undefined && from !== to) {
    shell.builtin = undefined;
    throw new ShellError(`${name}: cannot convert ${from} to ${to} array`, { status: 1, scope: 'line' });
  }
  if (!variable.array) makeArray(variable, to);
}
