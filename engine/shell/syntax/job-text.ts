import type { Command, List, Redirect, Word } from './ast.js';
import { printCommand } from './print-function.js';

/** A command as `jobs` shows it: bash prints it anew (print_cmd.c), dash and ash from their tree (cmdtxt in jobs.c). */
export function jobText(command: Command, dialect: 'bash' | 'dash' | 'ash'): string {
  return dialect === 'bash' ? printCommand(command) : textOf(command);
}

/** Assignments and braces are not in it, numbers of descriptors always are. */
function textOf(command: Command): string {
  switch (command.kind) {
    case 'simple': {
      const words = command.words.map(word => ('kind' in word ? `${word.name}=${valueText(word.value)}` : wordText(word)));
      return [...words, ...command.redirects.map(redirectText)].join(' ');
    }
    case 'pipeline':
      return (command.negated ? '! ' : '') + command.commands.map(textOf).join(' | ');
    case 'and-or':
      return textOf(command.first) + command.rest.map(({ operator, command: next }) => ` ${operator} ${textOf(next)}`).join('');
    case 'list':
      return listText(command);
    case 'group':
      return listText(command.body);
    case 'subshell':
      return `(${listText(command.body)})`;
    case 'function':
      return `${command.name}() { ... }`;
    default:
      return compoundText(command);
  }
}

function compoundText(
  command: Exclude<Command, { readonly kind: 'simple' | 'pipeline' | 'and-or' | 'list' | 'group' | 'subshell' | 'function' }>,
): string {
  switch (command.kind) {
    case 'if':
      return ifText(command.branches, command.otherwise);
    case 'loop':
      return `${command.until ? 'until' : 'while'} ${listText(command.test)}; do ${listText(command.body)}; done`;
    case 'for':
      return `for ${command.variable} in ${command.words?.map(wordText).join(' ') ?? '"${@}"'}; do ${listText(command.body)}; done`;
    case 'case': {
      const clauses = command.clauses.map(({ patterns, body }) => `${patterns.map(wordText).join('|')}) ${listText(body)};; `);
      return `case ${wordText(command.subject)} in ${clauses.join('')}esac`;
    }
    default:
      return command.kind;
  }
}

function ifText([first, ...rest]: readonly { readonly test: List; readonly body: List }[], otherwise: List | undefined): string {
  if (!first) return '';
  const elseText = rest.length > 0 ? ifText(rest, otherwise) : otherwise ? listText(otherwise) : undefined;
  return `if ${listText(first.test)}; then ${listText(first.body)}${elseText === undefined ? '' : `; else ${elseText}`}; fi`;
}

function listText({ items }: List): string {
  return items.map(({ command, background }) => textOf(command) + (background ? ' &' : '')).join('; ');
}

function valueText(value: Word | { readonly kind: 'array' }): string {
  return 'kind' in value ? '' : wordText(value);
}

/** Every quotation is a double one, and every parameter has braces. */
function wordText({ source }: Word): string {
  return source
    .replace(
      /\\([^])|'([^']*)'/g,
      (_whole, escaped: string | undefined, single: string) => escaped ?? `"${single.replace(/['"\\$]/g, '\\$&')}"`,
    )
    .replace(/\$\((?!\()[^]*\)|`[^`]*`/g, '$(...)')
    .replace(/(?<!\\)\$([A-Za-z_]\w*|[0-9@*#?$!-])/g, (_whole, name: string) => `\${${name === '$' ? '\\$' : name}}`);
}

function redirectText({ fd, operator, target, hereDocument }: Redirect): string {
  const number = typeof fd === 'number' ? fd : operator.startsWith('<') ? 0 : 1;
  return hereDocument ? `${String(number)}<<...` : `${String(number)}${operator}${wordText(target)}`;
}
