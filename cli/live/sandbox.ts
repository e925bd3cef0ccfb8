import type { Context } from '../commands/command.js';
import { connectControl, forwardControlled } from '../serve/control-client.js';
import type { OpenInput } from '../serve/control-protocol.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost } from '../state/host-folder.js';
import { SharedFolder } from '../workspace/share.js';
import { forwardSession } from './forward.js';
import { LiveHost } from './live-host.js';

/** Variables of the real environment that mean the same inside the host. */
const passedOn = /^(DOCKER_(BUILDKIT|CONFIG|DEFAULT_PLATFORM|CONTENT_TRUST|HIDE_LEGACY_COMMANDS|CLI_HINTS)|BUILDKIT_.*|LANG|LC_.*|TZ|TERM|COLORTERM|NO_COLOR|COLUMNS|LINES)$/;

/** A session as this program's user wants it: on their terminal if they have one, in their folder. Without a line, an interactive shell. */
export function openInput(line: string | undefined): OpenInput {
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return {
    kind: 'open',
    ...(line === undefined ? {} : { line }),
    ...(onTerminal ? { terminal: { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 } } : {}),
    env: Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && passedOn.test(name))) as Record<string, string>,
    cwd: process.cwd(),
  };
}

/**
 * Runs a command line (or, without one, an interactive shell) on the user's practice host; gives the exit code. When another drydock
 * runs that host, the session is opened there.
 */
export async function runOnSandbox(line: string | undefined, fast: boolean, context: Context): Promise<number> {
  const { sandbox: folder } = stateFolders(context.home);
  const running = await connectControl(folder);
  return running ? forwardControlled(running, openInput(line), { share: true }) : runAlone(folder, openInput(line), fast, context);
}

async function runAlone(folder: string, input: OpenInput, fast: boolean, { text }: Context): Promise<number> {
  const open = openHost(folder, {
    setup: () => newSetup(hostHome()),
    busy: text.sh.busy,
    warn: sentence => process.stderr.write(`drydock: ${sentence}\n`),
  });
  try {
    const live = new LiveHost(open.host, open.journal, { fast });
    const share = new SharedFolder(input.cwd, open.folder);
    live.put(share.incoming());
    const session = open.content.entries.length + 1;
    live.put({ ...input, session });
    const code = await forwardSession({ live, session, onTerminal: input.terminal !== undefined, afterWork: () => share.outgoing(open.host) });
    live.leave();
    share.save();
    return code;
  } finally {
    open.close();
  }
}
