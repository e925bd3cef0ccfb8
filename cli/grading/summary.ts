import type { Result } from './result.js';

/** How many did how well. */
export interface Summary {
  readonly submissions: number;
  readonly passed: number;
  readonly lostPoints: number;
  readonly unusable: number;
  /** Of those that could be graded, with two decimals; null when none could. */
  readonly averagePoints: number | null;
}

/** Adds up results as they come. */
export class Tally {
  #submissions = 0;
  #passed = 0;
  #unusable = 0;
  #points = 0;

  add(result: Result): void {
    this.#submissions++;
    if (result.status === 'unusable') this.#unusable++;
    else {
      if (isFull(result)) this.#passed++;
      this.#points += result.score.points;
    }
  }

  get summary(): Summary {
    const graded = this.#submissions - this.#unusable;
    return {
      submissions: this.#submissions,
      passed: this.#passed,
      lostPoints: graded - this.#passed,
      unusable: this.#unusable,
      averagePoints: graded === 0 ? null : Math.round((this.#points / graded) * 100) / 100,
    };
  }
}

function isFull({ score }: Extract<Result, { status: 'graded' }>): boolean {
  return score.points === score.maxPoints;
}
