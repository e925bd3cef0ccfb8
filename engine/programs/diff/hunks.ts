import type { Edit } from './lines.js';

/** Neighbouring changes with the lines around them; numbers count from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  readonly edits: readonly Edit[];
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** All lines are blank, and such changes do not count. */
  readonly ignored: boolean;
}

/**
 * Groups an edit script; changes nearer than twice the context share a hunk. Changes of lines that are all `blank` are
 * shown only inside of a hunk that others make, and take half the distance to get there.
 */
export function hunksOf(edits: readonly Edit[], context: number, blank: (line: string) => boolean = () => false): Hunk[] {
  const hunks: Range[] = [];
  for (const change of changesIn(edits, blank)) {
    const last = hunks.at(-1);
    const nearest = change.ignored ? context : 2 * context + 1;
    if (last && change.from - last.to - 1 < nearest)
      hunks.splice(-1, 1, { from: last.from, to: change.to, ignored: last.ignored && change.ignored });
    else hunks.push(change);
  }
  const cutter = new Cutter(edits);
  return hunks
    .filter(({ ignored }) => !ignored)
    .map(({ from, to }) => cutter.cut(Math.max(0, from - context), Math.min(edits.length, to + context + 1)));
}

/** The runs of lines that were removed and added. */
function changesIn(edits: readonly Edit[], blank: (line: string) => boolean): Range[] {
  const changes: Range[] = [];
  edits.forEach(({ kind, line }, i) => {
    if (kind === 'keep') return;
    const last = changes.at(-1);
    if (last?.to === i - 1) changes.splice(-1, 1, { from: last.from, to: i, ignored: last.ignored && blank(line) });
    else changes.push({ from: i, to: i, ignored: blank(line) });
  });
  return changes;
}

/** Cuts hunks out of an edit script from its start to its end, and counts lines on the way. */
class Cutter {
  readonly #edits: readonly Edit[];
  #at = 0;
  #old = 0;
  #new = 0;

  constructor(edits: readonly Edit[]) {
    this.#edits = edits;
  }

  cut(from: number, to: number): Hunk {
    this.#goTo(from);
    const [oldStart, newStart] = [this.#old + 1, this.#new + 1];
    this.#goTo(to);
    const edits = this.#edits.slice(from, to);
    return { oldStart, oldCount: this.#old + 1 - oldStart, newStart, newCount: this.#new + 1 - newStart, edits };
  }

  #goTo(place: number): void {
    // Hunks that overlap would have been one.
    for (; this.#at < place; this.#at++) {
      const kind = this.#edits[this.#at]?.kind;
      if (kind !== 'add') this.#old++;
      if (kind !== 'remove') this.#new++;
    }
  }
}
