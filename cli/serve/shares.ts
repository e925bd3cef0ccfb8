import type { Host } from '../../engine/index.js';
import { SharedFolder } from '../workspace/share.js';
import type { SharedHost } from './shared-host.js';

/** Folders of the real machine that a shared host can see, each from its first use on. */
export class Shares {
  readonly #shared: SharedHost;
  readonly #state: string;
  #folders = new Map<string, SharedFolder>();

  /** `state` is the host's folder. */
  constructor(shared: SharedHost, state: string) {
    this.#shared = shared;
    this.#state = state;
    shared.outlets.afterWork.add(host => this.#outgoing(host));
  }

  /** Tells the host what is in a folder now. */
  bring(root: string): void {
    const known = this.#folders.get(root);
    const folder = known ?? new SharedFolder(root, this.#state);
    this.#folders.set(root, folder);
    const input = folder.incoming();
    if (!known || (input.kind === 'workspace' && input.changes.length > 0)) this.#shared.put(input);
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
    for (const folder of this.#folders.values()) folder.outgoing(host);
  }
}
