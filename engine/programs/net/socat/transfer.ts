import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { waitFor } from '../../process/run.js';
import { say, SocatError, timeText, type Settings } from './log.js';
import type { Channel } from './open.js';

/** One direction: from where to where, until it ends. */
interface Flow {
  readonly mark: '>' | '<';
  readonly number: 1 | 2;
  readonly from: Channel;
  readonly to: Channel;
  readonly source: Fd;
  readonly target: Fd;
  offset: number;
  isOpen: boolean;
}

/** Carries bytes between two ends until both directions are over, or one of them for as long as the other lingers. */
export function* transfer(sys: Sys, settings: Settings, left: Channel, right: Channel): Task<number> {
  const flows = [flowOf(1, left, right, settings.direction !== 'left'), flowOf(2, right, left, settings.direction !== 'right')].filter(
    flow => flow !== undefined,
  );
  const fds = (channel: Channel): string => `[${String(channel.read ?? channel.write)},${String(channel.write ?? channel.read)}]`;
  yield* say(sys, settings, 'N', `starting data transfer loop with FDs ${fds(left)} and ${fds(right)}`);
  let deadline = Infinity;
  while (flows.some(flow => flow.isOpen)) {
    const open = flows.filter(flow => flow.isOpen);
    const patience = Math.min(deadline - sys.clock.now(), settings.idleMs);
    const wanted = open.map(flow => ({ fd: flow.source, read: true }));
    const ready = yield* patience === Infinity ? sys.poll(wanted) : sys.poll(wanted, Math.max(0, patience));
    if (ready.kind !== 'ready') break;
    for (const flow of open) {
      if (!ready.fds.some(({ fd }) => fd === flow.source)) continue;
      if (yield* carry(sys, settings, flow)) continue;
      yield* say(sys, settings, 'N', `socket ${String(flow.number)} (fd ${String(flow.source)}) is at EOF`);
      flow.isOpen = false;
      endWriting(sys, flow.to);
      deadline = sys.clock.now() + settings.lingerMs;
    }
    yield* sys.tick();
  }
  return yield* finish(sys, settings, left, right);
}

function flowOf(number: 1 | 2, from: Channel, to: Channel, isWanted: boolean): Flow | undefined {
  if (!isWanted || from.read === undefined || to.write === undefined) return undefined;
  return { mark: number === 1 ? '>' : '<', number, from, to, source: from.read, target: to.write, offset: 0, isOpen: true };
}

/** Whether the flow goes on. */
function* carry(sys: Sys, settings: Settings, flow: Flow): Task<boolean> {
  try {
    const bytes = yield* sys.read(flow.source, settings.bufferBytes);
    if (bytes.length === 0) return flow.from.options.has('ignoreeof') && (yield* sys.sleep(1000));
    if (settings.showsData) yield* showData(sys, flow, bytes);
    flow.offset += bytes.length;
    yield* sys.write(flow.target, converted(bytes, flow));
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code === 'EPIPE') return false;
    throw new SocatError(`read(${String(flow.source)}, 0x55d0c3a4b000, ${String(settings.bufferBytes)}): ${error.message}`);
  }
}

/** With `crlf` an end has lines that end in two characters. */
function converted(bytes: Uint8Array, { from, to }: Flow): Uint8Array {
  const has = (channel: Channel): boolean => channel.options.has('crlf') || channel.options.has('crnl');
  const plain = has(from) ? bytes.filter(byte => byte !== 13) : bytes;
  return has(to) ? Uint8Array.from([...plain].flatMap(byte => (byte === 10 ? [13, 10] : [byte]))) : plain;
}

function* showData(sys: Sys, { mark, offset }: Flow, bytes: Uint8Array): Task<void> {
  const micros = Math.floor((sys.clock.epochMs + sys.clock.now()) * 1000);
  const time = `${timeText(sys)}.${String(micros % 1_000_000).padStart(9, '0')}`;
  const head = `${mark} ${time}  length=${String(bytes.length)} from=${String(offset)} to=${String(offset + bytes.length - 1)}\n`;
  let text = '';
  for (const byte of bytes)
    text += byte === 10 ? '\n' : byte === 13 ? '\\r' : byte === 9 ? '\t' : byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.';
  yield* sys.write(2, encodeUtf8(head + text));
}

/** Tells the other side that nothing more comes. */
function endWriting(sys: Sys, channel: Channel): void {
  const { write, read, options } = channel;
  if (write === undefined || write <= 2 || options.has('shut-none')) return;
  if (write !== read) {
    sys.close(write);
    return;
  }
  try {
    sys.shutdown(write);
  } catch (error) {
    // Files have no other side.
    if (!isErrno(error)) throw error;
  }
}

function* finish(sys: Sys, settings: Settings, left: Channel, right: Channel): Task<number> {
  for (const channel of [left, right]) {
    for (const fd of new Set([channel.read, channel.write])) if (fd !== undefined && fd > 2 && sys.isOpen(fd)) sys.close(fd);
    if (channel.child === undefined) continue;
    const status = yield* waitFor(sys, channel.child);
    if (status.kind === 'exited' && status.code !== 0)
      throw new SocatError(`waitpid(): child ${String(channel.child)} exited with status ${String(status.code)}`);
  }
  yield* say(sys, settings, 'N', 'exiting with status 0');
  return 0;
}
