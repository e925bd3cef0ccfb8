import type { Context } from '../commands/command.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost } from '../state/host-folder.js';
import { SharedFolder } from '../workspace/share.js';
import { forwardSession } from './forward.js';
import { LiveHost } from './live-host.js';

/** Variables of the real environment that mean the same inside the host. */
const passedOn = /^(DOCKER_(BUILDKIT|HOST|CONTEXT|CONFIG|DEFAULT_PLATFORM|CONTENT_TRUST|HIDE_LEGACY_COMMANDS|CLI_HINTS)|BUILDKIT_.*|LANG|LC_.*|TZ|TERM|COLORTERM|NO_COLOR|COLUMNS|LINES)$/;

/** Runs a command line (or, without one, an interactive shell) on the user's practice host; gives the exit code. */
export async function runOnSandbox(line: string | undefined, fast: boolean, { text, home }: Context): Promise<number> {
  const folders = stateFolders(home);
  const open = openHost(folders.sandbox, {
    setup: () => newSetup(hostHome()),
    busy: text.sh.busy,
    warn: sentence => process.stderr.write(`drydock: ${sentence}\n`),
  });
  try {
    const live = new LiveHost(open.host, open.journal, { fast });
    const share = new SharedFolder(process.cwd(), open.folder);
    live.put(share.incoming());
    const onTerminal = process.stdin.isTTY && process.stdout.isTTY;
    const session = open.content.entries.length + 1;
    live.put({
      kind: 'open',
      session,
      ...(line === undefined ? {} : { line }),
      ...(onTerminal ? { terminal: { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 } } : {}),
      env: Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && passedOn.test(name))) as Record<string, string>,
      cwd: process.cwd(),
    });
    const code = await forwardSession({ live, session, onTerminal, afterWork: () => share.outgoing(open.host) });
    live.leave();
    share.save();
    return code;
  } finally {
    open.close();
  }
}
