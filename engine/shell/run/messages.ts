import { encodeUtf8 } from '../../core/utf8.js';
import type { Shell } from '../state/shell.js';
import { quoteForShell } from '../expand/operations.js';

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
  const line = shell.interactive ? '' : `line ${String(shell.countedLine)}: `;
  if (builtin !== undefined) return `${builtin}: ${line}`;
  return inScript ? line : '';
}

/** A name as bash shows it in messages: in `$'…'` when not all of it can be printed. */
export function printable({ variables }: Shell, text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) return quoteForShell(text);
  if (!/[^ -~]/.test(text)) return text;
  const locale = [variables.get('LC_ALL'), variables.get('LC_CTYPE'), variables.get('LANG')].find(
    name => name !== undefined && name !== '',
  );
  if (/utf-?8/i.test(locale ?? '')) return text;
  const octal = [...encodeUtf8(text)].map(byte => (byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`));
  return `$'${octal.join('')}'`;
}

/** bash names the file that the running function came from; those of `-c` came from the environment. */
function sourceOf(shell: Shell): string {
  const frame = shell.frames.at(-1);
  return frame?.file ?? shell.sourceName;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
