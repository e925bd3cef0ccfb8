import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'ava';
import { findFiles } from '../../cli/grading/find-files.js';
import { gradeFile } from '../../cli/grading/grade-file.js';
import { readSubmission } from '../../cli/grading/read-submission.js';
import { JsonReport } from '../../cli/grading/json-report.js';
import { gradeAll } from '../../cli/grading/pool.js';
import { Tally } from '../../cli/grading/summary.js';
import { TextReport } from '../../cli/grading/text-report.js';
import { Painter } from '../../cli/render/style.js';
import { textOf } from '../../cli/text/text.js';
import { JOURNAL_SCHEMA } from '../../engine/index.js';
import type { Result } from '../../cli/grading/result.js';
import { lesson } from './fixture.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-grade-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const work = lesson('assignment', ['one points=2', '- id: box\n  title: There is a box\n  container: box\n  state: created']);
const setup = { seed: 's', epochMs: 1_767_225_600_000, images: [], accounts: [], registries: [], home: '/home/student' };
const header = (given: object = {}): string => JSON.stringify({ schema: JOURNAL_SCHEMA, lesson: 'example', setup, ...given });
const entry = (at: number, input: object): string => JSON.stringify({ at, input });
const open = entry(0, { kind: 'open', session: 1, line: 'docker create --name box hello-world', env: {}, cwd: '/' });
const journal = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function outcome(result: Result): string {
  const problem = result.problem ? ` ${result.problem.kind} ${result.problem.detail}`.trimEnd() : '';
  return `${result.status === 'graded' ? `${result.form} ${result.score.points}` : 'unusable'}${problem}`;
}

/** A submission, and what comes of it. */
const table: readonly (readonly [name: string, content: string | Uint8Array, result: string])[] = [
  ['right.sh', 'docker create --name box hello-world\n', 'script 2'],
  ['windows.sh', '\uFEFFdocker create --name box \\\r\n  hello-world\r\n', 'script 2'],
  ['wrong.sh', 'docker create --name bax hello-world\n', 'script 0'],
  ['empty.sh', '', 'script 0'],
  ['latin1.sh', Uint8Array.from([0x23, 0xe9, 0x0a]), 'script 0'],
  ['binary', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'unusable binary'],
  ['utf16.sh', Uint8Array.from([0xff, 0xfe, 0x23, 0]), 'unusable wrong-encoding UTF-16'],
  ['big.sh', new Uint8Array(10 * 1024 * 1024 + 1).fill(0x23), 'unusable too-big 10'],
  ['other.json', '{"a": 1}', 'unusable no-journal'],
  ['right.jsonl', journal(header(), open, entry(20_000, { kind: 'time' })), 'journal 2'],
  [
    'own.jsonl',
    journal(header({ lesson: undefined }), '{"note":{"kind":"lesson","id":"example"},"after":0}', open, entry(20_000, { kind: 'time' })),
    'journal 2',
  ],
  ['renamed.txt', journal(header(), open, entry(20_000, { kind: 'time' })), 'journal 2'],
  ['undone.jsonl', journal(header(), open, entry(20_000, { kind: 'time' }), '{"keep":0}'), 'journal 0'],
  ['newer.jsonl', journal(header({ schema: 'drydock/journal/v2' })), 'unusable newer-schema drydock/journal/v2'],
  ['another.jsonl', journal(header({ schema: 'drydock/grade/v1' })), 'unusable no-journal drydock/grade/v1'],
  ['header.jsonl', journal('{"schema": "drydock/journal/v1", "setup": 3}'), 'unusable damaged-header'],
  ['cut.jsonl', journal('{"schema": "drydock/journal/v1", "se'), 'unusable damaged-header'],
  ['home.jsonl', journal(header({ setup: { ...setup, home: '../../etc' } })), 'unusable damaged-header'],
  ['other-lesson.jsonl', journal(header({ lesson: 'start-nginx' })), 'unusable wrong-lesson start-nginx'],
  ['damaged.jsonl', journal(header(), open, entry(20_000, { kind: 'time' }), 'garbage', open), 'journal 2 damaged 4'],
  ['invented.jsonl', journal(header(), open, entry(20_000, { kind: 'time' }), entry(20_000, { kind: 'magic' })), 'journal 2 damaged 4'],
  ['session-0.jsonl', journal(header(), entry(0, { kind: 'open', session: 0, line: 'true', env: {}, cwd: '/' })), 'journal 0 damaged 2'],
  [
    'escape.jsonl',
    journal(header(), entry(0, { kind: 'workspace', root: '/home/student', changes: [{ kind: 'removed', path: '../../etc' }] })),
    'journal 0 damaged 2',
  ],
  ['infinite.jsonl', journal(header(), open, '{"at":1e400,"input":{"kind":"time"}}'), 'journal 0 damaged 3'],
  ['odd-undo.jsonl', journal(header(), open, '{"keep":0.5}'), 'journal 0 damaged 3'],
  ['__proto__.sh', 'docker create --name box hello-world', 'script 2'],
];

for (const [name, content, result] of table)
  test(`${name} is ${result}`, t => void t.is(outcome(gradeFile(work, name, write(name, content))), result));

