import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { ArchiveError, BLOCK_BYTES, TarDecoder, type TarEntry } from '../../fs/tar.js';
import type { Fd, Pid, Sys } from '../../process/sys.js';
import { HeldMemory } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { exitCodeOf, waitFor } from '../process/run.js';
import { Fatal, type Tool } from '../tool.js';
import { Feed, NOTHING, type Filter } from './packing/filter.js';
import { packingOfBytes, type Packing } from './tar-packing.js';

const LONGEST_MAGIC = 6;
const EXITING = 'Error is not recoverable: exiting now';

/** An archive that is being read, member by member, whatever it is packed with. */
export class TarSource {
  readonly #sys: Sys;
  readonly #feed = new Feed();
  readonly #decoder = new TarDecoder();
  readonly #memory: HeldMemory;
  readonly #more: () => Task<Uint8Array>;
  /** The program that unpacks. */
  readonly child: Pid | undefined;
  #isCutOff = false;
  /** How many bytes of the archive have been used. */
  sizeBytes = 0;

  /** GNU's tar takes no notice of a part of a block at the end. */
  readonly #dropsPart: boolean;

  constructor({ sys, isGnu }: Tool, more: () => Task<Uint8Array>, child?: Pid) {
    this.#sys = sys;
    this.#dropsPart = isGnu;
    this.#more = more;
    this.#memory = new HeldMemory(sys);
    this.child = child;
  }

