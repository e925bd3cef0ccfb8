import { Errno } from '../../../core/errno.js';
import { concatBytes } from '../../../core/streams.js';
import type { Task } from '../../../core/task.js';
import { isSignal, type Signal } from '../../../process/signals.js';
import type { Fd, Pid, Sys, WaitStatus } from '../../../process/sys.js';
import { EventLoop } from '../../servers/event-loop.js';
import { encode } from '../../text/base64.js';
import type { Bindings, Value } from '../engine.js';
import { MAX_SYNC_OUTPUT_BYTES } from '../limits.js';
import { Suspension } from '../suspension.js';
import { bytes, text } from './argument.js';

/** What a child gets as a descriptor: an end of a pipe, /dev/null, both ends of a channel, or a descriptor of this process. */
type Stream = 'pipe' | 'ignore' | 'ipc' | Fd;

interface Child {
  readonly pid: Pid;
  /** Our ends, by the child's number. */
  readonly fds: readonly (Fd | null)[];
}

interface Limits {
  readonly timeout: number;
  readonly maxBuffer: number;
  readonly killSignal: Signal;
}

/** Children: started beside the process, or while it stands still. */
export function childBindings(sys: Sys, hold: (signal: Signal) => void): Bindings {
  return {
    spawn: (words, env, cwd, plan, isDetached) => JSON.stringify(spawnChild(sys, [words, env, cwd, plan], isDetached === true)),
    spawnSync: (words, env, cwd, plan, input, limits) =>
      new Suspension(runToEnd(sys, [words, env, cwd, plan], bytes(input), limitsOf(text(limits)), hold)),
  };
}

function spawnChild(sys: Sys, [words, env, cwd, plan]: readonly Value[], isDetached: boolean): Child {
  const argv = textsOf(JSON.parse(text(words)));
  const pairs: unknown = JSON.parse(text(env));
  const entries = Array.isArray(pairs) ? pairs.map(textsOf) : [];
  const streams = streamsOf(JSON.parse(text(plan)));
  const theirs = new Map<Fd, Fd>();
  const closing: Fd[] = [];
  const ours: (Fd | null)[] = [];
  try {
    for (const [index, stream] of streams.entries()) connect(sys, index, stream, { theirs, closing, ours });
    const pid = sys.spawn({
      argv,
      env: new Map(entries.map(([name = '', value = '']) => [name, value])),
      cwd: text(cwd),
      fds: theirs,
      defaultSignals: ['SIGPIPE'],
      ...(isDetached ? { processGroup: 0 } : {}),
    });
    return { pid, fds: ours };
  } catch (error) {
    for (const fd of ours) if (fd !== null) sys.close(fd);
    throw error;
  } finally {
    for (const fd of closing) sys.close(fd);
  }
}

interface Ends {
  readonly theirs: Map<Fd, Fd>;
  readonly closing: Fd[];
  readonly ours: (Fd | null)[];
}

function connect(sys: Sys, index: number, stream: Stream, { theirs, closing, ours }: Ends): void {
  ours[index] ??= null;
  if (typeof stream === 'number') {
    if (sys.isOpen(stream)) theirs.set(index, stream);
    return;
  }
  if (stream === 'ignore') {
    const fd = sys.open('/dev/null', { read: true, write: true });
    theirs.set(index, fd);
    closing.push(fd);
    return;
  }
  const give = (at: Fd, isInput: boolean): void => {
    const { read, write } = sys.pipe();
    theirs.set(at, isInput ? read : write);
    closing.push(isInput ? read : write);
    ours[at] = isInput ? write : read;
  };
  give(index, index === 0);
  // A channel is two pipes: what we read stands under its number, what we write under the next.
  if (stream !== 'ipc') return;
  const [input, output] = [theirs.get(index), ours[index]];
  give(index + 1, true);
  const [read, write] = [theirs.get(index + 1), ours[index + 1]];
  if (input === undefined || read === undefined) return;
  theirs.set(index, read).set(index + 1, input);
  ours[index] = output ?? null;
  ours[index + 1] = write ?? null;
}

