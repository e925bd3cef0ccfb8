import type { Lesson } from '../../grader/index.js';
import type { GradeWords } from '../text/grade-text.js';
import { describeProblem } from './describe-problem.js';
import { GRADE_SCHEMA, type Result } from './result.js';
import type { Summary } from './summary.js';

/** Writes the results as one JSON document, piece by piece: there may be many. Equal submissions give equal bytes. */
export class JsonReport {
  readonly #write: (text: string) => void;
  readonly #words: GradeWords;
  #isFirst = true;

  constructor(lesson: Lesson, words: GradeWords, write: (text: string) => void) {
    this.#write = write;
    this.#words = words;
    const { id, title, language, steps } = lesson;
    const head = { id, title, language, maxPoints: steps.reduce((sum, step) => sum + step.points, 0) };
    write(`{\n"schema": ${JSON.stringify(GRADE_SCHEMA)},\n"lesson": ${JSON.stringify(head)},\n"submissions": [`);
  }

  add(result: Result): void {
    this.#write(`${this.#isFirst ? '' : ','}\n${JSON.stringify(submissionOf(result, this.#words))}`);
    this.#isFirst = false;
  }

  end(summary: Summary): void {
    this.#write(`${this.#isFirst ? '' : '\n'}],\n"summary": ${JSON.stringify(summary)}\n}\n`);
  }
}

function submissionOf(result: Result, words: GradeWords): object {
  const { name, status } = result;
  const problem = result.problem ? { kind: result.problem.kind, message: describeProblem(result.problem, words) } : null;
  if (result.status === 'unusable') return { name, status, form: null, points: null, maxPoints: null, passed: false, problem, steps: [] };
  const { points, maxPoints, passed, steps } = result.score;
  return { name, status, form: result.form, points, maxPoints, passed, problem, steps };
}
