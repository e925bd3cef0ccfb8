import {
  decodeUtf8,
  optionsAnswer,
  parseGoJson,
  refusal,
  type ApiAnswer,
  type ApiRequest,
  type Expectation,
  type Host,
  type StreamEvent,
  type StreamId,
} from '../../engine/index.js';
import { parseApiRequest } from './api-request.js';
import type { Exchange } from './http/exchange.js';
import { freshId, type SharedHost } from './shared-host.js';
import { streamData } from './stream-data.js';

/** Bodies of JSON beyond this are refused. */
const jsonBytes = 16 * 1024 * 1024;
/** A client that sends faster than the host reads has to wait when so much is on its way. */
const unreadBytes = 1024 * 1024;
/** The host is told that a client has taken something whenever it was this much. */
const takenBytes = 512 * 1024;

export interface DockerApiOptions {
  readonly shared: SharedHost;
  /** Called before a request that may change the host. */
  readonly onChange?: () => void;
}

/** Stands for one that is refused before it is looked at. */
const unknownRequest: ApiRequest = { method: 'GET', path: '/' };

/** Answers one HTTP request with the Docker Engine API of a host. */
export function serveDockerApi(options: DockerApiOptions, exchange: Exchange): void {
  const { head } = exchange;
  const clean = cleanPath(head.target);
  if (clean !== head.target) return exchange.respond(301, { Location: clean }, undefined);
  if (head.method === 'OPTIONS') return answerWith(exchange, optionsAnswer);
  const parsed = parseApiRequest(head);
  if (!parsed) return answerWith(exchange, refusal(unknownRequest, 404, 'page not found'));
  const { request, queryProblem } = parsed;
  const expectation = options.shared.present().outside.expects(request);
  if (queryProblem !== undefined && expectation.strictQuery) return answerWith(exchange, refusal(unknownRequest, 400, queryProblem));
  new Call(options, exchange, request, expectation).begin();
}

/** The target without empty parts and dots in its path, to which the router of dockerd sends clients. */
function cleanPath(target: string): string {
  return target.replace(/^[^?]*/, path => {
    if (!/\/\/|\/(\.|%2e){1,2}(\/|$)/i.test(path)) return path;
    const kept: string[] = [];
    for (const part of path.split('/').slice(1)) {
      const name = part.replace(/%2e/gi, '.');
      if (name === '..') kept.pop();
      else if (name !== '.' && name !== '') kept.push(part);
    }
    return `/${kept.join('/')}${path.endsWith('/') && kept.length > 0 ? '/' : ''}`;
  });
}

/** One request on its way through the host. */
class Call {
  readonly #options: DockerApiOptions;
  readonly #shared: SharedHost;
  readonly #exchange: Exchange;
  readonly #request: ApiRequest;
  readonly #expectation: Expectation;
  #stream: StreamId | undefined;
  #json: Buffer[] = [];
  #jsonBytes = 0;
  #takenBytes = 0;
  #isPaused = false;
  #isAnswered = false;
  #content: ApiAnswer['content']['kind'] | undefined;

  constructor(options: DockerApiOptions, exchange: Exchange, request: ApiRequest, expectation: Expectation) {
    this.#options = options;
    this.#shared = options.shared;
    this.#exchange = exchange;
    this.#request = request;
    this.#expectation = expectation;
  }

