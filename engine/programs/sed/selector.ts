import type { Regex } from '../regex/regex.js';
import { Fatal } from '../tool.js';
import type { Address, Command } from './script.js';
import type { SedInput } from './sed-input.js';

/** Knows which commands are for a line: addresses, ranges that have begun, and the expression used last. */
export class Selector {
  /** Ranges that have begun: the line number where they end, undefined while an expression is looked for. */
  readonly #ranges = new Map<Command, number | undefined>();
  #lastRegex: Regex | undefined;

  /** The expression itself, or the last one where it is empty. */
  regex(regex: Regex | undefined): Regex {
    const chosen = regex ?? this.#lastRegex;
    if (!chosen) throw new Fatal('no previous regular expression');
    this.#lastRegex = chosen;
    return chosen;
  }

  /** Whether more lines of a command's range are to come. */
  isInRange(command: Command): boolean {
    return this.#ranges.has(command);
  }

  /** Whether a command is for the current line, its `!` left aside. */
  selects(command: Command, input: SedInput, pattern: string): boolean {
    const { from, to } = command;
    if (!from) return true;
    if (!to) return this.#matches(from, input, pattern);
    const line = input.lineNumber;
    if (this.#ranges.has(command)) return this.#insideRange(command, line, input, pattern);
    const starts = from.kind === 'line' && from.number === 0 ? to.kind === 'regex' && line === 1 : this.#matches(from, input, pattern);
    if (!starts) return false;
    if (from.kind === 'line' && from.number === 0) {
      if (to.kind !== 'regex' || !this.#matches(to, input, pattern)) this.#ranges.set(command, undefined);
      return true;
    }
    const end =
      to.kind === 'line'
        ? to.number
        : to.kind === 'count'
          ? line + to.lines
          : to.kind === 'multiple'
            ? to.of === 0
              ? line
              : Math.ceil(line / to.of) * to.of
            : undefined;
    if (end === undefined ? !(to.kind === 'last' && input.isLast) : end > line) this.#ranges.set(command, end);
    return true;
  }

  #insideRange(command: Command, line: number, input: SedInput, pattern: string): boolean {
    const end = this.#ranges.get(command);
    const { to } = command;
    if (end !== undefined) {
      if (line >= end) this.#ranges.delete(command);
      // A range whose last line has passed meanwhile (n, N) takes no more lines.
      return line <= end;
    }
    if (to && to.kind !== 'count' && to.kind !== 'multiple' && this.#matches(to, input, pattern)) this.#ranges.delete(command);
    return true;
  }

  #matches(address: Address, input: SedInput, pattern: string): boolean {
    switch (address.kind) {
      case 'line':
        return input.lineNumber === address.number;
      case 'last':
        return input.isLast;
      case 'step':
        return address.step <= 0
          ? input.lineNumber === address.first
          : input.lineNumber >= address.first && (input.lineNumber - address.first) % address.step === 0;
      case 'regex': {
        return this.regex(address.regex).test(pattern);
      }
    }
  }
}
