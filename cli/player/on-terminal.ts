import type { Claim } from '../state/claim.js';
import { textLines } from '../render/lines.js';
import { Keyboard } from './keyboard.js';
import type { Player } from './player.js';
import type { Screen } from './screen.js';

/** How often it is looked whether somebody else wants to take the lesson over. */
const lookMs = 1000;

/** Plays on the real terminal until the learner stops; gives the exit code. `onReady` is called when the first prompt is there. */
export async function playOnTerminal(player: Player, screen: Screen, claim: Claim, onReady: () => void): Promise<number> {
  const keyboard = new Keyboard();
  player.onRouse = () => keyboard.rouse();
  const detach = keyboard.attach();
  let isReady = false;
  try {
    for (;;) {
      const { code, wait } = await turn(player, screen, claim, keyboard);
      if (code !== undefined) return code;
      if (!isReady && player.isWaitingForInput) {
        isReady = true;
        onReady();
      }
      if (!keyboard.hasKeys(player.isWaitingForInput)) await keyboard.wait(Math.min(wait ?? lookMs, lookMs));
    }
  } finally {
    detach();
  }
}

/** What a turn has led to: the exit code when it was the last one, and how long nothing will happen by itself. */
interface Turn {
  readonly code?: number;
  readonly wait?: number | undefined;
}

/** One turn: keys in, work, output. */
async function turn(player: Player, screen: Screen, claim: Claim, keyboard: Keyboard): Promise<Turn> {
  const event = keyboard.takeEvent();
  if (event === 'resize') player.resize();
  else if (event) {
    player.leave();
    return { code: event === 'hang-up' ? 129 : 143 };
  }
  const keys = keyboard.take(player.isWaitingForInput);
  if (keys !== undefined) player.type(keys);
  const wait = await player.pump();
  if (player.isWaitingForInput) screen.settle();
  await screen.flush();
  if (player.ending) return { code: await farewell(player, screen) };
  const rival = claim.rival();
  return rival === undefined ? { wait } : { code: await giveWay(player, screen, rival) };
}

async function farewell(player: Player, screen: Screen): Promise<number> {
  player.leave();
  const { text, play } = player;
  screen.say([
    [],
    ...textLines('dim', play.isComplete ? text.lesson.farewellDone : text.lesson.farewell(play.lesson.id), screen.width - 1),
  ]);
  await screen.flush();
  return 0;
}

async function giveWay(player: Player, screen: Screen, rival: number): Promise<number> {
  player.leave();
  screen.say([[], ...textLines('warn', player.text.lessons.takenOver(rival), screen.width - 1)]);
  await screen.flush();
  return 0;
}
