import { Problem } from '../problem.js';
import { textLines } from '../render/lines.js';
import type { Style } from '../render/style.js';
import { dockerHostOf } from '../serve/addresses.js';
import { Doors } from '../serve/doors.js';
import type { Player } from './player.js';
import { readable } from './step-screen.js';

export interface ShareOptions {
  readonly socket: string | undefined;
  readonly ports: boolean;
}

/**
 * Lets other terminals and docker clients use the host of a lesson while it is played. What cannot be opened is said, and the lesson
 * goes on. The result closes everything again.
 */
export async function shareLesson(player: Player, folder: string, { socket, ports }: ShareOptions): Promise<() => void> {
  const announce = (style: Style, sentence: string): void => player.announce(textLines(style, sentence, readable(player.view)));
  const { text } = player;
  const doors = new Doors(player.shared, {
    folder,
    text,
    say: sentence => announce('warn', sentence),
    notResettable: text.attach.lessonRuns,
    turnedBack: text.attach.turnedBack,
    welcome: text.attach.welcome(player.view.shown.title),
  });
  const quietly = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      announce('warn', error.message);
    }
  };
  await quietly(() => doors.openControl());
  await quietly(async () => {
    const address = await doors.openDocker({ socket });
    if (socket !== undefined) announce('dim', text.lessons.socketOpen(`export DOCKER_HOST=${dockerHostOf(address)}`));
  });
  if (ports) doors.openPorts({ onOpen: once(port => announce('dim', player.text.lessons.portOpen(port))) });
  return () => doors.close();
}

/** Told of the first port, one knows it of all. */
function once(action: (port: number) => void): (port: number) => void {
  let isDone = false;
  return port => {
    if (!isDone) action(port);
    isDone = true;
  };
}
