import type { Shell } from '../state/shell.js';

/** What a shell puts before its messages on stderr. */
export function prefixOf(shell: Shell, builtin: string | undefined = shell.builtin): string {
  const { dialect, line } = shell;
  const middle = builtin === undefined ? '' : `${builtin}: `;
  switch (dialect.name) {
    case 'bash':
      return shell.interactive ? `${baseName(shell.name)}: ${middle}` : `${sourceOf(shell)}: line ${String(line)}: ${middle}`;
    case 'dash':
      return `${shell.name}: ${String(line)}: ${middle}`;
    case 'ash':
      return `${shell.name}: ${ashMiddle(shell, builtin)}`;
  }
}

/** ash gives the line only where a builtin or a script is named. */
function ashMiddle(shell: Shell, builtin: string | undefined): string {
  const isCommand = shell.invocation.includes('c');
  const inScript = !shell.interactive && !isCommand && !shell.options.stdin;
  const line = shell.interactive ? '' : `line ${String(isCommand ? 0 : shell.line)}: `;
  if (builtin !== undefined) return `${builtin}: ${line}`;
  return inScript ? line : '';
}

/** bash names the file that the running function came from; those of `-c` came from the environment. */
function sourceOf(shell: Shell): string {
  const frame = shell.frames.at(-1);
  return frame?.file ?? shell.sourceName;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
