import type { Duplex } from 'node:stream';
import { encodeUtf8, type HostEvent, type SessionId } from '../../engine/index.js';
import { Problem } from '../problem.js';
import {
  jsonLine,
  JsonLines,
  parseControlRequest,
  type ControlReply,
  type ControlRequest,
  type OpenInput,
  type SessionInput,
} from './control-protocol.js';
import { freshId, type SharedHost } from './shared-host.js';
import type { Shares } from './shares.js';

/** A terminal that is this far behind is cut off: the host does not wait for it. */
const backlogBytes = 64 * 1024 * 1024;

export interface ControlOptions {
  readonly shared: SharedHost;
  /** Lets sessions see the folder in which they were opened; left out where the host has files of its own only. */
  readonly shares?: Shares;
  /** Why the host cannot be begun anew from outside. */
  readonly notResettable: string;
  /** Said to a terminal whose host has been turned back to before it was opened. */
  readonly turnedBack: string;
  /** Said when somebody has opened a shell on a terminal. */
  readonly welcome?: string;
}

/** Serves one program that wants a session on a running host, or a new host in its place. */
export function serveControl(socket: Duplex, options: ControlOptions): void {
  const client = new ControlClient(socket, options);
  const lines = new JsonLines();
  socket.on('data', (data: Buffer) => {
    try {
      for (const value of lines.push(data)) client.take(value && parseControlRequest(value));
    } catch (error) {
      if (error instanceof Problem) client.refuse(error.message);
      else if (error instanceof RangeError) socket.destroy();
      else throw error;
    }
  });
  socket.on('end', () => socket.end());
  socket.on('close', () => client.leave());
  // What is wrong with a connection is told by its 'close'.
  socket.on('error', () => undefined);
}

class ControlClient {
  readonly #socket: Duplex;
  readonly #options: ControlOptions;
  #session: SessionId | undefined;
  /** How the session was opened; its terminal is as large as it was said to be last. */
  #input: OpenInput | undefined;

  constructor(socket: Duplex, options: ControlOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  take(request: ControlRequest | undefined): void {
    switch (request?.kind) {
      case 'open':
        return this.#begin(request);
      case 'put':
        return this.#put(request.input);
      case 'reset':
        return this.#reset(request);
      case undefined:
        return this.refuse('this is no request');
    }
  }

  refuse(message: string): void {
    this.#last({ kind: 'refused', message });
  }

  leave(): void {
    if (this.#session === undefined) return;
    this.#options.shared.put({ kind: 'close', session: this.#session });
    this.#session = undefined;
  }

  #begin({ input, share }: Extract<ControlRequest, { kind: 'open' }>): void {
    const { shared, shares, welcome } = this.#options;
    if (this.#session !== undefined) return;
    if (share) shares?.bring(input.cwd);
    if (welcome !== undefined && isShell(input)) this.#write('terminal', encodeUtf8(`${welcome}\r\n`));
    // Folders of the real machine mean nothing to a host that does not see them.
    this.#open(shares ? input : { ...input, cwd: shared.present().setup.home });
  }

  #open(input: OpenInput): void {
    const { shared } = this.#options;
    const session = freshId(shared.present());
    this.#session = session;
    this.#input = input;
    shared.outlets.addSession(session, { take: event => this.#show(event), onLost: () => this.#lost() });
    shared.put({ ...input, session });
  }

  #put(input: SessionInput): void {
    if (this.#session === undefined) return;
    const { columns, rows } = input.kind === 'resize' ? input : {};
    if (this.#input?.terminal && columns !== undefined && rows !== undefined) this.#input = { ...this.#input, terminal: { columns, rows } };
    this.#options.shared.put({ ...input, session: this.#session });
  }

  #show(event: Extract<HostEvent, { kind: 'output' | 'exit' }>): void {
    if (event.kind === 'exit') {
      this.#session = undefined;
      this.#options.shares?.save();
      return this.#last({ kind: 'exit', code: event.code });
    }
    this.#write(event.stream, event.data);
  }

  #reset({ setup }: Extract<ControlRequest, { kind: 'reset' }>): void {
    const { shared, notResettable } = this.#options;
    if (!shared.reset) return this.refuse(notResettable);
    shared.reset(setup);
    this.#last({ kind: 'done' });
  }

  /** An interactive shell goes on as a new one; anything else is over. */
  #lost(): void {
    this.#session = undefined;
    const { turnedBack } = this.#options;
    const input = this.#input;
    if (!input || !isShell(input)) return this.refuse(turnedBack);
    this.#write('terminal', encodeUtf8(`\r\n${turnedBack}\r\n`));
    this.#open(input);
  }

  #write(stream: 'stdout' | 'stderr' | 'terminal', data: Uint8Array): void {
    this.#socket.write(jsonLine({ kind: 'output', stream, data: Buffer.from(data).toString('base64') }));
    if (this.#socket.writableLength > backlogBytes) this.#socket.destroy();
  }

  #last(reply: ControlReply): void {
    this.#socket.end(encodeUtf8(jsonLine(reply)));
  }
}

function isShell({ terminal, line }: OpenInput): boolean {
  return terminal !== undefined && line === undefined;
}
