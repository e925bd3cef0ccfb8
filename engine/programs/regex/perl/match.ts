import { cases, isWord } from './characters.js';
import type { Assertion } from './nodes.js';
import type { Instruction, Program } from './program.js';

const MAX_BACKTRACKS = 1_000_000;
/** Steps without going back: some, and more for long texts. */
const MAX_STEPS = 1_000_000;
const STEPS_FOR_CHARACTER = 20;
const MAX_STACK = 4_000_000;
const MAX_CALLS = 600;

/** What is on the stack, four numbers each: a place to go on from, a slot to restore, a run to shorten, a run to lengthen. */
const GO_ON = 0;
const RESTORE = 1;
const SHORTEN = 2;
const LENGTHEN = 3;

/** Trying took longer than PCRE allows itself. */
export class TooManyTries extends Error {}

export interface SearchOptions {
  /** The match begins at `from`. */
  readonly anchored?: boolean;
  /** It is not the empty one there. */
  readonly notEmpty?: boolean;
}

/** Starts and ends of the match and its groups; -1 where a group took no part. */
export type Spans = number[];

/** Matches by trying. What is still to be tried is on a stack of its own, so long texts do not fill JavaScript's. */
export class Matcher {
  readonly #program: Program;
  readonly #unicode: boolean;
  readonly #first: number | 'start' | undefined;
  #text = '';
  #from = 0;
  #slots: Spans = [];
  readonly #stack: number[] = [];
  #tries = 0;
  #steps = 0;
  #maxSteps = 0;
  #calls = 0;

  constructor(program: Program, unicode: boolean) {
    this.#program = program;
    this.#unicode = unicode;
    this.#first = firstStep(program);
  }

  /** What the last search cost. */
  get steps(): number {
    return this.#steps;
  }

  /** The first match at or after `from`. Throws TooManyTries. */
  exec(text: string, from: number, { anchored = false, notEmpty = false }: SearchOptions): Spans | undefined {
    this.#text = text;
    this.#from = from;
    this.#tries = 0;
    this.#steps = 0;
    this.#maxSteps = MAX_STEPS + STEPS_FOR_CHARACTER * text.length;
    this.#calls = 0;
    for (let at = this.#candidate(from); at <= text.length; at = this.#candidate(this.#after(at))) {
      if (anchored && at !== from) return undefined;
      this.#slots = new Array<number>(this.#program.slots).fill(-1);
      this.#slots[0] = at;
      this.#stack.length = 0;
      const end = this.#run(0, at, notEmpty ? at : -1);
      if (end >= 0) {
        this.#slots[1] = end;
        return this.#slots;
      }
      if (anchored || this.#first === 'start') return undefined;
    }
    return undefined;
  }

  /** The next place where a match may begin. */
  #candidate(at: number): number {
    if (typeof this.#first !== 'number') return at;
    const found = this.#text.indexOf(String.fromCharCode(this.#first), at);
    return found < 0 ? Infinity : found;
  }

  #after(at: number): number {
    return at + (this.#unicode && (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  }

  #before(at: number): number {
    const code = this.#unicode ? this.#text.charCodeAt(at - 1) : 0;
    return code >= 0xdc00 && code < 0xe000 ? at - 2 : at - 1;
  }

  #codeAt(at: number): number {
    return (this.#unicode ? this.#text.codePointAt(at) : this.#text.charCodeAt(at)) ?? -1;
  }

  /** Runs from an instruction to `match`; where that was, or -1. Nothing of it stays on the stack but slots to restore. */
  #run(start: number, from: number, refused = -1): number {
    const base = this.#stack.length;
    let pc = start;
    let at = from;
    for (;;) {
      const instruction = this.#program.code[pc];
      if ((!instruction || instruction.op === 'match') && at !== refused) {
        this.#forget(base);
        return at;
      }
      if (++this.#steps > this.#maxSteps) throw new TooManyTries();
      const next = !instruction || instruction.op === 'match' ? -1 : this.#step(instruction, pc, at);
      if (next >= 0) {
        at = next;
        pc = this.#pc;
        continue;
      }
      at = this.#retry(base);
      if (at < 0) return -1;
      pc = this.#pc;
    }
  }

  /** Where the machine goes on after `#step` and `#retry`. */
  #pc = 0;

  /** Drops what could still be tried; slots are still to be restored when something before fails. */
  #forget(base: number): void {
    const stack = this.#stack;
    let kept = base;
    for (let i = base; i < stack.length; i += 4) {
      if (stack[i] !== RESTORE) continue;
      for (let k = 0; k < 4; k++) stack[kept + k] = stack[i + k] ?? 0;
      kept += 4;
    }
    stack.length = kept;
  }

