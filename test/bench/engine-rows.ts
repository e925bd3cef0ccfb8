import { Host } from '../../engine/index.js';
import { World } from '../../engine/testing.js';
import { roomy, timePerCall, timeRow, warm, type Row } from './row.js';

/** Work inside the host. */
export function engineRows(): Row[] {
  return [boot(), dockerPs(), ...dockerRun(), replay()];
}

function boot(): Row {
  const start = (): unknown => new World({ images: ['nginx'] });
  warm(start, 300);
  return timeRow('boot of a host, after the first', timePerCall(start, { calls: 200 }), 0.3);
}

function dockerPs(): Row {
  const { sh } = new World({ images: ['nginx'] });
  sh('docker run -d --name web nginx');
  warm(() => sh('docker ps'), 3000);
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
  }, 1500);
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
