import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { commandLines, comparable } from './command-grammar.js';
import { hasRealPrograms, RealMachine } from './real-machine.js';
import { SampleRunner } from './sample-machine.js';
import { parseRecorded } from './sample-files.js';

// On a machine with other versions of the programs, or without them, there is nothing to compare with.
const check = hasRealPrograms() ? test : test.skip;

for (const name of ['files-and-grep', 'text-and-sed', 'awk', 'more', 'busybox-beginners']) {
  check(`${name}: the recordings are what the programs of this machine print`, t => {
    const real = new RealMachine();
    const text = readFileSync(new URL(`../../../test/programs/recorded/${name}.jsonl`, import.meta.url), 'utf8');
    for (const recorded of parseRecorded(text)) {
      const { code, stdout, stderr } = real.run(recorded);
      const expected = { code: recorded.code, stdout: recorded.stdout, stderr: recorded.stderr };
      t.deepEqual({ code, stdout, stderr }, expected, `${recorded.flavour}: ${recorded.argv.join(' ')}`);
    }
    real.close();
  });
}

/** Programs of which no difference is known in thousands of command lines. */
const clean =
  'wc cat basename dirname base64 unexpand readlink sort uniq cut tr head tail nl comm paste fold expand tac rev seq expr test printf join find stat grep xargs md5sum date cmp ls diff';

const settings = {
  /** DRYDOCK_PROGRAMS=sort,join tries others of the grammar. */
  programs: process.env['DRYDOCK_PROGRAMS']?.split(',') ?? clean.split(' '),
  seed: Number(process.env['DRYDOCK_SEED'] ?? 20_261_123),
  numRuns: Number(process.env['DRYDOCK_COMMAND_RUNS'] ?? 15),
};

check('random command lines do what they do with the programs of this machine, and leave the same behind', t => {
  const real = new RealMachine();
  const mine = new SampleRunner();
  for (const program of settings.programs) {
    const property = fc.property(commandLines(program, 'gnu'), line => {
      const command = { flavour: 'gnu', ...line } as const;
      t.deepEqual(comparable(program, mine.run(command)), comparable(program, real.run(command)), line.argv.join(' '));
    });
    fc.assert(property, { seed: settings.seed, numRuns: settings.numRuns, endOnFailure: true });
  }
  real.close();
});
