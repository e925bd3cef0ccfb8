import { request as httpRequest, STATUS_CODES, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError, decodeUtf8, requestUrl, waitFor, WaitQueue } from '../../engine/index.js';
import type { Api, ApiRequest, ApiResponse, DaemonHost, Task } from '../../engine/index.js';
import { connectionFailure } from './connection-failure.js';
import { addressOf, hostHeader } from './daemon-address.js';
import { hijacked } from './hijacked-socket.js';
import { cutOff, intoChannel, jsonValues, multiplexedFrames, plainBytes, rawFrames, readJson, unusable } from './response-stream.js';
import { Upload } from './upload.js';

export interface HttpApiOptions {
  readonly host: DaemonHost;
  /** The version of the API that is spoken: `1.50`. */
  readonly version: string;
  /** Tells whoever runs the host that something has come from outside. */
  readonly wake: () => void;
}

/** A daemon may keep its first word about a wait to itself until the container ends; nobody waits longer for it. */
const firstWordMs = 200;
/** The client reads no more of what is wrong. */
const errorBytes = 1024 * 1024;

/** The Docker Engine API of a daemon of the real machine, for programs of a host. */
export class HttpApi implements Api {
  readonly #options: HttpApiOptions;
  readonly #open = new Set<Call>();

  constructor(options: HttpApiOptions) {
    this.#options = options;
  }

  get version(): string {
    return this.#options.version;
  }

