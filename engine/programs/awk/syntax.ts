import type { Regex } from '../regex/regex.js';

/** An awk program as a tree. */
export interface AwkProgram {
  readonly begin: readonly Statement[];
  readonly end: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}

export interface Rule {
  /** Undefined: every record. */
  readonly pattern: Expression | undefined;
  /** The end of a range. */
  readonly until: Expression | undefined;
  /** Undefined: print the record. */
  readonly body: Statement | undefined;
}

export interface AwkFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export type Statement =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'print' | 'printf'; readonly values: readonly Expression[]; readonly redirect: Redirect | undefined }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'if'; readonly condition: Expression; readonly then: Statement; readonly otherwise: Statement | undefined }
  | { readonly kind: 'while' | 'do'; readonly condition: Expression; readonly body: Statement }
  | {
      readonly kind: 'for';
      readonly init: Statement | undefined;
      readonly condition: Expression | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly kind: 'forIn'; readonly variable: Variable; readonly array: Variable; readonly body: Statement }
  | { readonly kind: 'delete'; readonly array: Variable; readonly subscripts: readonly Expression[] | undefined }
  | { readonly kind: 'return' | 'exit'; readonly value: Expression | undefined }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' };

export interface Redirect {
  readonly mode: '>' | '>>' | '|';
  readonly target: Expression;
}

/** A name; `local` is the parameter's position inside of a function. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly local: number | undefined;
}

export type Place =
  | Variable
  | { readonly kind: 'field'; readonly index: Expression }
  | { readonly kind: 'element'; readonly array: Variable; readonly subscripts: readonly Expression[] };

export type Expression =
  | Place
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly regex: Regex }
  | { readonly kind: 'assign'; readonly operator: string; readonly place: Place; readonly value: Expression }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not' | 'negate' | 'plus'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'match'; readonly negated: boolean; readonly text: Expression; readonly pattern: Expression }
  | { readonly kind: 'in'; readonly subscripts: readonly Expression[]; readonly array: Variable }
  | { readonly kind: 'increment'; readonly by: 1 | -1; readonly prefix: boolean; readonly place: Place }
  | { readonly kind: 'call' | 'builtin'; readonly name: string; readonly values: readonly Expression[] }
  | {
      readonly kind: 'getline';
      readonly place: Place | undefined;
      readonly from: 'input' | 'file' | 'command';
      readonly source: Expression | undefined;
    }
  | { readonly kind: 'group'; readonly body: Expression };

/** A program that cannot be read; the message without the program's name. */
export class AwkSyntaxError extends Error {
  override readonly name = 'AwkSyntaxError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}
