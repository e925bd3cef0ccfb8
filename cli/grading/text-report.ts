import type { Lesson, StepScore } from '../../grader/index.js';
import { paint, span, textLines } from '../render/lines.js';
import type { Line, Painter, Style } from '../render/style.js';
import { widthOf } from '../render/wrap.js';
import type { GradeWords } from '../text/grade-text.js';
import { describeProblem } from './describe-problem.js';
import type { Result } from './result.js';
import type { Summary } from './summary.js';

type Status = 'pass' | 'fail' | 'not-run';

export interface TextLayout {
  readonly width: number;
  readonly plain: boolean;
  readonly painter: Painter;
}

const symbols: Readonly<Record<Status, { readonly mark: string; readonly style: Style }>> = {
  pass: { mark: '✓', style: 'good' },
  fail: { mark: '✗', style: 'bad' },
  'not-run': { mark: '–', style: 'dim' },
};

/** Results for people: points for each step, and what is missing with its reasons. */
export class TextReport {
  readonly #maxPoints: number;
  readonly #words: GradeWords;
  readonly #layout: TextLayout;
  readonly #write: (text: string) => void;

  constructor(lesson: Lesson, words: GradeWords, layout: TextLayout, write: (text: string) => void) {
    this.#maxPoints = lesson.steps.reduce((sum, step) => sum + step.points, 0);
    this.#words = words;
    this.#layout = layout;
    this.#write = write;
  }

  add(result: Result): void {
    this.#print([...this.#resultLines(result), []]);
  }

  end({ submissions, passed, lostPoints, unusable, averagePoints }: Summary): void {
    if (submissions < 2) return;
    const words = this.#words;
    const average = averagePoints === null ? '' : ` ${words.average(averagePoints, this.#maxPoints)}`;
    this.#print(textLines('bold', words.summary(submissions, passed, lostPoints, unusable) + average, this.#layout.width));
  }

  #print(lines: readonly Line[]): void {
    this.#write(paint(lines, this.#layout.painter));
  }

  #resultLines(result: Result): readonly Line[] {
    const problem = result.problem ? this.#textLines('warn', describeProblem(result.problem, this.#words), '  ! ') : [];
    if (result.status === 'unusable') return [...this.#titled('bold', result.name, this.#words.unusable, ''), ...problem];
    const { points, maxPoints, steps } = result.score;
    return [
      ...this.#titled('bold', result.name, this.#words.points(points, maxPoints), ''),
      ...problem,
      ...steps.filter(step => step.maxPoints > 0).flatMap(step => this.#stepLines(step)),
    ];
  }

  #stepLines(step: StepScore): readonly Line[] {
    const title = this.#titled('plain', step.title, `${step.points}/${step.maxPoints}`, '  ', step.done ? 'pass' : 'fail');
    if (step.done) return title;
    return [
      ...title,
      ...step.requirements.flatMap(({ title: wanted, status, reasons }) => [
        ...this.#textLines('plain', wanted, '    ', status),
        ...reasons.flatMap(reason => this.#textLines(status === 'fail' ? 'plain' : 'dim', reason, '        ')),
      ]),
    ];
  }

  /** A text on the left and one on the right, in lines of their own where they do not fit beside each other. */
  #titled(style: Style, left: string, right: string, indent: string, status?: Status): readonly Line[] {
    const lines = this.#textLines(style, left, indent, status);
    const last = lines.at(-1) ?? [];
    const gap = this.#layout.width - widthOf(last) - widthOf(span('plain', right));
    if (gap < 2)
      return [
        ...lines,
        [
          { style: 'plain', text: ' '.repeat(Math.max(0, this.#layout.width - widthOf(span('plain', right)))) },
          { style: 'bold', text: right },
        ],
      ];
    return [...lines.slice(0, -1), [...last, { style: 'plain', text: ' '.repeat(gap) }, { style: 'bold', text: right }]];
  }

  #textLines(style: Style, text: string, indent: string, status?: Status): readonly Line[] {
    const first: Line = [{ style: 'plain', text: indent }, ...(status ? [this.#mark(status)] : [])];
    return textLines(style, printable(text), this.#layout.width, first);
  }

  #mark(status: Status): Line[number] {
    const { mark, style } = symbols[status];
    return this.#layout.plain ? { style: 'plain', text: `[${this.#words.marks[status]}] ` } : { style, text: `${mark} ` };
  }
}

/** What learners wrote must not steer the terminal of those who grade it. */
function printable(text: string): string {
  return text
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
