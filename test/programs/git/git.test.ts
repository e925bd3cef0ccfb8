import { readFileSync } from 'node:fs';
import test from 'ava';
import { World } from '../../../engine/testing.js';

interface Step {
  readonly step: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Long sessions with git 2.39.5: what was typed, and what came; one JSON object a line. */
const readSession = (name: string): readonly Step[] =>
  readFileSync(new URL(`../../../../test/programs/git/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Step);

const BASE = '/home/student/project';
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** Hints are ours or left out, and the name of a machine is its own. */
const comparable = (text: string): string => text.replace(/^hint:.*\n/gm, '').replace(/\(got '.*'\)/g, "(got '')");

for (const name of ['session', 'merges', 'pulls']) {
  test(`${name}: what it was with git 2.39: words, exit codes and the ids of commits`, t => {
    const session = readSession(name);
    const world = new World();
    world.sh(`mkdir -p ${BASE}/home ${BASE}/repo`);
    let folder = `${BASE}/repo`;
    for (const [index, { step, stdout, stderr }] of session.entries()) {
      const date = quoted(`${String(1_700_000_000 + index * 100)} +0000`);
      const setting = `cd ${folder}; export HOME=${BASE}/home GIT_AUTHOR_DATE=${date} GIT_COMMITTER_DATE=${date}; `;
      const ours = world.sh(`bash -c ${quoted(`${setting}${step}; echo "[$?]"; pwd > /tmp/folder`)}`);
      folder = world.sh('cat /tmp/folder').stdout.trim();
      t.deepEqual(
        { stdout: comparable(ours.stdout), stderr: comparable(ours.stderr) },
        { stdout: comparable(stdout), stderr: comparable(stderr) },
        step,
      );
    }
    t.true(session.length > 10);
  });
}

test('what git has and this has not says so', t => {
  const { sh } = new World();
  sh('git init -q -b main r');
  t.deepEqual(sh('git -C r bisect start'), { code: 128, stdout: '', stderr: 'drydock: git bisect is not simulated\n' });
  t.deepEqual(sh('git -C r log --topo-order'), { code: 128, stdout: '', stderr: 'drydock: git log --topo-order is not simulated\n' });
  t.is(
    sh('git clone https://github.com/docker/getting-started.git').stderr,
    "Cloning into 'getting-started'...\ndrydock: fetching from github.com (git knows repositories in folders of this machine only) is not simulated\n",
  );
  t.deepEqual(sh('git --version'), { code: 0, stdout: 'git version 2.39.5\n', stderr: '' });
});

test('damaged repositories and odd names stop a command, nothing else', t => {
  const { sh } = new World();
  sh('git init -q -b main r; cd r; git config user.name A; git config user.email a@b; echo 1 > a; git add a; git commit -qm one');
  t.is(
    sh(`cd r; echo 1 > '__proto__'; mkdir constructor; echo 2 > 'constructor/toString'; git add .; git status -s`).stdout,
    'A  __proto__\nA  constructor/toString\n',
  );
  t.is(
    sh('cd r; git branch ../../evil; git branch "a b"; git branch -- -x').stderr,
    "fatal: '../../evil' is not a valid branch name\nfatal: 'a b' is not a valid branch name\n",
  );
  t.is(sh('cd r; git config alias.__proto__ x').stderr, 'error: invalid key: alias.__proto__\n');
  t.is(
    sh('cd r; echo ref: refs/heads/gone > .git/HEAD; git log').stderr,
    "fatal: your current branch 'gone' does not have any commits yet\n",
  );
  t.is(sh('cd r; echo nonsense > .git/HEAD; git log').code, 128);
  t.is(sh('cd r; cp .git/index /tmp/i; echo junk > .git/index; git status; cp /tmp/i .git/index').stderr, 'fatal: index file corrupt\n');
  t.is(
    sh('cd r; echo ref: refs/heads/main > .git/HEAD; for f in .git/objects/*/*; do chmod +w $f; echo junk > $f; done; git log').code,
    128,
  );
});
