import { overviewOfAll, type LessonOverview } from '../lessons/overview.js';
import { startLesson } from '../player/start-lesson.js';
import { paint, span, textLines } from '../render/lines.js';
import { cutToWidth } from '../render/wrap.js';
import { Painter, wantsColours, type Line } from '../render/style.js';
import { stateFolders } from '../state/folders.js';
import { lastUsed } from '../state/recent.js';
import type { Text } from '../text/text.js';
import type { Context } from './command.js';

/** ^C at a menu ends the program as the signal would. */
const interrupted = 130;

/** `drydock` alone: a menu on a terminal; otherwise, how to go on from here. */
export async function menu(context: Context): Promise<number> {
  const { text, plain, home } = context;
  const painter = new Painter(wantsColours(process.stdout, process.env, plain));
  if (!process.stdin.isTTY || !process.stdout.isTTY || plain) {
    process.stdout.write(paint(howTo(text, (process.stdout.columns || 80) - 1), painter));
    return 0;
  }
  const folders = stateFolders(home);
  const lessons = overviewOfAll(folders, text.language);
  process.stdout.write(`\n${painter.text('title', 'Drydock')}  ${painter.text('dim', text.program.summary)}\n\n`);
  const { chooseFrom } = await import('../prompt/choose.js');
  const latest = latestOf(lessons, id => lastUsed(folders, id));
  const fitted = choices(lessons, latest, text).map(item => ({
    ...item,
    message: cutToWidth(item.message, (process.stdout.columns || 80) - 4),
  }));
  const choice = await chooseFrom(text.lessons.menu.choose, fitted, process.stdout.rows || 24);
  if (choice === undefined) return interrupted;
  const chosen = lessons.find(({ place }) => place.folder === choice);
  if (!chosen) return 0;
  return startLesson(chosen.place, { watch: false, takeOver: false, socket: undefined, ports: true, registries: [] }, context, folders);
}

function howTo(text: Text, width: number): readonly Line[] {
  const { howTo: rows, noTerminal } = text.lessons.menu;
  const column = Math.max(...rows.map(([command]) => command.length)) + 4;
  return [
    [...span('title', 'Drydock'), ...span('plain', `  ${text.program.summary}`)],
    [],
    ...textLines('plain', noTerminal, width),
    [],
    ...rows.flatMap(([command, meaning]) =>
      textLines('plain', meaning, width, [...span('plain', '  '), ...span('code', command.padEnd(column - 2))]),
    ),
  ];
}

function latestOf(lessons: readonly LessonOverview[], usedAt: (id: string) => number | undefined): LessonOverview | undefined {
  return lessons
    .filter(({ progress }) => progress !== undefined && !progress.isComplete)
    .sort((a, b) => (usedAt(b.place.id) ?? 0) - (usedAt(a.place.id) ?? 0))[0];
}

export interface Choice {
  readonly name: string;
  readonly message: string;
}

function choices(lessons: readonly LessonOverview[], latest: LessonOverview | undefined, text: Text): readonly Choice[] {
  return [
    ...(latest ? [{ name: latest.place.folder, message: text.lessons.menu.goOn(latest.title) }] : []),
    ...lessons.filter(lesson => lesson !== latest).map(lesson => ({ name: lesson.place.folder, message: choiceText(lesson, text) })),
    { name: 'quit', message: text.lessons.menu.quit },
  ];
}

function choiceText({ number, title, minutes, progress, steps }: LessonOverview, text: Text): string {
  const mark = progress?.isComplete ? '✓' : progress ? '●' : ' ';
  const state = progress === undefined || progress.isComplete ? '' : ` · ${text.lesson.stepsDone(progress.stepsDone, steps)}`;
  return `${mark} ${String(number).padStart(2)}. ${title}  (${text.lesson.minutes(minutes)}${state})`;
}
