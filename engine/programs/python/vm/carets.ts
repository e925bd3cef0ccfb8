import type { Expression } from '../syntax/ast.js';
import { parseExpression } from '../syntax/parser.js';
import { SourceError, type Span } from '../syntax/span.js';
import { textWidth } from '../../../core/character-width.js';

/** The line of carets under a source line: `~~~^~~~` for an operator or a subscript, nothing where the whole line is meant. */
export function caretLine(line: string, span: Span): string {
  const stripped = line.replace(/^[ \t\f]+/, '');
  const cut = line.length - stripped.length;
  const text = stripped.trimEnd();
  const isOneLine = span.start.line === span.end.line;
  const from = span.start.column - cut;
  const to = isOneLine ? span.end.column - cut : text.length;
  if (from < 0 || to <= from) return '';
  const segment = text.slice(from, to);
  const anchors = isOneLine ? anchorsOf(segment) : undefined;
  if (!anchors && from === 0 && to >= text.length) return '';
  const before = ' '.repeat(textWidth(text.slice(0, from)));
  const marks = anchors
    ? '~'.repeat(textWidth(segment.slice(0, anchors.from))) +
      '^'.repeat(textWidth(segment.slice(anchors.from, anchors.to))) +
      '~'.repeat(textWidth(segment.slice(anchors.to)))
    : '^'.repeat(textWidth(segment));
  return `    ${before}${marks}\n`;
}

interface Anchors {
  readonly from: number;
  readonly to: number;
}

/** What of a binary operation or a subscript is the operator. */
function anchorsOf(segment: string): Anchors | undefined {
  let tree: Expression;
  try {
    tree = parseExpression(segment);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
  if (tree.kind === 'binary') {
    let from = tree.left.span.end.column;
    while (from < segment.length && /[\s)]/.test(segment.charAt(from))) from++;
    const isDouble = /[*/<>]/.test(segment.charAt(from)) && segment.charAt(from + 1) === segment.charAt(from);
    return { from, to: from + (isDouble ? 2 : 1) };
  }
  if (tree.kind === 'subscript') {
    let from = tree.object.span.end.column;
    while (from < segment.length && segment.charAt(from) !== '[') from++;
    return { from, to: tree.span.end.column };
  }
  return undefined;
}
