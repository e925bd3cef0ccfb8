import test from 'ava';
import { World } from '../../../engine/testing.js';

test('npm installs express, and a server made with it answers', t => {
  const world = new World({ images: ['node:20'] });
  world.sh('docker run -d --name app -p 3000:3000 node:20 sleep 1000000');
  const run = (line: string): unknown => world.sh(`docker exec -i -w /root app sh`, { stdin: line });
  t.deepEqual(run('npm init -y > /dev/null; npm install express | sed "s/in .*/in TIME/"; ls node_modules'), {
    code: 0,
    stdout: '\nadded 2 packages, and audited 3 packages in TIME\n\nfound 0 vulnerabilities\nbody-parser\nexpress\n',
    stderr: '',
  });
  const server = `const express = require('express');
const app = express();
app.use(express.json());
app.get('/hello/:name', (req, res) => res.send('Hello ' + req.params.name + '!'));
app.post('/items', (req, res) => res.status(201).json({ got: req.body.name, q: req.query.q }));
app.listen(3000);`;
  run(`cat > index.js <<'X'\n${server}\nX`);
  world.sh('docker exec -d -w /root app npm start; docker exec -d -w /root app node index.js; sleep 1');
  t.deepEqual(world.sh('curl -s localhost:3000/hello/Ann'), { code: 0, stdout: 'Hello Ann!', stderr: '' });
  t.deepEqual(world.sh(`curl -s -H 'Content-Type: application/json' -d '{"name":"tea"}' 'localhost:3000/items?q=1'`), {
    code: 0,
    stdout: '{"got":"tea","q":"1"}',
    stderr: '',
  });
  t.deepEqual(world.sh(`curl -s -o /dev/null -w '%{http_code} %{content_type}' localhost:3000/nope`), {
    code: 0,
    stdout: '404 text/html; charset=utf-8',
    stderr: '',
  });
});

test('npm runs scripts and passes on how they ended; yarn does too', t => {
  const world = new World({ images: ['node:12-alpine'] });
  world.sh('docker run -d --name app -w /app node:12-alpine sleep 1000000');
  const manifest = '{"name":"app","version":"1.0.0","license":"MIT","scripts":{"hello":"echo hi","bad":"exit 4"}}';
  const run = (line: string): unknown => world.sh('docker exec -i app sh', { stdin: `cd /app; ${line}` });
  run(`echo '${manifest}' > package.json`);
  t.deepEqual(run('npm run hello'), { code: 0, stdout: '\n> app@1.0.0 hello /app\n> echo hi\n\nhi\n', stderr: '' });
  t.deepEqual(run('npm run -s bad; echo $?; npm run nothing'), {
    code: 1,
    stdout: '4\n',
    stderr:
      'npm ERR! code ELIFECYCLE\nnpm ERR! errno 4\nnpm ERR! app@1.0.0 bad: `exit 4`\nnpm ERR! Exit status 4\nnpm ERR! missing script: nothing\n',
  });
  t.deepEqual(run('yarn run bad'), {
    code: 4,
    stdout: 'yarn run v1.22.18\n$ exit 4\ninfo Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.\n',
    stderr: 'error Command failed with exit code 4.\n',
  });
  t.deepEqual(run('yarn add uuid | sed "s/in .*/in TIME/"; cat node_modules/uuid/package.json | grep version'), {
    code: 0,
    stdout: `yarn add v1.22.18
info No lockfile found.
[1/4] Resolving packages...
[2/4] Fetching packages...
[3/4] Linking dependencies...
[4/4] Building fresh packages...
success Saved lockfile.
success Saved 1 new dependency.
info Direct dependencies
└─ uuid@9.0.1
info All dependencies
└─ uuid@9.0.1
Done in TIME
  "version": "9.0.1",
`,
    stderr: '',
  });
});

test('a package that is not there is an error that says what is', t => {
  const world = new World({ images: ['node:20'] });
  t.deepEqual(world.sh('docker run --rm node:20 npm install left-pad'), {
    code: 1,
    stdout: '',
    stderr: `npm ERR! code E404
npm ERR! 404 Not Found - GET https://registry.npmjs.org/left-pad - Not found
npm ERR! 404 
npm ERR! 404  'left-pad@*' is not in this registry.
npm ERR! 404 
npm ERR! 404 Note that you can also install from a
npm ERR! 404 tarball, folder, http url, or git url.
drydock: the package left-pad is not simulated (docs/fidelity.md lists those that are)
`,
  });
});
