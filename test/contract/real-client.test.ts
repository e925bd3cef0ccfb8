import test from 'ava';
import fc from 'fast-check';
import { onHost, onRealClient, realClientIsHere, shellLine, type Outcome } from '../helpers/both-clients.js';
import { servedWorld, type Served } from '../helpers/served.js';
import { states, views } from './generate.js';

const ageMs = 3 * 3_600_000;

/** Both clients word ages by their own clock, so the host is brought to where the real clock is. */
async function catchUp(served: Served): Promise<void> {
  const host = served.host.present();
  const behind = Date.now() - host.setup.epochMs - host.now();
  await onHost(served, `sleep ${(behind / 1000).toFixed(3)}`);
}

/** Two clients cannot look at the same moment: what differs once may be the seconds that went by. */
async function difference(
  served: Served,
  words: readonly string[],
): Promise<{ readonly builtIn: Outcome; readonly real: Outcome } | undefined> {
  for (let attempt = 0; ; attempt++) {
    const builtIn = await onHost(served, shellLine(['docker', ...words]));
    const real = await onRealClient(served, words);
    if (JSON.stringify(comparable(words, builtIn)) === JSON.stringify(comparable(words, real))) return undefined;
    // Whole structs show addresses of the real client's memory.
    if (/0x[0-9a-f]{6,}/.test(real.stdout)) return undefined;
    if (attempt === 2) return { builtIn, real };
  }
}

/** Without what is another each time: the clock and counts of `info`, and the order in which the real client lists the repositories of one image. */
function comparable(words: readonly string[], { code, stdout, stderr }: Outcome): Outcome {
  const isImages = words[0] === 'images' || words.includes('df');
  const lines = stdout.replace(/"(SystemTime|NGoroutines|NFd|NEventsListener)":[^,]*/g, '').split('\n');
  return { code, stdout: (isImages ? lines.sort() : lines).join('\n'), stderr };
}

(realClientIsHere() ? test : test.skip)('the built-in program shows what a real client 28 shows of the same host', async t => {
  await fc.assert(
    fc.asyncProperty(
      states.chain(state => fc.tuple(fc.constant(state), fc.array(views(state), { minLength: 50, maxLength: 50 }))),
      async ([state, shown]) => {
        const served = await servedWorld(t, { images: ['alpine', 'nginx'], epochMs: Date.now() - ageMs });
        for (const line of state.lines) await onHost(served, line);
        await catchUp(served);
        const now = String(Math.floor(Date.now() / 1000) - 60);
        for (const words of shown) {
          const line = words.map(word => (word === '{now}' ? now : word));
          const differs = await difference(served, line);
          if (differs) t.deepEqual({ line, state, outcome: differs.builtIn }, { line, state, outcome: differs.real });
        }
        t.deepEqual(served.faults, []);
      },
    ),
    { seed: Number(process.env['DRYDOCK_SEED'] ?? 28), numRuns: Number(process.env['DRYDOCK_RUNS'] ?? 5), endOnFailure: true },
  );
});
