import { readAnsiQuoted } from './ansi-quotes.js';
import type { ArrayLiteral, Assignment, Command, Conditional, Redirect, SimpleCommand, Word } from './ast.js';

/** What BASH_COMMAND shows, and a trap on DEBUG is run before: a simple command, or the head of a compound one. */
export type ShownCommand = Extract<Command, { kind: 'simple' | 'arithmetic' | 'conditional' | 'for' | 'select' | 'case' }>;

/** A command as it was written, for BASH_COMMAND. */
export function commandText(command: ShownCommand): string {
  switch (command.kind) {
    case 'simple':
      return simpleText(command);
    case 'arithmetic':
      return `((${command.expression.source}))`;
    case 'conditional':
      return `[[ ${conditionText(command.expression)} ]]`;
    case 'for':
    case 'select':
      return `${command.kind} ${command.variable} in ${command.words?.map(wordText).join(' ') ?? '"$@"'}`;
    case 'case':
      return `case ${wordText(command.subject)} in `;
  }
}

/** The condition between `[[` and `]]`. */
export function conditionText(condition: Conditional, isInside = false): string {
  switch (condition.kind) {
    case 'not':
      return `! ${conditionText(condition.operand, true)}`;
    case 'and':
    case 'or': {
      const text = `${conditionText(condition.left, condition.kind === 'and')} ${condition.kind === 'and' ? '&&' : '||'} ${conditionText(condition.right, condition.kind === 'and')}`;
      return isInside && condition.kind === 'or' ? `( ${text} )` : text;
    }
    case 'unary':
      return `${condition.operator} ${wordText(condition.operand)}`;
    case 'binary':
      return `${wordText(condition.left)} ${condition.operator} ${wordText(condition.right)}`;
  }
}

function simpleText({ assignments, words, redirects }: SimpleCommand): string {
  return [
    ...assignments.map(assignmentText),
    ...words.map(word => ('kind' in word ? assignmentText(word) : wordText(word))),
    ...redirects.map(redirectText),
  ].join(' ');
}

/** A word as it was written, but for `$'…'` and `$"…"`, which bash reads when it parses. */
export function wordText(word: Word): string {
  if (!/\$['"]/.test(word.source)) return word.source;
  const quoted = word.parts.find(part => part.kind === 'text' && part.quoted);
  const alone = word.parts.length === 1 && quoted?.kind === 'text' ? quoted.text : undefined;
  return word.source.replace(
    /\\[^]|(\$?)"((?:[^"\\]|\\[^])*)"|'[^']*'|\$'((?:[^'\\]|\\[^])*)'/g,
    (whole, _dollar, locale: string | undefined, ansi: string | undefined) => {
      if (locale !== undefined) return `"${locale}"`;
      if (ansi === undefined) return whole;
      const text = alone ?? readAnsiQuoted(`${ansi}'`, 0).text;
      return `'${text.replaceAll("'", "'\\''")}'`;
    },
  );
}

export function assignmentText({ name, subscript, append, value }: Assignment): string {
  return `${name}${subscript ? `[${subscript.source}]` : ''}${append ? '+' : ''}=${'kind' in value ? literalText(value) : wordText(value)}`;
}

/** `( … )` with single blanks between the elements. */
export function literalText({ elements }: ArrayLiteral): string {
  const shown = elements.map(({ subscript, append, value }) =>
    subscript ? `[${subscript.source}]${append ? '+' : ''}=${wordText(value)}` : wordText(value),
  );
  return `(${shown.join(' ')})`;
}

function redirectText({ fd, operator, target, hereDocument }: Redirect): string {
  const descriptor = fd === undefined ? '' : typeof fd === 'number' ? String(fd) : `{${fd.variable}}`;
  if (hereDocument) return `${descriptor}<<${hereDocument.delimiter}`;
  return `${descriptor}${operator}${/^[<>]&$/.test(operator) ? '' : ' '}${wordText(target)}`;
}
