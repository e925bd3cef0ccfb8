import { findLesson } from '../lessons/find-lesson.js';
import { startLesson } from '../player/start-lesson.js';
import { lastLesson } from '../state/recent.js';
import { stateFolders } from '../state/folders.js';
import { defineCommand } from './command.js';

/** `drydock start [lesson]` */
export const start = defineCommand({
  usage: 'start [lesson]',
  describe: text => text.lessons.describe.start,
  options: (yargs, text) =>
    yargs
      .positional('lesson', { type: 'string', describe: text.lessons.options.lesson })
      .option('watch', { type: 'boolean', default: false, describe: text.lessons.options.watch })
      .option('take-over', { type: 'boolean', default: false, describe: text.lessons.options.takeOver }),
  run: ({ lesson, watch, ...others }, context) => {
    const folders = stateFolders(context.home);
    const place = lesson === undefined ? lastLesson(folders) : findLesson(lesson, context.text);
    return startLesson(place, { watch, takeOver: others['take-over'] }, context, folders);
  },
});
