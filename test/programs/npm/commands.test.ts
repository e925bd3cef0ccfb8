import test from 'ava';
import { World, type ShellOutput } from '../../../engine/testing.js';

const manifest = '{"name":"demo","version":"1.2.3","scripts":{"start":"node i.js","hello":"echo hi"}}';

/** A container with node 20 and a project; `run` runs a script in it. */
function project(): (script: string) => ShellOutput {
  const world = new World({ images: ['node:20'] });
  world.sh('docker run -d --name app -w /app node:20 sleep 1000000');
  world.sh(`docker exec -i app sh -c 'cat > package.json'`, { stdin: manifest });
  return script => world.sh('docker exec -i app sh', { stdin: script });
}

test('npm lists, explains and prunes what it installed', t => {
  const run = project();
  run('npm install express@4; npm install -D nodemon');
  t.deepEqual(run('npm ls --all; npm explain body-parser; npm prune --omit=dev >/dev/null; npm ls'), {
    code: 1,
    stdout: `demo@1.2.3 /app
├─┬ express@4.21.2
│ └── body-parser@1.20.3
└── nodemon@2.0.22

body-parser@1.20.3
node_modules/body-parser
  body-parser@"1.20.3" from express@4.21.2
  node_modules/express
    express@"^4.21.2" from the root project
demo@1.2.3 /app
├── express@4.21.2
└── UNMET DEPENDENCY nodemon@^2.0.22

`,
    stderr: 'npm ERR! code ELSPROBLEMS\nnpm ERR! missing: nodemon@^2.0.22, required by demo@1.2.3\n',
  });
});

test('npm ci wants the lock file to agree with package.json', t => {
  const run = project();
  run('npm install uuid');
  t.is(
    run(`sed -i 's/"uuid":/"dotenv":"^16.0.0","uuid":/' package.json; npm ci 2>&1 | grep Missing`).stdout,
    'npm ERR! Missing: dotenv@^16.0.0 from lock file\n',
  );
  t.is(run('npm uninstall dotenv >/dev/null; npm ci >/dev/null; echo $?; ls node_modules').stdout, '0\nuuid\n');
});

test('npm knows versions, scripts, folders and who is not logged in', t => {
  const run = project();
  t.deepEqual(run('npm version minor; npm root; npm prefix -g; npm config get registry; npm run; npm frob; npm whoami'), {
    code: 1,
    stdout: `v1.3.0
/app/node_modules
/usr/local
https://registry.npmjs.org/
Lifecycle scripts included in demo@1.3.0:
  start
    node i.js

available via \`npm run-script\`:
  hello
    echo hi

Unknown command: "frob"

To see a list of supported npm commands, run:
  npm help
`,
    stderr: `npm ERR! code ENEEDAUTH
npm ERR! need auth This command requires you to be logged in.
npm ERR! need auth You need to authorize this machine using \`npm adduser\`
`,
  });
});

test('npm init asks, and npx fetches what is not installed', t => {
  const run = project();
  const answers = ['', '', 'a thing', '', '', '', 'a, b', 'Me', '', 'yes'].join('\\n');
  t.is(
    run(`mkdir My-App; cd My-App; printf '${answers}\\n' | npm init > /dev/null; node -p 'Object.values(require("./package.json")).join()'`)
      .stdout,
    'my-app,1.0.0,a thing,index.js,[object Object],a,b,Me,ISC\n',
  );
  t.deepEqual(run('npx nodemon@2 -v; npx uuid'), {
    code: 1,
    stdout: '2.0.22\n',
    stderr: `npm WARN exec The following package was not found and will be installed: nodemon@2.0.22
npm WARN exec The following package was not found and will be installed: uuid@9.0.1
npm ERR! could not determine executable to run
`,
  });
});

test('packages for everybody, and folders in place of packages', t => {
  const run = project();
  t.is(run('npm install -g nodemon >/dev/null; nodemon -v; npm ls -g').stdout, '2.0.22\n/usr/local/lib\n└── nodemon@2.0.22\n\n');
  run(
    `mkdir /lib2; echo '{"name":"my-lib","version":"0.1.0"}' > /lib2/package.json; echo 'module.exports = 5' > /lib2/index.js; npm install ../lib2`,
  );
  t.is(run(`node -p 'require("my-lib")'; grep my-lib package.json | wc -l`).stdout, '5\n1\n');
});
