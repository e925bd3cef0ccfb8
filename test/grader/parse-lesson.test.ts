import test from 'ava';
import { LessonError } from '../../grader/lesson/lesson-error.js';
import { parseLesson } from '../../grader/lesson/parse-lesson.js';

const front = '---\nschema: drydock/lesson/v1\nid: a\ncourse: c\ntitle: T\nminutes: 1\nobjectives: [x]\n---\n';
const step = `${front}# T\n\n## S {#s}\n\n`;
const check = (yaml: string): string => `${step}\`\`\`check\n${yaml}\n\`\`\`\n`;

function messageOf(source: string): string {
  try {
    parseLesson(source, 'l.md', 'en');
    return 'no error';
  } catch (error) {
    return error instanceof LessonError ? error.message : `not a LessonError: ${String(error)}`;
  }
}

/** What an instructor may get wrong, and what they are told. Line 13 is the first line of a check block. */
const mistakes: readonly (readonly [what: string, source: string, message: string])[] = [
  ['no front matter', '# T\n', 'l.md:1:1: a lesson begins with a line ‘---’ and its front matter in YAML'],
  ['no end of it', '---\nid: a\n', 'l.md:1:1: the front matter has no closing line ‘---’'],
  [
    'another schema',
    front.replace('v1', 'v2'),
    'l.md:2:9: this Drydock reads lessons of schema drydock/lesson/v1, not ‘drydock/lesson/v2’',
  ],
  ['a bad id', front.replace('id: a', 'id: A b'), 'l.md:3:5: an id is lower-case words joined by hyphens, such as start-nginx'],
  ['minutes in words', front.replace('minutes: 1', 'minutes: few'), 'l.md:6:10: ‘minutes’ must be a number'],
  [
    'an unknown key',
    front.replace('course', 'kurs: x\ncourse'),
    'l.md:4:1: this block has no ‘kurs’ (known: course, id, kind, minutes, objectives, schema, setup, title)',
  ],
  ['a missing key', front.replace('minutes: 1\n', ''), 'l.md:2:1: this block needs ‘minutes’'],
  ['no step', `${front}# T\n\nText.\n`, 'l.md:9:1: a lesson needs at least one step: a heading ‘## Title {#id}’'],
  [
    'a heading without id',
    `${front}# T\n\n## S\n`,
    'l.md:11:1: a step’s heading carries an id: ‘## Title {#id}’ or ‘## Title {#id points=2}’',
  ],
  ['points in words', `${front}# T\n\n## S {#s points=two}\n`, 'l.md:11:1: points is a whole number, 0 or more'],
  ['negative points', `${front}# T\n\n## S {#s points=-1}\n`, 'l.md:11:1: points is a whole number, 0 or more'],
  ['an unknown attribute', `${front}# T\n\n## S {#s pionts=1}\n`, 'l.md:11:1: a step has no attribute ‘pionts’ (known: points)'],
  ['an id twice', `${step}## S {#s}\n`, 'l.md:13:1: two steps have the id ‘s’'],
  ['two titles', `${step}# U\n`, 'l.md:13:1: a lesson has one title (‘# …’), before its first step'],
  [
    'a console block without command',
    `${step}\`\`\`console\nhello\n\`\`\`\n`,
    'l.md:14:1: a console block begins with a command: a line that starts with ‘$ ’',
  ],
  [
    'an empty console block',
    `${step}\`\`\`console\n\`\`\`\n`,
    'l.md:14:1: a console block begins with a command: a line that starts with ‘$ ’',
  ],
  ['a check that is no list', check('id: x'), 'l.md:14:1: a check block is a list: each requirement begins with ‘- id: …’'],
  ['no title', check('- id: x\n  container: web'), 'l.md:14:3: this entry needs ‘title’'],
  [
    'nothing to check',
    check('- id: x\n  title: x\n  state: running'),
    'l.md:14:3: this says nothing to check (it needs one of container, image, network, volume, only, http, run, file, ran, printed, event, answer, once, not, all, any)',
  ],
  [
    'an unknown property',
    check('- id: x\n  title: x\n  container: web\n  stat: running'),
    'l.md:17:3: this entry has no ‘stat’ (known: advice, aliases, autoRemove, command, container, count, detached, env, ever, exists, exitCode, health, hostname, id, image, interactive, labels, memory, mounts, name, needs, networks, oomKilled, ports, restart, state, title, tty, user, workdir)',
  ],
  [
    'a property of another kind',
    check('- id: x\n  title: x\n  ran: docker ps\n  state: running'),
    'l.md:17:3: this entry has no ‘state’ (known: advice, after, id, inside, needs, ok, ran, times, title, while)',
  ],
  ['a container without name', check('- id: x\n  title: x\n  container:'), 'l.md:16:13: ‘container’ needs a value to compare with'],
  [
    'a bad port',
    check("- id: x\n  title: x\n  container: web\n  ports: ['80']"),
    'l.md:17:11: a published port is written HOST:CONTAINER, as in -p: ‘80’',
  ],
  [
    'a bad count',
    check('- id: x\n  title: x\n  container: {}\n  count: many'),
    'l.md:17:10: a count is a number, or exactly, at least or at most a number',
  ],
  [
    'a count that always holds',
    check('- id: x\n  title: x\n  container: {}\n  count: at least 0'),
    'l.md:17:10: ‘at least 0’ always holds, so it checks nothing',
  ],
  [
    'properties of nothing',
    check('- id: x\n  title: x\n  container: web\n  exists: false\n  state: running'),
    'l.md:14:3: something that must not exist has no properties to check: put them into the selector',
  ],
  [
    'a bad regular expression',
    check('- id: x\n  title: x\n  container: /(/'),
    'l.md:16:14: ‘(’ is not a regular expression that Drydock knows: error parsing regexp: missing closing ): `(`',
  ],
  [
    'a backreference',
    check("- id: x\n  title: x\n  container: '/(a)\\1/'"),
    'l.md:16:14: ‘(a)\\1’ is not a regular expression that Drydock knows: error parsing regexp: invalid escape sequence: `\\1`',
  ],
  [
    'an unknown operator',
    check('- id: x\n  title: x\n  container: {name: {is: a}}'),
    'l.md:16:22: ‘container.name’ has no ‘is’ (known: contains, equals, ge, gt, le, lt, matches, not, oneOf, prefix, suffix)',
  ],
  [
    'an unknown kind',
    check('- id: x\n  title: x\n  only: {pods: []}'),
    'l.md:16:10: ‘only’ has no ‘pods’ (known: containers, images, networks, volumes)',
  ],
  ['an empty list', check('- id: x\n  title: x\n  all: []'), 'l.md:16:8: ‘all’ needs at least one assertion'],
  ['an empty command', check("- id: x\n  title: x\n  ran: ''"), 'l.md:16:8: ‘ran’ needs a command, such as docker container ls'],
  [
    'an event without action',
    check('- id: x\n  title: x\n  event: container'),
    'l.md:16:10: an event is written TYPE ACTION, such as ‘container start’',
  ],
  [
    'no YAML',
    check('- id: [x'),
    'l.md:15:1: this is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['a key twice', check('- id: x\n  id: y\n  title: x'), 'l.md:15:3: this is not valid YAML: Map keys must be unique'],
];

for (const [what, source, message] of mistakes) test(`a lesson with ${what}`, t => void t.is(messageOf(source), message));

test('windows line ends, points and prose are read', t => {
  const source = `${front}# T\n\nIntro *one*.\n\nIntro two.\n\n## First one {#one points=3}\n\nText.\n\n- a\n- b\n\n\`\`\`yaml\na: 1\n\`\`\`\n\n\`\`\`hint\nLook.\n\`\`\`\n`;
  const { steps, intro, title } = parseLesson(source.replaceAll('\n', '\r\n'), 'l.md', 'en');
  t.is(title, 'T');
  t.is(intro, 'Intro *one*.\n\nIntro two.\n');
  t.deepEqual(steps, [
    {
      id: 'one',
      title: 'First one',
      points: 3,
      line: 15,
      blocks: [
        { kind: 'prose', markdown: 'Text.\n\n- a\n- b\n', line: 17 },
        { kind: 'code', info: 'yaml', text: 'a: 1\n', line: 22 },
        { kind: 'hint', markdown: 'Look.\n', line: 26 },
      ],
    },
  ]);
});
