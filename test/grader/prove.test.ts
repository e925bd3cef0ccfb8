import test from 'ava';
import { parseAnswer, proveLesson } from '../../grader/index.js';

const front = (kind: string): string =>
  `---\nschema: drydock/lesson/v1\nid: a\ncourse: c\ntitle: T\nkind: ${kind}\nminutes: 1\nobjectives: [x]\n---\n# T\n\n`;
const block = (role: string, text: string): string => `\`\`\`${role}\n${text}\n\`\`\`\n\n`;
const check = block('check', '- id: made\n  title: made\n  container: box');
const hint = block('hint', 'Create it.');

function findings(
  kind: 'guided' | 'assignment',
  body: string,
  ...answers: readonly (readonly ['right' | 'wrong', string])[]
): readonly string[] {
  const given = answers.map(([expected, script]) => parseAnswer(script, `${expected}.sh`, expected));
  const base = { file: 'l.md', language: 'en', text: front(kind) + body } as const;
  return proveLesson(base, [], given).map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

test('a lesson that works has no findings', t => {
  t.deepEqual(
    findings('guided', `## S {#s}\n\n${block('console', '$ docker create --name box hello-world\n<...>\n<ID64>')}${check}${hint}`),
    [],
  );
});

test('a console block that prints something else', t => {
  const body = `## S {#s}\n\n${block('console', '$ docker create -q --name box hello-world\nbox')}${check}${hint}`;
  t.regex(
    findings('guided', body)[0] ?? '',
    /^l\.md:15: ‘docker create -q --name box hello-world’ prints something else:\n[0-9a-f]{64}\n$/,
  );
  const failing = `## S {#s}\n\n${block('console', '$ docker create -q --name box hello-world\n<...>\n\n$ docker rm nobody\n<...>')}${check}${hint}`;
  t.deepEqual(findings('guided', failing), [
    'l.md:18: ‘docker rm nobody’ exits with 1, not 0; it prints:\nError response from daemon: No such container: nobody\n',
  ]);
});

test('a solution that does not do it', t => {
  t.deepEqual(findings('assignment', `## S {#s}\n\n${check}${hint}${block('solution', 'docker create --name bax hello-world')}`), [
    'l.md:12: the step ‘s’ is not done after its solution: made: There is no container ‘box’. There is one called ‘bax’, though.',
  ]);
});

test('a check that nothing can fail', t => {
  const always = block(
    'check',
    '- id: made\n  title: made\n  container: box\n- id: calm\n  title: calm\n  container: {}\n  count: at most 99',
  );
  t.deepEqual(findings('assignment', `## S {#s}\n\n${always}${hint}${block('solution', 'docker create --name box hello-world')}`), [
    'l.md:18: ‘calm’ holds from the beginning to the end: it checks nothing',
  ]);
});

test('what reading alone shows', t => {
  const again =
    '- id: made\n  title: made\n  container: box\n- id: made\n  title: made\n  needs: [later]\n  container: box\n- id: later\n  title: later\n  container: box';
  t.deepEqual(
    findings(
      'guided',
      `## S {#s}\n\n${block('console', '$ docker create -q --name box hello-world\n<...>')}${block('check', again)}\n## R {#r}\n\nRead.\n`,
    ),
    [
      'l.md:23: two requirements have the id ‘made’',
      'l.md:23: ‘made’ needs ‘later’, which does not stand before it in this step',
      'l.md:12: the step ‘s’ has no hint',
      'l.md:33: the step ‘r’ gives points and asks for nothing: give it requirements or points=0',
      'l.md:12: the step ‘s’ is not done after its solution: made: not run, because later does not pass',
    ],
  );
});

test('answers are held to what they say', t => {
  const body = `## S {#s}\n\n${check}${hint}${block('solution', 'docker create --name box hello-world')}`;
  const wrong = (head: string, script = 'docker create --name bix hello-world'): readonly string[] =>
    findings('assignment', body, ['wrong', `${head}\n${script}\n`]);
  t.deepEqual(wrong('# title: misspelt\n# fails: made\n# says: There is one called ‘bix’'), []);
  t.deepEqual(wrong('docker ps'), ['wrong.sh:1: an answer begins with a line ‘# title: …’', 'l.md:15: no wrong answer fails in ‘made’']);
  t.deepEqual(wrong('# title: misspelt'), [
    'wrong.sh:1: a wrong answer names what fails: ‘# fails: id …’',
    'l.md:15: no wrong answer fails in ‘made’',
  ]);
  t.deepEqual(wrong('# title: misspelt\n# fails: mode'), [
    'wrong.sh:1: the lesson has no requirement mode',
    'l.md:15: no wrong answer fails in ‘made’',
  ]);
  t.deepEqual(wrong('# title: right\n# fails: made', 'docker create --name box hello-world'), [
    'wrong.sh:1: it fails in nothing, not in made: ',
  ]);
  t.deepEqual(wrong('# title: misspelt\n# fails: made\n# says: paused'), [
    'wrong.sh:1: no reason says ‘paused’: There is no container ‘box’. There is one called ‘bix’, though.',
  ]);
  t.deepEqual(findings('assignment', body, ['right', '# title: nothing\ntrue\n']), [
    'right.sh:1: this right answer fails in made: There is no container ‘box’.',
  ]);
});

test('a mistake in a file is a finding with its place', t => {
  t.deepEqual(findings('guided', '## S\n'), ['l.md:12: a step’s heading carries an id: ‘## Title {#id}’ or ‘## Title {#id points=2}’']);
});

test('what is typed at the prompt of a program is typed by the verifier, too', t => {
  const typed = '$ docker container run -it --name box alpine\n<...>\n/ # echo hi > /note\n/ # cat /note\nhi\n/ # exit 3\n[3]';
  t.deepEqual(findings('guided', `## S {#s}\n\n${block('console', typed)}${check}${hint}`), []);
});

test('a question is answered in a solution, and in a script', t => {
  const question = block('check', '- id: sum\n  title: sum\n  answer: sum\n  is: 4');
  const body = `## S {#s}\n\n${question}${hint}${block('solution', 'answer sum 4')}`;
  t.deepEqual(findings('guided', body, ['right', '# title: r\nanswer sum 4'], ['wrong', '# title: w\n# fails: sum\nanswer sum 5']), []);
});

test('an answer may begin at a later step, where the lesson has led to', t => {
  const first = `## S {#s}\n\n${block('console', '$ docker create -q --name box hello-world\n<...>\n<ID64>')}${check}${hint}`;
  const second = block('check', '- id: gone\n  title: gone\n  container: box\n  exists: false');
  const body = `${first}## U {#u}\n\n${second}${hint}${block('solution', 'docker rm box')}`;
  const nothing = ['wrong', '# title: n\n# fails: made gone\ntrue'] as const;
  t.deepEqual(findings('guided', body, ['right', '# title: r\n# from: u\ndocker rm -f box'], nothing), []);
  t.deepEqual(findings('guided', body, ['right', '# title: r\n# from: nowhere\ntrue']), ['right.sh:1: the lesson has no step ‘nowhere’']);
});

test('advice stands in place of the command that a check has run', t => {
  const own = block('check', '- id: made\n  title: made\n  advice: Make it.\n  run: docker container inspect box');
  const answer = ['wrong', '# title: w\n# fails: made\n# says: Make it.\ntrue'] as const;
  const body = (says: string): string => answer[1].replace('Make it.', says);
  const lesson = `## S {#s}\n\n${own}${hint}${block('solution', 'docker create --name box hello-world')}`;
  t.deepEqual(findings('assignment', lesson, answer), []);
  t.deepEqual(findings('assignment', lesson, ['wrong', body('inspect')]), ['wrong.sh:1: no reason says ‘inspect’: Make it.']);
});
