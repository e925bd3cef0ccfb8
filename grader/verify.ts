import { outputMatches } from './console-output.js';
import { wordingOf } from './explain/wording.js';
import { gradeScript } from './grade.js';
import { blocksOf, requirementsOf, solutionOf, type ConsoleCommand, type Lesson, type Step } from './lesson/lesson.js';
import { Play } from './play.js';
import type { Score } from './score.js';

/** Something that a lesson promises and does not keep. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A script beside an assignment with what its first lines say about it. */
export interface Answer {
  readonly file: string;
  readonly script: string;
  readonly title: string;
  /** Ids of the requirements that must fail; none for a right answer. */
  readonly fails: readonly string[];
  /** A part of what the explanation must say. */
  readonly says: string | undefined;
}

/**
 * Proves a lesson in a fresh host: no step is done before its time, each is done after its solution, and every console block prints what it
 * shows.
 */
export function verifyLesson(lesson: Lesson): readonly Finding[] {
  const play = Play.begin(lesson);
  return lesson.steps.flatMap(step => verifyStep(lesson, step, play));
}

function verifyStep(lesson: Lesson, step: Step, play: Play): readonly Finding[] {
  const findings: Finding[] = [];
  const find = (line: number, message: string): void => void findings.push({ file: lesson.file, line, message });
  const requirements = requirementsOf(step);
  if (isDone(play, step)) find(step.line, `the step ‘${step.id}’ is done before anything was done for it`);
  for (const { commands } of blocksOf(step, 'console')) for (const command of commands) verifyCommand(command, play, find);
  const solution = solutionOf(step);
  if (solution !== '') runSolution(solution, step, play, find);
  play.observe();
  if (requirements.length === 0) play.tracker.passOver(step.id);
  else if (!isDone(play, step)) find(step.line, `the step ‘${step.id}’ is not done after its solution: ${unmet(lesson, step, play)}`);
  return findings;
}

function isDone(play: Play, step: Step): boolean {
  return play.tracker.steps.find(progress => progress.step.id === step.id)?.done ?? false;
}

function verifyCommand(command: ConsoleCommand, play: Play, find: (line: number, message: string) => void): void {
  const { code, output: printed, ending } = play.run(command.command);
  const wanted = command.exitCode ?? 0;
  if (ending.kind !== 'end') find(command.line, `‘${command.command}’ does not come to an end`);
  else if (code !== wanted) find(command.line, `‘${command.command}’ exits with ${code}, not ${wanted}; it prints:\n${printed}`);
  else if (!outputMatches(command.output, printed)) find(command.line, `‘${command.command}’ prints something else:\n${printed}`);
}

function runSolution(solution: string, step: Step, play: Play, find: (line: number, message: string) => void): void {
  const { ending, code } = play.runScript(solution);
  if (ending.kind !== 'end') find(step.line, `the solution of ‘${step.id}’ does not come to an end`);
  else if (code !== 0) find(step.line, `the solution of ‘${step.id}’ exits with ${code}`);
}

function unmet(lesson: Lesson, step: Step, play: Play): string {
  const progress = play.tracker.steps.find(candidate => candidate.step.id === step.id);
  const wording = wordingOf(lesson.language);
  const sentences = [...(progress?.now ?? [])].flatMap(([id, outcome]) => {
    if (outcome.status === 'pass') return [];
    const reasons = outcome.status === 'fail' ? outcome.reasons.map(wording.reason).join(' ') : `not run, because ${outcome.because} does not pass`;
    return [`${id}: ${reasons}`];
  });
  return sentences.join('; ');
}

/** Reads an answer: its first lines are comments `# title: …`, `# fails: id id`, `# says: …`. */
export function parseAnswer(script: string, file: string): Answer {
  const head = new Map([...script.matchAll(/^# (title|fails|says): (.*)$/gm)].map(([, key = '', value = '']) => [key, value.trim()]));
  return { file, script, title: head.get('title') ?? '', fails: (head.get('fails') ?? '').split(/[\s,]+/).filter(Boolean), says: head.get('says') };
}

/** A right answer passes; a wrong one fails in exactly the requirements that it names, and for the reason that it names. */
export function verifyAnswer(lesson: Lesson, answer: Answer, expected: 'right' | 'wrong'): readonly Finding[] {
  const { score, ending } = gradeScript(lesson, answer.script);
  const finding = (message: string): readonly Finding[] => [{ file: answer.file, line: 1, message }];
  if (answer.title === '') return finding('an answer begins with a line ‘# title: …’');
  if (ending.kind === 'too-much-work' || ending.kind === 'too-long') return finding('it takes too much work to grade');
  const failed = failedIds(score);
  if (expected === 'right') return failed.length === 0 ? [] : finding(`this right answer fails: ${failed.join(', ')}; ${reasonsOf(score).join(' ')}`);
  if (answer.fails.length === 0) return finding('a wrong answer names what fails: ‘# fails: id …’');
  if (failed.join(' ') !== [...answer.fails].sort().join(' ')) return finding(`it fails in ${failed.join(', ') || 'nothing'}, not in ${answer.fails.join(', ')}`);
  const { says } = answer;
  if (says !== undefined && !reasonsOf(score).some(reason => reason.includes(says))) return finding(`no reason says ‘${says}’: ${reasonsOf(score).join(' ')}`);
  return [];
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
