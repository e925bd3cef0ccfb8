import { Host } from '../../engine/index.js';
import { World } from '../../engine/testing.js';
import { formatMs, timePerCall, type Row } from './row.js';

/** Work inside the host. */
export function engineRows(): Row[] {
  return [dockerPs(), dockerRun(), ...manyContainers(), replay(), shellStep()];
}

function row(what: string, measured: number, budget: number): Row {
  return {
    what,
    measured: formatMs(measured),
    reference: `empty loop: ${formatMs(emptyLoop())}`,
    budget: `≤ ${formatMs(budget)}`,
    within: measured <= budget,
  };
}

/** A million turns of nothing: how fast this machine is today. */
function emptyLoop(): number {
  let sum = 0;
  const time = timePerCall(
    () => {
      for (let i = 0; i < 1_000_000; i++) sum += i & 1;
    },
    { calls: 3 },
  );
  return sum > 0 ? time : Number.NaN;
}

function dockerPs(): Row {
  const { sh } = new World({ images: ['nginx'] });
  sh('docker run -d --name web nginx');
  return row(
    'docker ps, one container',
    timePerCall(() => sh('docker ps'), { calls: 50 }),
    0.1,
  );
}

function dockerRun(): Row {
  const { sh } = new World({ images: ['nginx'] });
  sh('docker run -d nginx');
  return row(
    'docker run -d nginx',
    timePerCall(() => sh('docker run -d nginx'), { calls: 20, batches: 5 }),
    0.5,
  );
}

function manyContainers(): Row[] {
  const containers = 10_000;
  const world = new World({ images: ['alpine'] }, { limits: { processes: 100_000, openFiles: 1_000_000 } });
  const before = process.memoryUsage().heapUsed;
  const first = timePerCall(() => world.sh('docker run -d --network none alpine sleep 100000'), { calls: 20, batches: 3 });
  for (let i = 60; i < containers - 60; i++) world.sh('docker run -d --network none alpine sleep 100000');
  const last = timePerCall(() => world.sh('docker run -d --network none alpine sleep 100000'), { calls: 20, batches: 3 });
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const ps = timePerCall(() => world.sh('docker ps'), { calls: 1, batches: 5 });
  return [
    {
      what: '10,000 containers: memory',
      measured: `${megabytes.toFixed(0)} MB`,
      reference: '',
      budget: '≤ 300 MB',
      within: megabytes <= 300,
    },
    row('10,000 containers: docker ps', ps, 100),
    {
      what: '10,000 containers: last run',
      measured: `${(last / first).toFixed(2)} ×`,
      reference: `first: ${formatMs(first)}`,
      budget: '≤ 1.5 ×',
      within: last / first <= 1.5,
    },
  ];
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
  return row(
    'replay of 1,000 commands',
    timePerCall(() => Host.replay(journal), { calls: 1, batches: 3 }),
    200,
  );
}

function shellStep(): Row {
  const { sh } = new World();
  const steps = 200_000;
  const loop = timePerCall(() => sh(`i=0; while [ $i -lt ${steps} ]; do i=$((i+1)); done`), { calls: 1, batches: 3 });
  return row('a turn of a shell loop, i=$((i+1))', loop / steps, 0.001);
}
