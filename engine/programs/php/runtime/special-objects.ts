import type { Callable, Frame } from './code.js';
import { PhpObject, type PhpClass } from './object.js';
import type { Value } from './value.js';

/** A function as a value. */
export class ClosureObject extends PhpObject {
  readonly callable: Callable;

  constructor(cls: PhpClass, id: number, callable: Callable) {
    super(cls, id);
    this.callable = { ...callable, closure: this };
  }
}

/** A function that stops in its middle and goes on. */
export class GeneratorObject extends PhpObject {
  frame: Frame | undefined;
  state: 'new' | 'suspended' | 'running' | 'done' = 'new';
  key: Value = null;
  value: Value = null;
  result: Value = null;
  lastIndex = -1;
  /** Whether it went on after its first `yield`. */
  hasAdvanced = false;
  /** What `yield from` goes through. */
  inner: { readonly next: () => readonly [Value, Value] | undefined } | GeneratorObject | undefined;
}