/** Runs a child to its end; what it printed, as JSON. */
function* runToEnd(sys: Sys, request: readonly Value[], input: Uint8Array, limits: Limits, hold: (signal: Signal) => void): Task<string> {
  const child = spawnChild(sys, request, false);
  const outputs = new Map<number, Uint8Array[]>();
  let status: WaitStatus | undefined;
  let code: string | undefined;
  const stop = (why: string): void => {
    code ??= why;
    if (status === undefined) sys.kill(child.pid, limits.killSignal);
  };
  const loop = new EventLoop(sys, function* (signal) {
    hold(signal);
    yield* sys.tick();
  });
  const limit =
    limits.timeout > 0
      ? loop.start(
          after(sys, limits.timeout, () => {
            stop('ETIMEDOUT');
          }),
        )
      : undefined;
  loop.start(
    (function* () {
      status = yield* waitFor(sys, child.pid);
      if (limit) loop.drop(limit);
    })(),
  );
  for (const [index, fd] of child.fds.entries()) {
    if (fd === null) continue;
    if (index === 0) loop.start(feed(sys, fd, input));
    else {
      const parts: Uint8Array[] = [];
      outputs.set(index, parts);
      loop.start(
        gather(sys, fd, parts, Math.min(limits.maxBuffer, MAX_SYNC_OUTPUT_BYTES), () => {
          stop('ENOBUFS');
        }),
      );
    }
  }
  yield* loop.run();
  const output = Object.fromEntries([...outputs].map(([index, parts]) => [index, encode(concatBytes(parts))]));
  return JSON.stringify({ pid: child.pid, code, ...endOf(status), output });
}

function endOf(status: WaitStatus | undefined): { readonly status?: number; readonly signal?: Signal } {
  if (status?.kind === 'signaled') return { signal: status.signal };
  return status?.kind === 'exited' ? { status: status.code } : {};
}

function* waitFor(sys: Sys, pid: Pid): Task<WaitStatus> {
  for (;;) {
    const ended = yield* sys.wait(pid);
    if (ended !== undefined && ended !== 'interrupted') return ended.status;
  }
}

function* after(sys: Sys, ms: number, act: () => void): Task<void> {
  yield* sys.sleep(ms);
  act();
}

function* feed(sys: Sys, fd: Fd, input: Uint8Array): Task<void> {
  try {
    if (input.length > 0) yield* sys.write(fd, input);
  } finally {
    sys.close(fd);
  }
}

function* gather(sys: Sys, fd: Fd, parts: Uint8Array[], max: number, onFull: () => void): Task<void> {
  let room = max;
  try {
    for (;;) {
      const part = yield* sys.read(fd, 65_536);
      if (part.length === 0) return;
      parts.push(part.subarray(0, room));
      if (part.length > room) onFull();
      room = Math.max(0, room - part.length);
    }
  } finally {
    sys.close(fd);
  }
}

function limitsOf(json: string): Limits {
  const given: unknown = JSON.parse(json);
  const { timeout, maxBuffer, killSignal }: Readonly<Record<string, unknown>> = typeof given === 'object' ? { ...given } : {};
  return {
    timeout: typeof timeout === 'number' ? timeout : 0,
    // Infinity is null in JSON.
    maxBuffer: typeof maxBuffer === 'number' ? maxBuffer : MAX_SYNC_OUTPUT_BYTES,
    killSignal: typeof killSignal === 'string' && isSignal(killSignal) ? killSignal : 'SIGTERM',
  };
}

function streamsOf(value: unknown): readonly Stream[] {
  if (!Array.isArray(value) || value.length > 64) throw new Errno('EINVAL');
  return value.map((item: unknown) => {
    if (typeof item === 'number' && Number.isInteger(item) && item >= 0) return item;
    if (item === 'pipe' || item === 'ignore' || item === 'ipc') return item;
    throw new Errno('EINVAL');
  });
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
