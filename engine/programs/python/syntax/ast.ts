import type { Span } from './span.js';
import type { DeferredBody } from './token.js';

/** The syntax tree, after Python's `ast` module. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'constant'; readonly value: ConstantValue; readonly span: Span }
  | { readonly kind: 'joined'; readonly parts: readonly JoinedPart[]; readonly span: Span }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression; readonly span: Span }
  | { readonly kind: 'boolean'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[]; readonly span: Span }
  | {
      readonly kind: 'compare';
      readonly left: Expression;
      readonly rest: readonly { readonly operator: string; readonly right: Expression }[];
      readonly span: Span;
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Argument[]; readonly span: Span }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'subscript'; readonly object: Expression; readonly index: Expression; readonly span: Span }
  | {
      readonly kind: 'slice';
      readonly lower: Expression | undefined;
      readonly upper: Expression | undefined;
      readonly step: Expression | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[]; readonly span: Span; readonly isBare?: boolean }
  | {
      readonly kind: 'dict';
      /** Without a key the value is merged: `**value`. */
      readonly items: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
      readonly span: Span;
    }
  | { readonly kind: 'lambda'; readonly parameters: Parameters; readonly body: Expression; readonly span: Span }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
      readonly span: Span;
    }
  | Comprehension
  | { readonly kind: 'await'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'yield'; readonly value: Expression | undefined; readonly span: Span }
  | { readonly kind: 'yieldFrom'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'starred'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'named'; readonly target: NameExpression; readonly value: Expression; readonly span: Span };

export type NameExpression = Extract<Expression, { kind: 'name' }>;

export type ConstantValue =
  | { readonly kind: 'none' | 'true' | 'false' | 'ellipsis' }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float' | 'imaginary'; readonly value: number }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array };

export type JoinedPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'field';
      readonly value: Expression;
      readonly conversion: string | undefined;
      readonly format: readonly JoinedPart[] | undefined;
      readonly span: Span;
    };

export interface Comprehension {
  readonly kind: 'listComp' | 'setComp' | 'dictComp' | 'generator';
  readonly item: Expression;
  /** Of a dict: `item` is the key. */
  readonly value: Expression | undefined;
  readonly clauses: readonly Clause[];
  readonly span: Span;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export type Argument =
  | { readonly kind: 'positional'; readonly value: Expression }
  | { readonly kind: 'keyword'; readonly name: string; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'star' | 'doubleStar'; readonly value: Expression };

export interface Parameter {
  readonly name: string;
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
  readonly span: Span;
}

export interface Parameters {
  readonly positionalOnly: readonly Parameter[];
  readonly positional: readonly Parameter[];
  readonly rest: Parameter | undefined;
  readonly keywordOnly: readonly Parameter[];
  readonly keywords: Parameter | undefined;
}

export interface TypeParameter {
  readonly kind: 'var' | 'tuple' | 'spec';
  readonly name: string;
  readonly bound: Expression | undefined;
}

export type Statement =
  | { readonly kind: 'expression'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'augmented'; readonly target: Expression; readonly operator: string; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: 'annotated';
      readonly target: Expression;
      readonly annotation: Expression;
      readonly value: Expression | undefined;
      /** A plain name without brackets around it. */
      readonly isSimple: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'return'; readonly value: Expression | undefined; readonly span: Span }
  | { readonly kind: 'delete'; readonly targets: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'pass' | 'break' | 'continue'; readonly span: Span }
  | { readonly kind: 'raise'; readonly value: Expression | undefined; readonly cause: Expression | undefined; readonly span: Span }
  | { readonly kind: 'global' | 'nonlocal'; readonly names: readonly string[]; readonly span: Span }
  | { readonly kind: 'assert'; readonly test: Expression; readonly message: Expression | undefined; readonly span: Span }
  | { readonly kind: 'import'; readonly names: readonly Alias[]; readonly span: Span }
  | {
      readonly kind: 'importFrom';
      readonly module: string;
      readonly level: number;
      /** Empty for `*`. */
      readonly names: readonly Alias[];
      readonly span: Span;
    }
  | { readonly kind: 'if'; readonly test: Expression; readonly then: Block; readonly otherwise: Block; readonly span: Span }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Block; readonly otherwise: Block; readonly span: Span }
  | {
      readonly kind: 'for';
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: Block;
      readonly otherwise: Block;
      readonly isAsync: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'try';
      readonly body: Block;
      readonly handlers: readonly Handler[];
      readonly isStar: boolean;
      readonly otherwise: Block;
      readonly final: Block;
      readonly span: Span;
    }
  | { readonly kind: 'with'; readonly items: readonly WithItem[]; readonly body: Block; readonly isAsync: boolean; readonly span: Span }
  | FunctionStatement
  | ClassStatement
  | { readonly kind: 'match'; readonly subject: Expression; readonly cases: readonly MatchCase[]; readonly span: Span }
  | {
      readonly kind: 'type';
      readonly name: NameExpression;
      readonly typeParameters: readonly TypeParameter[];
      readonly value: Expression;
      readonly span: Span;
    };

export type Block = readonly Statement[];

export interface FunctionStatement {
  readonly kind: 'function';
  readonly name: string;
  readonly typeParameters: readonly TypeParameter[];
  readonly parameters: Parameters;
  readonly returns: Expression | undefined;
  readonly body: Block;
  /** Instead of the body, where it is read when the function is called first. */
  readonly deferred?: DeferredBody | undefined;
  readonly decorators: readonly Expression[];
  readonly isAsync: boolean;
  readonly span: Span;
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly name: string;
  readonly typeParameters: readonly TypeParameter[];
  readonly args: readonly Argument[];
  readonly body: Block;
  readonly decorators: readonly Expression[];
  readonly span: Span;
}

export interface Alias {
  readonly name: string;
  readonly as: string | undefined;
  readonly span: Span;
}

export interface Handler {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: Block;
  readonly span: Span;
}

export interface WithItem {
  readonly context: Expression;
  readonly target: Expression | undefined;
}

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: Block;
}

export type Pattern =
  | { readonly kind: 'value' | 'singleton'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'capture'; readonly name: string | undefined; readonly pattern: Pattern | undefined; readonly span: Span }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[]; readonly span: Span }
  | { readonly kind: 'star'; readonly name: string | undefined; readonly span: Span }
  | {
      readonly kind: 'mapping';
      readonly items: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: string | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'class';
      readonly type: Expression;
      readonly positional: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
      readonly span: Span;
    }
  | { readonly kind: 'or'; readonly options: readonly Pattern[]; readonly span: Span };