  begin(): void {
    const takesBytes = this.#expectation.body === 'bytes';
    this.#exchange.listen({
      onBody: data => (takesBytes || this.#content === 'connection' ? this.#send(data) : this.#collect(data)),
      onBodyEnd: () => this.#endBody(takesBytes),
      onBadBody: message => this.#failBody(takesBytes, message),
      onHalfClose: () => this.#halfClosed(),
      onGone: () => this.#leave(),
    });
    if (takesBytes) this.#open({ hasBody: true });
  }

  // ── the request ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #collect(data: Buffer): void {
    this.#jsonBytes += data.length;
    if (this.#jsonBytes > jsonBytes) return this.#refuse(413, 'http: request body too large');
    this.#json.push(data);
  }

  #endBody(takesBytes: boolean): void {
    if (takesBytes || this.#content === 'connection') {
      if (this.#stream !== undefined) this.#shared.put({ kind: 'stream-end', stream: this.#stream });
      return;
    }
    if (this.#isAnswered) return;
    const text = decodeUtf8(Buffer.concat(this.#json));
    this.#json = [];
    const { body, refusesBody } = this.#expectation;
    if (refusesBody !== undefined && (text.length > 7 || this.#exchange.head.body.kind === 'chunked'))
      return this.#refuse(400, refusesBody);
    if (text === '' || body === 'nothing') return this.#ask(undefined);
    const wrongType = body === 'json' ? typeProblem(this.#exchange.head.headers.get('content-type')) : undefined;
    if (wrongType !== undefined) return this.#refuse(400, wrongType);
    const parsed = parseGoJson(text);
    if ('value' in parsed) return this.#ask(parsed.value);
    if (body === 'any-json') return this.#refuse(500, parsed.problem.replace(/^invalid JSON: /, ''));
    this.#refuse(400, parsed.problem);
  }

  #failBody(takesBytes: boolean, message: string): void {
    if (!takesBytes) return this.#refuse(400, `invalid JSON: ${message}`);
    this.#leave();
    this.#exchange.abort();
  }

  /** Looks, or puts the request into the host. */
  #ask(json: unknown): void {
    if (this.#isAnswered) return;
    const request = json === undefined ? this.#request : { ...this.#request, json };
    const answer = this.#shared.present().outside.look(request);
    if (answer) return this.#answer(answer);
    this.#open(json === undefined ? {} : { json });
  }

  #open(extra: { readonly json?: unknown; readonly hasBody?: boolean }): void {
    const { method, path, query, headers } = this.#request;
    if (method !== 'GET' && method !== 'HEAD') this.#options.onChange?.();
    const stream = freshId(this.#shared.present());
    this.#stream = stream;
    this.#shared.outlets.addStream(stream, {
      take: event => this.#take(event),
      afterWork: host => this.#resume(host),
      onLost: () => this.#lost(),
    });
    this.#shared.put({ kind: 'api', stream, method, path, ...(query ? { query } : {}), ...(headers ? { headers } : {}), ...extra });
  }

  #send(data: Buffer): void {
    if (this.#stream === undefined) return;
    this.#shared.put(streamData(this.#stream, data));
    if (this.#isPaused || this.#shared.present().outside.unreadBytes(this.#stream) < unreadBytes) return;
    this.#isPaused = true;
    this.#exchange.flow(false);
  }

  #resume(host: Host): void {
    if (!this.#isPaused || this.#stream === undefined || host.outside.unreadBytes(this.#stream) >= unreadBytes) return;
    this.#isPaused = false;
    this.#exchange.flow(true);
  }

  // ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────────

  #take(event: StreamEvent): void {
    switch (event.kind) {
      case 'answer':
        return this.#answer(event.answer);
      case 'stream-data':
        return this.#exchange.write(event.data, () => this.#taken(event.data.length));
      case 'stream-end':
        this.#stream = undefined;
        if (this.#isPaused) this.#exchange.flow(true);
        return this.#exchange.end();
    }
  }

  #answer(answer: ApiAnswer): void {
    this.#isAnswered = true;
    this.#content = answer.content.kind;
    answerWith(this.#exchange, answer);
  }

  #refuse(status: number, message: string): void {
    if (this.#isAnswered) return;
    this.#answer(refusal(this.#request, status, message));
  }

  #taken(bytes: number): void {
    this.#takenBytes += bytes;
    if (this.#takenBytes < takenBytes || this.#stream === undefined) return;
    this.#shared.put({ kind: 'stream-taken', stream: this.#stream, bytes: this.#takenBytes });
    this.#takenBytes = 0;
  }

  // ── the client ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Somebody who follows a stream and has closed their side does not read it any more. */
  #halfClosed(): void {
    if (this.#content !== 'pieces') return;
    this.#leave();
    this.#exchange.abort();
  }

  #leave(): void {
    if (this.#stream === undefined) return;
    const stream = this.#stream;
    this.#stream = undefined;
    this.#shared.outlets.removeStream(stream);
    this.#shared.put({ kind: 'stream-gone', stream });
  }

  #lost(): void {
    this.#stream = undefined;
    this.#exchange.abort();
  }
}

/** What is wrong with the type of a body that should be JSON. */
function typeProblem(type = ''): string | undefined {
  if (type === '') return 'malformed Content-Type header (): mime: no media type';
  if (/^application\/json\s*(;|$)/i.test(type)) return undefined;
  return `unsupported Content-Type header (${type}): must be 'application/json'`;
}

function answerWith(exchange: Exchange, { status, headers, content }: ApiAnswer): void {
  switch (content.kind) {
    case 'none':
      return exchange.respond(status, headers, undefined);
    case 'whole':
      return exchange.respond(status, headers, content.data);
    case 'pieces':
      return exchange.begin(status, headers);
    case 'connection':
      return exchange.takeOver(headers);
    case 'farewell':
      return exchange.farewell(status, headers, content.data);
  }
}
