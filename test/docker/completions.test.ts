import test from 'ava';
import type { Api } from '../../engine/api/message.js';
import { READY, type Task } from '../../engine/core/task.js';
import { completeDocker } from '../../engine/docker/completions.js';
import { runTogether } from '../../engine/docker/concurrent.js';
import { WaitQueue } from '../../engine/core/wait-queue.js';
import { waitFor } from '../../engine/core/task.js';
import type { Sys } from '../../engine/process/sys.js';

const answers: Readonly<Record<string, unknown>> = {
  '/containers/json': [{ Names: ['/web'] }, { Names: ['/db'] }],
  '/images/json': [{ RepoTags: ['nginx:latest', 'nginx:alpine'] }],
  '/networks': [{ Name: 'bridge' }, { Name: 'front' }],
  '/volumes': { Volumes: [{ Name: 'data' }] },
};

const api: Api = {
  *request({ path }) {
    return { status: 200, body: { kind: 'json', value: answers[path] } };
  },
};

/** Only what completion uses of a process. */
const sys = { env: new Map<string, string>(), service: () => api, access: () => true } as unknown as Sys;

/** What `docker …` can become, as Tab would show it. */
function complete(line: string): readonly string[] | undefined {
  const words = line.split(' ');
  const typed = words.at(-1) ?? '';
  return completeDocker(sys, words)?.filter(word => word.startsWith(typed));
}

test('commands, groups and flags', t => {
  t.deepEqual(complete('docker ne'), ['network']);
  t.deepEqual(complete('docker container p')?.toSorted(), ['pause', 'port', 'prune']);
  t.deepEqual(complete('docker run --pub')?.toSorted(), ['--publish', '--publish-all']);
  t.deepEqual(complete('docker -H x net'), ['network']);
  t.deepEqual(complete('docker nosuch x'), []);
});

test('names of what is there', t => {
  t.deepEqual(complete('docker stop '), ['web', 'db']);
  t.deepEqual(complete('docker exec -it w'), ['web']);
  t.deepEqual(complete('docker run -d nginx:'), ['nginx:latest', 'nginx:alpine']);
  t.deepEqual(complete('docker network connect f'), ['front']);
  t.deepEqual(complete('docker network connect front '), ['web', 'db']);
  t.deepEqual(complete('docker volume rm d'), ['data']);
});

test('what is left to file names', t => {
  t.is(complete('docker load -i '), undefined);
  t.is(complete('docker run -v '), undefined);
  t.is(complete('docker exec web '), undefined);
});

test('tasks run side by side, each woken by its own queue only', t => {
  const first = new WaitQueue();
  const second = new WaitQueue();
  const said: string[] = [];
  const part = function* (name: string, queue: WaitQueue): Task<void> {
    said.push(`${name} waits`);
    yield* waitFor([queue]);
    said.push(`${name} goes on`);
  };
  const task = runTogether([part('a', first), part('b', second)], { until: () => false });
  t.false(task.next(READY).done);
  second.notify();
  t.false(task.next(READY).done);
  first.notify();
  t.true(task.next(READY).done);
  t.deepEqual(said, ['a waits', 'b waits', 'b goes on', 'a goes on']);
  t.deepEqual([first.size, second.size], [0, 0]);
});
