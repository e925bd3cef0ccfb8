import net from 'node:net';
import type { HostSetup } from '../../engine/index.js';
import { print } from '../live/forward.js';
import type { Inbox } from '../live/inbox.js';
import { exitCodes, Problem } from '../problem.js';
import { controlAddress } from './addresses.js';
import { jsonLine, JsonLines, type ControlRequest, type OpenInput } from './control-protocol.js';

/** A running host that has been asked for something. */
export interface ControlConnection {
  send(request: ControlRequest): void;
  /** The next reply; undefined when the other side is gone. */
  receive(): Promise<Readonly<Record<string, unknown>> | undefined>;
  close(): void;
}

/** Connects to whoever runs the host of a folder; undefined when nobody does. */
export function connectControl(folder: string): Promise<ControlConnection | undefined> {
  return new Promise(done => {
    const socket = net.connect(controlAddress(folder));
    socket.once('connect', () => done(connection(socket)));
    socket.once('error', () => done(undefined));
  });
}

function connection(socket: net.Socket): ControlConnection {
  const lines = new JsonLines();
  const replies: Readonly<Record<string, unknown>>[] = [];
  let isOver = false;
  let wake: () => void = () => undefined;
  socket.on('data', data => {
    replies.push(...lines.push(data).filter(value => value !== undefined));
    // The host's side notices when nobody reads.
    if (replies.length > 64) socket.pause();
    wake();
  });
  socket.on('close', () => {
    isOver = true;
    wake();
  });
  socket.on('error', () => undefined);
  return {
    send: request => void socket.write(jsonLine(request)),
    receive: async () => {
      while (replies.length === 0 && !isOver) await new Promise<void>(done => (wake = done));
      const reply = replies.shift();
      if (replies.length === 0) socket.resume();
      return reply;
    },
    close: () => socket.destroy(),
  };
}

/** Opens a session on a running host and connects it with this program's own standard streams. Gives its exit code; `gone` is what is said when the host's program ends before. */
export async function forwardControlled(
  control: ControlConnection,
  input: OpenInput,
  { share, gone, inbox }: { readonly share: boolean; readonly gone: string; readonly inbox: Inbox },
): Promise<number> {
  const onTerminal = input.terminal !== undefined;
  control.send({ kind: 'open', input, share });
  const detach = inbox.attach({ put: input => control.send({ kind: 'put', input }) }, 0);
  try {
    for (;;) {
      const reply = await control.receive();
      if (!reply && onTerminal) process.stdout.write('\r\n');
      if (!reply) throw new Problem(gone);
      const code = await show(reply);
      if (code !== undefined) return code;
    }
  } finally {
    detach();
    control.close();
  }
}

async function show(reply: Readonly<Record<string, unknown>>): Promise<number | undefined> {
  const { kind, code, stream, data, message } = reply;
  if (kind === 'refused') throw new Problem(String(message));
  if (kind === 'exit') return typeof code === 'number' ? code : exitCodes.unusable;
  if (kind !== 'output' || typeof data !== 'string') return undefined;
  await print(stream === 'stderr' ? process.stderr : process.stdout, Buffer.from(data, 'base64'));
  return undefined;
}

/** Puts a new host in the place of a running one. */
export async function resetControlled(control: ControlConnection, setup: HostSetup): Promise<void> {
  control.send({ kind: 'reset', setup });
  const reply = await control.receive();
  control.close();
  if (reply?.['kind'] === 'done') return;
  throw new Problem(typeof reply?.['message'] === 'string' ? reply['message'] : 'the program that runs this host has gone away');
}
