import { statSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.js';
import type { Context } from '../commands/command.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost, type OpenHost } from '../state/host-folder.js';
import { dockerHostOf } from './addresses.js';
import { Doors } from './doors.js';
import type { TlsFiles } from './listen.js';
import { allowRegistries } from './real-registry.js';
import { ServedHost } from './served-host.js';
import { Shares } from './shares.js';

export interface ServeOptions {
  /** Path of the unix socket; left out, one in the state folder. */
  readonly socket: string | undefined;
  readonly tcp: { readonly host: string; readonly port: number } | undefined;
  readonly tls: TlsFiles | undefined;
  /** Open published ports on the real loopback, too. */
  readonly ports: boolean;
  /** A folder of the real machine that containers may mount. */
  readonly share: string | undefined;
  readonly fast: boolean;
  /** Registries of the real machine that the host may reach. */
  readonly registries: readonly string[];
}

/** Runs the practice host for docker clients and other drydocks until a signal ends it. */
export async function serve(options: ServeOptions, context: Context): Promise<number> {
  const { text, home } = context;
  const open = openHost(stateFolders(home).sandbox, { setup: () => newSetup(hostHome()), busy: text.serve.busy, warn: say });
  const closers: (() => void)[] = [() => open.close()];
  try {
    const served = new ServedHost(open, { fast: options.fast, forClients: true });
    const allow = (): void => allowRegistries(served, options.registries);
    served.onReset.add(allow);
    allow();
    await openDoors(served, open, options, context, closers);
    await untilSignal(served);
    return 0;
  } finally {
    for (const close of closers.reverse()) close();
  }
}

async function openDoors(
  served: ServedHost,
  open: OpenHost,
  options: ServeOptions,
  { text }: Context,
  closers: (() => void)[],
): Promise<void> {
  const shares = new Shares(served, open.folder, say);
  served.onReset.add(() => shares.forget());
  const shared = options.share === undefined ? undefined : path.resolve(options.share);
  if (shared !== undefined) {
    if (!statSync(shared, { throwIfNoEntry: false })?.isDirectory()) throw new Problem(text.serve.noFolder(shared));
    shares.bring(shared);
  }
  const refresh = (): void => {
    if (shared !== undefined) shares.refresh(shared);
  };
  const doors = new Doors(served, {
    folder: open.folder,
    text,
    say,
    shares,
    notResettable: '',
    turnedBack: text.attach.begunAnew,
    onClient: refresh,
  });
  closers.push(
    shares.watch(),
    () => shares.save(),
    () => doors.close(),
  );
  await doors.openControl();
  const address = await doors.openDocker(options);
  if (options.ports) doors.openPorts();
  process.stdout.write(`export DOCKER_HOST=${dockerHostOf(address)}\n`);
}

function say(sentence: string): void {
  process.stderr.write(`drydock: ${sentence}\n`);
}

async function untilSignal(served: ServedHost): Promise<void> {
  const stop = (): void => served.stop();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    await served.run();
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
