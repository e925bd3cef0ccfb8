import type { ApiRequest, ApiResponse, OutputFrame } from '../../api/message.js';
import { API_VERSION, splitVersion } from '../../api/version.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { ENGINE_VERSION } from '../../daemon/system.js';
import { isObject } from '../../daemon/json.js';

/** An answer of the Engine API in the form that goes over HTTP: all headers but those about the connection itself. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: AnswerContent;
}

export type AnswerContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly data: Uint8Array }
  /** The body follows piece by piece. */
  | { readonly kind: 'pieces' }
  /** From here on the connection is a stream of bytes in both directions. */
  | { readonly kind: 'connection' }
  /** The connection was taken over already when something went wrong: these bytes end it. */
  | { readonly kind: 'farewell'; readonly data: Uint8Array };

const common = {
  'Api-Version': API_VERSION,
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: `Docker/${ENGINE_VERSION} (linux)`,
};
const jsonType = { 'Content-Type': 'application/json' };
const rawStream = 'application/vnd.docker.raw-stream';

/** From this version on the two kinds of streams are told apart by their type. */
const typedStreamsSince = 42;

/** Puts a response into the form in which dockerd sends it. */
export function answerOf(request: ApiRequest, response: ApiResponse): ApiAnswer {
  const { status, body } = response;
  const problem = messageOf(response);
  if (problem !== undefined) return problemAnswer(request, response, problem);
  const headers = { ...common, ...response.headers };
  switch (body.kind) {
    case 'none':
      return { status, headers, content: { kind: 'none' } };
    case 'json':
      return { status, headers: { ...headers, ...jsonType }, content: { kind: 'whole', data: encodeUtf8(jsonText(body.value)) } };
    case 'text':
      return { status, headers, content: { kind: 'whole', data: encodeUtf8(body.text) } };
    case 'objects':
      return { status, headers: body.isUntyped ? headers : { ...headers, ...jsonType }, content: { kind: 'pieces' } };
    case 'frames':
      return { status, headers: { ...headers, ...streamType(request, body.tty) }, content: { kind: 'pieces' } };
    case 'bytes':
      return { status, headers, content: { kind: 'pieces' } };
    case 'hijack':
      return {
        status: 101,
        headers: { ...upgradeHeaders(request), ...streamType(request, body.stream.tty) },
        content: { kind: 'connection' },
      };
  }
}

/** Go's encoder ends every value with a newline. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** One value of a stream: progress of images ends with CR LF (moby pkg/streamformatter), everything else with LF. */
export function objectEncoder(request: ApiRequest): (value: unknown) => Uint8Array {
  const { path } = splitVersion(request.path);
  const end = path.startsWith('/images/') || path === '/build' ? '\r\n' : '\n';
  return value => encodeUtf8(JSON.stringify(value) + end);
}

/** One piece of output: eight bytes that say which stream it is and how long, then the bytes; raw with a terminal (moby pkg/stdcopy). */
export function encodeFrame({ stream, data }: OutputFrame, tty: boolean): Uint8Array {
  if (tty) return data;
  const bytes = new Uint8Array(8 + data.length);
  bytes[0] = stream === 'stdout' ? 1 : 2;
  new DataView(bytes.buffer).setUint32(4, data.length);
  bytes.set(data, 8);
  return bytes;
}

/** A problem found before the request reached the API: Docker's message with a status. */
export function refusal(request: ApiRequest, status: number, message: string): ApiAnswer {
  return problemAnswer(request, { status, body: { kind: 'none' } }, message);
}

/** dockerd answers OPTIONS on any path without looking at it. */
export const optionsAnswer: ApiAnswer = { status: 200, headers: common, content: { kind: 'none' } };

/** An exec says more about its engine than an attach does (api/server/router/container). */
function upgradeHeaders(request: ApiRequest): Readonly<Record<string, string>> {
  return request.path.endsWith('/start') ? common : {};
}

function messageOf({ status, body }: ApiResponse): string | undefined {
  if (status < 400 || body.kind !== 'json' || !isObject(body.value)) return undefined;
  const { message } = body.value;
  return typeof message === 'string' ? message : undefined;
}

function problemAnswer(request: ApiRequest, { status, headers }: ApiResponse, message: string): ApiAnswer {
  if (/^\/containers\/[^/]+\/attach$/.test(splitVersion(request.path).path) && message !== 'page not found' && !isVersionProblem(message)) {
    // dockerd takes the connection over before it looks for the container (api/server/router/container).
    return { status, headers: { 'Content-Type': rawStream }, content: { kind: 'farewell', data: encodeUtf8(`${message}\r\n`) } };
  }
  if (message === 'page not found') return { status, headers: jsonType, content: whole({ message }) };
  if (isVersionProblem(message)) {
    const { 'Api-Version': version, Ostype, Server } = common;
    const others = { 'Api-Version': version, Ostype, Server };
    // Clients that are too old might not read JSON.
    if (message.includes('too new')) return { status, headers: { ...others, ...jsonType }, content: whole({ message }) };
    const text = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
    return { status, headers: { ...others, ...text }, content: { kind: 'whole', data: encodeUtf8(`${message}\n`) } };
  }
  return { status, headers: { ...common, ...headers, ...jsonType }, content: whole({ message }) };
}

/** The version is checked before anything else, by a part of dockerd that sets fewer headers. */
function isVersionProblem(message: string): boolean {
  return /^client version \S+ is too (old|new)\. /.test(message);
}

function whole(value: unknown): AnswerContent {
  return { kind: 'whole', data: encodeUtf8(jsonText(value)) };
}

function streamType(request: ApiRequest, tty: boolean): Readonly<Record<string, string>> {
  const version = splitVersion(request.path).version ?? request.version ?? API_VERSION;
  const minor = Number(version.split('.')[1] ?? 0);
  const isTyped = minor >= typedStreamsSince && !tty;
  return { 'Content-Type': isTyped ? 'application/vnd.docker.multiplexed-stream' : rawStream };
}
