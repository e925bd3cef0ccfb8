import { Clock } from '../../engine/core/clock.js';
import { isErrno } from '../../engine/core/errno.js';
import { Scheduler } from '../../engine/core/scheduler.js';
import type { Task } from '../../engine/core/task.js';
import { waitFor } from '../../engine/core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import { createFabric } from '../../engine/net/create-fabric.js';
import type { Bridge, Fabric } from '../../engine/net/fabric.js';
import type { NetNamespace } from '../../engine/net/namespace.js';
import type { Connection, Listener } from '../../engine/net/socket.js';

/** A host with docker0 and a second bridge, and tasks that run to their end. */
export interface FabricWorld {
  readonly scheduler: Scheduler;
  readonly fabric: Fabric;
  readonly docker0: Bridge;
  readonly other: Bridge;
  /** A container on a bridge. */
  readonly container: (bridge: Bridge, ip: string) => NetNamespace;
  /** Runs the tasks side by side until nothing moves; gives what each returned, or the name of the error it ended with. */
  readonly run: (...tasks: readonly Task<unknown>[]) => readonly unknown[];
}

export function fabricWorld(seed = 'seed'): FabricWorld {
  const scheduler = new Scheduler(new Clock(1_700_000_000_000));
  const fabric = createFabric({ scheduler, seed });
  const bridge = (name: string, net: string): Bridge =>
    fabric.createBridge({ name, subnet: `${net}.0.0/16`, gateway: `${net}.0.1`, internal: false, interContainer: true });
  return {
    scheduler,
    fabric,
    docker0: bridge('docker0', '172.17'),
    other: bridge('br-other', '172.18'),
    container: (on, ip) => {
      const namespace = fabric.createNamespace();
      fabric.attach(on, namespace, { ip, mac: '02:42:ac:11:00:02', defaultRoute: true });
      return namespace;
    },
    run: (...tasks) => {
      const results: unknown[] = tasks.map(() => 'still running');
      for (const [index, task] of tasks.entries()) scheduler.spawn(record(task, index, results));
      scheduler.run({ until: Infinity, maxSteps: 1_000_000 });
      return results;
    },
  };
}

function* record(task: Task<unknown>, index: number, results: unknown[]): Task<void> {
  try {
    results[index] = yield* task;
  } catch (error) {
    if (!isErrno(error)) throw error;
    results[index] = error.code;
  }
}

/** Reads until the other side ends. */
export function* readText(connection: Connection): Task<string> {
  let text = '';
  for (;;) {
    const bytes = connection.read(65536);
    if (bytes?.length === 0) return text;
    if (bytes) text += decodeUtf8(bytes);
    else yield* waitFor([connection.readable]);
  }
}

export function* writeText(connection: Connection, text: string): Task<void> {
  for (let rest = encodeUtf8(text); rest.length > 0; ) {
    const taken = connection.write(rest);
    rest = rest.subarray(taken);
    if (taken === 0) yield* waitFor([connection.writable]);
  }
}

/** Serves one connection: says who came, then what they said. */
export function* echoOnce(listener: Listener): Task<string> {
  for (;;) {
    const connection = listener.accept();
    if (!connection) {
      yield* waitFor([listener.acceptable]);
      continue;
    }
    const text = yield* readText(connection);
    yield* writeText(connection, `${connection.remote.ip}: ${text}`);
    connection.close();
    return text;
  }
}

/** Says something to an address and gives the answer. */
export function* ask(namespace: NetNamespace, ip: string, port: number, text = 'hello'): Task<string> {
  const connection = yield* namespace.connect({ ip, port });
  yield* writeText(connection, text);
  connection.end();
  const answer = yield* readText(connection);
  connection.close();
  return answer;
}
