import { gradeJournal, gradeScript, type Ending, type Grade, type Lesson } from '../../grader/index.js';
import { readSubmission } from './read-submission.js';
import type { Partial, Result } from './result.js';

/** Grades one file. Nothing that is in it, and no mistake of ours, ends in an exception. */
export function gradeFile(lesson: Lesson, name: string, file: string = name): Result {
  try {
    const submission = readSubmission(file, lesson.id);
    if (submission.form === 'unusable') return { name, status: 'unusable', problem: submission.problem };
    if (submission.form === 'script') {
      const grade = gradeScript(lesson, submission.script);
      return { name, status: 'graded', form: 'script', score: grade.score, problem: problemOf(grade) };
    }
    const { journal, answers, damage } = submission;
    const grade = gradeJournal(lesson, journal, answers);
    const problem: Partial | undefined = damage === undefined ? problemOf(grade) : { kind: 'damaged', detail: damage };
    return { name, status: 'graded', form: 'journal', score: grade.score, problem };
  } catch (error) {
    return { name, status: 'unusable', problem: { kind: 'internal', detail: error instanceof Error ? error.message : String(error) } };
  }
}

function problemOf({ ending, crashes }: Grade): Partial | undefined {
  const [crash] = crashes;
  return describeEnding(ending) ?? (crash === undefined ? undefined : { kind: 'crash', detail: crash.split('\n')[0] ?? '' });
}

function describeEnding(ending: Ending): Partial | undefined {
  switch (ending.kind) {
    case 'end':
      return undefined;
    case 'too-much-work':
      return { kind: 'too-much-work', detail: '' };
    case 'too-long':
      return { kind: 'too-long', detail: ending.command };
    case 'never-ends':
      return { kind: 'never-ends', detail: ending.command };
  }
}
