import type { Shell } from '../state/shell.js';

/** What a shell that is ended by an expansion exits with: bash gives 127 in the main process of `-c` alone. */
export function fatalStatus(shell: Shell): number {
  if (shell.dialect.name !== 'bash') return 2;
  return shell.invocation.includes('c') && !shell.isSubshell && !shell.options.errexit ? 127 : 1;
}
