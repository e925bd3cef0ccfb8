import type { Task } from '../../../../core/task.js';
import type { Doc, List } from '../bson/values.js';
import type { Context } from './expression.js';

/** What a pipeline needs of the server. */
export interface Environment {
  /** Runs documents through the stages of an inner pipeline. */
  readonly run: (documents: readonly Doc[], pipeline: List, environment: Environment) => Task<readonly Doc[]>;
  readonly context: Context;
  readonly depth: number;
  readonly tick: () => Task<void>;
  /** The documents of a collection of the same database. */
  readonly read: (collection: string) => Task<readonly Doc[]>;
  /** Puts documents in the place of a collection. */
  readonly replace: (database: string | undefined, collection: string, documents: readonly Doc[]) => Task<void>;
  /** Looks for the document with these values of fields, to merge with; `save` puts it there. */
  readonly merge: (database: string | undefined, collection: string) => Task<MergeTarget>;
}

export interface MergeTarget {
  readonly find: (document: Doc, on: readonly string[]) => Doc | undefined;
  readonly save: (document: Doc, before: Doc | undefined) => Task<void>;
}

export type Stage = (documents: readonly Doc[], environment: Environment) => Task<readonly Doc[]>;
