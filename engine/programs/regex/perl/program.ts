import { either } from './characters.js';
import { PatternError, type Assertion, type CharacterTest, type GroupName, type Node, type RepeatMode } from './nodes.js';

const MAX_INSTRUCTIONS = 50_000;

export type Instruction =
  | { readonly op: 'character'; readonly code: number }
  | { readonly op: 'set'; readonly test: CharacterTest }
  /** As many of them as there are, or as few as will do. */
  | { readonly op: 'run'; readonly test: CharacterTest; readonly min: number; readonly max: number; readonly mode: RepeatMode }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  /** Goes back to `again` unless nothing was taken since `save` noted the place. */
  | { readonly op: 'again'; readonly slot: number; readonly to: number }
  | { readonly op: 'assertion'; readonly what: Assertion }
  | { readonly op: 'reference'; readonly group: number; readonly ignoreCase: boolean }
  | { readonly op: 'ahead'; readonly negated: boolean; readonly body: number; next: number }
  | {
      readonly op: 'behind';
      readonly negated: boolean;
      readonly bodies: readonly { readonly length: number; readonly start: number }[];
      next: number;
    }
  | { readonly op: 'atomic'; readonly body: number; next: number }
  | { readonly op: 'call'; readonly group: number }
  | { readonly op: 'unless'; readonly group: number; to: number }
  | { readonly op: 'keep' }
  | { readonly op: 'match' };

export interface Program {
  readonly code: readonly Instruction[];
  /** Where the body of each group begins that is called by number; 0 is all. Each ends in `match`. */
  readonly bodies: ReadonlyMap<number, number>;
  readonly slots: number;
}

/** Turns the tree of an expression into steps for the machine in match.ts. */
export function assemble(root: Node, groups: number, names: ReadonlyMap<string, number>): Program {
  const assembler = new Assembler(groups, names);
  return assembler.all(root);
}

class Assembler {
  readonly #code: Instruction[] = [];
  readonly #groups: number;
  readonly #names: ReadonlyMap<string, number>;
  readonly #bodies = new Map<number, number>();
  readonly #trees = new Map<number, Node>();
  readonly #called = new Set<number>();
  #slots: number;

  constructor(groups: number, names: ReadonlyMap<string, number>) {
    this.#groups = groups;
    this.#names = names;
    this.#slots = 2 * (groups + 1);
  }

  all(root: Node): Program {
    this.#bodies.set(0, 0);
    this.#node(root);
    this.#emit({ op: 'match' });
    for (const group of this.#called) {
      if (this.#bodies.has(group)) continue;
      this.#bodies.set(group, this.#code.length);
      const tree = this.#trees.get(group);
      if (tree) this.#node(tree);
      this.#emit({ op: 'match' });
    }
    return { code: this.#code, bodies: this.#bodies, slots: this.#slots };
  }

  #emit(instruction: Instruction): void {
    if (this.#code.length >= MAX_INSTRUCTIONS) throw new PatternError('regular expression is too large', 0);
    this.#code.push(instruction);
  }

  get #here(): number {
    return this.#code.length;
  }

  #number({ name, offset }: GroupName): number {
    const number = typeof name === 'number' ? name : this.#names.get(name);
    if (number === undefined || number > this.#groups || number < 0) throw new PatternError('reference to non-existent subpattern', offset);
    return number;
  }

  #node(node: Node): void {
    const single = node.kind === 'choice' ? singleTest(node) : undefined;
    if (single) return this.#emit({ op: 'set', test: single });
    switch (node.kind) {
      case 'character':
        return this.#emit({ op: 'character', code: node.code });
      case 'set':
        return this.#emit({ op: 'set', test: node.test });
      case 'sequence':
        for (const part of node.parts) this.#node(part);
        return;
      case 'choice':
        return this.#choice(node.options);
      case 'group':
        this.#trees.set(node.index, node);
        this.#emit({ op: 'save', slot: 2 * node.index });
        this.#node(node.body);
        return this.#emit({ op: 'save', slot: 2 * node.index + 1 });
      case 'repeat':
        return this.#repeat(node);
      case 'assertion':
        return this.#emit({ op: 'assertion', what: node.what });
      case 'reference':
        return this.#emit({ op: 'reference', group: this.#number(node.group), ignoreCase: node.ignoreCase });
      case 'look':
        return node.behind ? this.#behind(node.body, node.negated) : this.#ahead(node.body, node.negated);
      case 'atomic':
        return this.#atomic(() => this.#node(node.body));
      case 'condition':
        return this.#condition(node);
      case 'call': {
        const group = this.#number(node.group);
        this.#called.add(group);
        return this.#emit({ op: 'call', group });
      }
      case 'keep':
        return this.#emit({ op: 'keep' });
    }
  }

