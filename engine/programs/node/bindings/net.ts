import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { resolveHost } from '../../net/resolver.js';
import type { Bindings, Value } from '../engine.js';
import { bytes, number, text } from './argument.js';
import { editLine } from './prompt.js';

/** Sockets: what needs no waiting. */
export function netBindings(sys: Sys): Bindings {
  const address = (found: { readonly ip: string; readonly port: number }): string => JSON.stringify([found.ip, found.port]);
  return {
    listen: (ip, port) => sys.listen({ ip: text(ip), port: number(port) }),
    listenUnix: name => sys.listenUnix(text(name)),
    localAddress: fd => address(sys.localAddress(number(fd))),
    peerAddress: fd => address(sys.peerAddress(number(fd))),
    shutdown: fd => sys.shutdown(number(fd)),
  };
}

/** Tells JavaScript what came of an operation: a value, or the code of a system error. */
export type Report = (code: string | undefined, ...values: readonly Value[]) => void;

/** Work that waits, by name; each reports once, except `accept`, which reports every connection. */
export type Operation = (sys: Sys, report: Report, values: readonly Value[]) => Task<void>;

export const operations: Readonly<Record<string, Operation>> = {
  editLine,
  *read(sys, report, [fd, max]) {
    report(undefined, yield* sys.read(number(fd), number(max)));
  },
  *write(sys, report, [fd, data]) {
    yield* sys.write(number(fd), bytes(data));
    report(undefined);
  },
  *accept(sys, report, [fd]) {
    for (;;) {
      const accepted: { readonly fd: Fd; readonly peer: { readonly ip: string; readonly port: number } } = yield* sys.accept(number(fd));
      report(undefined, accepted.fd, accepted.peer.ip, accepted.peer.port);
    }
  },
  *connect(sys, report, [ip, port]) {
    report(undefined, yield* sys.connect({ ip: text(ip), port: number(port) }));
  },
  *connectUnix(sys, report, [name]) {
    yield* sys.tick();
    report(undefined, sys.connectUnix(text(name)));
  },
  *wait(sys, report, [pid]) {
    const ended = yield* sys.wait(number(pid));
    if (ended === 'interrupted' || !ended) report('EINTR');
    else if (ended.status.kind === 'signaled') report(undefined, undefined, ended.status.signal);
    else report(undefined, ended.status.kind === 'exited' ? ended.status.code : 0);
  },
  *lookup(sys, report, [name]) {
    const found = yield* resolveHost(sys, text(name));
    if (found.kind === 'found') report(undefined, JSON.stringify(found.addresses));
    else report(found.kind === 'try-again' ? 'EAI_AGAIN' : 'ENOTFOUND');
  },
};
