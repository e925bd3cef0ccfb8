import test from 'ava';
import { gradeJournal, gradeScript } from '../../grader/grade.js';
import type { Ending } from '../../grader/index.js';
import type { Input } from '../../engine/index.js';
import { lesson } from './fixture.js';

const work = lesson(
  'assignment',
  ['one points=2', '- id: box\n  title: box\n  container: box'],
  ['two points=1', '- id: later\n  title: later\n  container: later'],
);
const limits = { steps: 300_000, hours: 48 };

/** What a submission may try after it has earned two points, and how it ends. */
const attacks: readonly (readonly [what: string, script: string, ending: Ending['kind']])[] = [
  ['a loop of nothing', 'while :; do :; done', 'too-much-work'],
  ['a loop of programs', 'while true; do /bin/true; done', 'too-much-work'],
  ['a loop that sleeps', 'while sleep 3600; do :; done', 'too-long'],
  ['a sleep of a thousand years', 'sleep 31536000000', 'too-long'],
  ['a fork bomb', 'f() { f | f & }; f; wait', 'end'],
  ['endless output', 'yes', 'too-much-work'],
  ['endless output into a file', 'yes > big', 'end'],
  ['zeros', 'cat /dev/zero > /dev/null', 'too-much-work'],
  ['a server in the foreground', 'docker run nginx', 'never-ends'],
  ['reading from nobody', 'read line < /dev/tty; cat', 'end'],
  ['endless recursion', 'f() { f; }; f', 'end'],
  ['a script that runs itself', 'bash $0', 'too-much-work'],
  ['killing everybody', 'kill -9 -1', 'end'],
  ['killing init', 'sudo kill -9 1; kill -9 1', 'end'],
  ['changing the script', 'echo "docker run --name later alpine true" > /submission/submission.sh', 'end'],
  ['removing everything', 'sudo rm -rf --no-preserve-root / ; rm -rf ~ /submission', 'end'],
  ['leaving', 'exit 3', 'end'],
  ['a syntax error', 'if then fi (', 'end'],
  ['deep nesting', '('.repeat(3000), 'end'],
  ['deep substitution', `echo ${'$('.repeat(500)}echo${')'.repeat(500)}`, 'end'],
  ['a huge brace expansion', 'echo {1..1000}{1..1000}{1..1000}', 'end'],
  ['a long line', `echo ${'x'.repeat(1_000_000)}`, 'end'],
  ['a busy container', "docker run -d alpine sh -c 'while :; do :; done'", 'end'],
  ['many containers', 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do docker run -d alpine sleep 1000; done', 'end'],
];

for (const [what, script, ending] of attacks) {
  test(`bounded: ${what}`, t => {
    const grade = gradeScript(work, `docker create --name box alpine\n${script}\n`, limits);
    t.is(grade.ending.kind, ending);
    t.is(grade.score.points, 2);
    t.deepEqual(grade.crashes, []);
  });
}

test('a here-document as big as a submission may be', t => {
  const { score, crashes } = gradeScript(
    work,
    `cat > big <<END\n${'line of text\n'.repeat(800_000)}END\ndocker create --name box alpine\n`,
    limits,
  );
  t.is(score.points, 2);
  t.deepEqual(crashes, []);
});

test('an empty script and one of comments', t => {
  t.is(gradeScript(work, '', limits).score.points, 0);
  t.is(gradeScript(work, '# docker create --name box alpine\n', limits).score.points, 0);
});

const setup = { seed: 's', epochMs: 1_767_225_600_000, images: ['alpine'], accounts: [], registries: [], home: '/home/student' };
const at = (moment: number, input: Input): { readonly at: number; readonly input: Input } => ({ at: moment, input });
const open = (session: number, line: string): Input => ({ kind: 'open', session, line, env: {}, cwd: '/' });

test('a journal is done again, not believed', t => {
  const entries = [at(0, open(1, 'docker create --name box alpine')), at(5000, { kind: 'time' })];
  t.is(gradeJournal(work, { setup, entries }, [], limits).score.points, 2);
  // Images of its own set-up do not count: the lesson's host has none.
  const images = lesson('assignment', ['one', '- id: alpine\n  title: alpine\n  image: alpine']);
  t.is(gradeJournal(images, { setup, entries: [at(5000, { kind: 'time' })] }, [], limits).score.points, 0);
});

test('a journal that works for ever, or waits a hundred years, is stopped', t => {
  const busy = [at(0, open(1, 'while :; do :; done')), at(3_600_000, { kind: 'time' })];
  t.is(gradeJournal(work, { setup, entries: busy }, [], limits).ending.kind, 'too-much-work');
  t.is(gradeJournal(work, { setup, entries: [at(1e12, { kind: 'time' })] }, [], limits).ending.kind, 'too-long');
});

test('moments that go backwards and inputs for nobody do no harm', t => {
  const entries = [
    at(5000, open(1, 'docker create --name box alpine')),
    at(10, { kind: 'input', session: 9, data: 'x' }),
    at(20_000, { kind: 'reply', question: 4, text: 'x', code: 0 }),
    at(20_000, { kind: 'close', session: 1 }),
  ];
  t.is(gradeJournal(work, { setup, entries }, [], limits).score.points, 2);
});

test('answers count from when they were given', t => {
  const quiz = lesson('guided', ['one points=2', '- id: q\n  title: q\n  answer: q\n  is: 3']);
  const entries = [at(0, open(1, 'true')), at(5000, { kind: 'time' })];
  t.is(gradeJournal(quiz, { setup, entries }, [{ question: 'q', text: '3', after: 1 }], limits).score.points, 2);
  t.is(gradeJournal(quiz, { setup, entries }, [{ question: 'q', text: '4', after: 2 }], limits).score.points, 0);
});
