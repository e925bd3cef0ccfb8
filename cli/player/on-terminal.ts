import type { Claim } from '../state/claim.js';
import { textLines } from '../render/lines.js';
import { Keyboard } from './keyboard.js';
import type { Player } from './player.js';
import type { Screen } from './screen.js';

/** How often it is looked whether somebody else wants to take the lesson over. */
const lookMs = 1000;

/** Plays on the real terminal until the learner stops; gives the exit code. */
export async function playOnTerminal(player: Player, screen: Screen, claim: Claim): Promise<number> {
  const keyboard = new Keyboard();
  const detach = keyboard.attach();
  try {
    for (;;) {
      const code = await turn(player, screen, claim, keyboard);
      if (code !== undefined) return code;
    }
  } finally {
    detach();
  }
}

/** One turn: keys in, work, output; the exit code when it was the last one. */
async function turn(player: Player, screen: Screen, claim: Claim, keyboard: Keyboard): Promise<number | undefined> {
  const event = keyboard.takeEvent();
  if (event === 'resize') player.resize();
  else if (event) {
    player.leave();
    return event === 'hang-up' ? 129 : 143;
  }
  const keys = keyboard.take(player.isWaitingForInput);
  if (keys !== undefined) player.type(keys);
  const wait = await player.pump();
  if (player.isWaitingForInput) screen.settle();
  await screen.flush();
  if (player.ending) return farewell(player, screen);
  const rival = claim.rival();
  if (rival !== undefined) return giveWay(player, screen, rival);
  if (!keyboard.hasKeys(player.isWaitingForInput)) await keyboard.wait(Math.min(wait ?? lookMs, lookMs));
  return undefined;
}

async function farewell(player: Player, screen: Screen): Promise<number> {
  player.leave();
  const { text, play } = player;
  screen.say([[], ...textLines('dim', text.lesson.farewell(play.lesson.id), screen.width - 1)]);
  await screen.flush();
  return 0;
}

async function giveWay(player: Player, screen: Screen, rival: number): Promise<number> {
  player.leave();
  screen.say([[], ...textLines('warn', player.text.lessons.takenOver(rival), screen.width - 1)]);
  await screen.flush();
  return 0;
}