  #choice(options: readonly Node[]): void {
    const ends: { to: number }[] = [];
    for (const [i, option] of options.entries()) {
      if (i === options.length - 1) {
        this.#node(option);
        break;
      }
      const split = { op: 'split' as const, first: this.#here + 1, second: 0 };
      this.#emit(split);
      this.#node(option);
      const end = { op: 'jump' as const, to: 0 };
      this.#emit(end);
      ends.push(end);
      split.second = this.#here;
    }
    for (const end of ends) end.to = this.#here;
  }

  #repeat({ body, min, max, mode }: Extract<Node, { kind: 'repeat' }>): void {
    const test = singleTest(body);
    if (test) this.#emit({ op: 'run', test, min, max, mode });
    else if (mode === 'possessive') this.#atomic(() => this.#copies(body, min, max, false));
    else this.#copies(body, min, max, mode === 'lazy');
  }

  #copies(body: Node, min: number, max: number, lazy: boolean): void {
    for (let i = 0; i < min; i++) this.#node(body);
    if (max === Infinity) return this.#loop(body, lazy);
    const splits: { first: number; second: number }[] = [];
    for (let i = min; i < max; i++) {
      splits.push(this.#split());
      this.#node(body);
    }
    for (const split of splits) this.#leave(split, lazy);
  }

  #split(): { first: number; second: number } {
    const split = { op: 'split' as const, first: this.#here + 1, second: this.#here + 1 };
    this.#emit(split);
    return split;
  }

  /** The split goes on or comes here: which is tried first? */
  #leave(split: { first: number; second: number }, lazy: boolean): void {
    if (lazy) split.first = this.#here;
    else split.second = this.#here;
  }

  #loop(body: Node, lazy: boolean): void {
    const slot = this.#slots++;
    const start = this.#here;
    const split = this.#split();
    this.#emit({ op: 'save', slot });
    this.#node(body);
    this.#emit({ op: 'again', slot, to: start });
    this.#leave(split, lazy);
  }

  #atomic(body: () => void): void {
    const step = { op: 'atomic' as const, body: this.#here + 1, next: 0 };
    this.#emit(step);
    body();
    this.#emit({ op: 'match' });
    step.next = this.#here;
  }

  #ahead(body: Node, negated: boolean): void {
    const step = { op: 'ahead' as const, negated, body: this.#here + 1, next: 0 };
    this.#emit(step);
    this.#node(body);
    this.#emit({ op: 'match' });
    step.next = this.#here;
  }

  #behind(body: Node, negated: boolean): void {
    const bodies: { length: number; start: number }[] = [];
    const step = { op: 'behind' as const, negated, bodies, next: 0 };
    this.#emit(step);
    for (const option of body.kind === 'choice' ? body.options : [body]) {
      bodies.push({ length: fixedLength(option), start: this.#here });
      this.#node(option);
      this.#emit({ op: 'match' });
    }
    step.next = this.#here;
  }

  #condition({ group, then, otherwise }: Extract<Node, { kind: 'condition' }>): void {
    const unless = { op: 'unless' as const, group: this.#number(group), to: 0 };
    this.#emit(unless);
    this.#node(then);
    const end = { op: 'jump' as const, to: 0 };
    this.#emit(end);
    unless.to = this.#here;
    this.#node(otherwise);
    end.to = this.#here;
  }
}

/** The test of a node that takes one character, whichever way. */
function singleTest(node: Node): CharacterTest | undefined {
  switch (node.kind) {
    case 'character':
      return code => code === node.code;
    case 'set':
      return node.test;
    case 'sequence':
      return node.parts.length === 1 && node.parts[0] ? singleTest(node.parts[0]) : undefined;
    case 'choice': {
      const tests = node.options.map(singleTest).filter(test => test !== undefined);
      return tests.length === node.options.length ? either(tests) : undefined;
    }
    default:
      return undefined;
  }
}

/** A character without which nothing matches, as far as that is plain. */
export function neededCharacter(node: Node): number | undefined {
  switch (node.kind) {
    case 'character':
      return node.code;
    case 'sequence':
      return node.parts.map(neededCharacter).findLast(code => code !== undefined);
    case 'group':
    case 'atomic':
      return neededCharacter(node.body);
    case 'repeat':
      return node.min > 0 ? neededCharacter(node.body) : undefined;
    default:
      return undefined;
  }
}

/** How many characters a node takes; a look behind needs to know. */
function fixedLength(node: Node): number {
  const refuse = (): never => {
    throw new PatternError('lookbehind assertion is not fixed length', 0);
  };
  switch (node.kind) {
    case 'character':
    case 'set':
      return 1;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + fixedLength(part), 0);
    case 'choice': {
      const lengths = new Set(node.options.map(fixedLength));
      return lengths.size === 1 ? ([...lengths][0] ?? 0) : refuse();
    }
    case 'group':
    case 'atomic':
      return fixedLength(node.body);
    case 'repeat':
      return node.min === node.max ? node.min * fixedLength(node.body) : refuse();
    case 'assertion':
    case 'look':
    case 'keep':
      return 0;
    case 'reference':
    case 'condition':
    case 'call':
      return refuse();
  }
}
