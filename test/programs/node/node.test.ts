import test from 'ava';
import { World, type ShellOutput } from '../../../engine/testing.js';

/** A world with a running container of an image, and `run`, which runs a script there. */
function container(image: string): { readonly run: (script: string) => ShellOutput; readonly world: World } {
  const world = new World({ images: [image] });
  world.sh(`docker run -d --name app -w /app ${image} sleep 1000000`);
  return { world, run: script => world.sh('docker exec -i app sh', { stdin: script }) };
}

test('node runs a text, prints a value and tells its version', t => {
  const { run } = container('node:12-alpine');
  t.deepEqual(run(`node -v; node -e 'console.log([1, { a: "x" }])'; node -p '6 * 7'; echo 'console.log(process.argv.length)' | node`), {
    code: 0,
    stdout: "v12.22.12\n[ 1, { a: 'x' } ]\n42\n1\n",
    stderr: '',
  });
});

test('an error that nobody catches is shown with its place', t => {
  const { run } = container('node:20');
  t.deepEqual(run(`mkdir -p /app; cd /app; echo "throw new Error('boom')" > a.js; node a.js`), {
    code: 1,
    stdout: '',
    stderr: `/app/a.js:1
throw new Error('boom')
^

Error: boom
    at Object.<anonymous> (/app/a.js:1:7)
    at Module._compile (node:internal/modules/cjs/loader:1376:14)
    at Module._extensions..js (node:internal/modules/cjs/loader:1435:10)
    at Module.load (node:internal/modules/cjs/loader:1207:32)
    at Module._load (node:internal/modules/cjs/loader:1023:12)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:135:12)
    at node:internal/main/run_main_module:28:49

Node.js v20.11.0
`,
  });
});

test("a learner's server says what it was written to say, and ends on SIGTERM as it was told to", t => {
  const world = new World({ images: ['node:12-alpine'] });
  const server = `const http = require('http');
http.createServer((request, response) => { console.log(request.method, request.url); response.end('Hello\\n'); }).listen(3000);
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });`;
  world.sh('cat > server.js', { stdin: server });
  world.sh('docker run -d --name web -p 80:3000 -v "$PWD:/app" -w /app node:12-alpine node server.js');
  t.deepEqual(world.sh('sleep 1; curl -s localhost/a'), { code: 0, stdout: 'Hello\n', stderr: '' });
  t.deepEqual(world.sh("docker stop web; docker inspect -f '{{.State.ExitCode}}' web; docker logs web"), {
    code: 0,
    stdout: 'web\n0\nGET /a\nbye\n',
    stderr: '',
  });
});

test('an endless loop takes nothing from others and can be killed', t => {
  const world = new World({ images: ['node:12-alpine', 'alpine'] });
  world.sh("docker run -d --name busy node:12-alpine node -e 'for (;;);'");
  t.deepEqual(world.sh('docker run --rm alpine echo fine'), { code: 0, stdout: 'fine\n', stderr: '' });
  t.deepEqual(world.sh("docker kill busy; docker inspect -f '{{.State.ExitCode}}' busy"), { code: 0, stdout: 'busy\n137\n', stderr: '' });
});

test('timers, ticks and promises run in their order, by the clock of the host', t => {
  const { run } = container('node:12-alpine');
  const script = `setTimeout(() => console.log('timer', Date.now() - start >= 50), 50);
const start = Date.now();
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
console.log('main', new Date(0).toISOString());`;
  t.deepEqual(run(`node <<'X'\n${script}\nX`), {
    code: 0,
    stdout: 'main 1970-01-01T00:00:00.000Z\ntick\npromise\nimmediate\ntimer true\n',
    stderr: '',
  });
});

test('two equal hosts give equal random numbers, and what is missing says so', t => {
  const script = `node -p 'Math.random() + require("crypto").randomBytes(8).toString("hex")'`;
  t.is(container('node:12-alpine').run(script).stdout, container('node:12-alpine').run(script).stdout);
  const { code, stdout } = container('node:12-alpine').run(
    `node -e 'require("zlib").brotliCompressSync("x")' 2>&1 | grep -c 'drydock: zlib.brotliCompressSync is not simulated'; exit 3`,
  );
  t.deepEqual({ code, stdout }, { code: 3, stdout: '1\n' });
});
