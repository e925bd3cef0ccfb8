import type { Task } from '../../core/task.js';
import type { Builtin, Execution } from '../run/execution.js';
import { ShellError } from '../state/shell-error.js';
import { assignShown, declareLine, declareVariables, readOptions } from './declare.js';
import { badName, parseDeclaration, performDeclaration } from './variables.js';

export const local: Builtin = {
  run: (execution, args, invocation) => {
    const { shell } = execution;
    if (!shell.inFunction) {
      if (shell.dialect.name === 'bash') {
        const { on, first } = readOptions(args);
        assignShown(execution, args.slice(first), { on, first, invocation, local: false });
        return execution.complain('can only be used in a function');
      }
      throw new ShellError('not in a function', { status: 2, scope: 'exit' });
    }
    if (args.includes('-')) keepOptions(execution);
    const names = args.filter(arg => arg !== '-');
    if (shell.dialect.name === 'bash' && args.length > 0 && names.length === 0) return 0;
    if (shell.dialect.name === 'bash' && args.length === 0) return execution.print(localLines(execution));
    if (shell.dialect.name === 'bash') return declareVariables(execution, args, invocation, { local: true });
    return localTask(execution, args);
  },
};

/** `local -`: what `set` changes in this function goes back when it ends. */
function keepOptions({ shell }: Execution): void {
  const frame = shell.frames.findLast(({ kind }) => kind === 'function');
  if (frame) frame.options ??= { ...shell.options };
}

function localLines(execution: Execution): string {
  const names = execution.shell.variables.localNames();
  return names
    .toSorted()
    .map(name => declareLine(execution, name) ?? '')
    .join('');
}

function* localTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell } = execution;
  for (const arg of args) {
    if (arg === '-') continue;
    const declaration = parseDeclaration(arg);
    if (!declaration) return yield* badName(execution, arg);
    shell.variables.makeLocal(declaration.name, { inherit: shell.dialect.name === 'dash' });
    performDeclaration(execution, declaration);
  }
  return 0;
}
