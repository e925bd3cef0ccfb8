import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { Text } from '../text/text.js';
import { controlAddress, dockerAddress } from './addresses.js';
import { serveControl } from './control-server.js';
import { serveDockerApi } from './docker-api.js';
import { HttpConnection } from './http/connection.js';
import { listenOnPath, listenOnTcp, type TlsFiles } from './listen.js';
import { OpenPorts } from './open-ports.js';
import type { SharedHost } from './shared-host.js';
import type { Shares } from './shares.js';

export interface DoorOptions {
  /** The host's folder in the state: its sockets lie there. */
  readonly folder: string;
  readonly text: Text;
  /** What the user should hear. */
  readonly say: (sentence: string) => void;
  /** Folders of the real machine that the host sees; left out where it has files of its own only. */
  readonly shares?: Shares;
  /** Why the host cannot be begun anew from outside. */
  readonly notResettable: string;
  /** Said to terminals whose host has been turned back to before they were opened. */
  readonly turnedBack: string;
  /** Said when somebody has opened a shell on a terminal. */
  readonly welcome?: string;
  /** Called before a client may see or change what is shared. */
  readonly onClient?: () => void;
}

export interface DockerDoor {
  /** Path of the unix socket; left out, one in the host's folder. */
  readonly socket: string | undefined;
  readonly tcp?: { readonly host: string; readonly port: number } | undefined;
  readonly tls?: TlsFiles | undefined;
}

const patience = { patienceMs: 60_000, idleMs: 300_000 };

/** The ways into a host that is running, from other programs of this machine. */
export class Doors {
  readonly #shared: SharedHost;
  readonly #options: DoorOptions;
  readonly #closers: (() => void)[] = [];

  constructor(shared: SharedHost, options: DoorOptions) {
    this.#shared = shared;
    this.#options = options;
  }

  /** For `drydock attach` and the like. Throws Problem when somebody else listens there. */
  async openControl(): Promise<void> {
    const { folder, ...others } = this.#options;
    const options = { ...others, shared: this.#shared };
    this.#closers.push((await listenOnPath(controlAddress(folder), socket => serveControl(socket, options))).close);
  }

  /** For docker clients; gives where the socket is. Throws Problem when it cannot be opened. */
  async openDocker({ socket, tcp, tls }: DockerDoor): Promise<string> {
    const { folder, text, say, onClient } = this.#options;
    const api = { shared: this.#shared, ...(onClient ? { onChange: onClient } : {}) };
    const onFault = (error: unknown): void =>
      say(text.program.internal(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    const connect = (connection: Duplex): HttpConnection =>
      new HttpConnection(connection, { limits: patience, serve: exchange => serveDockerApi(api, exchange), onFault });
    const address = socket === undefined ? dockerAddress(folder) : path.resolve(socket);
    this.#closers.push((await listenOnPath(address, connect)).close);
    if (tcp) {
      const { close, port } = await listenOnTcp(tcp.host, tcp.port, tls, connect);
      this.#closers.push(close);
      say(text.serve.tcpOpen(`tcp://${tcp.host}:${port}`));
    }
    return address;
  }

  /** Published ports, on the loopback of this machine. */
  openPorts({ onOpen }: { readonly onOpen?: (port: number) => void } = {}): void {
    const { text, say, onClient } = this.#options;
    const ports = new OpenPorts(this.#shared, {
      say,
      onConnect: () => onClient?.(),
      onOpen: port => onOpen?.(port),
      elsewhere: text.serve.portOpen,
      closed: text.serve.portClosed,
    });
    this.#closers.push(() => ports.close());
  }

  close(): void {
    for (const close of this.#closers.splice(0).reverse()) close();
  }
}
