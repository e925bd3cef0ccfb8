/** Where a value can be kept. */
export type Target =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly name: string; readonly index: Expression; readonly at: number }
  | { readonly kind: 'special'; readonly name: SpecialName };

export type SpecialName = 'scale' | 'ibase' | 'obase' | 'last';

/** `at`: where the real program's code for it ends, which its messages tell. */
export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'load'; readonly target: Target }
  | { readonly kind: 'assign'; readonly target: Target; readonly operator: string; readonly value: Expression; readonly at: number }
  | { readonly kind: 'step'; readonly target: Target; readonly by: 1 | -1; readonly isPrefix: boolean }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly at: number }
  | { readonly kind: 'both' | 'either'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'negate'; readonly value: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly at: number }
  | { readonly kind: 'builtin'; readonly name: 'length' | 'scale' | 'sqrt'; readonly value: Expression; readonly at: number }
  | { readonly kind: 'read' }
  /** `a[]`, only as an argument. */
  | { readonly kind: 'array'; readonly name: string };

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression; readonly prints: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly items: readonly (string | Expression)[] }
  | { readonly kind: 'if'; readonly test: Expression; readonly then: Statement; readonly otherwise: Statement | undefined }
  | { readonly kind: 'loop'; readonly test: Expression | undefined; readonly step: Expression | undefined; readonly body: Statement }
  | { readonly kind: 'break' | 'continue' | 'halt' | 'warranty' | 'limits' }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'block'; readonly body: readonly Statement[] };

export interface Parameter {
  readonly name: string;
  readonly kind: 'value' | 'array' | 'reference';
}

export interface FunctionDefinition {
  readonly name: string;
  readonly isVoid: boolean;
  readonly parameters: readonly Parameter[];
  readonly locals: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** One line of input. */
export type Item =
  | { readonly kind: 'statements'; readonly body: readonly Statement[] }
  | { readonly kind: 'define'; readonly definition: FunctionDefinition }
  | { readonly kind: 'quit' };

/** Input that is no program; `message` as the real one words it. */
export class BcSyntaxError extends Error {
  override readonly name = 'BcSyntaxError';
}
