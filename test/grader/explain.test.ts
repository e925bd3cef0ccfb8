import test from 'ava';
import type { Look } from '../../grader/check/evidence.js';
import { wordingOf } from '../../grader/explain/wording.js';
import { withDirection, withParticle } from '../../grader/explain/particles.js';
import { container, look, published, ran, reasonsOf, state } from './fixture.js';

const webs = (...containers: readonly ReturnType<typeof container>[]): Look => look({ state: state({ containers }) });
const failed =
  'failed to set up container networking: driver failed programming external connectivity on endpoint web (1f): Bind for 0.0.0.0:80 failed: port is already allocated';

/** What was asked, what was seen, and the explanation in English and Korean. */
const table: readonly (readonly [yaml: string, seen: Look, en: string, ko: string])[] = [
  [
    "container: web\nports: ['8080:80']",
    webs(container('web', published('8080/tcp', '0.0.0.0:80'))),
    'Port 80/tcp of ‘web’ should be published on ‘8080’ of this machine; it is not published. The two numbers are the wrong way round (80:8080): the port of this machine comes first, then that of the container.',
    '‘web’ 컨테이너의 80/tcp 포트는 이 컴퓨터의 ‘8080’번 포트로 열려야 하는데, 지금은 열려 있지 않아요. 두 숫자의 순서가 바뀌었어요(80:8080). 이 컴퓨터의 포트가 앞, 컨테이너의 포트가 뒤에 와요.',
  ],
  [
    "container: web\nports: ['80:80']",
    webs(container('web', published('80/tcp', '127.0.0.1:80'))),
    'Port 80/tcp of ‘web’ should be published on ‘80’ of this machine; it is published on ‘127.0.0.1:80’. With the address 127.0.0.1 in front, it can be reached at that address only.',
    '‘web’ 컨테이너의 80/tcp 포트는 이 컴퓨터의 ‘80’번 포트로 열려야 하는데, 지금은 ‘127.0.0.1:80’번에 열려 있어요. 앞에 127.0.0.1 주소를 붙이면 그 주소로만 접속할 수 있어요.',
  ],
  [
    "container: web\nports: ['80:80']",
    webs(container('web', published('80/tcp', '0.0.0.0:81')), container('nginx2', published('8080/tcp', '0.0.0.0:80'))),
    'Port 80/tcp of ‘web’ should be published on ‘80’ of this machine; it is published on ‘81’. ‘nginx2’ has that port at the moment.',
    '‘web’ 컨테이너의 80/tcp 포트는 이 컴퓨터의 ‘80’번 포트로 열려야 하는데, 지금은 ‘81’번에 열려 있어요. 지금 그 포트는 ‘nginx2’ 컨테이너가 쓰고 있어요.',
  ],
  [
    'container: web\nstate: running',
    webs(container('web', { status: 'created', error: failed })),
    '‘web’ should be running; it was made but never started. Docker could not start it: Bind for 0.0.0.0:80 failed: port is already allocated.',
    '‘web’ 컨테이너는 실행 중이어야 하는데, 만들어지기만 하고 시작되지 않았어요. 도커가 시작하지 못했어요: Bind for 0.0.0.0:80 failed: port is already allocated.',
  ],
  [
    'container: web\nstate: running',
    webs(container('web', { status: 'exited', exitCode: 1 })),
    '‘web’ should be running; it has ended (exit code 1). ‘docker container logs web’ may tell why.',
    '‘web’ 컨테이너는 실행 중이어야 하는데, 종료됐어요 (종료 코드 1). ‘docker container logs web’ 명령으로 이유를 알 수 있어요.',
  ],
  [
    'container: web\ndetached: true',
    webs(container('web', { detached: false })),
    '‘web’ was started in the foreground; it should run in the background.',
    '‘web’ 컨테이너를 포그라운드에서 시작했어요. 백그라운드에서 실행해야 해요.',
  ],
  [
    'container: db\nenv: {MYSQL_RANDOM_ROOT_PASSWORD: /./}',
    webs(container('db', { env: new Map([['MYSQL_RANDOM_PASSWORD', 'yes']]) })),
    'In ‘db’ the variable MYSQL_RANDOM_ROOT_PASSWORD is not set. There is one called MYSQL_RANDOM_PASSWORD, though.',
    '‘db’ 컨테이너에 환경 변수 MYSQL_RANDOM_ROOT_PASSWORD가 없어요. 이름이 비슷한 변수는 있어요: MYSQL_RANDOM_PASSWORD',
  ],
  [
    'container: db\nenv: {MODE: fast}',
    webs(container('db', { command: 'mysqld -e MODE=fast' })),
    'In ‘db’ the variable MODE is not set; it should be ‘fast’. It stands behind the name of the image, where it is a part of the command.',
    '‘db’ 컨테이너에 환경 변수 MODE가 없어요. 필요한 값은 ‘fast’예요. 이미지 이름 뒤에 쓰면 변수가 아니라 명령의 일부가 돼요.',
  ],
  [
    'container: web\nimage: httpd',
    webs(container('web')),
    '‘web’ should come from the image ‘httpd’; it comes from ‘nginx’.',
    '‘web’ 컨테이너는 ‘httpd’ 이미지로 만들어야 하는데, ‘nginx’ 이미지로 만들었어요.',
  ],
  [
    'container: web\nimage: nginx',
    webs(container('nginx2')),
    'There is no container ‘web’. ‘nginx2’ comes from that image, but has another name.',
    '‘web’ 컨테이너가 없어요. ‘nginx2’ 컨테이너가 그 이미지로 만들었지만 이름이 달라요.',
  ],
  [
    'container: {}\nstate: running\ncount: 3',
    webs(container('a')),
    'There should be exactly 3 containers with state ‘running’; there is 1 (‘a’).',
    '상태 ‘running’ 조건의 컨테이너는 3개여야 하는데, 지금은 1개예요 (‘a’).',
  ],
  [
    'only: {containers: []}',
    webs(container('a'), container('b', { status: 'exited' })),
    'These containers should not be there: ‘a’ (running), ‘b’ (exited).',
    '컨테이너가 남아 있으면 안 돼요: ‘a’(실행 중), ‘b’(종료됨).',
  ],
  [
    'ran: docker ps -a',
    look(ran('docker ps')),
    'You have not run ‘docker ps -a’ yet; ‘docker ps’ comes close.',
    '아직 ‘docker ps -a’ 명령을 실행하지 않았어요. ‘docker ps’ 명령과 비슷해요.',
  ],
  [
    'container: web\nhostname: {not: x}',
    webs(container('web', { hostname: 'x' })),
    '‘web’: host name should be anything but ‘x’; it is ‘x’.',
    '‘web’ 컨테이너의 호스트 이름: 필요한 값은 ‘x’가 아닌 값이에요. 지금 값은 ‘x’예요.',
  ],
  [
    'file: /x\ncontent: {suffix: "1"}',
    look({ file: () => ({ text: '2' }) }),
    'The file /x should hold something that ends with ‘1’; it holds ‘2’.',
    '/x 파일의 내용: 필요한 값은 ‘1’로 끝나는 값이에요. 지금 내용은 ‘2’예요.',
  ],
];

