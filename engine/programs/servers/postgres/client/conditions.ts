import type { Snapshot } from './splitter.js';

/** A \if that has not ended. */
interface Branch {
  /** Whether what stands in it is run. */
  readonly isActive: boolean;
  /** Whether one of its branches was run, or none may be. */
  readonly isDone: boolean;
  readonly hasElse: boolean;
  /** What of a statement was there before. */
  readonly before: Snapshot;
}

/** The \if that are open, one within the other. */
export class Conditions {
  readonly #branches: Branch[] = [];

  get isActive(): boolean {
    return this.#branches.at(-1)?.isActive ?? true;
  }

  get isOpen(): boolean {
    return this.#branches.length > 0;
  }

  /** What of a statement was there before what is passed over. */
  get before(): Snapshot | undefined {
    return this.#branches.at(-1)?.before;
  }

  /** \if; inside what is passed over nothing is run, whatever it says. */
  open(is: boolean, before: Snapshot): void {
    const isActive = this.isActive;
    this.#branches.push({ isActive: isActive && is, isDone: !isActive || is, hasElse: false, before });
  }

  /** Whether the condition of \elif has to be looked at. */
  get asks(): boolean {
    return this.#branches.at(-1)?.isDone === false;
  }

  /** \elif and \else; text: why not. */
  next(name: 'elif' | 'else', is: boolean, before: Snapshot): string | undefined {
    const branch = this.#branches.at(-1);
    if (!branch) return `\\${name}: no matching \\if`;
    if (branch.hasElse) return `\\${name}: cannot occur after \\else`;
    const isActive = !branch.isDone && is;
    this.#branches[this.#branches.length - 1] = {
      isActive,
      isDone: branch.isDone || is,
      hasElse: name === 'else',
      before: branch.isActive ? before : branch.before,
    };
    return undefined;
  }

  /** \endif; text: why not. */
  close(): string | undefined {
    return this.#branches.pop() ? undefined : '\\endif: no matching \\if';
  }

  /** What ^C at a prompt does. */
  leave(): boolean {
    return this.#branches.pop() !== undefined;
  }
}
