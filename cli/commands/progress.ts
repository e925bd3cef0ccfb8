import { overviewOfAll, type LessonOverview } from '../lessons/overview.js';
import { paint, span } from '../render/lines.js';
import { Painter, wantsColours, type Line } from '../render/style.js';
import { stateFolders } from '../state/folders.js';
import type { Text } from '../text/text.js';
import { defineCommand } from './command.js';
import { listScreen } from './list.js';

/** `drydock progress` */
export const progress = defineCommand({
  usage: 'progress',
  describe: text => text.lessons.describe.progress,
  options: yargs => yargs,
  run: (_, { home, text, plain }) => {
    const overview = overviewOfAll(stateFolders(home), text.language);
    const painter = new Painter(wantsColours(process.stdout, process.env, plain));
    process.stdout.write(paint(progressScreen(overview, text, process.stdout.columns || 80, plain), painter));
    return 0;
  },
});

function progressScreen(overview: readonly LessonOverview[], text: Text, width: number, plain: boolean): readonly Line[] {
  const started = overview.filter(lesson => lesson.progress !== undefined);
  if (started.length === 0) return [span('plain', text.lessons.progress.none)];
  const done = started.filter(lesson => lesson.progress?.isComplete).length;
  const points = sum(started.map(lesson => lesson.progress?.points ?? 0));
  const max = sum(overview.map(({ maxPoints }) => maxPoints));
  return [
    ...listScreen(started, text, width).slice(0, -1),
    ...(plain ? [] : [bar(points, max, Math.min(40, width - 2))]),
    span('bold', text.lessons.progress.total(done, overview.length, points, max)),
  ];
}

function bar(points: number, max: number, width: number): Line {
  const filled = max === 0 ? 0 : Math.floor((points / max) * width);
  return [...span('good', '━'.repeat(filled)), ...span('dim', '─'.repeat(width - filled))];
}

function sum(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((total, number) => total + number, 0) * 100) / 100;
}
