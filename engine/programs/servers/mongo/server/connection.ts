import { concatBytes } from '../../../../core/streams.js';
import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd } from '../../../../process/sys.js';
import { ByteReader } from '../../../net/byte-reader.js';
import { dispatch, invalidBson } from './dispatch.js';
import type { ServerState } from './request.js';
import type { Session } from './session.js';
import { encodeMsg, encodeReply, readMessage } from './wire.js';

const HTTP_ANSWER = 'It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n';

export interface Serving extends ServerState {
  /** Something may have been written. */
  changed(): void;
}

/** Answers one client until it goes. */
export function* serveConnection(server: Serving, session: Session, fd: Fd): Task<void> {
  const { sys } = server;
  const reader = new ByteReader(sys, fd);
  const first = yield* reader.some(4);
  if (/^(GET |HEAD|POST|PUT )/.test(decodeUtf8(first))) {
    yield* sys.write(
      fd,
      encodeUtf8(
        `HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${String(HTTP_ANSWER.length)}\r\n\r\n${HTTP_ANSWER}`,
      ),
    );
    return;
  }
  let replies = 0;
  for (let ahead = first; ; ahead = new Uint8Array(0)) {
    const message = yield* readMessage(withAhead(reader, ahead));
    if (message.kind === 'closed' || message.kind === 'reply') return;
    if (message.kind === 'bad') {
      yield* server.log.write(
        { component: 'NETWORK', id: 22988, context: `conn${String(session.id)}` },
        'Error receiving request from client. Ending connection from remote',
        { error: message.why },
      );
      yield* sys.write(fd, encodeMsg(++replies, 0, invalidBson(message.why)));
      return;
    }
    const database = message.database ?? databaseOf(message.body.get('$db'));
    const reply = yield* dispatch(server, session, database, message.body);
    server.changed();
    if (message.isOneWay) continue;
    const encode = message.kind === 'query' ? encodeReply : encodeMsg;
    yield* sys.write(fd, encode(++replies, message.requestId, reply));
    yield* sys.tick();
  }
}

function databaseOf(value: unknown): string {
  return typeof value === 'string' ? value : 'admin';
}

/** The reader with bytes put before it that were read to see what comes. */
function withAhead(reader: ByteReader, ahead: Uint8Array): Pick<ByteReader, 'exactly'> {
  if (ahead.length === 0) return reader;
  let left = ahead;
  return {
    *exactly(length) {
      const own = left.subarray(0, length);
      left = left.subarray(own.length);
      return own.length === length ? own : concatBytes([own, yield* reader.exactly(length - own.length)]);
    },
  };
}
