import { createInterface } from 'node:readline';
import { rejectLongScript, scriptBytes, scriptMegabytes } from '../live/script-limit.js';
import { exitCodes, Problem } from '../problem.js';
import { wantsColours } from '../render/style.js';
import type { Claim } from '../state/claim.js';
import { LinearScreen } from './linear-screen.js';
import { Player, type PlayerOptions } from './player.js';

/** When a command is given up: it has run for so long in the host's own time (an hour), or has taken so many steps. */
const patience = { virtualMs: 3_600_000, steps: 400_000 };

/** A longer line is nothing that somebody typed. */
const lineKilobytes = 64;

export interface LinesOptions extends Omit<PlayerOptions, 'screen' | 'fast'> {
  readonly isNew: boolean;
  readonly claim: Claim;
}

/**
 * Plays lines from standard input, one after the other, in the host's own time. The exit code says whether the lesson is complete
 * at the end.
 */
export async function playLines({ isNew, ...options }: LinesOptions): Promise<number> {
  const { stdin, stdout } = process;
  const plain = true;
  const screen = new LinearScreen(stdout, { colours: wantsColours(stdout, process.env, plain), plain, echo: false });
  const player = new Player({ ...options, screen, fast: true });
  stdout.on('error', () => process.exit(exitCodes.failed));
  const { sh } = player.text;
  rejectLongScript(sh.tooLong);
  player.begin(isNew);
  await settle(player, screen);
  let number = 0;
  let bytes = 0;
  const lines = createInterface({ input: stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (player.ending) break;
    number++;
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > scriptBytes) throw new Problem(sh.tooLong(scriptMegabytes));
    if (line.length > lineKilobytes * 1024) {
      screen.say([[{ style: 'warn', text: sh.lineTooLong(number, lineKilobytes) }]]);
      continue;
    }
    await runLine(`${line}\r`, player, screen);
  }
  lines.close();
  // The end of the input is ^D for a program that still reads.
  if (!player.ending && !player.play.isAtPrompt) await runLine('\u0004', player, screen);
  player.leave();
  await screen.flush();
  return player.play.isComplete ? exitCodes.ok : exitCodes.failed;
}

/** Types something and waits until everybody waits for the next line. A command that never ends is ended with ^C. */
async function runLine(keys: string, player: Player, screen: LinearScreen): Promise<void> {
  player.type(keys);
  if (await settle(player, screen)) return;
  screen.say([[{ style: 'warn', text: player.text.lesson.interrupted }]]);
  player.type('\u0003');
  await settle(player, screen);
}

/** Lets the host work until somebody reads from the terminal; false when that does not happen. */
async function settle(player: Player, screen: LinearScreen): Promise<boolean> {
  const begin = { at: player.play.host.now(), steps: player.play.host.steps };
  for (;;) {
    const wait = await player.pump();
    await screen.flush();
    if (player.ending) return true;
    if (wait !== 0 && player.isWaitingForInput) {
      screen.settle();
      await screen.flush();
      return true;
    }
    const { host } = player.play;
    if (wait === undefined || host.now() - begin.at > patience.virtualMs || host.steps - begin.steps > patience.steps) return false;
  }
}