  /** The next member. Throws ArchiveError. */
  *next(): Task<TarEntry | undefined> {
    if (this.#isCutOff) throw new ArchiveError('unexpected EOF');
    const reading = this.#decoder.next();
    let step = reading.next(NOTHING);
    while (!step.done) step = reading.next(yield* this.#take(step.value));
    yield* this.#sys.tick();
    this.#memory.hold(step.value?.content?.storedBytes ?? 0);
    return step.value;
  }

  /** Whatever follows, so that nobody writes into a pipe without a reader. */
  *drain(): Task<void> {
    while ((yield* this.#take(CHUNK_BYTES)).length > 0);
  }

  *#take(count: number): Task<Uint8Array> {
    if (count === 0) return NOTHING;
    const wanting = this.#feed.ensure(count);
    for (let step = wanting.next(NOTHING); !step.done; step = wanting.next(yield* this.#more()));
    const feed = this.#feed;
    const bytes = feed.bytes.subarray(feed.at, Math.min(feed.end, feed.at + count));
    feed.at += bytes.length;
    this.sizeBytes += bytes.length;
    if (bytes.length === count) return bytes;
    // Data are not the last thing in an archive: what fills up their block must be there.
    if (count < BLOCK_BYTES) this.#isCutOff = true;
    return count === BLOCK_BYTES && this.#dropsPart ? NOTHING : bytes;
  }
}

/** Opens what is to be read; `wanted` is the way of packing that the options name. */
export function* openSource(tool: Tool, path: string, wanted: Packing | undefined): Task<TarSource> {
  const { sys, isGnu } = tool;
  const fd = path === '-' ? 0 : openArchive(tool, path, wanted !== undefined && isGnu);
  const begin = yield* beginning(sys, fd);
  const found = packingOfBytes(begin);
  const packing = wanted ?? (path === '-' && isGnu ? undefined : found);
  if (isGnu && path === '-' && wanted === undefined && found)
    throw new Fatal(`Archive is compressed. Use ${found.option} option\n${tool.name}: ${EXITING}`, 2);
  const reader = readerOf(sys, fd, begin);
  if (!packing) return new TarSource(tool, reader);
  if (!isGnu && packing.magic.some((byte, index) => byte !== begin[index]))
    throw new Fatal(packing.program === 'xz' ? 'short read' : 'invalid magic\ntar: short read');
  if (isGnu) return yield* throughProgram(tool, packing, fd, begin);
  const filter = packing.unpack?.();
  if (!filter) throw new Fatal(`drydock: unpacking ${packing.program} is not simulated`);
  return new TarSource(tool, throughFilter(filter, reader));
}

function openArchive(tool: Tool, path: string, inChild: boolean): Fd {
  try {
    return tool.sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu) throw new Fatal(`can't open '${path}': ${error.message}`);
    const failure = `${path}: Cannot open: ${error.message}`;
    throw inChild ? childFailed(tool, failure) : new Fatal(`${failure}\n${tool.name}: ${EXITING}`, 2);
  }
}

/** What the process that would run another program says before tar itself gives up. */
export function childFailed(tool: Tool, message: string): Error {
  return new ChildFailure(`tar (child): ${message}\ntar (child): ${EXITING}\n${returned(tool, 2)}`);
}

/** All that is to be said, with the names of the processes that say it. */
export class ChildFailure extends Error {
  override readonly name = 'ChildFailure';
}

function returned(tool: Tool, status: number): string {
  return `${tool.name}: Child returned status ${String(status)}\n${tool.name}: ${EXITING}\n`;
}

/** The first bytes, so that the way of packing can be seen. */
function* beginning(sys: Sys, fd: Fd): Task<Uint8Array> {
  let begin = yield* sys.read(fd, CHUNK_BYTES);
  while (begin.length > 0 && begin.length < LONGEST_MAGIC) {
    const more = yield* sys.read(fd, CHUNK_BYTES);
    if (more.length === 0) break;
    begin = Uint8Array.from([...begin, ...more]);
  }
  return begin;
}

function readerOf(sys: Sys, fd: Fd, begin: Uint8Array): () => Task<Uint8Array> {
  let first: Uint8Array | undefined = begin;
  return function* () {
    const bytes = first ?? (yield* sys.read(fd, CHUNK_BYTES));
    first = undefined;
    return bytes;
  };
}

function throughFilter(filter: Filter, reader: () => Task<Uint8Array>): () => Task<Uint8Array> {
  let step = filter.next(NOTHING);
  return function* () {
    while (!step.done) {
      if (step.value === 'more') step = filter.next(yield* reader());
      else {
        const piece = step.value;
        step = filter.next(NOTHING);
        if (piece.length > 0) return piece;
      }
    }
    return NOTHING;
  };
}

/** Runs `gzip -d` or its kin between the file and tar. What was read of a pipe already is written into another one for it. */
function* throughProgram(tool: Tool, { program }: Packing, fd: Fd, begin: Uint8Array): Task<TarSource> {
  const { sys } = tool;
  const input = yield* rewound(sys, fd, begin);
  const { read, write } = sys.pipe();
  try {
    const child = sys.spawn({
      argv: [program, '-d'],
      fds: new Map([
        [0, input],
        [1, write],
        [2, 2],
      ]),
    });
    sys.close(write);
    if (input !== 0) sys.close(input);
    return new TarSource(tool, () => sys.read(read, CHUNK_BYTES), child);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw childFailed(tool, `${program}: Cannot exec: ${error.message}`);
  }
}

function* rewound(sys: Sys, fd: Fd, begin: Uint8Array): Task<Fd> {
  if (sys.fstat(fd).kind === 'file') {
    sys.seek(fd, -begin.length, 'current');
    return fd;
  }
  const { read, write } = sys.pipe();
  sys.fork(
    function* (child) {
      child.close(read);
      for (let bytes = begin; bytes.length > 0; bytes = yield* child.read(fd, CHUNK_BYTES)) yield* child.write(write, bytes);
      return 0;
    },
    {
      fds: new Map([
        [fd, fd],
        [read, read],
        [write, write],
      ]),
    },
  );
  sys.close(write);
  return read;
}

/** How the unpacking program ended; a failure ends tar. */
export function* checkChild(tool: Tool, child: Pid | undefined): Task<void> {
  if (child === undefined) return;
  const status = exitCodeOf(yield* waitFor(tool.sys, child));
  if (status !== 0) throw new ChildFailure(returned(tool, status));
}
