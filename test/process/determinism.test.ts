import test from 'ava';
import fc from 'fast-check';
import { decodeUtf8 } from '../../engine/core/utf8.js';
import type { Main } from '../../engine/process/sys.js';
import { machine } from '../helpers/machine.js';
import { print, smallPrograms } from '../helpers/small-programs.js';

/** Workers that talk through one pipe, sleep, work and are killed: everything that could depend on when the host runs. */
const busyTown: Main = function* (sys) {
  const { read, write } = sys.pipe();
  const workers: number[] = [];
  for (let id = 0; id < 4; id++) {
    workers.push(
      sys.fork(
        function* (child) {
          for (let i = 0; i < 5; i++) {
            yield* child.sleep(child.random.below(7));
            for (let work = child.random.below(200); work > 0; work--) yield* child.tick();
            yield* print(child, `${id}.${i}@${child.clock.now().toFixed(2)} `, write);
          }
          return id;
        },
        { fds: new Map([[write, write]]) },
      ),
    );
  }
  sys.close(write);
  sys.kill(workers[2] ?? 0, 'SIGTERM');
  for (let bytes = yield* sys.read(read, 64); bytes.length > 0; bytes = yield* sys.read(read, 64)) yield* print(sys, decodeUtf8(bytes));
  for (const pid of workers) yield* print(sys, `${JSON.stringify(yield* sys.wait(pid))} `);
  return 0;
};

test('the same program does the same, however the run is cut into pieces', t => {
  const expected = machine({ programs: smallPrograms }).run(busyTown).stdout;
  t.true(expected.includes('3.4@'));
  const cuts = fc.array(fc.record({ ms: fc.double({ min: 0, max: 3, noNaN: true }), steps: fc.integer({ min: 1, max: 100 }) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(cuts, pieces => {
      const host = machine({ programs: smallPrograms });
      const started = host.start(busyTown);
      for (const { ms, steps } of pieces) host.scheduler.run({ until: host.clock.now() + ms, maxSteps: steps });
      host.finish(started.process);
      t.is(started.stdout(), expected);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('another seed gives other random numbers, the same seed the same', t => {
  const roll: Main = function* (sys) {
    yield* print(sys, String(sys.random.uint32()));
    return 0;
  };
  const rolls = ['a', 'a', 'b'].map(seed => machine({ seed }).run(roll).stdout);
  t.is(rolls[0], rolls[1]);
  t.not(rolls[0], rolls[2]);
});
