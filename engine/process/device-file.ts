import type { Readiness } from '../core/duplex.js';
import { Errno } from '../core/errno.js';
import type { Random } from '../core/random.js';
import type { Device } from '../fs/tree-node.js';
import type { Stat } from '../fs/stat.js';
import { NEVER, OpenDescription, type AccessMode } from './open-description.js';

/** What a device without state gives and takes (null(4), random(4), full(4)). */
interface Behaviour {
  read(max: number, random: Random): Uint8Array;
  write(data: Uint8Array): number;
}

/** One read of a device never gives more than this: callers may ask for gigabytes. */
const MOST = 1024 * 1024;

const nothing = new Uint8Array(0);
const zeros = (max: number): Uint8Array => new Uint8Array(Math.min(max, MOST));
const noise = (max: number, random: Random): Uint8Array => random.bytes(Math.min(max, MOST));
const swallow = (data: Uint8Array): number => data.length;
const refuse = (): never => {
  throw new Errno('ENOSPC');
};

/** Memory devices (major 1) by their minor numbers. */
const memoryDevices: Readonly<Record<number, Behaviour>> = {
  3: { read: () => nothing, write: swallow },
  5: { read: zeros, write: swallow },
  7: { read: zeros, write: refuse },
  8: { read: noise, write: swallow },
  9: { read: noise, write: swallow },
};

export function findMemoryDevice(device: Device): Behaviour | undefined {
  return device.major === 1 ? memoryDevices[device.minor] : undefined;
}

/** An open /dev/null, /dev/zero, /dev/full, /dev/random or /dev/urandom. */
export class MemoryDeviceFile extends OpenDescription {
  readonly description: string;
  readonly mode: AccessMode;
  readonly readable = NEVER;
  readonly writable = NEVER;
  readonly #behaviour: Behaviour;
  readonly #random: Random;
  readonly #stat: () => Stat;

  constructor(path: string, mode: AccessMode, behaviour: Behaviour, random: Random, stat: () => Stat) {
    super();
    this.description = path;
    this.mode = mode;
    this.#behaviour = behaviour;
    this.#random = random;
    this.#stat = stat;
  }

  read(max: number): Uint8Array {
    return this.#behaviour.read(max, this.#random);
  }

  write(data: Uint8Array): number {
    return this.#behaviour.write(data);
  }

  override seek(): number {
    return 0;
  }

  override truncate(): void {
    throw new Errno('EINVAL');
  }

  ready(): Readiness {
    return { read: true, write: true, hangup: false };
  }

  stat(): Stat {
    return this.#stat();
  }

  protected release(): void {
    // Devices without state have nothing to give back.
  }
}
