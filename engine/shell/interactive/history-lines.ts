import type { Execution } from '../run/execution.js';
import { unfinished } from '../run/standard-input.js';
import { parserFor } from '../run/text.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';

/**
 * Entries of bash's history for a text of one or more lines: one for each complete command, whose lines are joined to one (`cmdhist`)
 * but for those of quotations and here-documents.
 */
export function historyEntries(execution: Execution, text: string): readonly string[] {
  const entries: string[] = [];
  let entry = '';
  let source = '';
  for (const line of text.split('\n')) {
    entry = source === '' ? line : joined(execution, entry, source, line);
    source += `${line}\n`;
    if (unfinished(parserFor(execution, source, { moreMayCome: true }), source) !== undefined) continue;
    entries.push(entry);
    source = '';
  }
  if (source !== '') entries.push(entry);
  return entries;
}

/** Words and operators after which a semicolon would be wrong (bash's `history_delimiting_chars`). */
const noSemicolonAfter = /(?:^|[\s;&|(){}])(?:case|do|else|elif|if|then|until|while|in|\{|!)$|(?:&&|\|\|?|;|;;&?|;&|&|\()$|\(\s*\)$/;

function joined(execution: Execution, entry: string, source: string, line: string): string {
  const before = separator(execution, source, line);
  return before === '\\' ? entry.slice(0, -1) + line : entry + before + line;
}

/** What comes between two lines; a backslash where the first one's is to go. */
function separator(execution: Execution, before: string, line: string): string {
  const waiting = waitsIn(execution, before);
  if (waiting === 'quotation') return '\n';
  const text = before.trimEnd();
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return '\\';
  if (/(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n') + 1))) return '\n';
  if (line.trim() === '') return '';
  const isPattern = /^(?:.*\s)?case\s+\S+\s+in\b[^]*\)$/.test(text);
  return noSemicolonAfter.test(text) || isPattern ? ' ' : '; ';
}

/** What an unfinished text is in the middle of. */
function waitsIn(execution: Execution, text: string): 'quotation' | 'command' {
  const parser = parserFor(execution, text, { moreMayCome: true });
  try {
    while (parser.next());
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    if (error.awaitedLine !== undefined) return 'quotation';
    const { fault } = error;
    if (fault.kind === 'unterminated' && ['"', "'", '`'].includes(fault.what)) return 'quotation';
  }
  return 'command';
}
