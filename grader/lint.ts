import type { Finding } from './finding.js';
import { blocksOf, requirementsOf, solutionOf, type Lesson, type Step } from './lesson/lesson.js';

/** What can be said about a lesson by reading it. */
export function lintLesson(lesson: Lesson): readonly Finding[] {
  const find = (line: number, message: string): Finding => ({ file: lesson.file, line, message });
  return [...repeatedIds(lesson, find), ...lesson.steps.flatMap(step => lintStep(step, lesson, find))];
}

type Find = (line: number, message: string) => Finding;

function repeatedIds({ steps }: Lesson, find: Find): readonly Finding[] {
  const seen = new Set<string>();
  return steps.flatMap(requirementsOf).flatMap(({ id, line }) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew ? [] : [find(line, `two requirements have the id ‘${id}’`)];
  });
}

function lintStep(step: Step, { kind }: Lesson, find: Find): readonly Finding[] {
  const requirements = requirementsOf(step);
  const findings = lintNeeds(step, find);
  if (requirements.length === 0) {
    return step.points > 0
      ? [find(step.line, `the step ‘${step.id}’ gives points and asks for nothing: give it requirements or points=0`)]
      : [];
  }
  const consoles = blocksOf(step, 'console');
  if (blocksOf(step, 'hint').length === 0) findings.push(find(step.line, `the step ‘${step.id}’ has no hint`));
  if (kind === 'assignment' && consoles[0])
    findings.push(find(consoles[0].line, 'an assignment shows no commands: this console block gives the way away'));
  if (kind === 'assignment' && solutionOf(step) === '')
    findings.push(find(step.line, `the step ‘${step.id}’ of this assignment has no solution`));
  if (kind === 'guided' && solutionOf(step) === '' && consoles.length === 0) {
    findings.push(find(step.line, `nothing shows how the step ‘${step.id}’ is done: it has neither a console block nor a solution`));
  }
  for (const { id, assertion, line } of requirements) if (!assertion) findings.push(find(line, `‘${id}’ checks nothing`));
  return findings;
}

/** A requirement can wait for one that stands before it in its step. */
function lintNeeds(step: Step, find: Find): Finding[] {
  const before = new Set<string>();
  const findings: Finding[] = [];
  for (const { id, needs, line } of requirementsOf(step)) {
    for (const need of needs)
      if (!before.has(need)) findings.push(find(line, `‘${id}’ needs ‘${need}’, which does not stand before it in this step`));
    before.add(id);
  }
  return findings;
}
