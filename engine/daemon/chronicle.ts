import { decodeUtf8 } from '../core/utf8.js';
import { limits } from './limits.js';

/** A text that was printed: another object when there is more of it, so that whoever reads it need not read it twice. */
export interface Printed {
  readonly text: string;
}

const nothing: Printed = { text: '' };

/** The beginning of what a container and the commands of its execs have printed. */
export class Transcript {
  readonly #chronicle: Chronicle;
  #pieces: Uint8Array[] = [];
  #room: number = limits.transcriptBytes;
  #printed: Printed | undefined;

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  /** Keeps `data` as it is; nobody may change it. */
  add(data: Uint8Array): void {
    if (this.#room === 0) return;
    const piece = data.length <= this.#room ? data : data.slice(0, this.#room);
    this.#room -= piece.length;
    this.#pieces.push(piece);
    this.#printed = undefined;
    this.#chronicle.grow(piece.length);
  }

  /** Forgets everything, and takes nothing more. Gives how many bytes that were. */
  empty(): number {
    const bytes = this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
    this.#pieces = [];
    this.#printed = undefined;
    this.#room = 0;
    return bytes;
  }

  /** Decoded as a whole: a character may come in two pieces. */
  get printed(): Printed {
    return (this.#printed ??= { text: this.#text() });
  }

  #text(): string {
    const whole = new Uint8Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return decodeUtf8(whole);
  }
}

/**
 * What containers have printed, and how those were in the end that are gone: for whoever wants to know what happened on the host. Docker
 * itself forgets both when a container is removed.
 */
export class Chronicle {
  readonly #transcripts = new Map<string, Transcript>();
  readonly #gone = new Map<string, object>();
  #bytes = 0;

  /** Where the output of a container goes. */
  transcriptOf(id: string): Transcript {
    const known = this.#transcripts.get(id);
    if (known) return known;
    const fresh = new Transcript(this);
    this.#transcripts.set(id, fresh);
    return fresh;
  }

  /** Notes how a container was when it was removed. */
  keep(id: string, inspected: object): void {
    this.#gone.set(id, inspected);
    if (this.#gone.size <= limits.goneContainers) return;
    const [oldest] = this.#gone.keys();
    if (oldest === undefined) return;
    this.#gone.delete(oldest);
    this.#bytes -= this.#transcripts.get(oldest)?.empty() ?? 0;
    this.#transcripts.delete(oldest);
  }

  /** Containers that were removed, oldest first, as `docker inspect` last showed them. */
  get gone(): readonly object[] {
    return [...this.#gone.values()];
  }

  printedBy(id: string): Printed {
    return this.#transcripts.get(id)?.printed ?? nothing;
  }

  /** @internal A transcript has grown: what the oldest containers printed makes room. */
  grow(bytes: number): void {
    this.#bytes += bytes;
    for (const transcript of this.#transcripts.values()) {
      if (this.#bytes <= limits.transcriptsBytes) return;
      this.#bytes -= transcript.empty();
    }
  }
}
