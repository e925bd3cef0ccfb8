import os from 'node:os';
import { findFiles } from '../grading/find-files.js';
import { JsonReport } from '../grading/json-report.js';
import { gradeAll } from '../grading/pool.js';
import { Tally, type Summary } from '../grading/summary.js';
import { TextReport } from '../grading/text-report.js';
import { findLesson } from '../lessons/find-lesson.js';
import { readLesson } from '../lessons/library.js';
import { exitCodes, Problem } from '../problem.js';
import { Painter, wantsColours } from '../render/style.js';
import { defineCommand } from './command.js';

/** `drydock grade LESSON FILE…`: points for what was handed in, with the reason of every loss. */
export const grade = defineCommand({
  usage: 'grade <lesson> <files..>',
  describe: text => text.grade.describe,
  options: (yargs, text) =>
    yargs
      .positional('lesson', { type: 'string', demandOption: true, describe: text.grade.options.lesson })
      .positional('files', { type: 'string', array: true, demandOption: true, describe: text.grade.options.files })
      .option('json', { type: 'boolean', default: false, describe: text.grade.options.json })
      .option('jobs', { alias: 'j', type: 'string', requiresArg: true, describe: text.grade.options.jobs }),
  run: async ({ lesson, files, json, jobs }, { text, plain }) => {
    const { shown } = readLesson(findLesson(lesson, text), text.language);
    const threads = jobs === undefined ? os.availableParallelism() : parseJobs(jobs, text.grade.badJobs);
    const assignments = findFiles(files.map(String));
    if (assignments.length === 0) throw new Problem(text.grade.noFiles);
    const write = (part: string): void => void process.stdout.write(part);
    const layout = {
      width: Math.min((process.stdout.columns || 80) - 1, 100),
      plain,
      painter: new Painter(wantsColours(process.stdout, process.env, plain)),
    };
    const report = json ? new JsonReport(shown, text.grade, write) : new TextReport(shown, text.grade, layout, write);
    const tally = new Tally();
    await gradeAll(shown, assignments, threads, result => {
      tally.add(result);
      report.add(result);
    });
    report.end(tally.summary);
    return exitCodeOf(tally.summary);
  },
});

function parseJobs(value: string, complain: (value: string) => string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 256) throw new Problem(complain(value), exitCodes.usage);
  return number;
}

/** Input that could not be graded needs somebody's attention first. */
function exitCodeOf({ unusable, lostPoints }: Summary): number {
  if (unusable > 0) return exitCodes.unusable;
  return lostPoints > 0 ? exitCodes.failed : exitCodes.ok;
}
