import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { decodeUtf8, Failure, waitFor, WaitQueue, type Api, type ApiRequest, type ApiResponse, type Task } from '../../engine/index.js';
import { connectionFailure, type DaemonAddress } from './daemon-address.js';
import { hijacked } from './hijacked-socket.js';
import { intoChannel, jsonValues, multiplexedFrames, plainBytes, rawFrames } from './response-stream.js';

export interface HttpApiOptions {
  /** As the user wrote it. */
  readonly host: string;
  readonly address: DaemonAddress;
  /** The version of the API that is spoken: `1.50`. */
  readonly version: string;
  /** Tells whoever runs the host that something has come from outside. */
  readonly wake: () => void;
}

/** A daemon may keep its first word about a wait to itself until the container ends; nobody waits longer for it. */
const firstWordMs = 200;
const chunkBytes = 65_536;

/** The Docker Engine API of a daemon of the real machine, for programs of a host. */
export class HttpApi implements Api {
  readonly #options: HttpApiOptions;
  readonly #open = new Set<Call>();

  constructor(options: HttpApiOptions) {
    this.#options = options;
  }

  forClient(gone: WaitQueue): Api {
    const own = new HttpApi(this.#options);
    gone.add({ wake: () => own.#close() });
    return own;
  }

  *request(request: ApiRequest): Task<ApiResponse> {
    if (request.path === '/build')
      throw new Failure(`drydock: docker build with the daemon at ${this.#options.host} is not simulated`, 125);
    if (request.path.endsWith('/start')) yield* this.#letWaitsBegin();
    const call = new Call(this.#options, request);
    this.#open.add(call);
    void call.closed.then(() => this.#open.delete(call));
    if (request.bytes) yield* call.upload(request.bytes);
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
  readonly #sent: ClientRequest;
  readonly #changed = new WaitQueue();
  #socket: Socket | undefined;
  #hasHead = false;
  #isLate = false;
  #answer: ApiResponse | Failure | undefined;

  constructor(options: HttpApiOptions, request: ApiRequest) {
    this.#options = options;
    this.#request = request;
    const body = request.json === undefined ? undefined : JSON.stringify(request.json);
    this.#sent = httpRequest({
      ...options.address,
      method: request.method,
      path: targetOf(options.version, request),
      headers: headersOf(request, body),
      agent: false,
    });
    this.closed = new Promise(done => this.#sent.on('close', done));
    this.#sent.on('response', message => this.#take(message));
    this.#sent.on('upgrade', (message, socket: Socket, head) => {
      this.#socket = socket;
      this.#settle({ status: 101, body: { kind: 'hijack', stream: hijacked(socket, head, isRaw(message), this.#wake) } });
    });
    this.#sent.on('error', error => this.#settle(connectionFailure(options.host, error)));
    this.#sent.on('drain', () => this.#wake());
    setTimeout(() => {
      this.#isLate = true;
      this.#wake();
    }, firstWordMs).unref();
    if (!request.bytes) this.#sent.end(body);
  }

  get isWait(): boolean {
    return this.#request.path.endsWith('/wait');
  }

  destroy(): void {
    this.#sent.destroy();
    this.#socket?.destroy();
  }

  *firstWord(): Task<void> {
    while (!this.#hasHead && !this.#isLate && !this.#answer) yield* waitFor([this.#changed]);
  }

  *response(): Task<ApiResponse> {
    for (;;) {
      if (this.#answer instanceof Failure) throw this.#answer;
      if (this.#answer) return this.#answer;
      yield* waitFor([this.#changed]);
    }
  }

  /** Sends the bytes of the request until their end, or until the daemon has answered without waiting for them. */
  *upload(from: NonNullable<ApiRequest['bytes']>): Task<void> {
    while (!this.#answer) {
      const data = this.#sent.writableNeedDrain ? null : from.read(chunkBytes);
      if (data?.length === 0) break;
      if (data) this.#sent.write(Uint8Array.from(data));
      else yield* waitFor([this.#sent.writableNeedDrain ? this.#changed : from.readable]);
    }
    this.#sent.end();
  }

  #take(message: IncomingMessage): void {
    const status = message.statusCode ?? 0;
    const headers = originalHeaders(message);
    this.#hasHead = true;
    this.#wake();
    const body = status < 400 ? this.#streamed(message) : undefined;
    if (body) return this.#settle({ status, headers, body });
    const pieces: Buffer[] = [];
    message.on('data', (piece: Buffer) => pieces.push(piece));
    message.on('error', error => this.#settle(connectionFailure(this.#options.host, error)));
    message.on('end', () => this.#settle({ status, headers, body: wholeBody(headers, decodeUtf8(Buffer.concat(pieces))) }));
  }

  #streamed(message: IncomingMessage): ApiResponse['body'] | undefined {
    switch (streamKind(this.#request)) {
      case 'objects':
        return { kind: 'objects', channel: intoChannel(message, jsonValues(), this.#wake) };
      case 'bytes':
        return { kind: 'bytes', channel: intoChannel(message, plainBytes, this.#wake) };
      case 'frames': {
        const tty = isRaw(message);
        return { kind: 'frames', channel: intoChannel(message, tty ? rawFrames : multiplexedFrames(), this.#wake), tty };
      }
      default:
        return undefined;
    }
  }

  #settle(answer: ApiResponse | Failure): void {
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

function headersOf({ headers = {}, method, path, query, bytes }: ApiRequest, body: string | undefined): Record<string, string | number> {
  const takesOver = method === 'POST' && /^\/(containers\/[^/]+\/attach|exec\/[^/]+\/start)$/.test(path) && !isDetached(query, body);
  return {
    Host: 'docker',
    'User-Agent': 'Docker-Client/28.2.2 (linux)',
    ...headers,
    ...(takesOver ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(bytes ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': body === undefined ? 0 : Buffer.byteLength(body) }),
    ...(bytes && !('Content-Type' in headers) ? { 'Content-Type': 'application/x-tar' } : {}),
  };
}

function isDetached(query: ApiRequest['query'], body: string | undefined): boolean {
  return query?.['Detach']?.[0] === '1' || (body?.includes('"Detach":true') ?? false);
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
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (!type.startsWith('application/json')) return { kind: 'text', text };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'text', text };
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
