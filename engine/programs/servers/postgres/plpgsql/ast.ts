import type { TypeReference } from '../sql/routine-statements.js';

/** A piece of SQL in a body, with the place where it begins. It is parsed when it is first needed. */
export interface Sql {
  readonly text: string;
}

/** `x` or `r.field`: what a value is put into. */
export interface Target {
  readonly path: readonly string[];
  readonly index?: Sql;
}

export interface Into {
  readonly targets: readonly Target[];
  readonly isStrict: boolean;
}

export interface Declaration {
  readonly name: string;
  readonly kind: 'variable' | 'cursor' | 'alias';
  readonly type?: TypeReference;
  readonly isConstant: boolean;
  readonly isNotNull: boolean;
  readonly value?: Sql;
  /** Of a cursor: its query. Of an alias: the name or number of what it stands for. */
  readonly query?: Sql;
  readonly of?: string;
  readonly line: number;
}

export interface Handler {
  /** Names of conditions or SQLSTATEs; `others` is any. */
  readonly conditions: readonly string[];
  readonly body: readonly PlStatement[];
}

export interface Branch {
  readonly condition: Sql;
  readonly body: readonly PlStatement[];
}

/** Where a loop takes its rows from. */
export type RowSource =
  | { readonly kind: 'query'; readonly sql: Sql }
  | { readonly kind: 'execute'; readonly sql: Sql; readonly using: readonly Sql[] }
  | { readonly kind: 'cursor'; readonly name: string };

type Looping = { readonly label?: string; readonly body: readonly PlStatement[] };

export type PlStatement = { readonly line: number } & (
  | Block
  | { readonly kind: 'assign'; readonly target: Target; readonly value: Sql; readonly shown: string; readonly at: number }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly PlStatement[] }
  | {
      readonly kind: 'case';
      readonly subject?: Sql;
      readonly branches: readonly Branch[];
      readonly otherwise?: readonly PlStatement[];
    }
  | ({ readonly kind: 'loop' } & Looping)
  | ({ readonly kind: 'while'; readonly condition: Sql } & Looping)
  | ({
      readonly kind: 'for-integer';
      readonly name: string;
      readonly isReverse: boolean;
      readonly from: Sql;
      readonly to: Sql;
      readonly by?: Sql;
    } & Looping)
  | ({ readonly kind: 'for-rows'; readonly targets: readonly Target[]; readonly source: RowSource } & Looping)
  | ({ readonly kind: 'foreach'; readonly target: Target; readonly array: Sql } & Looping)
  | { readonly kind: 'exit' | 'continue'; readonly label?: string; readonly when?: Sql }
  | { readonly kind: 'return'; readonly value?: Sql }
  | { readonly kind: 'return-next'; readonly value?: Sql }
  | { readonly kind: 'return-query'; readonly source: RowSource }
  | Raise
  | { readonly kind: 'assert'; readonly condition: Sql; readonly message?: Sql }
  | { readonly kind: 'sql'; readonly sql: Sql; readonly into?: Into }
  | { readonly kind: 'perform'; readonly sql: Sql }
  | { readonly kind: 'execute'; readonly sql: Sql; readonly into?: Into; readonly using: readonly Sql[] }
  | { readonly kind: 'diagnostics'; readonly items: readonly { readonly target: Target; readonly item: string }[] }
  | { readonly kind: 'open'; readonly name: string; readonly source?: RowSource }
  | { readonly kind: 'fetch'; readonly name: string; readonly into?: Into }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'refused'; readonly what: string }
);

export interface Block {
  readonly kind: 'block';
  readonly label?: string;
  readonly declarations: readonly Declaration[];
  readonly body: readonly PlStatement[];
  readonly handlers: readonly Handler[];
}

export interface Raise {
  readonly kind: 'raise';
  readonly level: 'debug' | 'log' | 'info' | 'notice' | 'warning' | 'exception';
  /** Left out where a condition is raised by its name, or the error that is being handled again. */
  readonly format?: string;
  readonly args: readonly Sql[];
  readonly condition?: string;
  readonly options: readonly { readonly name: string; readonly value: Sql }[];
}

export type Statement<K extends PlStatement['kind']> = Extract<PlStatement, { kind: K }>;
