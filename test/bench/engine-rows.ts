import { Host } from '../../engine/index.js';
import { World } from '../../engine/testing.js';
import { timePerCall, timeRow, type Row } from './row.js';

/** Work inside the host. */
export function engineRows(): Row[] {
  return [boot(), dockerPs(), ...dockerRun(), ...manyContainers(), replay(), shellStep(), pipe()];
}

/** Room for as many containers as a row wants: what is measured is Drydock, not the size of the simulated machine. */
const roomy = { limits: { processes: 100_000, openFiles: 1_000_000, memoryBytes: Number.MAX_SAFE_INTEGER } };

function boot(): Row {
  const start = (): unknown => new World({ images: ['nginx'] });
  start();
  return timeRow('boot of a host, after the first', timePerCall(start, { calls: 200 }), 0.3);
}

function dockerPs(): Row {
  const { sh } = new World({ images: ['nginx'] });
  sh('docker run -d --name web nginx');
  warm(() => sh('docker ps'), 500);
  return timeRow(
    'docker ps, one container',
    timePerCall(() => sh('docker ps'), { calls: 200 }),
    0.1,
  );
}

function dockerRun(): Row[] {
  const world = new World({ images: ['nginx'] }, roomy);
  const run = (): unknown => world.sh('docker run -d nginx');
  const rest = (): void => world.advance(5000);
  warm(() => {
    run();
    rest();
  }, 300);
  const prompt = timePerCall(run, { calls: 50, batches: 5, after: rest });
  const whole = timePerCall(
    () => {
      run();
      rest();
    },
    { calls: 50, batches: 5 },
  );
  return [timeRow('docker run -d nginx, to the prompt', prompt, 0.5), timeRow('docker run -d nginx, until nginx serves', whole)];
}

function manyContainers(): Row[] {
  const containers = 10_000;
  const run = (): unknown => world.sh('docker run -d --network none alpine sleep 100000');
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const world = new World({ images: ['alpine'] }, roomy);
  warm(run, 300);
  const first = timePerCall(run, { calls: 40, batches: 5 });
  warm(run, containers - 700);
  const last = timePerCall(run, { calls: 40, batches: 5 });
  collectGarbage();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const ps = timePerCall(() => world.sh('docker ps'), { calls: 1, batches: 7 });
  return [
    { what: '10,000 containers: memory', measured: `${megabytes.toFixed(0)} MB`, ratio: '', budget: '≤ 300 MB', within: megabytes <= 300 },
    timeRow('10,000 containers: docker ps', ps, 100),
    {
      what: '10,000 containers: the last run',
      measured: `${(last / first).toFixed(2)} × the first`,
      ratio: '',
      budget: '≤ 1.5 ×',
      within: last / first <= 1.5,
    },
  ];
}

/** Only what is in use counts; without `--expose-gc` the heap is read as it is. */
function collectGarbage(): void {
  if (typeof globalThis.gc === 'function') globalThis.gc();
}

function warm(action: () => unknown, times: number): void {
  for (let i = 0; i < times; i++) action();
}

function replay(): Row {
  const world = new World({ images: ['alpine'] });
  for (let i = 0; i < 250; i++) {
    world.sh(`docker run -d --name c${i} alpine sleep 1000`);
    world.sh('docker ps');
    world.sh(`docker rm -f c${i}`);
    world.sh('ls /');
  }
  const journal = { setup: world.host.setup, entries: world.entries };
  return timeRow(
    'replay of 1,000 commands',
    timePerCall(() => Host.replay(journal), { calls: 1, batches: 5 }),
    200,
  );
}

function shellStep(): Row {
  const { sh } = new World();
  const steps = 200_000;
  const loop = timePerCall(() => sh(`i=0; while [ $i -lt ${steps} ]; do i=$((i+1)); done`), { calls: 1, batches: 5 });
  return timeRow('a turn of a shell loop, i=$((i+1))', loop / steps, 0.001);
}

function pipe(): Row {
  const { sh } = new World();
  const megabytes = 20;
  const time = timePerCall(() => sh(`yes | head -c ${megabytes}000000 | wc -c`), { calls: 1, batches: 5 });
  return timeRow('a megabyte through two pipes', time / megabytes);
}
