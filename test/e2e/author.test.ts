import test from 'ava';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drydock, stateFolder } from './drydock.js';

const fence = '```';

/** A lesson of one step: what its console block runs, and what that is said to print. */
function lesson(command: string, output: string): string {
  return `---
schema: drydock/lesson/v1
id: hello
course: mine
title: Hello
minutes: 5
objectives:
  - Say hello
setup:
  images: [alpine]
---

# Hello

## Greet {#greet points=1}

${fence}console
$ ${command}
${output}
${fence}

${fence}check
- id: greeted
  title: A container has said hello
  container: hello
  state: exited
${fence}

${fence}hint
It stands above.
${fence}
`;
}

test.serial('a lesson that works is proved', async t => {
  const home = stateFolder(t);
  writeFileSync(path.join(home, 'lesson.md'), lesson('docker container run --name hello alpine echo hi', 'hi'));
  t.deepEqual(await drydock(home, ['author', 'verify', home]), {
    code: 0,
    stdout: `✓ ${path.basename(home)} (en)\n1 lesson, nothing to complain about.\n`,
    stderr: '',
  });
});

test.serial('what a lesson does not keep is told with its place', async t => {
  const home = stateFolder(t);
  writeFileSync(path.join(home, 'lesson.md'), lesson('docker container run --name bye alpine echo hi', 'bye'));
  mkdirSync(path.join(home, 'answers', 'right'), { recursive: true });
  writeFileSync(path.join(home, 'answers', 'right', 'other.sh'), '# title: another way\ndocker run -d --name hello alpine\n');
  t.deepEqual(await drydock(home, ['author', 'verify', home]), {
    code: 1,
    stdout:
      'lesson.md:18: ‘docker container run --name bye alpine echo hi’ prints something else:\n    hi\n' +
      'lesson.md:15: the step ‘greet’ is not done after its solution: greeted: There is no container ‘hello’.\n' +
      `✗ ${path.basename(home)} (en): 1 right and 0 wrong answers\n1 lesson, 2 findings.\n`,
    stderr: '',
  });
});
