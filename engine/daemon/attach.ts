import type { StreamName } from './container-log.js';
import { isPaused } from './container.js';
import { containerEvent } from './container-events.js';
import type { Daemon } from './daemon.js';
import { parseDetachKeys } from './detach-keys.js';
import type { Frame } from './output-hub.js';
import { pausedForAttach, restartingForAttach } from './errors.js';
import { createStdio } from './start.js';
import type { Attachment } from './stdio.js';

export interface AttachRequest {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  /** Begin with what the container has printed so far. */
  readonly logs: boolean;
  readonly stream: boolean;
  readonly detachKeys: string | undefined;
}

/** `docker attach`: the streams of a container, running or about to be started. */
export function attachContainer(daemon: Daemon, reference: string, request: AttachRequest): Attachment {
  const keys = parseDetachKeys(request.detachKeys);
  const container = daemon.containers.find(reference);
  if (isPaused(container)) throw pausedForAttach();
  if (container.status.state === 'restarting') throw restartingForAttach();
  const live = daemon.liveOf(container);
  const streams = new Set<StreamName>([...(request.stdout ? (['stdout'] as const) : []), ...(request.stderr ? (['stderr'] as const) : [])]);
  containerEvent(daemon, container, 'attach');
  const stdio = (live.stdio ??= createStdio(daemon, container));
  const attachment = stdio.attach({
    stdin: request.stdin && request.stream,
    streams: request.stream ? streams : new Set(),
    detachKeys: keys,
    onDetach: () => {
      const current = daemon.containers.get(container.id);
      if (current) containerEvent(daemon, current, 'detach');
    },
  });
  const past = request.logs ? pastOutput(daemon, container.id, streams) : [];
  if (past.length > 0) for (const frame of past) attachment.output.offer(frame);
  if (!request.stream) attachment.output.end();
  return attachment;
}

function pastOutput(daemon: Daemon, id: string, streams: ReadonlySet<StreamName>): readonly Frame[] {
  const log = daemon.live.get(id)?.log;
  const frames: Frame[] = [];
  for (let at = log?.first ?? 0; log && at < log.end; at++) {
    const line = log.line(at);
    if (line && streams.has(line.stream)) frames.push({ stream: line.stream, data: line.data });
  }
  return frames;
}
