import { invariant } from '../../../core/invariant.js';
import type { Span } from '../syntax/span.js';
import { PyObject, type Value } from './object.js';
import { codeType } from './types.js';

/** Instructions `from` up to `to` are protected: an exception goes on at `target`, with a stack of `depth`. */
export interface Protection {
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly depth: number;
}

export interface CodeParts {
  readonly name: string;
  readonly qualname: string;
  readonly file: string;
  /** The text that it was compiled from, for tracebacks. */
  readonly source: string;
  readonly firstLine: number;
  readonly ops: readonly number[];
  readonly args: readonly number[];
  readonly spans: readonly Span[];
  readonly consts: readonly Value[];
  readonly names: readonly string[];
  readonly locals: readonly string[];
  readonly cells: readonly string[];
  readonly free: readonly string[];
  readonly positionalOnly: number;
  readonly positional: number;
  readonly keywordOnly: number;
  readonly hasRest: boolean;
  readonly hasKeywords: boolean;
  readonly kind: 'function' | 'generator' | 'coroutine' | 'asyncGenerator';
  /** A function has fast locals; modules and classes have a dict. */
  readonly isFunction: boolean;
  /** A comprehension: it shows itself as a part of the code around it. */
  readonly isInlined: boolean;
  /** The innermost first. */
  readonly protections: readonly Protection[];
  readonly doc: string | undefined;
}

/** What is known of a function before its body has been read. */
export type CodeHead = Pick<CodeParts, 'name' | 'qualname' | 'free'>;

export class PyCode extends PyObject {
  readonly head: CodeHead;
  #parts: CodeParts | undefined;
  readonly #read: (() => CodeParts) | undefined;

  /** The parts, or what is known of them and how to make them when they are asked for. */
  constructor(head: CodeParts, read?: undefined);
  constructor(head: CodeHead, read: () => CodeParts);
  constructor(head: CodeHead | CodeParts, read?: () => CodeParts) {
    super(codeType);
    this.head = head;
    this.#parts = 'ops' in head ? head : undefined;
    this.#read = read;
  }

  get parts(): CodeParts {
    return this.#parts ?? this.#make();
  }

  #make(): CodeParts {
    const made = this.#read?.();
    invariant(made, 'code has its parts or can read them');
    this.#parts = made;
    return made;
  }
}
