import type { ClientRequest } from 'node:http';
import type { ApiRequest } from '../../engine/index.js';

const chunkBytes = 65_536;

/** Carries the body of a request to the daemon while it comes, also after the daemon has begun to answer. */
export class Upload {
  readonly #from: NonNullable<ApiRequest['bytes']>;
  readonly #to: ClientRequest;
  readonly #wake: () => void;
  #isDue = false;

  /** `wake` tells whoever runs the host that there is room again where the bytes come from. */
  constructor(from: NonNullable<ApiRequest['bytes']>, to: ClientRequest, wake: () => void) {
    this.#from = from;
    this.#to = to;
    this.#wake = wake;
  }

  begin(): void {
    this.#to.on('drain', () => this.#goOn());
    this.#goOn();
  }

  /** Soon, for whoever has something to read for us is still writing it. */
  #later(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#goOn();
    });
  }

  #goOn(): void {
    while (!this.#to.destroyed && !this.#to.writableNeedDrain && !this.#to.writableEnded) {
      const data = this.#from.read(chunkBytes);
      if (!data) return this.#from.readable.add({ wake: () => this.#later() });
      if (data.length === 0) return void this.#to.end();
      this.#to.write(Uint8Array.from(data));
      this.#wake();
    }
  }
}
