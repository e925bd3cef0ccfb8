import type { Stat } from '../../fs/stat.js';

/** A file that find looks at. */
export interface Found {
  /** As printed: the argument and what was joined to it. */
  readonly path: string;
  readonly name: string;
  /** Path below the argument, for -printf %P. */
  readonly below: string;
  readonly status: Stat;
  readonly depth: number;
}

/** A find expression as a tree. */
export type Expression =
  | { readonly kind: 'test'; test(found: Found): boolean }
  | { readonly kind: 'action'; readonly action: FindAction }
  | { readonly kind: 'not'; readonly body: Expression }
  | { readonly kind: 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'list'; readonly left: Expression; readonly right: Expression };

export type FindAction =
  | { readonly kind: 'print'; readonly end: string }
  | { readonly kind: 'printf'; readonly format: string }
  | { readonly kind: 'ls' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'prune' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'exec'; readonly words: readonly string[]; readonly inDirectory: boolean; readonly ask: boolean }
  /** `{} +`: paths are gathered and handed over in bulk. */
  | { readonly kind: 'execMany'; readonly words: readonly string[]; readonly gathered: string[] };

export interface FindOptions {
  readonly maxDepth: number;
  readonly minDepth: number;
  readonly depthFirst: boolean;
  readonly follow: 'never' | 'arguments' | 'always';
  readonly oneSystem: boolean;
}
