import { largestOf } from '../../core/extremes.js';
import { textWidth } from '../../core/character-width.js';
import type { Language } from '../text.js';
import type { Flag } from './flag.js';

/** The block of flags in `--help`: names, types, wrapped descriptions and defaults, sorted by name as pflag does. */
export function formatFlagUsages(flags: readonly Flag[], language: Language, columns: number): string {
  const visible = flags.filter(flag => !flag.hidden).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = visible.map(flag => ({ left: leftColumn(flag), right: rightColumn(flag, language) }));
  const width =
    largestOf(
      rows.map(row => row.left.length),
      0,
    ) + 1;
  return rows.map(({ left, right }) => `${left.padEnd(width)}  ${wrapText(right, width + 2, columns)}\n`).join('');
}

function leftColumn(flag: Flag): string {
  const names = flag.shorthand === undefined ? `      --${flag.name}` : `  -${flag.shorthand}, --${flag.name}`;
  const value = flag.valueName ?? (flag.type.name === 'bool' ? '' : flag.type.name);
  const bare =
    flag.bare === undefined || flag.type.name === 'bool' ? '' : flag.type.name === 'string' ? `[="${flag.bare}"]` : `[=${flag.bare}]`;
  return names + (value === '' ? '' : ` ${value}`) + bare;
}

function rightColumn(flag: Flag, language: Language): string {
  const zero = ['', 'false', '0', '<nil>'].includes(flag.initial);
  const shown = flag.type.name === 'string' ? JSON.stringify(flag.initial) : flag.initial;
  const always = flag.type.name === 'uint16' && flag.initial === '0';
  return flag.text[language] + (zero && !always ? '' : ` (default ${shown})`);
}

/** Breaks a description into lines of the space right of `indent`, letting the last word run over a little, as pflag does. */
function wrapText(text: string, indent: number, columns: number): string {
  const margin = columns - indent < 24 ? 16 : indent;
  const start = margin === indent ? '' : `\n${' '.repeat(margin)}`;
  const space = columns - margin;
  if (space < 24) return start + text.replace(/\n/g, `\n${' '.repeat(margin)}`);
  const lines: string[] = [];
  let rest = text;
  while (rest !== '') {
    const cut = cutLine(rest, space - SLOP);
    lines.push(cut.line);
    rest = cut.rest;
  }
  return start + lines.join('\n').replace(/\n/g, `\n${' '.repeat(margin)}`);
}

/** A line may be this much longer when the rest of the text then fits. */
const SLOP = 5;

function cutLine(text: string, width: number): { readonly line: string; readonly rest: string } {
  if (width + SLOP > textWidth(text)) return { line: text, rest: '' };
  const head = takeWidth(text, width);
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (space <= 0) return { line: text, rest: '' };
  const lineBreak = head.lastIndexOf('\n');
  const at = lineBreak > 0 && lineBreak < space ? lineBreak : space;
  return { line: text.slice(0, at), rest: text.slice(at + 1) };
}

/** As many characters as fit into `width` columns. */
function takeWidth(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const char of text) {
    used += textWidth(char);
    if (used > width) break;
    end += char.length;
  }
  return text.slice(0, end);
}
