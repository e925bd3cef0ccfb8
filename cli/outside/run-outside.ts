import path from 'node:path';
import { Failure, Host, outsideSocket, parseDaemonHost, type DaemonHost } from '../../engine/index.js';
import type { Context } from '../commands/command.js';
import { forwardServed } from '../live/forward.js';
import { forwarding } from '../live/sandbox.js';
import { ServedHost } from '../serve/served-host.js';
import { Shares } from '../serve/shares.js';
import { Problem } from '../problem.js';
import { makeFolder, stateFolders } from '../state/folders.js';
import { hostHome, newSetup } from '../state/host-folder.js';
import { changesBetween, scanFolder } from '../workspace/scan.js';
import { writeBack } from '../workspace/write-back.js';
import { negotiate } from './daemon-address.js';
import { HttpApi } from './http-api.js';

/** The exit code of docker for what it cannot do. */
const notSimulated = 125;

/** Nothing that is done here is kept: what matters happens in the daemon outside. */
const noJournal = { add: () => undefined, write: () => undefined, flush: () => undefined };

/**
 * Runs a docker command line with a daemon of the real machine, in a host of its own that is gone afterwards; the practice host is not
 * touched. `words` are those after `docker`, `line` the same for a shell, `address` what they say after `--host`. Gives the exit code.
 */
export async function runOutside(words: readonly string[], line: string, address: string, context: Context): Promise<number> {
  const tls = words.find(word => /^--tls(verify)?(=true|=1)?$/.test(word));
  if (tls !== undefined) {
    process.stderr.write(`drydock: docker ${tls} with a daemon of this machine is not simulated\n`);
    return notSimulated;
  }
  const served = await hostWithDaemon(address);
  const say = (sentence: string): void => void process.stderr.write(`drydock: ${sentence}\n`);
  const settings = settingsFolder(context, words.includes('login') ? say : undefined);
  const config = settings === undefined ? undefined : shareSettings(served, settings);
  const shares = new Shares(served, '/nowhere', say);
  return forwarding(line, context, async (input, inbox) => {
    if (touchesFiles(words)) shares.refresh(input.cwd);
    else if (!systemFolder.test(input.cwd)) served.put({ kind: 'workspace', root: input.cwd, changes: [] });
    const env = { ...ownVariables(process.env), ...input.env, ...(config === undefined ? {} : { DOCKER_CONFIG: config }) };
    return forwardServed(served, { ...input, env }, inbox);
  });
}

/** A new host without a journal whose programs reach the daemon at this address of the real machine. */
export async function hostWithDaemon(address: string): Promise<ServedHost> {
  const setup = newSetup(hostHome());
  const daemons = new Map<string, { readonly service: unknown; readonly isOpen: boolean }>();
  let wake = (): void => undefined;
  const outside = parsedHost(address);
  if (outside) {
    const version = await negotiate(outside);
    daemons.set(outsideSocket(outside.url), { service: new HttpApi({ host: outside, version, wake: () => wake() }), isOpen: true });
  }
  const host = new Host(setup, { daemons });
  const served = new ServedHost(
    { host, journal: noJournal, content: { setup, entries: [], notes: [] }, startAfresh: () => noJournal },
    { fast: false, forClients: false },
  );
  wake = () => served.rouse();
  return served;
}

/** Variables that are about this machine's programs, or that lead to a daemon: only the flag does. */
const notPassedOn = /^(PATH|SHELL|SHLVL|PWD|OLDPWD|ENV|BASH_ENV|PS\d|IFS|_|DOCKER_(HOST|CONTEXT|CERT_PATH|TLS.*|API_VERSION))$/;

/** What `-e NAME` and `--env-file` may take from the user's shell. */
function ownVariables(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(env).filter(([name]) => /^[A-Za-z_]\w*$/.test(name) && !notPassedOn.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}

/** Lets the host see and change the client's settings; gives where it sees them: nobody may look into the administrator's home there. */
function shareSettings(served: ServedHost, folder: string): string {
  const root = folder.replace(/^\/root(?=\/)/, hostHome());
  served.put({ kind: 'workspace', root, changes: changesBetween(folder, new Map(), scanFolder(folder)) });
  served.outlets.afterWork.add(host => writeBack(folder, host.takeWorkspaceChanges(root)));
  return root;
}

/** Folders that every host has itself. */
const systemFolder = /^\/(bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)?$/;

/**
 * Logins are kept in Drydock's own folder: the settings of a docker that is installed here are none of its business. Undefined where
 * nothing can be kept, which is said if somebody is to hear it.
 */
function settingsFolder({ home }: Context, say: ((sentence: string) => void) | undefined): string | undefined {
  const folder = path.join(stateFolders(home).root, 'docker');
  try {
    makeFolder(folder, 0o700);
    return folder;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say?.(error.message);
    return undefined;
  }
}

const fileCommands = new Set(['cp', 'save', 'load', 'export', 'import', 'build']);

/** Whether a command may read or write files in the user's folder; others need not look through it. */
export function touchesFiles(words: readonly string[]): boolean {
  return words.some(word => fileCommands.has(word) || /^--(env-file|cidfile|label-file|iidfile|config|tls[a-z]+)\b|seccomp=/.test(word));
}

/** Undefined for addresses that docker itself refuses: it will say why. */
function parsedHost(address: string): DaemonHost | undefined {
  try {
    return parseDaemonHost(address);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
