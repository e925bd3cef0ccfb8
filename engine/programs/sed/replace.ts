import type { Match, Regex } from '../regex/regex.js';
import type { ReplacementPart, Substitution } from './script.js';

/** The line after `s`, or undefined when nothing matched. */
export function substitute(line: string, regex: Regex, { parts, global, occurrence }: Substitution): string | undefined {
  let result = '';
  let at = 0;
  let copied = 0;
  let count = 0;
  let lastEnd = -1;
  let changed = false;
  while (at <= line.length) {
    const match = regex.exec(line, at);
    if (!match) break;
    // An empty match right behind the one before does not count.
    if (match.end === match.start && match.start === lastEnd) {
      at = match.end + 1;
      continue;
    }
    count++;
    lastEnd = match.end;
    if (count >= occurrence) {
      result += line.slice(copied, match.start) + replacement(line, match, parts);
      copied = match.end;
      changed = true;
      if (!global) break;
    }
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return changed ? result + line.slice(copied) : undefined;
}

function replacement(line: string, match: Match, parts: readonly ReplacementPart[]): string {
  let text = '';
  let lasting: 'U' | 'L' | undefined;
  let once: 'u' | 'l' | undefined;
  for (const part of parts) {
    if (typeof part === 'object' && 'letterCase' in part) {
      if (part.letterCase === 'u' || part.letterCase === 'l') once = part.letterCase;
      else lasting = part.letterCase === 'E' ? undefined : part.letterCase;
      continue;
    }
    let piece =
      typeof part === 'string' ? part : part.group === 0 ? line.slice(match.start, match.end) : (match.groups[part.group - 1] ?? '');
    if (lasting) piece = lasting === 'U' ? piece.toUpperCase() : piece.toLowerCase();
    if (once && piece !== '') {
      piece = (once === 'u' ? piece.slice(0, 1).toUpperCase() : piece.slice(0, 1).toLowerCase()) + piece.slice(1);
      once = undefined;
    }
    text += piece;
  }
  return text;
}
