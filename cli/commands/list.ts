import { overviewOfAll, type LessonOverview } from '../lessons/overview.js';
import { paint, span } from '../render/lines.js';
import { Painter, wantsColours, type Line, type Span } from '../render/style.js';
import { renderTable } from '../render/table.js';
import { stateFolders } from '../state/folders.js';
import type { Text } from '../text/text.js';
import { defineCommand } from './command.js';

/** `drydock list` */
export const list = defineCommand({
  usage: 'list',
  describe: text => text.lessons.describe.list,
  options: yargs => yargs,
  run: (_, { home, text, plain }) => {
    const overview = overviewOfAll(stateFolders(home), text.language);
    const painter = new Painter(wantsColours(process.stdout, process.env, plain));
    process.stdout.write(paint(listScreen(overview, text, process.stdout.columns || 80), painter));
    return 0;
  },
});

/** All lessons by course, as a table. */
export function listScreen(overview: readonly LessonOverview[], text: Text, width: number): readonly Line[] {
  const courses = [...new Set(overview.map(({ place }) => place.course))];
  const first = overview.find(({ progress }) => !progress?.isComplete);
  return [
    ...courses.flatMap(course => [
      span('title', text.lessons.course(courseName(course))),
      ...renderTable(
        [header(text, width), ...overview.filter(({ place }) => place.course === course).map(lesson => row(lesson, text, width))],
        width - 1,
      ),
      [],
    ]),
    ...(first ? [span('dim', text.lessons.startHint(first.place.id))] : []),
  ];
}

function header(text: Text, width: number): readonly (readonly Span[])[] {
  const { lesson, minutes, progress, points } = text.lessons.columns;
  return ['', '#', lesson, ...(isWide(width) ? ['ID'] : []), minutes, progress, points].map(title => span('bold', title));
}

function row(
  { place, number, title, minutes, steps, maxPoints, progress }: LessonOverview,
  text: Text,
  width: number,
): readonly (readonly Span[])[] {
  const { done, started } = text.lessons.status;
  const state =
    progress === undefined
      ? span('plain', '')
      : progress.isComplete
        ? span('good', done)
        : span('warn', `${started} ${progress.stepsDone}/${steps}`);
  const mark = progress?.isComplete ? span('good', '✓') : span('warn', progress === undefined ? ' ' : '●');
  const points = progress === undefined ? span('dim', String(maxPoints)) : span('plain', `${progress.points}/${maxPoints}`);
  return [
    mark,
    span('plain', String(number)),
    span('plain', title),
    ...(isWide(width) ? [span('code', place.id)] : []),
    span('plain', String(minutes)),
    state,
    points,
  ];
}

/** With less room, the number stands for the lesson's name. */
function isWide(width: number): boolean {
  return width >= 100;
}

export function courseName(course: string): string {
  return course.charAt(0).toUpperCase() + course.slice(1).replaceAll('-', ' ');
}
