import test from 'ava';
import { World } from '../../../engine/testing.js';

test('--env-file fills in what the environment does not have', t => {
  const { sh } = new World({ images: ['node:20'] });
  sh('docker run -d --name app -w /app -e FIRST=outside node:20 sleep 1000000');
  sh(`docker exec -i app sh -c 'cat > .env'`, {
    stdin: '# settings\nFIRST=file\nSECOND="two words" # comment\nTHIRD= bare # comment\nFOURTH=\'$x\'\n\n',
  });
  const node = (words: string) => sh(`docker exec app node ${words}`);
  t.is(
    node(`--env-file=.env -p 'const { FIRST, SECOND, THIRD, FOURTH } = process.env; [FIRST, SECOND, THIRD, FOURTH]'`).stdout,
    "[ 'outside', 'two words', 'bare', '$x' ]\n",
  );
  t.deepEqual(node('--env-file=nope -p 1'), { code: 9, stdout: '', stderr: 'node: nope: not found\n' });
});

test('--watch runs a script again when something changes that it has loaded', t => {
  const { sh } = new World({ images: ['node:20'] });
  sh('docker run -d --name app -w /app node:20 sleep 1000000');
  const write = (file: string, source: string) => sh(`docker exec -i app sh -c 'cat > ${file}'`, { stdin: source });
  write('words.js', `module.exports = 'one';`);
  write('app.js', `console.log(require('./words')); setInterval(() => {}, 1000);`);
  sh(`docker exec -d app sh -c 'node --watch app.js > log 2>&1'`);
  sh('sleep 2');
  write('words.js', `module.exports = 'two';`);
  sh('sleep 3');
  write('words.js', `process.exit(3);`);
  sh('sleep 3');
  write('app.js', `console.log('three');`);
  sh('sleep 3');
  t.is(
    sh('docker exec app tail -n +3 log').stdout,
    `one
Restarting 'app.js'
two
Restarting 'app.js'
Failed running 'app.js'
Restarting 'app.js'
three
Completed running 'app.js'
`,
  );
  t.is(sh('docker exec app node --watch').stderr, 'node: --watch requires specifying a file\n');
  t.is(sh('docker exec app node --watch -e 1').stderr, 'node: either --watch or --eval can be used, not both\n');
});
