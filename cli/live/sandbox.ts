import type { Context } from '../commands/command.js';
import { connectControl, forwardControlled } from '../serve/control-client.js';
import type { OpenInput } from '../serve/control-protocol.js';
import { Doors } from '../serve/doors.js';
import { ServedHost } from '../serve/served-host.js';
import { allowRegistries } from '../serve/real-registry.js';
import { Shares } from '../serve/shares.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost } from '../state/host-folder.js';
import { Problem } from '../problem.js';
import { forwardServed } from './forward.js';
import { Inbox } from './inbox.js';
import { LastLine } from './last-line.js';
import { rejectLongScript, scriptBytes, scriptMegabytes } from './script-limit.js';

/** Variables of the real environment that mean the same inside the host. */
const passedOn =
  /^(DOCKER_(BUILDKIT|CONFIG|DEFAULT_PLATFORM|CONTENT_TRUST|HIDE_LEGACY_COMMANDS|CLI_HINTS)|BUILDKIT_.*|LANG|LC_.*|TZ|TERM|COLORTERM|NO_COLOR|COLUMNS|LINES)$/;

/** A session as this program's user wants it: on their terminal if they have one, in their folder. Without a line, an interactive shell. */
function openInput(line: string | undefined): OpenInput {
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return {
    kind: 'open',
    ...(line === undefined ? {} : { line }),
    ...(onTerminal ? { terminal: { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 } } : {}),
    env: Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && passedOn.test(name))) as Record<
      string,
      string
    >,
    cwd: process.cwd(),
  };
}

export interface SandboxOptions {
  /** Jump over pauses. */
  readonly fast: boolean;
  /** Open published ports on the real loopback, too. */
  readonly ports: boolean;
  /** Registries of the real machine that the host may reach. */
  readonly registries: readonly string[];
}

/**
 * Runs a command line (or, without one, an interactive shell) on the user's practice host; gives the exit code. When another drydock
 * runs that host, the session is opened there.
 */
export async function runOnSandbox(line: string | undefined, options: SandboxOptions, context: Context): Promise<number> {
  const { sandbox: folder } = stateFolders(context.home);
  const control = await connectControl(folder);
  return forwarding(line, context, (input, inbox) =>
    control
      ? forwardControlled(control, input, { share: true, gone: context.text.attach.gone, inbox })
      : runAlone(folder, input, inbox, options, context),
  );
}

/** Opens a session with this program's standard streams, which are read as a script where they are no terminal and there is no command line. */
export async function forwarding(
  line: string | undefined,
  { text }: Context,
  forward: (input: OpenInput, inbox: Inbox) => Promise<number>,
): Promise<number> {
  const input = openInput(line);
  const isScript = input.terminal === undefined && line === undefined;
  if (isScript) rejectLongScript(text.sh.tooLong);
  const inbox = new Inbox(input.terminal !== undefined, isScript ? scriptBytes : Infinity);
  const code = await forward(input, inbox);
  if (inbox.isTooLong) throw new Problem(text.sh.tooLong(scriptMegabytes));
  return code;
}

/** Runs the host in this program; others who want to use it meanwhile get their sessions here. */
async function runAlone(
  folder: string,
  input: OpenInput,
  inbox: Inbox,
  { fast, ports, registries }: SandboxOptions,
  { text }: Context,
): Promise<number> {
  const isShell = input.terminal !== undefined && input.line === undefined;
  const lastLine = isShell ? new LastLine(process.stdout) : undefined;
  const say = (sentence: string): void => {
    if (lastLine) lastLine.say(`drydock: ${sentence}`);
    else process.stderr.write(`drydock: ${sentence}\n`);
  };
  const open = openHost(folder, { setup: () => newSetup(hostHome()), busy: text.sh.busy, warn: say });
  const served = new ServedHost(open, { fast, forClients: false, isScripted: input.terminal === undefined });
  const allow = (): void => allowRegistries(served, registries);
  served.onReset.add(allow);
  allow();
  const shares = new Shares(served, open.folder, say);
  const notResettable = text.sh.busy(process.pid);
  const doors = new Doors(served, { folder, text, say, shares, notResettable, turnedBack: text.attach.begunAnew });
  const stopWatching = isShell ? shares.watch() : undefined;
  try {
    await doors.openControl().catch(() => undefined);
    if (isShell) await doors.openDocker({ socket: undefined }).catch(() => undefined);
    if (isShell && ports) doors.openPorts();
    shares.bring(input.cwd);
    return await forwardServed(served, input, inbox, { lastLine, onOthers: () => isShell && say(text.sh.othersGoOn) });
  } finally {
    stopWatching?.();
    doors.close();
    shares.save();
    open.close();
  }
}
