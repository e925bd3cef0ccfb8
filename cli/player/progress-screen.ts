import { failureSentences, requirementsOf, wordingOf, type Outcome } from '../../grader/index.js';
import { hang, span, textLines } from '../render/lines.js';
import type { Line } from '../render/style.js';
import { widthOf, wrapSpans } from '../render/wrap.js';
import type { News } from './lesson-play.js';
import { isMet, mark, readable, statusBar } from './step-screen.js';
import { shownIndex, titlesOf, type View } from './view.js';

/** `check`: each requirement of the step, and why it is not met. */
export function checkScreen(view: View): readonly Line[] {
  const index = shownIndex(view);
  const step = view.shown.steps[index];
  const progress = view.play.tracker.steps[index];
  if (!step || !progress) return [];
  const { check } = view.text.lesson;
  const requirements = requirementsOf(step);
  if (requirements.length === 0) return textLines('plain', check.nothingToCheck, readable(view));
  const missing = requirements.filter(({ id }) => !isMet(progress, id));
  return [
    ...requirements.flatMap(({ id, title, advice }) => {
      if (isMet(progress, id)) return textLines('plain', title, readable(view), mark(view, 'met'));
      const outcome = progress.now.get(id);
      const kind = outcome?.status === 'fail' ? 'failed' : 'waiting';
      const reasons = outcome ? explain(view, outcome, advice) : [];
      return [
        ...textLines('bold', title, readable(view), mark(view, kind)),
        ...reasons.flatMap(reason => textLines('plain', reason, readable(view), span('plain', '      '))),
      ];
    }),
    [],
    ...textLines(
      missing.length === 0 ? 'good' : 'plain',
      missing.length === 0 ? check.allDone : check.missing(missing.length),
      readable(view),
    ),
    ...(missing.length === 0 ? goOn(view, index) : [statusBar(view, index)]),
  ];
}

function explain(view: View, outcome: Outcome, advice: string | undefined): readonly string[] {
  const wording = wordingOf(view.text.language);
  if (outcome.status === 'fail') return failureSentences(outcome.reasons, advice, wording);
  return outcome.status === 'not-run' ? [wording.notRun(titlesOf(view).get(outcome.because) ?? outcome.because)] : [];
}

/** What has changed, to be shown above the next prompt; what other steps ask for is told when they are done. */
export function newsLines(view: View, news: readonly News[]): readonly Line[] {
  const titles = titlesOf(view);
  const shown = view.play.lesson.steps[shownIndex(view)]?.id;
  const done = new Set(news.flatMap(item => (item.kind === 'step-done' ? [item.step.id] : [])));
  return news.flatMap((item): readonly Line[] => {
    if (item.kind === 'step-done') return stepDone(view, item.index);
    if (item.step.id !== shown && !done.has(item.step.id)) return [];
    const title = titles.get(item.requirement.id) ?? item.requirement.title;
    if (item.kind === 'met') return textLines('plain', title, readable(view), mark(view, 'met'));
    return textLines('plain', view.text.lesson.lost(title), readable(view), mark(view, 'open'));
  });
}

function stepDone(view: View, index: number): readonly Line[] {
  const { text, play } = view;
  const points = play.score.steps[index]?.points ?? 0;
  const cheer = text.lesson.cheers[index % text.lesson.cheers.length] ?? '';
  const star = view.plain ? [] : span('good', '★ ');
  const sentence = [cheer, text.lesson.stepDone(index + 1), ...(points > 0 ? [`+${text.lesson.points(points)}`] : [])].join(' ');
  const isLast = play.isComplete;
  return [
    ...hang(star, textLines('good', sentence, readable(view) - 2)),
    ...(isLast ? lessonDone(view) : hang(star.length > 0 ? span('plain', '  ') : [], goOn(view, index))),
    [],
  ];
}

function goOn(view: View, index: number): readonly Line[] {
  if (view.play.isComplete) return lessonDone(view);
  if (index + 1 < view.shown.steps.length) return textLines('plain', view.text.lesson.goOn, readable(view));
  return unfinishedSteps(view);
}

/** Which steps of an assignment are still open. */
export function unfinishedSteps(view: View): readonly Line[] {
  const open = view.play.tracker.steps.flatMap(({ done, step }, index) =>
    done || requirementsOf(step).length === 0 ? [] : [String(index + 1)],
  );
  return open.length === 0 ? [] : textLines('plain', view.text.lesson.next.unfinished(open.join(', ')), readable(view));
}

/** The end of the lesson: what was reached, and where to go from here. */
export function lessonDone(view: View): readonly Line[] {
  const { shown, text, play } = view;
  const { points, maxPoints } = play.score;
  const width = readable(view) - 2;
  const next = view.nextLesson();
  const reached = [...span('good', text.lesson.lessonDone(shown.title)), ...span('bold', `  ${text.lesson.pointsOf(points, maxPoints)}`)];
  return [
    [],
    ...hang(view.plain ? [] : span('good', '★ '), widthOf(reached) <= width ? [reached] : wrapSpans(reached, width)),
    ...(next === undefined ? [] : [[...span('plain', view.plain ? '' : '  '), ...span('plain', text.lesson.lessonDoneNext(next))]]),
    [...span('plain', view.plain ? '' : '  '), ...span('dim', text.lesson.lessonDoneSubmit(shown.id))],
  ];
}

/** `progress`: the steps of the lesson, which are done, and where the learner is. */
export function progressScreen(view: View): readonly Line[] {
  const { shown, text, play } = view;
  const here = shownIndex(view);
  const { points, maxPoints } = play.score;
  return [
    [...span('title', shown.title), ...span('plain', `  ${text.lesson.pointsOf(points, maxPoints)}`)],
    [],
    ...shown.steps.flatMap((step, index) => {
      const isDone = play.tracker.steps[index]?.done === true && requirementsOf(step).length > 0;
      const place = index === here ? ` ${text.lesson.youAreHere}` : '';
      const mine = step.points > 0 ? ` · ${play.score.steps[index]?.points ?? 0}/${step.points}` : '';
      return textLines(
        index === here ? 'bold' : 'plain',
        `${index + 1}. ${step.title}${mine}${place}`,
        readable(view),
        mark(view, isDone ? 'met' : 'open'),
      );
    }),
  ];
}