  /** Goes back to what is still to be tried; -1 when nothing is. */
  #retry(base: number): number {
    const stack = this.#stack;
    while (stack.length > base) {
      const y = stack.pop() ?? 0;
      const x = stack.pop() ?? 0;
      const pc = stack.pop() ?? 0;
      const kind = stack.pop();
      if (kind === RESTORE) {
        this.#slots[pc] = x;
        continue;
      }
      if (++this.#tries > MAX_BACKTRACKS) throw new TooManyTries();
      this.#pc = pc;
      if (kind === GO_ON) return x;
      const at = kind === SHORTEN ? this.#shorten(pc, x, y) : this.#lengthen(pc, x, y);
      if (at >= 0) return at;
    }
    return -1;
  }

  #push(kind: number, pc: number, x: number, y: number): void {
    if (this.#stack.length > MAX_STACK) throw new TooManyTries();
    this.#stack.push(kind, pc, x, y);
  }

  #set(slot: number, value: number): void {
    this.#push(RESTORE, slot, this.#slots[slot] ?? -1, 0);
    this.#slots[slot] = value;
  }

  #shorten(pc: number, least: number, end: number): number {
    const at = this.#before(end);
    if (at > least) this.#push(SHORTEN, pc, least, at);
    return at;
  }

  #lengthen(pc: number, at: number, left: number): number {
    const run = this.#program.code[pc - 1];
    if (run?.op !== 'run' || left <= 0 || at >= this.#text.length || !run.test(this.#codeAt(at))) return -1;
    const next = this.#after(at);
    this.#push(LENGTHEN, pc, next, left - 1);
    return next;
  }

  /** Does one step; where the text goes on, or -1 when it fails. */
  #step(instruction: Exclude<Instruction, { op: 'match' }>, pc: number, at: number): number {
    this.#pc = pc + 1;
    switch (instruction.op) {
      case 'character':
        return at < this.#text.length && this.#codeAt(at) === instruction.code ? this.#after(at) : -1;
      case 'set':
        return at < this.#text.length && instruction.test(this.#codeAt(at)) ? this.#after(at) : -1;
      case 'run':
        return this.#repeat(instruction, pc + 1, at);
      case 'split':
        this.#push(GO_ON, instruction.second, at, 0);
        this.#pc = instruction.first;
        return at;
      case 'jump':
        this.#pc = instruction.to;
        return at;
      case 'save':
        this.#set(instruction.slot, at);
        return at;
      case 'keep':
        this.#set(0, at);
        return at;
      case 'again':
        if (this.#slots[instruction.slot] !== at) this.#pc = instruction.to;
        return at;
      case 'assertion':
        return this.#holds(instruction.what, at) ? at : -1;
      case 'reference':
        return this.#reference(instruction.group, instruction.ignoreCase, at);
      case 'unless':
        if ((this.#slots[2 * instruction.group + 1] ?? -1) < 0) this.#pc = instruction.to;
        return at;
      default:
        return this.#inner(instruction, at);
    }
  }

  #inner(instruction: Extract<Instruction, { op: 'ahead' | 'behind' | 'atomic' | 'call' }>, at: number): number {
    const after = this.#pc;
    switch (instruction.op) {
      case 'call':
        return this.#call(instruction.group, at, after);
      case 'atomic': {
        const end = this.#run(instruction.body, at);
        this.#pc = instruction.next;
        return end;
      }
      case 'ahead': {
        const base = this.#stack.length;
        const found = this.#run(instruction.body, at) >= 0;
        if (instruction.negated && found) this.#retryNothing(base);
        this.#pc = instruction.next;
        return found === instruction.negated ? -1 : at;
      }
      case 'behind': {
        const base = this.#stack.length;
        const found = instruction.bodies.some(({ length, start }) => this.#endsHere(start, length, at));
        if (instruction.negated && found) this.#retryNothing(base);
        this.#pc = instruction.next;
        return found === instruction.negated ? -1 : at;
      }
    }
  }

  /** Restores the slots that something set which does not count. */
  #retryNothing(base: number): void {
    this.#forget(base);
    this.#retry(base);
  }

  #endsHere(start: number, length: number, at: number): boolean {
    let from = at;
    for (let i = 0; i < length; i++) {
      if (from <= 0) return false;
      from = this.#before(from);
    }
    return this.#run(start, from) === at;
  }

  /** The group once more; what it captures does not count afterwards. */
  #call(group: number, at: number, after: number): number {
    if (++this.#calls > MAX_CALLS) throw new TooManyTries();
    const kept = [...this.#slots];
    const base = this.#stack.length;
    const end = this.#run(this.#program.bodies.get(group) ?? 0, at);
    this.#calls--;
    this.#stack.length = base;
    this.#slots = kept;
    this.#pc = after;
    return end;
  }

  #repeat(run: Extract<Instruction, { op: 'run' }>, next: number, at: number): number {
    const { test, min, max, mode } = run;
    const most = mode === 'lazy' ? min : max;
    const { length } = this.#text;
    let end = at;
    let least = at;
    let count = 0;
    for (; count < most && end < length && test(this.#codeAt(end)); count++) {
      end = this.#after(end);
      if (count < min) least = end;
    }
    this.#steps += count >> 3;
    if (count < min) return -1;
    if (mode === 'lazy') this.#push(LENGTHEN, next, end, max - min);
    else if (mode === 'greedy' && end > least) this.#push(SHORTEN, next, least, end);
    return end;
  }

  #reference(group: number, ignoreCase: boolean, at: number): number {
    const start = this.#slots[2 * group] ?? -1;
    const end = this.#slots[2 * group + 1] ?? -1;
    if (start < 0 || end < 0) return -1;
    const length = end - start;
    if (at + length > this.#text.length) return -1;
    for (let i = 0; i < length; i++) {
      const wanted = this.#text.charCodeAt(start + i);
      const here = this.#text.charCodeAt(at + i);
      if (here !== wanted && !(ignoreCase && cases(wanted, this.#unicode).includes(here))) return -1;
    }
    this.#steps += length >> 3;
    return at + length;
  }

  #holds(what: Assertion, at: number): boolean {
    const text = this.#text;
    switch (what) {
      case 'textStart':
        return at === 0;
      case 'textEnd':
        return at === text.length;
      case 'lastLineEnd':
        return at === text.length || (at === text.length - 1 && text[at] === '\n');
      case 'lineStart':
        return at === 0 || (text[at - 1] === '\n' && at < text.length);
      case 'lineEnd':
        return at === text.length || text[at] === '\n';
      case 'searchStart':
        return at === this.#from;
      case 'boundary':
      case 'notBoundary': {
        const before = at > 0 && isWord(text.charCodeAt(at - 1));
        const after = at < text.length && isWord(text.charCodeAt(at));
        return (before !== after) === (what === 'boundary');
      }
    }
  }
}

/** The character that every match begins with, or that it begins where the text does. */
function firstStep({ code }: Program): number | 'start' | undefined {
  for (const instruction of code) {
    if (instruction.op === 'save') continue;
    if (instruction.op === 'character' && instruction.code < 0xd800) return instruction.code;
    return instruction.op === 'assertion' && instruction.what === 'textStart' ? 'start' : undefined;
  }
  return undefined;
}
