import { PyCode, type Protection } from '../objects/code.js';
import type { Value } from '../objects/object.js';
import { PyBytes, PyFloat } from '../objects/values.js';
import type { Block } from '../syntax/ast.js';
import type { Span } from '../syntax/span.js';
import { codeOf, type Operation } from './operations.js';
import type { Scope } from './scope.js';

/** A place in the code that is not known yet. */
export interface Label {
  at: number;
  readonly uses: number[];
}

/** What a `return`, `break` or `continue` has to leave in order. */
export type Surrounding =
  | { readonly kind: 'loop'; readonly start: Label; readonly end: Label; readonly hasIterator: boolean }
  | { readonly kind: 'finally'; readonly body: Block; readonly region: Region }
  | { readonly kind: 'try'; readonly region: Region }
  | { readonly kind: 'final'; readonly region: Region }
  | { readonly kind: 'handler'; readonly name: string | undefined; readonly region: Region }
  | { readonly kind: 'with'; readonly isAsync: boolean; readonly region: Region; readonly span: Span };

/** Code that is protected, without the pieces that lead out of it. */
export interface Region {
  readonly target: Label;
  readonly depth: number;
  readonly level: number;
  readonly pieces: { from: number; to: number }[];
}

const nowhere: Span = { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };

/** Where a program comes from. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** Statements that are expressions are shown, as at a prompt. */
  readonly isInteractive: boolean;
  /** Asserts are left out (-O), docstrings too (-OO). */
  readonly optimize: number;
  /** What is thrown for an error in the body of a function that is read late. */
  readonly failure?: (error: unknown) => unknown;
}

/** The code of one block as it is written down. */
export class Emitter {
  readonly scope: Scope;
  readonly source: Source;
  readonly ops: number[] = [];
  readonly args: number[] = [];
  readonly spans: Span[] = [];
  readonly consts: Value[] = [];
  readonly names: string[] = [];
  readonly locals: string[] = [];
  readonly surroundings: Surrounding[] = [];
  /** What lies on the stack between statements: iterators, exits of `with`, exceptions put aside. */
  depth = 0;
  span: Span = nowhere;
  #level = 0;
  readonly #regions: Region[] = [];
  readonly #constIndex = new Map<string | number | bigint | boolean | null, number>();

  constructor(scope: Scope, source: Source) {
    this.scope = scope;
    this.source = source;
    this.locals.push(...scope.parameters);
  }

  emit(operation: Operation, arg = 0, span: Span = this.span): void {
    this.ops.push(codeOf(operation));
    this.args.push(arg);
    this.spans.push(span);
  }

  /** A label that is resolved at the end. */
  label(): Label {
    const label = { at: -1, uses: [] };
    this.#labels.push(label);
    return label;
  }

  jump(operation: Operation, label: Label, span?: Span): void {
    label.uses.push(this.ops.length);
    this.emit(operation, 0, span);
  }

  place(label: Label): void {
    label.at = this.ops.length;
  }

  readonly #labels: Label[] = [];

  name(name: string): number {
    const found = this.names.indexOf(name);
    return found >= 0 ? found : this.names.push(name) - 1;
  }

  local(name: string): number {
    const found = this.locals.indexOf(name);
    return found >= 0 ? found : this.locals.push(name) - 1;
  }

  /** The number of a cell: variables that inner functions use, then those of functions around. */
  cell(name: string): number {
    const own = [...this.scope.cells].indexOf(name);
    return own >= 0 ? own : this.scope.cells.size + [...this.scope.free].indexOf(name);
  }

  constant(value: Value): number {
    const key = typeof value === 'object' || value === undefined ? undefined : value;
    const known = value === null ? null : key;
    if (known === undefined) return this.consts.push(value) - 1;
    const found = this.#constIndex.get(known);
    if (found !== undefined) return found;
    const index = this.consts.push(value) - 1;
    this.#constIndex.set(known, index);
    return index;
  }

  load(value: Value, span?: Span): void {
    this.emit('loadConst', this.constant(value), span);
  }

  /** Begins code that is protected by what comes at the region's target. */
  protect(depth = this.depth): Region {
    const region: Region = { target: this.label(), depth, level: ++this.#level, pieces: [{ from: this.ops.length, to: -1 }] };
    this.#regions.push(region);
    return region;
  }

  /** Ends a region, or leaves it for a while. */
  pause(region: Region): void {
    const last = region.pieces.at(-1);
    if (last && last.to < 0) last.to = this.ops.length;
  }

  goOn(region: Region): void {
    region.pieces.push({ from: this.ops.length, to: -1 });
  }

  finishRegion(region: Region): void {
    this.pause(region);
    this.#level--;
  }

  finish(kind: PyCode['parts']['kind'], firstLine: number, extras: { readonly doc?: string | undefined } = {}): PyCode {
    for (const label of this.#labels) for (const use of label.uses) this.args[use] = label.at;
    const { scope, source } = this;
    const owner = scope.owner;
    const parameters = owner !== 'module' && 'parameters' in owner ? owner.parameters : undefined;
    return new PyCode({
      name: scope.name,
      qualname: scope.qualname,
      file: source.file,
      source: source.text,
      firstLine,
      ops: this.ops,
      args: this.args,
      spans: this.spans,
      consts: this.consts,
      names: this.names,
      locals: this.locals,
      cells: [...scope.cells],
      free: [...scope.free],
      positionalOnly: parameters?.positionalOnly.length ?? 0,
      positional: parameters ? parameters.positionalOnly.length + parameters.positional.length : scope.kind === 'comprehension' ? 1 : 0,
      keywordOnly: parameters?.keywordOnly.length ?? 0,
      hasRest: parameters?.rest !== undefined,
      hasKeywords: parameters?.keywords !== undefined,
      kind,
      isFunction: scope.isFunction,
      isInlined: scope.kind === 'comprehension' && owner !== 'module' && owner.kind !== 'generator',
      protections: this.#protections(),
      doc: extras.doc,
    });
  }

  #protections(): readonly Protection[] {
    return this.#regions
      .toSorted((a, b) => b.level - a.level)
      .flatMap(region => region.pieces.map(({ from, to }) => ({ from, to, target: region.target.at, depth: region.depth })))
      .filter(piece => piece.from < piece.to);
  }
}

/** What a constant of the tree is when the program runs. */
export function floatConstant(value: number): Value {
  return new PyFloat(value);
}

export function bytesConstant(value: Uint8Array): Value {
  return new PyBytes(value);
}
