import { outputMatches } from './console-output.js';
import { wordingOf } from './explain/wording.js';
import type { Finding } from './finding.js';
import { typedIn } from './lesson/console-block.js';
import { blocksOf, requirementsOf, solutionOf, type ConsoleCommand, type Lesson, type Step } from './lesson/lesson.js';
import { Play } from './play.js';
import { Vacuous } from './vacuous.js';

/**
 * Proves a lesson in a fresh host: no step is done before its time, each is done after its solution, every console block prints what it
 * shows, and every requirement can fail.
 */
export function verifyLesson(lesson: Lesson): readonly Finding[] {
  const play = Play.begin(lesson);
  const vacuous = new Vacuous(lesson);
  vacuous.look(play);
  const findings = lesson.steps.flatMap(step => {
    const found = verifyStep(lesson, step, play);
    vacuous.look(play);
    return found;
  });
  const crashes = play.host.crashes.map(crash => ({
    file: lesson.file,
    line: 1,
    message: `a program of the host failed: ${crash.split('\n')[0] ?? ''}`,
  }));
  return [...findings, ...vacuous.findings, ...crashes];
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

/** Does a step as it shows itself, or as its solution says. */
export function doStep(step: Step, play: Play): void {
  for (const { commands } of blocksOf(step, 'console'))
    for (const command of commands)
      play.run(
        command.command,
        typedIn(command).map(({ text }) => text),
      );
  const solution = solutionOf(step);
  if (solution !== '') play.runScript(solution);
  play.observe();
  play.tracker.passOver(step.id);
}

function isDone(play: Play, step: Step): boolean {
  return play.tracker.steps.find(progress => progress.step.id === step.id)?.done ?? false;
}

function verifyCommand(command: ConsoleCommand, play: Play, find: (line: number, message: string) => void): void {
  const typed = typedIn(command).map(({ text }) => text);
  const { code, output, ending } = play.run(command.command, typed);
  const wanted = command.exitCode ?? 0;
  if (ending.kind !== 'end') find(command.line, `‘${command.command}’ does not come to an end`);
  else if (code !== wanted) find(command.line, `‘${command.command}’ exits with ${code}, not ${wanted}; it prints:\n${output}`);
  else if (!outputMatches(command.output, output)) find(command.line, `‘${command.command}’ prints something else:\n${output}`);
}

function runSolution(solution: string, step: Step, play: Play, find: (line: number, message: string) => void): void {
  const { ending, code } = play.runScript(solution);
  if (ending.kind !== 'end') find(step.line, `the solution of ‘${step.id}’ does not come to an end`);
  else if (code !== 0) find(step.line, `the solution of ‘${step.id}’ exits with ${code}`);
}

function unmet(lesson: Lesson, step: Step, play: Play): string {
  const progress = play.tracker.steps.find(candidate => candidate.step.id === step.id);
  if (!progress || progress.now.size === 0) return 'a step before it is not done';
  const wording = wordingOf(lesson.language);
  const sentences = [...progress.now].flatMap(([id, outcome]) => {
    if (outcome.status === 'pass') return [];
    const reasons =
      outcome.status === 'fail' ? outcome.reasons.map(wording.reason).join(' ') : `not run, because ${outcome.because} does not pass`;
    return [`${id}: ${reasons}`];
  });
  return sentences.length > 0 ? sentences.join('; ') : 'all that it asks for held from the beginning';
}