test('a registry that the student was allowed to reach is nobody while grading', t => {
  const address = '127.0.0.1:5599';
  const allow = entry(0, { kind: 'allow-registries', addresses: [address] });
  const pull = entry(0, {
    kind: 'open',
    session: 2,
    line: `docker pull ${address}/x; docker create --name box hello-world`,
    env: {},
    cwd: '/',
  });
  const lines = [header(), allow, pull, entry(20_000, { kind: 'time' })];
  const file = write('allowed.jsonl', journal(...lines));
  const submission = readSubmission(file, 'example');
  t.deepEqual('journal' in submission ? submission.journal.entries.map(({ input }) => input).slice(0, 1) : submission, [
    { kind: 'allow-registries', addresses: [] },
  ]);
  t.is(outcome(gradeFile(work, 'allowed.jsonl', file)), 'journal 2', 'the pull fails, and the rest goes on');
  const answered = entry(0, { kind: 'outside', id: 1, reply: { status: 200, reason: 'OK', headers: {}, body: '' } });
  t.is(
    outcome(gradeFile(work, 'answered.jsonl', write('answered.jsonl', journal(header(), allow, answered, pull)))),
    'journal 0 damaged 3',
    'what such a registry said does not count',
  );
});

test('files that are not there, and folders, are told', t => {
  t.is(outcome(gradeFile(work, 'nowhere', path.join(folder, 'nowhere'))), 'unusable unreadable there is no such file');
  t.is(outcome(gradeFile(work, 'folder', folder)), 'unusable unreadable it is no plain file');
});

test('a folder stands for its files, each once', t => {
  const files = ['class/b.sh', 'class/a.sh', 'class/deep/c.sh', 'class/.hidden', 'class/.git/config'].map(name => write(name, ''));
  const found = findFiles([path.join(folder, 'class'), files[0] ?? '']);
  t.deepEqual(
    found.map(({ file }) => path.relative(folder, file)),
    ['class/a.sh', 'class/b.sh', 'class/deep/c.sh'],
  );
});

const samples = ['right.sh', 'wrong.sh', 'binary'].map(name => {
  const [, content = ''] = table.find(([known]) => known === name) ?? [];
  return { name, file: write(`sample/${name}`, content) };
});

async function printed(language: 'en' | 'ko', width: number | 'json', jobs = 1): Promise<string> {
  let text = '';
  const words = textOf(language).grade;
  const add = (part: string): void => void (text += part);
  const report =
    width === 'json'
      ? new JsonReport(work, words, add)
      : new TextReport(work, words, { width, plain: false, painter: new Painter(false) }, add);
  const tally = new Tally();
  await gradeAll(work, samples, jobs, result => {
    tally.add(result);
    report.add(result);
  });
  report.end(tally.summary);
  return text;
}

test('results for people, in 60 columns', async t => {
  t.is(
    await printed('en', 60),
    `right.sh                                       2 of 2 points
  ✓ Step                                                 2/2

wrong.sh                                       0 of 2 points
  ✗ Step                                                 0/2
    ✗ There is a box
        There is no container ‘box’. There is one called
        ‘bax’, though.

binary                                            not graded
  ! The file is not text: neither a journal of ‘drydock
    submit’ nor a shell script.

3 submissions: 1 with all points, 1 with points lost, 1 not
graded. On average 1 of 2 points.
`,
  );
});

test('results for people, in Korean', async t => {
  t.is(
    await printed('ko', 60),
    `right.sh                                      2점 만점에 2점
  ✓ Step                                                 2/2

wrong.sh                                      2점 만점에 0점
  ✗ Step                                                 0/2
    ✗ There is a box
        There is no container ‘box’. There is one called
        ‘bax’, though.

binary                                             채점 불가
  ! 텍스트 파일이 아니에요. ‘drydock submit’의 기록도, 셸
    스크립트도 아니에요.

제출물 3개: 만점 1개, 감점 1개, 채점 불가 1개. 평균 2점
만점에 1점이에요.
`,
  );
});

test('results as JSON: a stable document', async t => {
  const first = await printed('en', 'json');
  t.is(await printed('en', 'json'), first);
  t.is(await printed('en', 'json', 2), first);
  t.deepEqual(JSON.parse(first), {
    schema: 'drydock/grade/v1',
    lesson: { id: 'example', title: 'Example', language: 'en', maxPoints: 2 },
    submissions: [
      {
        name: 'right.sh',
        status: 'graded',
        form: 'script',
        points: 2,
        maxPoints: 2,
        passed: true,
        problem: null,
        steps: [
          {
            id: 'one',
            title: 'Step',
            points: 2,
            maxPoints: 2,
            done: true,
            requirements: [{ id: 'box', title: 'There is a box', status: 'pass', reasons: [] }],
          },
        ],
      },
      {
        name: 'wrong.sh',
        status: 'graded',
        form: 'script',
        points: 0,
        maxPoints: 2,
        passed: false,
        problem: null,
        steps: [
          {
            id: 'one',
            title: 'Step',
            points: 0,
            maxPoints: 2,
            done: false,
            requirements: [
              {
                id: 'box',
                title: 'There is a box',
                status: 'fail',
                reasons: ['There is no container ‘box’. There is one called ‘bax’, though.'],
              },
            ],
          },
        ],
      },
      {
        name: 'binary',
        status: 'unusable',
        form: null,
        points: null,
        maxPoints: null,
        passed: false,
        problem: { kind: 'binary', message: 'The file is not text: neither a journal of ‘drydock submit’ nor a shell script.' },
        steps: [],
      },
    ],
    summary: { submissions: 3, passed: 1, lostPoints: 1, unusable: 1, averagePoints: 1 },
  });
});
