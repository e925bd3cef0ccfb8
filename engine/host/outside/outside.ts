import { expectationOf, type Expectation } from '../../api/expectation.js';
import type { Api, ApiRequest } from '../../api/message.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { READY, type Task } from '../../core/task.js';
import { decodeBase64 } from '../../image/base64.js';
import type { NetNamespace } from '../../net/namespace.js';
import type { StreamEvent } from '../events.js';
import type { Input, StreamId } from '../journal.js';
import { answerOf, type ApiAnswer } from './api-answer.js';
import { serveCall } from './api-call.js';
import { isLook } from './look.js';
import { OutsideStream, type Urgency } from './outside-stream.js';
import { relayConnection } from './tcp-relay.js';

/** What streams with the outside need of their host. */
export interface OutsideHost {
  readonly api: Api;
  readonly net: NetNamespace;
  thread(name: string, task: Task<void>): unknown;
  /** A request from outside has been worked on: a moment to look at the host. */
  onAnswer(): void;
}

export type StreamInput = Extract<Input, { readonly stream: StreamId }>;

/** Clients outside the host: requests to its Engine API and connections to its ports. */
export class Outside {
  readonly #host: OutsideHost;
  readonly #streams = new Map<StreamId, OutsideStream>();
  #events: StreamEvent[] = [];

  constructor(host: OutsideHost) {
    this.#host = host;
  }

  /** Inputs for a stream that is over come too late and are dropped. */
  take(input: StreamInput): void {
    const stream = this.#streams.get(input.stream);
    switch (input.kind) {
      case 'api':
        return this.#call(input);
      case 'connect':
        return this.#connect(input);
      case 'stream-data':
        return stream?.receive(input.encoding === 'base64' ? decodeBase64(input.data) : encodeUtf8(input.data));
      case 'stream-end':
        return stream?.endInput();
      case 'stream-taken':
        return stream?.taken(input.bytes);
      case 'stream-gone':
        stream?.leave();
        this.#streams.delete(input.stream);
        return;
    }
  }

  /** What the API reads of a request before it answers it. */
  expects(request: ApiRequest): Expectation {
    return expectationOf(request);
  }

  takeEvents(): readonly StreamEvent[] {
    const events = this.#events;
    if (events.length > 0) this.#events = [];
    return events;
  }

  /** Answers at once what only looks at the host; undefined for a request that may change it or has to wait. */
  look(request: ApiRequest): ApiAnswer | undefined {
    if (!isLook(request)) return undefined;
    const result = this.#host.api.request(request).next(READY);
    return result.done ? answerOf(request, result.value) : undefined;
  }

  /** Streams that are not over. */
  get openStreams(): readonly StreamId[] {
    return [...this.#streams.keys()];
  }

  unreadBytes(stream: StreamId): number {
    return this.#streams.get(stream)?.unreadBytes ?? 0;
  }

  /** The most that any client waits for the host. */
  get urgency(): Urgency {
    let most: Urgency = 'none';
    for (const stream of this.#streams.values()) {
      const urgency = stream.urgency();
      if (urgency === 'urgent') return urgency;
      if (urgency === 'perhaps') most = urgency;
    }
    return most;
  }

  get isWaitingForInput(): boolean {
    for (const stream of this.#streams.values()) if (stream.isInputAwaited()) return true;
    return false;
  }

  #open(id: StreamId): OutsideStream {
    const stream = new OutsideStream(id, event => {
      this.#events.push(event);
      if (event.kind === 'stream-end') this.#streams.delete(id);
    });
    this.#streams.set(id, stream);
    return stream;
  }

  #call({ stream: id, method, path, query, headers, json, hasBody }: Extract<StreamInput, { kind: 'api' }>): void {
    const stream = this.#open(id);
    const request: ApiRequest = {
      method,
      path,
      ...(query ? { query } : {}),
      ...(headers ? { headers } : {}),
      ...(json === undefined ? {} : { json }),
      ...(hasBody ? { bytes: stream.input } : {}),
    };
    const { api } = this.#host;
    const thread = (name: string, task: Task<void>): unknown => this.#host.thread(name, task);
    thread(`${method} ${path}`, serveCall({ api, request, stream, thread, onAnswer: () => this.#host.onAnswer() }));
  }

  #connect({ stream: id, port }: Extract<StreamInput, { kind: 'connect' }>): void {
    const { net } = this.#host;
    const thread = (name: string, task: Task<void>): unknown => this.#host.thread(name, task);
    thread(`connection to port ${port}`, relayConnection({ net, port, stream: this.#open(id), thread }));
  }
}
