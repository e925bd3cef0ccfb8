import type { Context } from '../commands/command.js';
import type { LessonPlace } from '../lessons/library.js';
import { wantsColours } from '../render/style.js';
import type { Folders } from '../state/folders.js';
import { writeSettings } from '../state/settings.js';
import type { Text } from '../text/text.js';
import { openLesson } from './open-lesson.js';
import { playOnTerminal } from './on-terminal.js';
import { Player } from './player.js';
import type { Screen } from './screen.js';
import { LessonSource } from './source.js';
import { TerminalScreen } from './terminal-screen.js';

export interface StartOptions {
  readonly watch: boolean;
  readonly takeOver: boolean;
}

/** Plays a lesson on the terminal, or line by line when the input is no terminal; gives the exit code. */
export async function startLesson(place: LessonPlace, options: StartOptions, context: Context, folders: Folders): Promise<number> {
  const { text, plain } = context;
  const { stdin, stdout } = process;
  const onTerminal = stdin.isTTY && stdout.isTTY;
  const source = new LessonSource(place, text.language, {
    columns: () => stdout.columns || Number(process.env['COLUMNS']) || 80,
    rows: () => stdout.rows || 24,
  });
  if (options.watch) return (await import('./watch.js')).watchLesson(source, context, folders);
  const open = await openLesson(source.base, { folders, text, takeOver: options.takeOver, warn });
  try {
    const common = { source, play: open.play, journal: open.journal, language: text.language, onLanguage: remember(folders) };
    if (!onTerminal) {
      const { playLines } = await import('./line-by-line.js');
      return await playLines({ ...common, isNew: open.isNew, claim: open.claim });
    }
    const screen = plain ? await plainScreen() : new TerminalScreen(stdout, wantsColours(stdout, process.env, plain));
    const player = new Player({ ...common, screen, fast: false });
    player.begin(open.isNew);
    return await playOnTerminal(player, screen, open.claim);
  } finally {
    open.close();
  }
}

async function plainScreen(): Promise<Screen> {
  const { LinearScreen } = await import('./linear-screen.js');
  return new LinearScreen(process.stdout, { colours: false, plain: true, echo: true });
}

function warn(sentence: string): void {
  process.stderr.write(`drydock: ${sentence}\n`);
}

/** A language chosen inside a lesson is the user's language from then on. */
function remember(folders: Folders): (language: Text['language']) => void {
  return language => {
    writeSettings(folders, { language });
  };
}
