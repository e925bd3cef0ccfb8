/** A place in a source: lines from 1, columns from 0 in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From the first character of something to behind its last. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export function join(from: Span, to: Span): Span {
  return { start: from.start, end: to.end };
}

/** Text that is no Python. */
export class SourceError extends Error {
  readonly kind: 'SyntaxError' | 'IndentationError' | 'TabError';
  readonly span: Span;
  /** More lines could make it right: the prompt asks for them. */
  readonly isIncomplete: boolean;
  constructor(message: string, span: Span, kind: SourceError['kind'] = 'SyntaxError', isIncomplete = false) {
    super(message);
    this.span = span;
    this.kind = kind;
    this.isIncomplete = isIncomplete;
  }
}
