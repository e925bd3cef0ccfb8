import path from 'node:path';
import { findLesson } from '../lessons/find-lesson.js';
import { readLesson } from '../lessons/library.js';
import { LessonPlay } from '../player/lesson-play.js';
import { Problem } from '../problem.js';
import { paint, span, textLines } from '../render/lines.js';
import { Painter, wantsColours, type Line } from '../render/style.js';
import { stateFolders } from '../state/folders.js';
import { parseJournal } from '../state/journal-file.js';
import { journalPath, lessonFolder, readJournalText, writeSubmission } from '../state/lesson-journal.js';
import { lastLesson } from '../state/recent.js';
import { defineCommand } from './command.js';

/** `drydock submit [lesson] [-o FILE]`: the learner's work as a file that `drydock grade` takes. */
export const submit = defineCommand({
  usage: 'submit [lesson]',
  describe: text => text.lessons.describe.submit,
  options: (yargs, text) =>
    yargs
      .positional('lesson', { type: 'string', describe: text.lessons.options.lesson })
      .option('output', { alias: 'o', type: 'string', requiresArg: true, describe: text.lessons.options.output }),
  run: ({ lesson, output }, { home, text, plain }) => {
    const folders = stateFolders(home);
    const place = lesson === undefined ? lastLesson(folders) : findLesson(lesson, text);
    const { base, shown } = readLesson(place, text.language);
    const source = journalPath(lessonFolder(folders, base.id));
    const journalText = readJournalText(source);
    if (journalText === undefined) throw new Problem(text.lessons.submit.nothing(base.id));
    const journal = parseJournal(journalText, source);
    const file = path.resolve(output ?? `${base.id}.journal.jsonl`);
    writeSubmission(file, base.id, journal);
    const { score, tracker } = LessonPlay.replay(base, journal.setup, journal.entries, journal.notes);
    const words = text.lessons.submit;
    const width = (process.stdout.columns || 80) - 1;
    const lines: readonly Line[] = [
      span('plain', words.written(file)),
      span(score.points === score.maxPoints ? 'good' : 'bold', words.score(score.points, score.maxPoints)),
      ...tracker.steps.flatMap(({ done, step }, index) =>
        done || step.points === 0
          ? []
          : textLines('plain', words.missing(shown.steps[index]?.title ?? step.title), width, span('warn', '  ○ ')),
      ),
      ...(journal.entries.some(({ input }) => input.kind === 'outside') ? textLines('warn', words.outside, width) : []),
      span('dim', words.grade(path.relative(process.cwd(), file), base.id)),
    ];
    process.stdout.write(paint(lines, new Painter(wantsColours(process.stdout, process.env, plain))));
    return 0;
  },
});
