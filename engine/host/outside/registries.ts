import type { Task } from '../../core/task.js';
import { decodeBase64, encodeBase64 } from '../../image/base64.js';
import { titleCase } from '../../daemon/images/remote/authorization.js';
import { TransportError, type Exchange, type ExchangeAnswer, type Transport } from '../../daemon/images/remote/exchange.js';

/** A request that leaves the host for a registry of the real machine. */
export interface OutsideRequest {
  /** `127.0.0.1:5000` */
  readonly address: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: readonly Uint8Array[];
}

/** What came back, or why nothing did: `connect: connection refused`. */
export type OutsideReply =
  | {
      readonly status: number;
      readonly reason: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly problem: string };

/** The reply as a journal has it: with the body in base64. */
export type RecordedReply =
  | { readonly status: number; readonly reason: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly problem: string };

/**
 * Registries of the real machine that the user has allowed. Which ones, and every answer of theirs, are inputs of the host: a replay takes
 * them from its journal and asks nobody.
 */
export class OutsideRegistries {
  #allowed: ReadonlySet<string> = new Set();
  /** Set by whoever runs the host, for as long as requests may leave it. */
  reach: ((request: OutsideRequest) => Promise<OutsideReply>) | undefined;

  get allowed(): readonly string[] {
    return [...this.#allowed];
  }

  allow(addresses: readonly string[]): void {
    this.#allowed = new Set(addresses.map(normal));
  }

  /** How the daemon speaks to a registry; undefined for those that are not allowed. */
  readonly transport = (domain: string): Transport | undefined => {
    const address = normal(domain);
    if (!this.#allowed.has(address)) return undefined;
    return (exchange, moved) => this.#exchange(domain, address, exchange, moved);
  };

  *#exchange(domain: string, address: string, exchange: Exchange, moved?: (bytes: number) => Task<void>): Task<ExchangeAnswer> {
    const wake = yield { kind: 'external', isRecorded: true, start: () => this.#ask(address, exchange) };
    const reply = wake.kind === 'value' ? readReply(wake.value) : { problem: 'connect: connection refused' };
    if ('problem' in reply) {
      const { problem } = reply;
      const dialled = problem.startsWith('connect:') ? `dial tcp ${address}: ${problem}` : problem;
      throw new TransportError(`${titleCase(exchange.method)} "http://${domain}${exchange.target}": ${dialled}`);
    }
    const body = decodeBase64(reply.body);
    if (moved) yield* moved(exchange.body?.sizeBytes ?? body.length);
    return { status: reply.status, reason: reply.reason, headers: new Map(Object.entries(reply.headers)), body };
  }

  async #ask(address: string, { method, target, headers, body }: Exchange): Promise<RecordedReply> {
    if (!this.reach) return { problem: 'connect: connection refused' };
    const reply = await this.reach({ address, method, target, headers, body: body ? [...body.pieces()] : [] });
    return 'problem' in reply ? reply : { ...reply, body: encodeBase64(reply.body) };
  }
}

/** `localhost:5000` and `127.0.0.1:5000` are one place. */
function normal(address: string): string {
  return address.replace(/^localhost(?=:|$)/, '127.0.0.1');
}

/** A reply from a journal is as good as its writer. */
export function readReply(value: unknown): RecordedReply {
  if (typeof value === 'object' && value !== null) {
    if ('problem' in value) return { problem: String(value.problem) };
    if ('status' in value && 'reason' in value && 'headers' in value && 'body' in value) {
      const { status, reason, headers, body } = value;
      if (typeof status === 'number' && typeof reason === 'string' && typeof body === 'string' && isTexts(headers))
        return { status, reason, headers, body };
    }
  }
  return { problem: 'unexpected EOF' };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(text => typeof text === 'string');
}