  forClient(gone: WaitQueue): Api {
    const own = new HttpApi(this.#options);
    gone.add({ wake: () => own.#close() });
    return own;
  }

  *request(request: ApiRequest): Task<ApiResponse> {
    if (request.path === '/build') {
      const message = `drydock: docker build with the daemon at ${this.#options.host.url} is not simulated`;
      throw new ApiError(501, message, message);
    }
    if (request.path.endsWith('/start')) yield* this.#letWaitsBegin();
    const call = new Call(this.#options, request);
    this.#open.add(call);
    void call.closed.then(() => this.#open.delete(call));
    return yield* call.response();
  }

  /** Whoever waits for the next end of a container must be heard before the container is started. */
  *#letWaitsBegin(): Task<void> {
    for (const call of this.#open) if (call.isWait) yield* call.firstWord();
  }

  #close(): void {
    for (const call of this.#open) call.destroy();
  }
}

/** One request on its way to the daemon. */
class Call {
  readonly closed: Promise<void>;
  readonly #options: HttpApiOptions;
  readonly #request: ApiRequest;
  readonly #changed = new WaitQueue();
  #sent: ClientRequest | undefined;
  #socket: Socket | undefined;
  #hasHead = false;
  #isLate = false;
  #answer: ApiResponse | ApiError | undefined;

  constructor(options: HttpApiOptions, request: ApiRequest) {
    this.#options = options;
    this.#request = request;
    this.closed = new Promise(done => this.#send(done));
    setTimeout(() => {
      this.#isLate = true;
      this.#wake();
    }, firstWordMs).unref();
  }

  get isWait(): boolean {
    return this.#request.path.endsWith('/wait');
  }

  destroy(): void {
    this.#sent?.destroy();
    this.#socket?.destroy();
  }

  *firstWord(): Task<void> {
    while (!this.#hasHead && !this.#isLate && !this.#answer) yield* waitFor([this.#changed]);
  }

  *response(): Task<ApiResponse> {
    for (;;) {
      if (this.#answer instanceof ApiError) throw this.#answer;
      if (this.#answer) return this.#answer;
      yield* waitFor([this.#changed]);
    }
  }

  #send(onClose: () => void): void {
    const { host } = this.#options;
    const { method, json, bytes } = this.#request;
    const body = json === undefined ? undefined : JSON.stringify(json);
    const headers = headersOf(host, this.#request, body);
    try {
      const sent = httpRequest({ ...addressOf(host), method, path: this.#target, headers, agent: false });
      this.#sent = sent;
      sent.on('close', onClose);
      sent.on('response', message => this.#take(message));
      sent.on('upgrade', (message, socket: Socket, head) => {
        this.#socket = socket;
        this.#settle({ status: 101, body: { kind: 'hijack', stream: hijacked(socket, head, isRaw(message), this.#wake) } });
      });
      sent.on('error', error => this.#fail(error));
      if (bytes) new Upload(bytes, sent, this.#options.wake).begin();
      else sent.end(body);
    } catch (error) {
      // Addresses and names that Node refuses to try.
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      onClose();
    }
  }

  #take(message: IncomingMessage): void {
    const status = message.statusCode ?? 0;
    const headers = originalHeaders(message);
    this.#hasHead = true;
    this.#wake();
    const body = status < 400 ? this.#streamed(message) : undefined;
    if (body) return this.#settle({ status, headers, body });
    const pieces: Buffer[] = [];
    let size = 0;
    message.on('data', (piece: Buffer) => {
      if (size <= errorBytes || status < 400) pieces.push(piece);
      size += piece.length;
    });
    message.on('error', () => this.#settle(cutOff()));
    message.on('end', () => this.#settle(this.#whole(status, headers, decodeUtf8(Buffer.concat(pieces)))));
  }

  #streamed(message: IncomingMessage): ApiResponse['body'] | undefined {
    const isWhole = (): boolean => message.complete;
    switch (streamKind(this.#request)) {
      case 'objects':
        return { kind: 'objects', channel: intoChannel(message, jsonValues(), isWhole, this.#wake) };
      case 'bytes':
        return { kind: 'bytes', channel: intoChannel(message, plainBytes, isWhole, this.#wake) };
      case 'frames': {
        const tty = isRaw(message);
        return { kind: 'frames', channel: intoChannel(message, tty ? rawFrames : multiplexedFrames(), isWhole, this.#wake), tty };
      }
      default:
        return undefined;
    }
  }

  #whole(status: number, headers: Readonly<Record<string, string>>, text: string): ApiResponse | ApiError {
    try {
      if (status >= 400) throw this.#refusal(status, contentType(headers), text);
      if (takesOver(this.#request)) throw unusable(`unable to upgrade to tcp, received ${status}`);
      return { status, headers, body: wholeBody(headers, text) };
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  /** What the daemon says is wrong (moby client/request.go, checkResponseErr). */
  #refusal(status: number, type: string, text: string): ApiError {
    const { host, version } = this.#options;
    const reason = STATUS_CODES[status] ?? '';
    if (text === '') {
      const url = requestUrl(host, version, this.#request.path, this.#request.query);
      const asked = `API route and version ${url}, check if the server supports the requested API version`;
      return new ApiError(status, '', `request returned ${status} ${reason} for ${asked}`);
    }
    if (type !== 'application/json') return new ApiError(status, text.trim());
    const value = parsed(text);
    if (value === undefined) return new ApiError(status, '', 'Error reading JSON: unexpected end of JSON input');
    const message = typeof value === 'object' && value !== null && 'message' in value ? value.message : undefined;
    if (typeof message === 'string' && message !== '') return new ApiError(status, message.trim());
    return new ApiError(status, `API returned a ${status} (${reason}) but provided no error-message`);
  }

  get #target(): string {
    const { host, version } = this.#options;
    return `${host.kind === 'tcp' ? host.basePath : ''}${targetOf(this.#request.version ?? version, this.#request)}`;
  }

  #fail(error: Error): void {
    this.#settle(connectionFailure(this.#options.host, this.#options.version, this.#request, error));
  }

  #settle(answer: ApiResponse | ApiError): void {
    this.#answer ??= answer;
    this.#wake();
  }

  readonly #wake = (): void => {
    this.#changed.notify();
    this.#options.wake();
  };
}

function targetOf(version: string, { path, query = {} }: ApiRequest): string {
  const values = Object.entries(query).flatMap(([name, all]) => all.map((value): [string, string] => [name, value]));
  const text = new URLSearchParams(values).toString();
  return `/v${version}${encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')}${text === '' ? '' : `?${text}`}`;
}

function headersOf(host: DaemonHost, request: ApiRequest, body: string | undefined): Record<string, string | number> {
  const { headers = {}, bytes } = request;
  return {
    Host: hostHeader(host),
    'User-Agent': 'Docker-Client/28.2.2 (linux)',
    ...headers,
    ...(takesOver(request) ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(bytes ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': body === undefined ? 0 : Buffer.byteLength(body) }),
    ...(bytes && !('Content-Type' in headers) ? { 'Content-Type': 'application/x-tar' } : {}),
  };
}

/** Whether the answer is a connection of its own. */
function takesOver(request: ApiRequest): boolean {
  return request.method === 'POST' && /^\/(containers\/[^/]+\/attach|exec\/[^/]+\/start)$/.test(request.path) && !isDetached(request);
}

function isDetached({ query, json }: ApiRequest): boolean {
  return query?.['Detach']?.[0] === '1' || (typeof json === 'object' && json !== null && 'Detach' in json && json.Detach === true);
}

/** Which answers are streams; all others are taken whole. */
function streamKind({ method, path, query }: ApiRequest): 'objects' | 'bytes' | 'frames' | undefined {
  if (method === 'GET' && /^\/containers\/[^/]+\/logs$/.test(path)) return 'frames';
  if (method === 'GET' && /^(\/containers\/[^/]+\/(archive|export)|\/images\/(.+\/)?get)$/.test(path)) return 'bytes';
  if (method === 'GET' && path === '/events') return 'objects';
  if (method === 'GET' && path.endsWith('/stats')) return /^(1|true)$/.test(query?.['stream']?.[0] ?? 'true') ? 'objects' : undefined;
  return method === 'POST' && /^\/images\/(create|load|.+\/push)$/.test(path) ? 'objects' : undefined;
}

function wholeBody(headers: Readonly<Record<string, string>>, text: string): ApiResponse['body'] {
  if (text === '') return { kind: 'none' };
  return contentType(headers).startsWith('application/json') ? { kind: 'json', value: readJson(text) } : { kind: 'text', text };
}

function contentType(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** With the names as the daemon spells them. */
function originalHeaders({ rawHeaders }: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers[rawHeaders[at] ?? ''] = rawHeaders[at + 1] ?? '';
  return headers;
}

/** Output of a terminal is not multiplexed; daemons say so by the type since version 1.42 of the API. */
function isRaw({ headers }: IncomingMessage): boolean {
  return headers['content-type'] !== 'application/vnd.docker.multiplexed-stream';
}
