import type { Outcome } from './check/outcome.js';
import { failureSentences } from './explain/failure.js';
import { wordingOf } from './explain/wording.js';
import { requirementsOf, type Language } from './lesson/lesson.js';
import type { StepProgress, Tracker } from './track.js';

/** What a submission is worth, with the reason of every loss. */
export interface Score {
  readonly lesson: string;
  readonly points: number;
  readonly maxPoints: number;
  readonly passed: boolean;
  readonly steps: readonly StepScore[];
}

export interface StepScore {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly maxPoints: number;
  readonly done: boolean;
  readonly requirements: readonly RequirementScore[];
}

export interface RequirementScore {
  readonly id: string;
  readonly title: string;
  readonly status: 'pass' | 'fail' | 'not-run';
  /** Sentences in the asked language; empty for what passes. */
  readonly reasons: readonly string[];
}

/** Scores what a tracker has seen. Titles and reasons are in the language of the tracker's lesson. */
export function scoreOf(tracker: Tracker): Score {
  const { lesson } = tracker;
  const steps = tracker.steps.map(progress => scoreStep(progress, lesson.language));
  const points = round(steps.reduce((sum, step) => sum + step.points, 0));
  const maxPoints = steps.reduce((sum, step) => sum + step.maxPoints, 0);
  return { lesson: lesson.id, points, maxPoints, passed: steps.every(step => step.done || step.maxPoints === 0), steps };
}

/** The points of a step are spread evenly over its requirements. */
function scoreStep(progress: StepProgress, language: Language): StepScore {
  const { step, best, earned, done } = progress;
  const requirements = requirementsOf(step);
  const share = requirements.length === 0 ? 1 : done ? 1 : earned.size / requirements.length;
  const titles = new Map(requirements.map(({ id, title }) => [id, title]));
  return {
    id: step.id,
    title: step.title,
    points: round(step.points * share),
    maxPoints: step.points,
    done: done || requirements.length === 0,
    requirements: requirements.map(({ id, title, advice }) => {
      const outcome: Outcome = best.get(id) ?? { status: 'not-run', because: '' };
      return { id, title, status: outcome.status, reasons: reasonsOf(outcome, titles, advice, language) };
    }),
  };
}

function reasonsOf(
  outcome: Outcome,
  titles: ReadonlyMap<string, string>,
  advice: string | undefined,
  language: Language,
): readonly string[] {
  const wording = wordingOf(language);
  switch (outcome.status) {
    case 'pass':
      return [];
    case 'not-run':
      return outcome.because === '' ? [] : [wording.notRun(titles.get(outcome.because) ?? outcome.because)];
    case 'fail':
      return failureSentences(outcome.reasons, advice, wording);
  }
}

function round(points: number): number {
  return Math.round(points * 100) / 100;
}
