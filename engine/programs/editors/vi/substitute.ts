import type { Regex } from '../../regex/regex.js';
import type { Rows } from './addresses.js';
import type { ViEditor } from './editor.js';
import { compilePattern } from './search.js';

interface Substitution {
  readonly pattern: string;
  readonly replacement: string;
  readonly isGlobal: boolean;
  readonly ignoreCase: boolean;
  readonly quiet: boolean;
}

const last = new WeakMap<ViEditor, Substitution>();

/** `:s/pattern/replacement/flags` on rows. The flags g and i (and e: no complaint); c is refused. */
export function substitute(editor: ViEditor, rows: Rows, text: string, isOwnChange = true): void {
  const delimiter = text.charAt(0);
  if (delimiter === '') {
    substituteAgain(editor, rows);
    return;
  }
  const parts = split(text.slice(1), delimiter);
  const flags = parts[2] ?? '';
  const unknown = flags.replace(/[gie&]/g, '').trim();
  if (unknown !== '') {
    editor.message = unknown === 'c' ? 'drydock: confirming each substitution is not simulated' : editor.words.trailing(unknown);
    return;
  }
  const pattern = parts[0] === '' ? editor.search?.text : parts[0];
  if (pattern === undefined) {
    editor.message = editor.words.noPattern;
    return;
  }
  editor.search = { text: pattern, backwards: false };
  const asked = {
    pattern,
    replacement: parts[1] ?? '',
    isGlobal: flags.includes('g'),
    ignoreCase: flags.includes('i') || editor.settings.ignoreCase,
    quiet: flags.includes('e'),
  };
  last.set(editor, asked);
  apply(editor, rows, asked, isOwnChange);
}

export function substituteAgain(editor: ViEditor, rows: Rows): void {
  const asked = last.get(editor);
  if (asked) apply(editor, rows, asked, true);
  else editor.message = editor.words.noPattern;
}

/** At the delimiter, except behind a backslash. */
function split(text: string, delimiter: string): string[] {
  const parts = [''];
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const next = text.charAt(i + 1);
    if (character === '\\' && next !== '') {
      parts.push((parts.pop() ?? '') + (next === delimiter ? next : character + next));
      i++;
    } else if (character === delimiter && parts.length < 3) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}

function apply(editor: ViEditor, { first, last: end }: Rows, asked: Substitution, isOwnChange: boolean): void {
  const regex = compilePattern(editor, asked.pattern, asked.ignoreCase);
  if (!regex) return;
  const lines = editor.buffer.lines.slice(first, end + 1).map(line => replaceIn(line, regex, asked));
  const changed = lines.filter(line => line.count > 0);
  const count = changed.reduce((sum, line) => sum + line.count, 0);
  if (count === 0) {
    if (!asked.quiet) editor.message = editor.words.patternNotFound(asked.pattern);
    return;
  }
  if (isOwnChange) editor.beginChange();
  const texts = lines.map(line => line.text.split('\n'));
  editor.buffer.replaceRows(first, end - first + 1, texts.flat());
  const lastChanged = lines.findLastIndex(line => line.count > 0);
  const row = first + texts.slice(0, lastChanged + 1).flat().length - 1;
  editor.goTo({ row, column: /^\s*/.exec(editor.buffer.line(row))?.[0].length ?? 0 });
  if (count > 2 && editor.words.name === 'vim') {
    editor.message = `${String(count)} substitutions on ${String(changed.length)} line${changed.length === 1 ? '' : 's'}`;
  }
}

function replaceIn(line: string, regex: Regex, { replacement, isGlobal }: Substitution): { readonly text: string; readonly count: number } {
  let text = '';
  let from = 0;
  let count = 0;
  while (from <= line.length) {
    const match = regex.exec(line, from);
    if (!match) break;
    count++;
    text += line.slice(from, match.start) + expand(replacement, line.slice(match.start, match.end), match.groups);
    const isEmpty = match.end === match.start;
    text += isEmpty ? line.slice(match.end, match.end + 1) : '';
    from = match.end + (isEmpty ? 1 : 0);
    if (!isGlobal) break;
  }
  return { text: text + line.slice(from), count };
}

/** `&` and `\0` are the match, `\1` … groups, `\n` and `\r` a new line. */
function expand(replacement: string, match: string, groups: readonly (string | undefined)[]): string {
  return replacement.replace(/\\(.)|&/gs, (whole, escaped: string | undefined) => {
    if (whole === '&' || escaped === '0') return match;
    if (escaped === 'n' || escaped === 'r') return '\n';
    if (escaped === 't') return '\t';
    return /^[1-9]$/.test(escaped ?? '') ? (groups[Number(escaped) - 1] ?? '') : (escaped ?? '');
  });
}
