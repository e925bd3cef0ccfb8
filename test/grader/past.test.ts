import test from 'ava';
import type { Look } from '../../grader/check/evidence.js';
import type { CommandRecord } from '../../grader/check/state.js';
import { english } from '../../grader/explain/english.js';
import { korean } from '../../grader/explain/korean.js';
import { LessonError } from '../../grader/lesson/lesson-error.js';
import { assertion, container, look, reasonsOf, state } from './fixture.js';

/** What ran in a container, in order; `!` in front of what failed. */
function executions(...lines: readonly string[]): readonly CommandRecord[] {
  return lines.map((line, index) => ({ argv: line.replace(/^!/, '').split(' '), exitCode: line.startsWith('!') ? 1 : 0, index }));
}

interface Past {
  readonly image: string;
  readonly ran?: readonly CommandRecord[];
  readonly printed?: string;
  readonly autoRemove?: boolean;
  readonly network?: string;
}

/** A host on which these containers were run and removed, called c0, c1 …. */
function after(...past: readonly Past[]): Look {
  const containersEver = past.map(({ image, autoRemove = true, network = 'bridge' }, index) =>
    container(`c${index}`, { id: String(index), image, autoRemove, status: 'exited', networks: new Map([[network, []]]) }),
  );
  return look({
    state: state(),
    containersEver,
    executionsIn: id => past[Number(id)]?.ran ?? [],
    printedBy: id => ({ text: past[Number(id)]?.printed ?? '' }),
  });
}

const version = 'ran: curl --version\ninside: {image: centos:7}';
const updated = `${version}\nafter: [yum update curl, yum update]`;
const twoNames = 'printed: \'/"name" : "(.*)"/\'\ninside: {networks: search}\ndifferent: 2';
const kept = after({ image: 'alpine', autoRemove: false });

/** A check, what was seen, and what is said about it; nothing when it holds. */
const table: readonly (readonly [yaml: string, seen: Look, said: string])[] = [
  ['container: {image: alpine}\never: true', kept, ''],
  ['container: {image: alpine}', kept, 'There is no container like that.'],
  ['container: c0\never: true\nexitCode: 0', kept, ''],
  ['container: {image: alpine}\never: true\nautoRemove: true', kept, '‘c0’: removed when it ends (--rm) should be yes; it is no.'],
  [
    'container: {image: alpine:3.20}\never: true',
    kept,
    'There was never a container with image ‘alpine:3.20’. ‘c0’ should come from the image ‘alpine:3.20’; it comes from ‘alpine’.',
  ],
  ['container: {image: debian}\never: true', kept, 'There was never a container with image ‘debian’.'],
  [version, after({ image: 'centos:7', ran: executions('bash', '/usr/bin/curl --version') }), ''],
  [version, look(), 'There was never a container with image ‘centos:7’.'],
  [
    version,
    after({ image: 'centos:7', ran: executions('bash') }),
    '‘curl --version’ was not run in a container with image ‘centos:7’ yet.',
  ],
  [
    version,
    after({ image: 'centos:7', ran: executions('!curl --version') }),
    '‘curl --version’ was run in a container with image ‘centos:7’, but it failed.',
  ],
  [`${version}\nok: false`, after({ image: 'centos:7', ran: executions('!curl --version') }), ''],
  [
    version,
    after({ image: 'centos:7' }, { image: 'ubuntu', ran: executions('curl --version') }),
    '‘curl --version’ was not run in a container with image ‘centos:7’ yet; it was in one of ‘ubuntu’.',
  ],
  [
    `${version}\ntimes: 2`,
    after({ image: 'centos:7', ran: executions('curl --version') }),
    '‘curl --version’ should run in a container with image ‘centos:7’ exactly 2 times; so far it did once.',
  ],
  [updated, after({ image: 'centos:7', ran: executions('yum -y update curl', 'curl --version') }), ''],
  [updated, after({ image: 'centos:7', ran: executions('yum update -y', 'curl --version') }), ''],
  [
    updated,
    after({ image: 'centos:7', ran: executions('curl --version', 'yum -y update curl') }),
    'In a container with image ‘centos:7’, ‘yum update curl’ or ‘yum update’ should come before ‘curl --version’.',
  ],
  [
    updated,
    after({ image: 'centos:7', ran: executions('curl --version') }),
    'In a container with image ‘centos:7’, ‘yum update curl’ or ‘yum update’ should come before ‘curl --version’.',
  ],
  [
    updated,
    after({ image: 'centos:7', ran: executions('yum -y update curl') }, { image: 'centos:7', ran: executions('curl --version') }),
    '‘yum update curl’ or ‘yum update’ and ‘curl --version’ were run in two containers; what one of them changes is not there in the other.',
  ],
  ['printed: hello\ninside: {}', after({ image: 'alpine', printed: 'oh, hello\n' }), ''],
  [
    'printed: hello\ninside: {image: alpine}',
    after({ image: 'alpine', printed: 'bye\n' }),
    'Up to now, a container with image ‘alpine’ has not printed something with ‘hello’ in it.',
  ],
  ['printed: hello\ninside: c0', look(), 'There was never a container with name ‘c0’.'],
  [
    twoNames,
    after(
      { image: 'centos', network: 'search', printed: '"name" : "A"\n' },
      { image: 'centos', network: 'search', printed: '"name" : "B"' },
    ),
    '',
  ],
  [twoNames, after({ image: 'centos', network: 'search', printed: '  "name" : "A",\r\n  "name" : "B",\r\n' }), ''],
  [
    twoNames,
    after({ image: 'centos', network: 'search', printed: '"name" : "A"\n"name" : "A"\n' }),
    'What a container with networks ‘search’ prints should have exactly 2 different answers in it; so far there is 1 (‘A’).',
  ],
  [twoNames, after({ image: 'centos', printed: '"name" : "A"\n"name" : "B"\n' }), 'There was never a container with networks ‘search’.'],
];