for (const [index, [yaml, seen, en, ko]] of table.entries()) {
  test(`${index + 1}: ${en.slice(0, 70)}`, t => {
    const reasons = reasonsOf(yaml, seen);
    t.is(reasons.map(wordingOf('en').reason).join(' '), en);
    t.is(reasons.map(wordingOf('ko').reason).join(' '), ko);
  });
}

test('what learners wrote cannot steer a terminal or fill the screen', t => {
  const [reason] = reasonsOf('file: /x\ncontent: a', look({ file: () => ({ text: `\u001B[2J${'악'.repeat(1000)}` }) }));
  t.is(reason && wordingOf('en').reason(reason), `The file /x should hold ‘a’; it holds ‘[2J${'악'.repeat(56)}…’.`);
});

test('particles follow the sound of the last letter', t => {
  const said = ['컨테이너', '이미지', '볼륨', '3', '80', '2', 'nginx', 'alpine', 'proxy', 'db', 'web', 'MySQL', 'N', '‘running’', ''].map(
    word => withParticle(word, '이', '가'),
  );
  t.deepEqual(said, [
    '컨테이너가',
    '이미지가',
    '볼륨이',
    '3이',
    '80이',
    '2가',
    'nginx가',
    'alpine이',
    'proxy가',
    'db가',
    'web이',
    'MySQL이',
    'N이',
    '‘running’이',
    '가',
  ]);
  t.deepEqual(['볼륨', '서울', '포트', '1', '3', 'mysql'].map(withDirection), ['볼륨으로', '서울로', '포트로', '1로', '3으로', 'mysql로']);
});
