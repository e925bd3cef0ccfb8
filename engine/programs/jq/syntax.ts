import type { Json } from './value.js';

/** A jq program as a tree. */
export type Expression =
  | { readonly kind: 'identity' }
  | { readonly kind: 'literal'; readonly value: Json }
  /** A text with holes, each written by a format. */
  | { readonly kind: 'text'; readonly format: string; readonly parts: readonly (string | Expression)[] }
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'index'; readonly target: Expression; readonly key: Expression }
  | { readonly kind: 'slice'; readonly target: Expression; readonly from: Expression | undefined; readonly to: Expression | undefined }
  | { readonly kind: 'iterate'; readonly target: Expression }
  | { readonly kind: 'array'; readonly body: Expression | undefined }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'negate'; readonly body: Expression }
  | { readonly kind: 'pipe' | 'comma' | 'and' | 'or' | 'alternative'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'assign'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'if'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: 'try'; readonly body: Expression; readonly handler: Expression | undefined }
  | {
      readonly kind: 'reduce';
      readonly source: Expression;
      readonly pattern: Pattern;
      readonly start: Expression;
      readonly update: Expression;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Expression;
      readonly pattern: Pattern;
      readonly start: Expression;
      readonly update: Expression;
      readonly extract: Expression | undefined;
    }
  | { readonly kind: 'bind'; readonly source: Expression; readonly pattern: Pattern; readonly body: Expression }
  | { readonly kind: 'define'; readonly definition: Definition; readonly body: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly at: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number }
  | { readonly kind: 'label'; readonly name: string; readonly body: Expression }
  | { readonly kind: 'break'; readonly name: string; readonly at: number };

export interface Definition {
  readonly name: string;
  /** `$x` is a parameter whose value is taken first. */
  readonly parameters: readonly string[];
  readonly body: Expression;
}

export type Pattern =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | {
      readonly kind: 'object';
      readonly members: readonly { readonly key: Expression; readonly bind: string | undefined; readonly pattern: Pattern | undefined }[];
    };

/** A program that cannot be read, in jq's words. */
export class JqSyntaxError extends Error {
  override readonly name = 'JqSyntaxError';
  /** Where in the program. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** What is not simulated, or too much of it. */
export class JqLimitError extends Error {
  override readonly name = 'JqLimitError';
}
