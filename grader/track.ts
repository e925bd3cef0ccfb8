import { evaluate, evaluateAll } from './check/evaluate.js';
import { timesRan } from './check/evaluate-history.js';
import type { Evidence, Look } from './check/evidence.js';
import { distanceOf, type Outcome, type Reason } from './check/outcome.js';
import type { Assertion, RanAssertion } from './check/requirement.js';
import { requirementsOf, type Lesson, type Step } from './lesson/lesson.js';

/** How far a step has come. */
export interface StepProgress {
  readonly step: Step;
  /** All requirements passed at one prompt; a step stays done when what it asked for is gone again. */
  readonly done: boolean;
  /** Outcomes by requirement: at the prompt at which the most passed. */
  readonly best: ReadonlyMap<string, Outcome>;
  /** Outcomes at the latest prompt. */
  readonly now: ReadonlyMap<string, Outcome>;
  /** Requirements that count for points: they pass in `best` and did not pass from the very beginning. */
  readonly earned: ReadonlySet<string>;
}

/**
 * Follows a learner through a lesson, prompt by prompt. In a guided lesson a step counts only from when the one before it is
 * done; an assignment may be worked on in any order.
 */
export class Tracker {
  readonly lesson: Lesson;
  readonly #held = new Set<Assertion>();
  readonly #failedOnce = new Set<string>();
  readonly #timesRan = new Map<Assertion, number>();
  readonly #nearest = new Map<Assertion, readonly Reason[]>();
  readonly #steps: StepProgress[];
  readonly #memories: readonly Assertion[];
  #hasBegun = false;

  constructor(lesson: Lesson) {
    this.lesson = lesson;
    this.#steps = lesson.steps.map(step => ({ step, done: false, best: new Map(), now: new Map(), earned: new Set() }));
    this.#memories = lesson.steps.flatMap(requirementsOf).flatMap(({ assertion }) => (assertion ? remembered(assertion) : []));
  }

  get steps(): readonly StepProgress[] {
    return this.#steps;
  }

  /** The first step that is not done; undefined when all are. */
  get current(): StepProgress | undefined {
    return this.#steps.find(({ done }) => !done);
  }

  /** Looks at the host once: at the very beginning, and at every prompt after that. */
  observe(look: Look): void {
    const evidence = this.#evidence(look);
    for (const assertion of this.#memories) if (!this.#held.has(assertion)) this.#watch(assertion, evidence);
    if (!this.#hasBegun) this.#begin(evidence);
    for (const [index, progress] of this.#steps.entries()) {
      if (!this.#isOpen(index)) break;
      if (!progress.done) this.#steps[index] = this.#observeStep(progress, evidence);
    }
  }

  /** Notes what does not hold in the beginning, in later steps too: who does their work ahead of time has done it all the same. */
  #begin(evidence: Evidence): void {
    this.#hasBegun = true;
    for (const { step } of this.#steps) {
      const outcomes = evaluateAll(requirementsOf(step), evidence);
      for (const { id } of requirementsOf(step)) if (!passes(outcomes, id)) this.#failedOnce.add(id);
    }
  }

  /** Remembers whether the assertion holds, or else how near it came. */
  #watch(assertion: Assertion, evidence: Evidence): void {
    if (assertion.kind === 'ran' && !this.#ranSince(assertion, evidence.look)) return;
    const reasons = evaluate(assertion.kind === 'ran' && assertion.during ? assertion.during : assertion, evidence);
    const nearest = this.#nearest.get(assertion);
    if (reasons.length === 0) this.#held.add(assertion);
    else if (!nearest || distanceOf(reasons) <= distanceOf(nearest)) this.#nearest.set(assertion, reasons);
  }

  /** Whether the command was run since the last look. */
  #ranSince(assertion: RanAssertion, look: Look): boolean {
    const times = timesRan(assertion, look);
    const before = this.#timesRan.get(assertion) ?? 0;
    this.#timesRan.set(assertion, times);
    return times > before;
  }

  /** Whether an assertion holds now, given all that was seen so far. */
  holds(assertion: Assertion, look: Look): boolean {
    return evaluate(assertion, this.#evidence(look)).length === 0;
  }

  #evidence(look: Look): Evidence {
    return { look, heldBefore: assertion => this.#held.has(assertion), nearest: assertion => this.#nearest.get(assertion) };
  }

  /** A step without requirements is done when the learner goes on. */
  passOver(stepId: string): void {
    const index = this.#steps.findIndex(({ step }) => step.id === stepId);
    const progress = this.#steps[index];
    if (progress && requirementsOf(progress.step).length === 0) this.#steps[index] = { ...progress, done: true };
  }

  #isOpen(index: number): boolean {
    if (this.lesson.kind === 'assignment' || index === 0) return true;
    const before = this.#steps[index - 1];
    return before !== undefined && (before.done || requirementsOf(before.step).length === 0);
  }

  #observeStep(progress: StepProgress, evidence: Evidence): StepProgress {
    const { step } = progress;
    const requirements = requirementsOf(step);
    const now = evaluateAll(requirements, evidence);
    for (const { id } of requirements) if (!passes(now, id)) this.#failedOnce.add(id);
    // What has held from the beginning is nobody's work: a step is not done before something in it has changed.
    const done =
      requirements.length > 0 && requirements.every(({ id }) => passes(now, id)) && requirements.some(({ id }) => this.#failedOnce.has(id));
    const isBest = done || isNearer(now, progress.best);
    const best = isBest ? now : progress.best;
    const earned = requirements.filter(({ id }) => passes(best, id) && (done || this.#failedOnce.has(id))).map(({ id }) => id);
    return { step, done, best, now, earned: new Set(earned) };
  }
}

function passes(outcomes: ReadonlyMap<string, Outcome>, id: string): boolean {
  return outcomes.get(id)?.status === 'pass';
}

function countPasses(outcomes: ReadonlyMap<string, Outcome>): number {
  return [...outcomes.values()].filter(({ status }) => status === 'pass').length;
}

/** More requirements pass, or as many and the others are no further away: what is said about a thing that is gone helps nobody. */
function isNearer(now: ReadonlyMap<string, Outcome>, best: ReadonlyMap<string, Outcome>): boolean {
  const gained = countPasses(now) - countPasses(best);
  return gained > 0 || (gained === 0 && missing(now) <= missing(best));
}

/** How much is missing in all; what was never looked at is infinitely far. */
function missing(outcomes: ReadonlyMap<string, Outcome>): number {
  if (outcomes.size === 0) return Infinity;
  return [...outcomes.values()].reduce((sum, outcome) => sum + (outcome.status === 'fail' ? distanceOf(outcome.reasons) : 0), 0);
}

/** The assertions inside an assertion that have to be watched at every prompt. Inner ones come first. */
function remembered(assertion: Assertion): readonly Assertion[] {
  switch (assertion.kind) {
    case 'once':
      return [...remembered(assertion.inner), assertion.inner];
    case 'ran':
      return assertion.during ? [...remembered(assertion.during), assertion] : [];
    case 'not':
      return remembered(assertion.inner);
    case 'all':
    case 'any':
      return assertion.of.flatMap(remembered);
    default:
      return [];
  }
}
