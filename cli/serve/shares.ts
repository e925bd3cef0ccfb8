import type { Host } from '../../engine/index.js';
import { Problem } from '../problem.js';
import { SharedFolder } from '../workspace/share.js';
import type { SharedHost } from './shared-host.js';

/** Looking for changes takes at most this part of the time, and there is no need to look more often. */
const lookingShare = 0.04;
const lookEveryMs = 500;

/** Folders of the real machine that a shared host can see, each from its first use on. */
export class Shares {
  readonly #shared: SharedHost;
  readonly #state: string;
  readonly #warn: (sentence: string) => void;
  #warned = '';
  #folders = new Map<string, SharedFolder>();

  /** `state` is the host's folder. */
  constructor(shared: SharedHost, state: string, warn: (sentence: string) => void) {
    this.#shared = shared;
    this.#state = state;
    this.#warn = warn;
    shared.outlets.afterWork.add(host => this.#outgoing(host));
  }

  /** Tells the host what is in a folder now. Throws Problem when that is too much. */
  bring(root: string): void {
    const known = this.#folders.get(root);
    const folder = known ?? new SharedFolder(root, this.#state);
    this.#folders.set(root, folder);
    const input = folder.incoming();
    if (!known || (input.kind === 'workspace' && input.changes.length > 0)) this.#shared.put(input);
  }

  /** Like `bring`, but what is wrong with the folder is only said. */
  refresh(root: string): void {
    this.#quietly(() => this.bring(root));
  }

  /** Looks for changes from now on, even while nobody asks: a file saved in an editor is there at the next look. The result stops it. */
  watch(): () => void {
    let timer: NodeJS.Timeout;
    const look = (): void => {
      const begin = performance.now();
      for (const root of this.#folders.keys()) this.refresh(root);
      const took = performance.now() - begin;
      timer = setTimeout(look, Math.max(lookEveryMs, took / lookingShare)).unref();
    };
    timer = setTimeout(look, lookEveryMs).unref();
    return () => clearTimeout(timer);
  }

  /** Remembers what both sides have in common. */
  save(): void {
    for (const folder of this.#folders.values()) folder.save();
  }

  /** Another host has taken the place of this one: it has seen nothing yet. */
  forget(): void {
    this.#folders = new Map();
  }

  #outgoing(host: Host): void {
    for (const folder of this.#folders.values()) this.#quietly(() => folder.outgoing(host));
  }

  /** A folder that cannot be read or written is no reason to stop the host; it is said once. */
  #quietly(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (this.#warned !== error.message) this.#warn(error.message);
      this.#warned = error.message;
    }
  }
}
