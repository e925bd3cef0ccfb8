import type { Context } from '../commands/command.js';
import { stateFolders } from '../state/folders.js';
import { hostHome, newSetup, openHost } from '../state/host-folder.js';
import { dockerAddress, dockerHostOf } from './addresses.js';
import { serveDockerApi } from './docker-api.js';
import { HttpConnection } from './http/connection.js';
import { listenOnPath, listenOnTcp, type Listening, type TlsFiles } from './listen.js';
import { ServedHost } from './served-host.js';

export interface ServeOptions {
  /** Path of the unix socket; left out, one in the state folder. */
  readonly socket: string | undefined;
  readonly tcp: { readonly host: string; readonly port: number } | undefined;
  readonly tls: TlsFiles | undefined;
  /** Open published ports on the real loopback, too. */
  readonly ports: boolean;
  readonly share: string | undefined;
  readonly fast: boolean;
}

const patience = { patienceMs: 60_000, idleMs: 300_000 };

/** Runs the practice host for docker clients until a signal ends it. */
export async function serve(options: ServeOptions, { text, home }: Context): Promise<number> {
  const say = (sentence: string): void => void process.stderr.write(`drydock: ${sentence}\n`);
  const open = openHost(stateFolders(home).sandbox, { setup: () => newSetup(hostHome()), busy: text.sh.busy, warn: say });
  const servers: { close(): void }[] = [];
  try {
    const served = new ServedHost(open, options);
    const connect = (socket: ConstructorParameters<typeof HttpConnection>[0]): void => void new HttpConnection(socket, patience, exchange => serveDockerApi(served, exchange));
    const address = options.socket ?? dockerAddress(open.folder);
    servers.push(await listenOnPath(address, connect));
    process.stdout.write(`export DOCKER_HOST=${dockerHostOf(address)}\n`);
    if (options.tcp) {
      const listening: Listening = await listenOnTcp(options.tcp.host, options.tcp.port, options.tls, connect);
      servers.push(listening);
      say(text.serve.tcpOpen(`tcp://${options.tcp.host}:${listening.port}`));
    }
    await untilSignal(served);
    return 0;
  } finally {
    for (const server of servers) server.close();
    open.close();
  }
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
