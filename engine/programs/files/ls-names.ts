import type { Stat } from '../../fs/stat.js';
import { isUnicode } from '../locale.js';
import { escapeName, quoteAlways, quoteBytes, quoteIfNeeded, quoteWord } from '../quoting.js';
import type { Tool } from '../tool.js';
import { quotingStyleOf, type IndicatorStyle, type QuotingStyle } from './ls-choices.js';
import type { LsKey } from './ls-options.js';

/** A name as it is printed: GNU's quotes it for a shell on a terminal only; outside UTF-8 it escapes what is not ASCII. */
export function printedName(tool: Tool<LsKey>, name: string): string {
  const { args, out, sys, isGnu } = tool;
  const hidden = args.last('hideControls', 'showControls');
  const hides = hidden === undefined ? out.isTerminal && !args.has('zero') : hidden === 'hideControls';
  const hide = (text: string): string => (hides ? text.replace(/[\u0000-\u001f\u007f]/g, '?') : text);
  const style = isGnu ? quotingStyleOf(args) : 'literal';
  if (style === undefined) {
    if (!out.isTerminal) return hide(name);
    return isUnicode(sys) ? quoteIfNeeded(name) : quoteBytes(name);
  }
  return hide(quoted(name, style, isUnicode(sys)));
}

function quoted(name: string, style: QuotingStyle, unicode: boolean): string {
  switch (style) {
    case 'literal':
      return name;
    case 'escape':
      return escapeName(name, unicode);
    case 'c':
    case 'clocale':
      return cString(name, unicode);
    case 'c-maybe':
      return /["\\\u0000-\u001f\u007f]/.test(name) ? cString(name, unicode) : name;
    case 'locale':
      return quoteWord(name);
    case 'shell':
      return plainShell(name, false);
    case 'shell-always':
      return plainShell(name, true);
    case 'shell-escape-always':
      return quoteAlways(name);
    case 'shell-escape':
      return unicode ? quoteIfNeeded(name) : quoteBytes(name);
  }
}

function cString(name: string, unicode: boolean): string {
  return `"${escapeName(name.replaceAll('"', '\u0000'), unicode)
    .replaceAll('\\ ', ' ')
    .replaceAll(/\\0{1,3}|\u0000/g, '\\"')}"`;
}

/** Quotes for a shell without escapes: what cannot be printed stays as it is. */
function plainShell(name: string, always: boolean): string {
  if (!always && quoteIfNeeded(name) === name && !/[\u0000-\u001f]/.test(name)) return name;
  return name.includes("'") && !/["$`\\]/.test(name) ? `"${name}"` : `'${name.replaceAll("'", "'\\''")}'`;
}

/** What stands behind a name; behind a link only where its target is not shown. */
export function indicatorOf({ kind, mode }: Stat, style: IndicatorStyle, long: boolean): string {
  if (style === 'none') return '';
  if (kind === 'directory') return '/';
  if (style === 'slash') return '';
  if (kind === 'symlink') return long ? '' : '@';
  if (kind === 'fifo') return '|';
  if (kind === 'socket') return '=';
  return style === 'classify' && kind === 'file' && (mode & 0o111) !== 0 ? '*' : '';
}
