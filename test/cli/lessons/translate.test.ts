import test from 'ava';
import { localise, parseLesson, requirementsOf, type Lesson } from '../../../grader/index.js';

const base = `---
schema: drydock/lesson/v1
id: tiny
course: c
title: Tiny
minutes: 5
objectives: [Do it]
---

# Tiny

## Do it {#do points=2}

Type this.

\`\`\`console
$ docker ps
\`\`\`

\`\`\`check
- id: ran
  title: You ran it
  advice: Type it.
  ran: docker ps
\`\`\`

\`\`\`hint
A hint.
\`\`\`
`;

const translation = base
  .replace('title: Tiny', 'title: 작은 레슨')
  .replace('Do it]', '해 보기]')
  .replace('# Tiny', '# 작은 레슨')
  .replace('Do it {', '해 보기 {')
  .replace('Type this.', '입력하세요.')
  .replace('You ran it', '실행했어요')
  .replace('Type it.', '입력해 보세요.')
  .replace('  ran: docker ps\n', '')
  .replace('A hint.', '힌트예요.');

function merge(change: (source: string) => string = source => source): Lesson {
  return localise(parseLesson(base, 'lesson.md', 'en'), parseLesson(change(translation), 'lesson.ko.md', 'ko'));
}

test('what is read comes from the translation, what is checked from the base file', t => {
  const lesson = merge();
  const [step] = lesson.steps;
  t.is(lesson.title, '작은 레슨');
  t.is(step?.title, '해 보기');
  t.deepEqual(
    lesson.steps.flatMap(requirementsOf).map(({ id, title, advice, assertion }) => ({ id, title, advice, kind: assertion?.kind })),
    [{ id: 'ran', title: '실행했어요', advice: '입력해 보세요.', kind: 'ran' }],
  );
});

const mistakes: readonly (readonly [string, (source: string) => string, string])[] = [
  ['another step id', source => source.replace('{#do', '{#does'), 'lesson.ko.md:12:1: this step is ‘does’; in lesson.md:12 it is ‘do’'],
  ['other points', source => source.replace('points=2', 'points=3'), 'lesson.ko.md:12:1: this step has 3 points; in lesson.md:12 it has 2'],
  [
    'another command',
    source => source.replace('$ docker ps', '$ docker ps -a'),
    'lesson.ko.md:17:1: this console block differs from that of lesson.md:16',
  ],
  [
    'another requirement',
    source => source.replace('id: ran', 'id: run'),
    'lesson.ko.md:21:1: the requirement ‘run’ stands where lesson.md has ‘ran’',
  ],
  [
    'a check of its own',
    source => source.replace('advice: 입력해 보세요.', 'ran: docker info'),
    'lesson.ko.md:21:1: what is checked stands in the base file only; a translation has id, title and advice',
  ],
  [
    'a hint that is missing',
    source => source.replace(/```hint[^]*?```\n/, ''),
    'lesson.ko.md:12:1: the hint block of lesson.md:27 is missing in this step',
  ],
  ['other minutes', source => source.replace('minutes: 5', 'minutes: 6'), 'lesson.ko.md:1:1: minutes is ‘6’ here and ‘5’ in lesson.md'],
];

for (const [name, change, message] of mistakes) {
  test(`a translation with ${name} is refused with the place`, t => {
    t.throws(() => merge(change), { message });
  });
}
