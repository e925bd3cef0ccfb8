import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { parseAddress, type Address } from './address.js';
import { say, SocatError, type Settings } from './log.js';
import { checkAddress, openChannel, openDoor, type Channel, type Door, type Opener } from './open.js';
import type { SocatKey, SocatTool } from './socat-tool.js';
import { transfer } from './transfer.js';

/** Opens the left end, then the right one, and carries bytes between them: for one connection, or with `fork` for each. */
export function* runSocat(tool: SocatTool): Task<number> {
  const { sys, args } = tool;
  const settings = settingsOf(tool);
  return yield* guarded(sys, settings, function* () {
    const count = args.operands.length;
    if (count !== 2) throw new SocatError(`exactly 2 addresses required (there are ${String(count)}); use option "-h" for help`);
    const [left, right] = args.operands.map(parseAddress);
    if (!left || !right) return 1;
    checkAddress(left);
    checkAddress(right);
    return yield* serveLeft({ sys, settings, left, right });
  });
}

interface Plan {
  readonly sys: Sys;
  readonly settings: Settings;
  readonly left: Address;
  readonly right: Address;
}

function settingsOf({ args }: SocatTool): Settings {
  const seconds = (key: SocatKey, fallback: number): number =>
    args.has(key) ? 1000 * Math.max(0, Number(args.value(key)) || 0) : fallback;
  return {
    verbosity: args.count('debug'),
    showsData: args.has('data'),
    direction: args.has('right') ? 'right' : args.has('left') ? 'left' : 'both',
    lingerMs: seconds('linger', 500),
    idleMs: args.has('idle') ? seconds('idle', 0) : Infinity,
    bufferBytes: Math.min(65_536, Math.max(1, Number(args.value('buffer') ?? 8192) || 8192)),
  };
}

/** Ends a process with what went wrong. */
function* guarded(sys: Sys, settings: Settings, body: () => Task<number>): Task<number> {
  try {
    return yield* body();
  } catch (error) {
    if (!(error instanceof SocatError)) throw error;
    yield* say(sys, settings, 'E', error.message);
    yield* say(sys, settings, 'N', 'exit(1)');
    return 1;
  }
}

function* serveLeft(plan: Plan): Task<number> {
  const { settings, left } = plan;
  const { direction } = settings;
  const use = { reads: direction !== 'left', writes: direction !== 'right' };
  const door = yield* openDoor({ ...plan, use }, left);
  if (door) {
    return yield* eachConnection(plan, door, left, [], (sys, channel) => serveRight({ ...plan, sys }, channel));
  }
  return yield* serveRight(plan, yield* openChannel({ ...plan, use }, left));
}

function* serveRight(plan: Plan, left: Channel): Task<number> {
  const { sys, settings, right } = plan;
  const { direction } = settings;
  const opener: Opener = { sys, settings, use: { reads: direction !== 'right', writes: direction !== 'left' } };
  const door = yield* openDoor(opener, right);
  if (!door) return yield* transfer(sys, settings, left, yield* openRight(opener, right, left));
  const kept = [left.read, left.write].filter(fd => fd !== undefined).filter(fd => fd > 2);
  return yield* eachConnection(plan, door, right, kept, (child, channel) => transfer(child, settings, left, channel));
}

/** A program that serves as an echo of itself (PIPE) is opened like the others. */
function* openRight(opener: Opener, right: Address, left: Channel): Task<Channel> {
  const isOneWay = left.write === undefined || left.read === undefined;
  const use = isOneWay
    ? { reads: opener.use.reads && left.write !== undefined, writes: opener.use.writes && left.read !== undefined }
    : opener.use;
  return yield* openChannel({ ...opener, use }, right);
}

type Serve = (sys: Sys, channel: Channel) => Task<number>;

/** Takes one connection, or with `fork` one after the other, each of which a child serves. */
function* eachConnection(plan: Plan, door: Door, address: Address, kept: readonly Fd[], serve: Serve): Task<number> {
  const { sys, settings } = plan;
  let children = 0;
  for (;;) {
    for (let done = yield* reaped(sys); done; done = yield* reaped(sys)) children--;
    const { fd, peer } = yield* sys.accept(door.fd);
    const name = peer.ip === '' ? 'AF=1 "<anon>"' : `AF=2 ${peer.ip}:${String(peer.port)}`;
    yield* say(sys, settings, 'N', `accepting connection from ${name} on ${door.name}`);
    const channel: Channel = { read: fd, write: fd, name, options: address.options };
    if (!door.forks) {
      sys.close(door.fd);
      const status = yield* serve(sys, channel);
      if (door.socketPath !== undefined) removeSocket(sys, door.socketPath);
      return status;
    }
    while (children >= door.maxChildren) {
      yield* sys.wait(-1);
      children--;
    }
    const fds = new Map([0, 1, 2, fd, ...kept].filter(each => sys.isOpen(each)).map(each => [each, each] as const));
    const pid = sys.fork(child => guarded(child, settings, () => serve(child, channel)), { fds });
    children++;
    yield* say(sys, settings, 'N', `forked off child process ${String(pid)}`);
    sys.close(fd);
  }
}

function* reaped(sys: Sys): Task<boolean> {
  try {
    const done = yield* sys.wait(-1, { noHang: true });
    return done !== undefined && done !== 'interrupted';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

function removeSocket(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
