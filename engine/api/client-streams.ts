import type { WaitQueue } from '../core/wait-queue.js';
import type { ApiResponse } from './message.js';

/**
 * The streams that one client was given. A connection ends with its client: what a killed `docker logs -f` was told goes to
 * nobody, and a container that it read from does not wait for it.
 */
export class ClientStreams {
  readonly #responses: ApiResponse[] = [];
  #gone = false;

  /** `gone` is notified when the client has ended. */
  constructor(gone: WaitQueue) {
    gone.add({ wake: () => this.#close() });
  }

  hold(response: ApiResponse): void {
    const { kind } = response.body;
    if (kind === 'none' || kind === 'json' || kind === 'text') return;
    if (this.#gone) drop(response);
    else this.#responses.push(response);
  }

  #close(): void {
    this.#gone = true;
    for (const response of this.#responses.splice(0)) drop(response);
  }
}

function drop({ body }: ApiResponse): void {
  switch (body.kind) {
    case 'objects':
    case 'frames':
    case 'bytes':
      return body.channel.cancel();
    case 'hijack':
      body.stream.endInput();
      return body.stream.output.cancel();
    default:
      return;
  }
}
