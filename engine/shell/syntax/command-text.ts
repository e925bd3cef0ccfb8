import { readAnsiQuoted } from './ansi-quotes.js';
import type { ArrayLiteral, Assignment, Command, Conditional, Redirect, SimpleCommand, Word, WordPart } from './ast.js';

/** What BASH_COMMAND shows, and a trap on DEBUG is run before: a simple command, or the head of a compound one. */
export type ShownCommand = Extract<Command, { kind: 'simple' | 'arithmetic' | 'conditional' | 'for' | 'select' | 'case' }>;

/** A command as it was written, for BASH_COMMAND. */
export function commandText(command: ShownCommand): string {
  switch (command.kind) {
    case 'simple':
      return simpleText(command);
    case 'arithmetic':
      return `((${wordText(command.expression)}))`;
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

/** A word as it was written, but for `$'…'` and `$"…"`, which bash reads when it parses, and the commands in it, which it writes anew. */
export function wordText(word: Word): string {
  const commands: Substitution[] = [];
  for (const part of word.parts) collect(part, commands);
  if (commands.length === 0) return quotesRead(word, word.source);
  let text = '';
  let at = 0;
  for (const { text: written, printed } of commands) {
    const start = word.source.indexOf(written, at);
    if (start < 0 || !printed) continue;
    text += quotesRead(word, word.source.slice(at, start)) + printed();
    at = start + written.length;
  }
  return text + quotesRead(word, word.source.slice(at));
}

type Substitution = Extract<WordPart, { readonly kind: 'command' | 'process' }>;

/** The commands in a part, in the order in which they are written. */
function collect(part: WordPart, into: Substitution[]): void {
  switch (part.kind) {
    case 'command':
    case 'process':
      into.push(part);
      return;
    case 'double':
      for (const inner of part.parts) collect(inner, into);
      return;
    case 'arithmetic':
      for (const inner of part.expression.parts) collect(inner, into);
      return;
    case 'parameter':
      for (const word of wordsOf(part)) for (const inner of word.parts) collect(inner, into);
      return;
    case 'text':
    case 'tilde':
    case 'bad':
      return;
  }
}

function wordsOf({ subscript, operation }: Extract<WordPart, { readonly kind: 'parameter' }>): readonly Word[] {
  const words: (Word | undefined)[] = [typeof subscript === 'object' ? subscript : undefined];
  switch (operation?.kind) {
    case 'default':
    case 'assign':
    case 'error':
    case 'alternative':
      words.push(operation.word);
      break;
    case 'trim':
    case 'case':
      words.push(operation.pattern);
      break;
    case 'replace':
      words.push(operation.pattern, operation.replacement);
      break;
    case 'substring':
      words.push(operation.offset, operation.length);
      break;
    default:
  }
  return words.filter(word => word !== undefined);
}

function quotesRead(word: Word, source: string): string {
  if (!/\$['"]/.test(source)) return source;
  const quoted = word.parts.find(part => part.kind === 'text' && part.quoted);
  const alone = word.parts.length === 1 && quoted?.kind === 'text' ? quoted.text : undefined;
  return source.replace(
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
  return `${name}${subscript ? `[${wordText(subscript)}]` : ''}${append ? '+' : ''}=${'kind' in value ? literalText(value) : wordText(value)}`;
}

/** `( … )` with single blanks between the elements. */
export function literalText({ elements }: ArrayLiteral): string {
  const shown = elements.map(({ subscript, append, value }) =>
    subscript ? `[${wordText(subscript)}]${append ? '+' : ''}=${wordText(value)}` : wordText(value),
  );
  return `(${shown.join(' ')})`;
}

function redirectText({ fd, operator, target, hereDocument }: Redirect): string {
  const descriptor = fd === undefined ? '' : typeof fd === 'number' ? String(fd) : `{${fd.variable}}`;
  if (hereDocument) return `${descriptor}<<${hereDocument.delimiter}`;
  return `${descriptor}${operator}${/^[<>]&$/.test(operator) ? '' : ' '}${wordText(target)}`;
}
