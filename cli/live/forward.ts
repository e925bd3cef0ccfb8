import { freshId } from '../serve/shared-host.js';
import type { OpenInput } from '../serve/control-protocol.js';
import type { ServedHost } from '../serve/served-host.js';
import type { Inbox } from './inbox.js';
import type { LastLine } from './last-line.js';

export interface ForwardOptions {
  /** Hears what the terminal is sent. */
  readonly lastLine?: LastLine | undefined;
  /** Called when the session has ended while others go on. */
  readonly onOthers?: () => void;
}

/**
 * Opens a session on a host that this program runs and connects it with this program's own standard streams. Gives its exit code once
 * the session, and all that others have opened meanwhile, have ended.
 */
export async function forwardServed(
  served: ServedHost,
  input: OpenInput,
  inbox: Inbox,
  { lastLine, onOthers }: ForwardOptions = {},
): Promise<number> {
  const session = freshId(served.present());
  let code = 0;
  served.outlets.addSession(session, {
    take: async event => {
      if (event.kind === 'output') {
        lastLine?.add(event.data);
        return print(event.stream === 'stderr' ? process.stderr : process.stdout, event.data);
      }
      ({ code } = event);
      detach();
      // This one is counted, too.
      if (served.outlets.sessionCount > 1) onOthers?.();
      served.stopWhenUnused();
    },
    onLost: () => served.stop(),
  });
  served.put({ ...input, session });
  const detach = inbox.attach(served, session);
  try {
    await served.run();
    return code;
  } finally {
    detach();
  }
}

/** Prints, waiting where the reader is slow: the host waits with it. Whoever has stopped reading is not waited for. */
export async function print(stream: NodeJS.WriteStream, data: Uint8Array): Promise<void> {
  if (stream.destroyed || stream.errored || stream.write(data)) return;
  await new Promise<void>(done => {
    const events = ['drain', 'error', 'close'] as const;
    const goOn = (): void => {
      for (const event of events) stream.off(event, goOn);
      done();
    };
    for (const event of events) stream.once(event, goOn);
  });
}
