import type { SourceError, Span } from './span.js';

export type TokenKind =
  | 'name'
  | 'keyword'
  | 'number'
  | 'string'
  | 'fstring'
  | 'operator'
  | 'newline'
  | 'indent'
  | 'dedent'
  | 'body'
  | 'end'
  | 'error';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly span: Span;
  /** Of an f-string. */
  readonly parts?: readonly FPart[];
  /** Of a function's body that is read later. */
  readonly body?: DeferredBody;
  /** Of what cannot be read. */
  readonly error?: SourceError;
}

/** Whole lines of a text, without the line of the `def`, and where each line of the text begins. */
export interface DeferredBody {
  readonly text: string;
  readonly lines: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** A piece of an f-string: text, or a place with the tokens of its expression. */
export type FPart =
  | { readonly kind: 'text'; readonly raw: string; readonly span: Span }
  | {
      readonly kind: 'field';
      readonly tokens: readonly Token[];
      /** The text before `=`, as it was written. */
      readonly debug: string | undefined;
      readonly conversion: string | undefined;
      readonly format: readonly FPart[] | undefined;
      readonly span: Span;
    };

export const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);
