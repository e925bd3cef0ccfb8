import type { Context } from '../commands/command.js';
import type { LessonPlace } from '../lessons/library.js';
import { wantsColours } from '../render/style.js';
import type { Folders } from '../state/folders.js';
import { lessonFolder } from '../state/lesson-journal.js';
import { writeSettings } from '../state/settings.js';
import type { Text } from '../text/text.js';
import { openLesson } from './open-lesson.js';
import { playOnTerminal } from './on-terminal.js';
import { Player, type PlayerOptions } from './player.js';
import type { Screen } from './screen.js';
import { LessonSource } from './source.js';
import { TerminalScreen } from './terminal-screen.js';

export interface StartOptions {
  readonly watch: boolean;
  readonly takeOver: boolean;
  /** Path of a unix socket for docker clients; left out, one in the state folder. */
  readonly socket: string | undefined;
  /** Open published ports on the real loopback, too. */
  readonly ports: boolean;
  /** Registries of the real machine that the host of the lesson may reach, as they were typed. */
  readonly registries: readonly string[];
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
  const registries = await allowedRegistries(options.registries, text);
  const open = await openLesson(source.base, { folders, text, takeOver: options.takeOver, warn });
  try {
    const onHost = await openRegistries(registries, open.play.host.registries.allowed);
    const common = { source, play: open.play, journal: open.journal, language: text.language, onLanguage: remember(folders), onHost };
    if (!onTerminal) {
      const { playLines } = await import('./line-by-line.js');
      return await playLines({ ...common, isNew: open.isNew, claim: open.claim });
    }
    const screen = plain ? await plainScreen() : new TerminalScreen(stdout, wantsColours(stdout, process.env, plain));
    const player = new Player({ ...common, screen, fast: false });
    player.begin(open.isNew);
    let sharing: Promise<() => void> | undefined;
    // Loaded when the first prompt is there: nobody needs it before.
    const share = async (): Promise<() => void> => {
      const { shareLesson } = await import('./share-lesson.js');
      return shareLesson(player, lessonFolder(folders, source.base.id), options);
    };
    try {
      return await playOnTerminal(player, screen, open.claim, () => {
        sharing = share();
      });
    } finally {
      (await sharing)?.();
    }
  } finally {
    open.close();
  }
}

/** Registries of the real machine that the host may reach. Loaded when needed only. Throws Problem. */
async function allowedRegistries(values: readonly string[], text: Text): Promise<readonly string[]> {
  if (values.length === 0 && process.env['DRYDOCK_REGISTRY_ALLOW'] === undefined) return [];
  return (await import('../serve/real-registry.js')).parseAllowed(values, text);
}

/** Opens the host of a lesson to them, or closes it again after a run that had it open. */
async function openRegistries(allowed: readonly string[], before: readonly string[]): Promise<PlayerOptions['onHost']> {
  if (allowed.length === 0 && before.length === 0) return undefined;
  const { allowRegistries } = await import('../serve/real-registry.js');
  return shared => allowRegistries(shared, allowed);
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
