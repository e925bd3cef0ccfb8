import type { Api, ApiRequest, ApiResponse, Hijacked } from '../../api/message.js';
import { splitVersion } from '../../api/version.js';
import type { Channel } from '../../core/channel.js';
import { waitFor, type Task } from '../../core/task.js';
import { answerOf, encodeFrame, objectEncoder } from './api-answer.js';
import type { OutsideStream, Urgency } from './outside-stream.js';

/** What a thread of the host needs to work on a request from outside. */
export interface ApiCall {
  readonly api: Api;
  readonly request: ApiRequest;
  readonly stream: OutsideStream;
  /** Starts a second thread. */
  readonly thread: (name: string, task: Task<void>) => void;
  readonly onAnswer: () => void;
}

/** Answers one request: the head first, then what follows, until its end or until the client has gone away. */
export function* serveCall(call: ApiCall): Task<void> {
  const { api, request, stream, onAnswer } = call;
  // The rest of what a client uploads is on its way: that is no pause to jump over.
  stream.judgeBy({ isInputAwaited: () => stream.isStarved });
  const response = yield* api.request(request);
  stream.judgeBy({ urgency: urgencyOf(request, response, stream) });
  stream.answer(answerOf(request, response));
  onAnswer();
  yield* sendBody(call, response);
  stream.finish();
  onAnswer();
}

function* sendBody(call: ApiCall, { body }: ApiResponse): Task<void> {
  const { request, stream } = call;
  switch (body.kind) {
    case 'none':
    case 'json':
    case 'text':
      return;
    case 'objects':
      return yield* pump(body.channel, stream, objectEncoder(request));
    case 'frames':
      return yield* pump(body.channel, stream, frame => encodeFrame(frame, body.tty));
    case 'bytes':
      return yield* pump(body.channel, stream, data => data);
    case 'hijack':
      stream.judgeBy({ isInputAwaited: () => !stream.hasInputEnded && stream.unreadBytes === 0 && body.stream.isInputAwaited() });
      call.thread('client input', feed(stream, body.stream));
      return yield* pump(body.stream.output, stream, frame => encodeFrame(frame, body.stream.tty));
  }
}

/** Carries what comes out of a channel to the client; one that has gone away cancels it. */
function* pump<T>(channel: Channel<T>, stream: OutsideStream, encode: (value: T) => Uint8Array): Task<void> {
  for (;;) {
    if (stream.isGone) {
      channel.cancel();
      return;
    }
    const value = channel.take();
    if (value !== undefined) yield* stream.send(encode(value));
    else if (channel.isFinished) return;
    else yield* waitFor([channel.changed, stream.changed]);
  }
}

const CHUNK_BYTES = 16_384;

/** Carries what the client types to the container, as fast as that reads it. */
function* feed(stream: OutsideStream, target: Hijacked): Task<void> {
  for (;;) {
    const data = stream.input.read(CHUNK_BYTES);
    if (data?.length === 0) {
      target.endInput();
      return;
    }
    if (!data) yield* waitFor([stream.input.readable]);
    else yield* typeAll(stream, target, data);
  }
}

function* typeAll(stream: OutsideStream, target: Hijacked, data: Uint8Array): Task<void> {
  for (let at = 0; at < data.length && !stream.isOver; ) {
    const taken = target.writeInput(data.subarray(at));
    if (taken === 0) yield* waitFor([target.inputWritable, stream.changed]);
    at += taken;
  }
}

/** Whoever follows logs, events or statistics lets time pass as it does; others wait for an end. */
function urgencyOf(request: ApiRequest, { body }: ApiResponse, stream: OutsideStream): () => Urgency {
  const { path } = splitVersion(request.path);
  if (body.kind === 'frames' || (body.kind === 'objects' && /^\/events$|\/stats$/.test(path))) return () => 'none';
  const most = /^\/containers\/[^/]+\/(attach|wait)$/.test(path) ? 'perhaps' : 'urgent';
  return () => (stream.isInputAwaited() ? 'none' : most);
}
