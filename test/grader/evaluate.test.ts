import test from 'ava';
import { english } from '../../grader/explain/english.js';
import type { Look } from '../../grader/check/evidence.js';
import { container, image, look, published, ran, reasonsOf, state } from './fixture.js';

const web = container('web', published('80/tcp', '0.0.0.0:8080', ':::8080'));
const withWeb = look({
  state: state({ containers: [web], images: [image('sha256:aaaa', 'nginx:latest'), image('sha256:bbbb', 'alpine:3.20')] }),
});
const two = look({ state: state({ containers: [web, container('old', { status: 'exited', exitCode: 3 })] }) });
const event = { type: 'container', action: 'start', id: '1', attributes: new Map([['name', 'web']]) };

/** A check, what was seen, and what is said about it; nothing when it holds. */
const table: readonly (readonly [yaml: string, seen: Look, said: string])[] = [
  ['container: web', withWeb, ''],
  ['container: we', withWeb, 'There is no container ‘we’. There is one called ‘web’, though.'],
  ['container: db', withWeb, 'There is no container ‘db’.'],
  ['container: db\nexists: false', withWeb, ''],
  ['container: web\nexists: false', withWeb, 'The container ‘web’ (running) should not be there.'],
  ['container: {image: nginx, state: running}', withWeb, ''],
  ['container: {image: httpd}', withWeb, 'There is no container like that.'],
  ['container: {}\nstate: running', two, ''],
  ['container: {}\nstate: running\ncount: 2', two, 'There should be exactly 2 containers with state ‘running’; there is 1 (‘web’).'],
  ['container: {}\ncount: at most 1', two, 'There should be at most 1 container; there are 2 (‘web’, ‘old’).'],
  ['container: {}\ncount: at most 2', look(), ''],
  ['container: {state: paused}\ncount: 0', two, ''],
  ['container: {}\nstate: exited\ncount: 0', two, 'The container ‘old’ (exited) should not be there.'],
  ['container: web\nimage: nginx', withWeb, ''],
  ['container: web\nimage: nginx:latest', withWeb, ''],
  ['container: web\nimage: docker.io/library/nginx:latest', withWeb, ''],
  ['container: web\nimage: nginx:alpine', withWeb, '‘web’ should come from the image ‘nginx:alpine’; it comes from ‘nginx’.'],
  ["container: web\nports: ['8080:80']", withWeb, ''],
  ['container: web\nports: {80: 8080}', withWeb, ''],
  [
    "container: web\nports: ['80:80']",
    withWeb,
    'Port 80/tcp of ‘web’ should be published on ‘80’ of this machine; it is published on ‘8080’.',
  ],
  ['container: old\nstate: running', two, '‘old’ should be running; it has ended (exit code 3). ‘docker container logs old’ may tell why.'],
  ['container: old\nexitCode: 0', two, '‘old’: exit code should be ‘0’; it is ‘3’.'],
  ['container: web\nenv: {PATH: /bin}', withWeb, ''],
  ['container: web\nenv: {__proto__: x}', withWeb, 'In ‘web’ the variable __proto__ is not set; it should be ‘x’.'],
  ['container: web\nlabels: {constructor: x}', withWeb, '‘web’: labels constructor should be ‘x’; it is not set.'],
  ['container: {name: __proto__}', withWeb, 'There is no container ‘__proto__’.'],
  ['container: web\ndetached: true', withWeb, ''],
  ['image: nginx', withWeb, ''],
  ['image: alpine', withWeb, 'There is no image ‘alpine’. There is one called ‘alpine:3.20’, though.'],
  [
    'image: nginx\nsameAs: alpine:3.20',
    withWeb,
    '‘nginx:latest’: the same image as should be ‘alpine:3.20’; it is ‘nginx:latest’, ‘nginx’.',
  ],
  ['only: {containers: []}', withWeb, 'The container ‘web’ (running) should not be there.'],
  ['only: {containers: [web], volumes: []}', withWeb, ''],
  ['only: {images: [nginx]}', withWeb, 'The image ‘alpine:3.20’ should not be there.'],
  ['ran: docker ps', look(ran('docker container ls -a')), ''],
  ['ran: docker ps -a', look(ran('docker container ls')), 'You have not run ‘docker ps -a’ yet; ‘docker container ls’ comes close.'],
  ['ran: docker ps', look(ran('!docker ps')), 'You ran ‘docker ps’, but it failed.'],
  ['ran: docker ps\nok: false', look(ran('!docker ps')), ''],
  ['ran: docker ps\ntimes: at least 2', look(ran('docker ps')), 'You should run ‘docker ps’ at least 2 times; so far you ran it once.'],
  ['ran: docker rm -f web', look(ran('docker container rm --force old web')), ''],
  ['ran: curl localhost:80', look(ran('curl -s http://localhost/')), ''],
  ['ran: curl localhost:80', look(ran('curl localhost:8080')), 'You have not run ‘curl localhost:80’ yet.'],
  ['event: container start\nof: {name: web}', look({ events: [event] }), ''],
  [
    'event: container start\ntimes: at least 2',
    look({ events: [event] }),
    '‘container start’ should happen at least 2 times; it has once.',
  ],
  ['answer: how-many\nis: [3, three]', look({ answers: new Map([['how-many', 'three']]) }), ''],
  ['answer: how-many\nis: 3', look({ answers: new Map([['how-many', '4']]) }), '‘4’ is not the answer.'],
  ['answer: how-many\nis: 3', look(), 'This question is not answered yet.'],
  ['file: /x', look({ file: () => ({ text: 'hello\n' }) }), ''],
  ['file: /x\nexists: false', look({ file: () => ({ text: 'hello\n' }) }), 'The file /x is still there.'],
  [
    'file: /x\ncontent: /bye/',
    look({ file: () => ({ text: 'hello\n' }) }),
    'The file /x should hold something that matches /bye/; it holds ‘hello’.',
  ],
  ['http: http://localhost/', look(), 'Nobody answers at http://localhost/ (curl: (7)).'],
  ['http: http://localhost/\nrefused: true', look(), ''],
  ['run: docker exec web true', look(), '‘docker exec web true’ should end with exit code ‘0’; it gives ‘127’.'],
  ['all:\n  - container: web\n  - container: db', withWeb, 'There is no container ‘db’.'],
  ['any:\n  - container: db\n  - container: web', withWeb, ''],
  ['any:\n  - {container: web, state: paused}\n  - container: db', withWeb, '‘web’ should be paused; it is running.'],
  ['not: {container: web}', withWeb, 'This should not be the case any more.'],
  ['not: {container: db}', withWeb, ''],
  ['once: {container: db}', withWeb, 'Up to now this was missing: There is no container ‘db’.'],
  [
    'ran: docker ps\nwhile: {container: db}',
    look(ran('docker ps')),
    'You ran ‘docker ps’, but at that moment this was missing: There is no container ‘db’.',
  ],
];

for (const [yaml, seen, said] of table) {
  test(`${yaml.replaceAll('\n', '; ')} → ${said === '' ? 'holds' : said}`, t => {
    t.is(reasonsOf(yaml, seen).map(english.reason).join(' '), said);
  });
}
