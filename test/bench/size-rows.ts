import { World } from '../../engine/testing.js';
import { collectGarbage, roomy, timePerCall, timeRow, warm, type Row } from './row.js';

/** What it costs that there is much on a host. */
export function sizeRows(): Row[] {
  return [...manyContainers(), ...bigNetwork()];
}

const all = 10_000;

function manyContainers(): Row[] {
  const run = (): unknown => world.sh('docker run -d --network none alpine sleep 100000');
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const world = new World({ images: ['alpine'] }, roomy);
  world.sh('docker run -d --name first --network none alpine sleep 100000');
  warm(() => {
    world.sh('docker run -d --name probe --network none alpine sleep 100000');
    world.sh('docker rm -f probe');
    world.sh('docker inspect first');
  }, 300);
  const alone = costs(world, 1);
  warm(run, 300);
  const first = timePerCall(run, { calls: 40, batches: 5 });
  warm(run, 1000 - 501);
  const thousand = costs(world, 1000);
  warm(run, all - 1200);
  const last = timePerCall(run, { calls: 40, batches: 5 });
  collectGarbage();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const ps = timePerCall(() => world.sh('docker ps'), { calls: 1, batches: 7 });
  return [
    ...alone,
    ...thousand,
    { what: '10,000 containers: memory', measured: `${megabytes.toFixed(0)} MB`, ratio: '', budget: '≤ 300 MB', within: megabytes <= 300 },
    timeRow('10,000 containers: docker ps', ps, 100),
    timeRow('10,000 containers: docker inspect', inspect(world)),
    timeRow('10,000 containers: docker run', last),
    {
      what: '10,000 containers: the last run',
      measured: `${(last / first).toFixed(2)} × the first`,
      ratio: '',
      budget: '≤ 1.5 ×',
      within: last / first <= 1.5,
    },
  ];
}

/** Leaves the number of containers as it was. */
function costs(world: World, containers: number): Row[] {
  const run = (): unknown => world.sh('docker run -d --name probe --network none alpine sleep 100000');
  const remove = (): void => void world.sh('docker rm -f probe');
  const start = timePerCall(run, { calls: 20, batches: 5, after: remove });
  const ps = timePerCall(() => world.sh('docker ps'), { calls: 5, batches: 5 });
  const what = containers === 1 ? '1 container' : `${String(containers).replace(/(?=000$)/, ',')} containers`;
  return [timeRow(`${what}: docker run`, start), timeRow(`${what}: docker ps`, ps), timeRow(`${what}: docker inspect`, inspect(world))];
}

function inspect(world: World): number {
  return timePerCall(() => world.sh('docker inspect first'), { calls: 20, batches: 5 });
}

/** What a network costs that a thousand are on, beside one with two. */
function bigNetwork(): Row[] {
  const world = new World({ images: ['alpine', 'nginx'] }, roomy);
  const run = (): unknown => world.sh('docker run -d --network net alpine sleep 100000');
  const remove = (): void => void world.sh('docker rm -f probe');
  const start = (): number =>
    timePerCall(() => world.sh('docker run -d --name probe --network net alpine sleep 100000'), { calls: 20, batches: 5, after: remove });
  const measure = (): readonly number[] => [loopInside(world, 'getent hosts web'), loopInside(world, 'wget -q -O - http://web/'), start()];
  world.sh('docker network create net');
  world.sh('docker run -d --name web --network net nginx');
  world.sh('docker run -d --name box --network net alpine sleep 100000');
  warm(() => {
    world.sh('docker run -d --name probe --network net alpine sleep 100000');
    remove();
  }, 300);
  const few = measure();
  warm(run, 998);
  const many = measure();
  return ['find a name', 'fetch a page by name', 'docker run'].flatMap((what, index) => besides(what, few[index] ?? 0, many[index] ?? 0));
}

function besides(what: string, few: number, many: number): Row[] {
  const ratio = many / few;
  return [
    timeRow(`1,000 containers on a network: ${what}`, many),
    { what: '… beside two', measured: `${ratio.toFixed(2)} ×`, ratio: '', budget: '≤ 1.5 ×', within: ratio <= 1.5 },
  ];
}

/** Milliseconds of one command of many that a shell in a container runs. */
function loopInside(world: World, command: string): number {
  const times = 200;
  const line = `docker exec box sh -c 'i=0; while [ $i -lt ${times} ]; do ${command} > /dev/null || exit 1; i=$((i+1)); done'`;
  const run = (): void => {
    const { code, stderr } = world.sh(line);
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
  };
  return timePerCall(run, { calls: 1, batches: 7 }) / times;
}
