import type { Socket } from 'node:net';
import { WaitQueue, type Hijacked } from '../../engine/index.js';
import { intoChannel, multiplexedFrames, rawFrames } from './response-stream.js';

/** A connection that the daemon has handed over: output of a container comes out, its standard input goes in. */
export function hijacked(socket: Socket, head: Buffer, tty: boolean, wake: () => void): Hijacked {
  const inputWritable = new WaitQueue();
  const goOn = (): void => {
    inputWritable.notify();
    wake();
  };
  socket.on('drain', goOn).on('close', goOn);
  if (head.length > 0) socket.unshift(head);
  return {
    // A connection that breaks ends the output; what became of the container is asked for otherwise.
    output: intoChannel(socket, tty ? rawFrames : multiplexedFrames(), () => true, wake),
    writeInput: data => {
      // What is written to a connection that has ended is lost, as on a real one.
      if (!socket.writable) return data.length;
      if (socket.writableNeedDrain) return 0;
      socket.write(Uint8Array.from(data));
      return data.length;
    },
    inputWritable,
    endInput: () => void socket.end(),
    isInputAwaited: () => false,
    tty,
  };
}
