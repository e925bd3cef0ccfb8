import { decodeUtf8, type Input, type StreamId } from '../../engine/index.js';

/** Bytes of a client as an input; what is text mostly stays readable in the journal. */
export function streamData(stream: StreamId, data: Buffer): Input {
  const text = data.length <= 65_536 ? decodeUtf8(data) : undefined;
  if (text !== undefined && JSON.stringify(text).length <= data.length * 1.4 + 2) return { kind: 'stream-data', stream, data: text };
  return { kind: 'stream-data', stream, data: data.toString('base64'), encoding: 'base64' };
}
