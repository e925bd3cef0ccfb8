import type { Finding } from './finding.js';
import { gradeScript, gradeScriptIn, type Grade } from './grade.js';
import { requirementsOf, type Lesson } from './lesson/lesson.js';
import { Play } from './play.js';
import type { Score } from './score.js';
import { doStep } from './verify.js';

/** A script beside an assignment with what its first lines say about it. */
export interface Answer {
  readonly file: string;
  readonly expected: 'right' | 'wrong';
  readonly script: string;
  /** The step that it begins with; those before it are done as the lesson shows. Undefined: it does everything itself. */
  readonly from: string | undefined;
  readonly title: string;
  /** Ids of the requirements that must fail; none for a right answer. */
  readonly fails: readonly string[];
  /** A part of what the explanation must say. */
  readonly says: string | undefined;
}

/** Reads an answer: its first lines are comments `# title: …`, `# from: step`, `# fails: id id`, `# says: …`. */
export function parseAnswer(script: string, file: string, expected: Answer['expected']): Answer {
  const comments = /^(?:#.*\n)*/.exec(script)?.[0] ?? '';
  const head = new Map(
    [...comments.matchAll(/^# (title|from|fails|says): (.*)$/gm)].map(([, key = '', value = '']) => [key, value.trim()]),
  );
  const fails = (head.get('fails') ?? '').split(/[\s,]+/).filter(Boolean);
  return { file, expected, script, from: head.get('from'), title: head.get('title') ?? '', fails, says: head.get('says') };
}

/** Right answers pass, wrong ones fail for the reason that they name, and every requirement is failed by one of them. */
export function verifyAnswers(lesson: Lesson, answers: readonly Answer[]): readonly Finding[] {
  const findings = answers.flatMap(answer => verifyAnswer(lesson, answer));
  const wrong = answers.filter(({ expected }) => expected === 'wrong');
  if (wrong.length === 0) return findings;
  const failed = new Set(wrong.flatMap(({ fails }) => fails));
  const untried = lesson.steps.flatMap(requirementsOf).filter(({ id }) => !failed.has(id));
  return [...findings, ...untried.map(({ id, line }) => ({ file: lesson.file, line, message: `no wrong answer fails in ‘${id}’` }))];
}

/** A right answer passes; a wrong one fails in exactly the requirements that it names, and for the reason that it names. */
export function verifyAnswer(lesson: Lesson, answer: Answer): readonly Finding[] {
  return complaints(lesson, answer).map(message => ({ file: answer.file, line: 1, message }));
}

function complaints(lesson: Lesson, answer: Answer): readonly string[] {
  const { expected, title, from, fails, says } = answer;
  if (title === '') return ['an answer begins with a line ‘# title: …’'];
  const known = new Set(lesson.steps.flatMap(requirementsOf).map(({ id }) => id));
  const unknown = fails.filter(id => !known.has(id));
  if (unknown.length > 0) return [`the lesson has no requirement ${unknown.join(', ')}`];
  if (expected === 'wrong' && fails.length === 0) return ['a wrong answer names what fails: ‘# fails: id …’'];
  if (from !== undefined && !lesson.steps.some(({ id }) => id === from)) return [`the lesson has no step ‘${from}’`];
  const grade = gradeAnswer(lesson, answer);
  return expected === 'right' ? complaintsOfRight(grade) : complaintsOfWrong(grade, fails, says);
}

function gradeAnswer(lesson: Lesson, { script, from }: Answer): Grade {
  if (from === undefined) return gradeScript(lesson, script);
  const play = Play.begin(lesson);
  const first = lesson.steps.findIndex(({ id }) => id === from);
  for (const step of lesson.steps.slice(0, first)) doStep(step, play);
  return gradeScriptIn(play, script);
}

function complaintsOfRight({ score, ending, crashes }: Grade): readonly string[] {
  const failed = failedIds(score);
  if (failed.length > 0) return [`this right answer fails in ${failed.join(', ')}: ${reasonsOf(score).join(' ')}`];
  if (ending.kind !== 'end') return [`this right answer does not come to an end (${ending.kind})`];
  return crashes.slice(0, 1).map(crash => `a program of the host failed: ${crash.split('\n')[0] ?? ''}`);
}

function complaintsOfWrong({ score }: Grade, fails: readonly string[], says: string | undefined): readonly string[] {
  const failed = failedIds(score);
  if (failed.join(' ') !== [...fails].sort().join(' '))
    return [`it fails in ${failed.join(', ') || 'nothing'}, not in ${fails.join(', ')}: ${reasonsOf(score).join(' ')}`];
  if (says === undefined || reasonsOf(score).some(reason => reason.includes(says))) return [];
  return [`no reason says ‘${says}’: ${reasonsOf(score).join(' ')}`];
}

function failedIds(score: Score): readonly string[] {
  return score.steps
    .filter(step => !step.done)
    .flatMap(step => step.requirements.filter(({ status }) => status !== 'pass').map(({ id }) => id))
    .sort();
}

function reasonsOf(score: Score): readonly string[] {
  return score.steps.filter(step => !step.done).flatMap(step => step.requirements.flatMap(({ reasons }) => reasons));
}