for (const [index, [yaml, seen, said]] of table.entries()) {
  test(`${index} ${yaml.replaceAll('\n', '; ')} → ${said === '' ? 'holds' : said}`, t => {
    t.is(reasonsOf(yaml, seen).map(english.reason).join(' '), said);
  });
}

test('the reasons are told in Korean, too', t => {
  const inTwo = after({ image: 'centos:7', ran: executions('yum update') }, { image: 'centos:7', ran: executions('curl --version') });
  t.deepEqual(
    [reasonsOf(version, look()), reasonsOf(version, after({ image: 'centos:7' })), reasonsOf(updated, inTwo)].flat().map(korean.reason),
    [
      '이런 컨테이너가 한 번도 없었어요: 이미지 ‘centos:7’.',
      '컨테이너(이미지 ‘centos:7’) 안에서 아직 ‘curl --version’ 명령을 실행하지 않았어요.',
      '‘yum update curl’ 또는 ‘yum update’ 명령과 ‘curl --version’ 명령을 서로 다른 컨테이너에서 실행했어요. 한쪽에서 바꾼 것은 다른 쪽에 없어요.',
    ],
  );
});

test('what makes no sense is refused', t => {
  const wrong: readonly (readonly [yaml: string, reason: string])[] = [
    ['ran: ls\nafter: cd', '‘after’ goes with ‘inside’: it asks for an earlier command in the same container'],
    ['ran: ls\ninside: c0\nwhile: {container: c0}', '‘inside’ and ‘while’ exclude each other'],
    ['printed: hello\ninside: c0\ndifferent: 2', '‘different’ counts what a pattern matches: write it as /…/'],
    ['image: nginx\never: true', 'this entry has no ‘ever’'],
  ];
  for (const [yaml, reason] of wrong) {
    const error = t.throws(() => assertion(yaml), { instanceOf: LessonError });
    t.true(error.reason.startsWith(reason), error.reason);
  }
});
