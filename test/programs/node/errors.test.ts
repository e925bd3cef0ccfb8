import test from 'ava';
import { World } from '../../../engine/testing.js';

/** Runs a script as /app/a.js (or .mjs) in a container: what it prints on both streams, then its exit code. */
function runner(image: string): (script: string, options?: { readonly file?: string; readonly flags?: string }) => string {
  const world = new World({ images: [image] });
  world.sh(`docker run -d --name app -w /app ${image} sleep 1000000`);
  return (script, { file = 'a.js', flags = '' } = {}) => {
    world.sh(`docker exec -i app sh -c 'cat > ${file}'`, { stdin: script });
    return world.sh(`docker exec app sh -c 'node ${flags} ${file} 2>&1; echo "[$?]"'`).stdout;
  };
}

const ORIGIN =
  'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch().';

test('a rejected promise that nobody handles ends the process', t => {
  const run = runner('node:20');
  const boom = `/app/a.js:1
async function main() { await null; throw new Error('boom'); }
                                          ^

Error: boom
    at main (/app/a.js:1:43)

Node.js v20.11.0
[1]
`;
  t.is(run(`async function main() { await null; throw new Error('boom'); }\nmain();`), boom);
  t.is(run(`async function main() { await null; throw new Error('boom'); }\nmain().then(() => console.log('never'));`), boom);
  t.is(
    run(`Promise.reject('text'); setTimeout(() => console.log('never'), 10);`),
    `node:internal/process/promises:288
            triggerUncaughtException(err, true /* fromPromise */);
            ^

[UnhandledPromiseRejection: ${ORIGIN} The promise rejected with the reason "text".] {
  code: 'ERR_UNHANDLED_REJECTION'
}

Node.js v20.11.0
[1]
`,
  );
  t.is(
    run(`console.log('start');\nawait Promise.reject(new TypeError('top'));`, { file: 'a.mjs' }),
    `start
file:///app/a.mjs:2
await Promise.reject(new TypeError('top'));
                     ^

TypeError: top
    at file:///app/a.mjs:2:22
    at ModuleJob.run (node:internal/modules/esm/module_job:218:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:329:24)
    at async loadESM (node:internal/process/esm_loader:28:7)
    at async handleMainPromise (node:internal/modules/run_main:113:12)

Node.js v20.11.0
[1]
`,
  );
  t.regex(
    run(`undefined.x.y; `, { file: 'b.mjs' }),
    /file:\/\/\/app\/b\.mjs:1\n[^]*TypeError: Cannot read properties of undefined \(reading 'x'\)/,
  );
  t.is(run(`await new Promise(() => {});`, { file: 'c.mjs' }), '[13]\n');
});

test('a promise that is handled in time, or by a listener, ends nothing', t => {
  const run = runner('node:20');
  const cases: readonly (readonly [script: string, printed: string])[] = [
    [
      `const p = Promise.reject(new Error('x')); Promise.resolve().then(() => p.catch(e => console.log('in time', e.message)));`,
      'in time x\n[0]\n',
    ],
    [`const p = Promise.reject(new Error('x')); process.nextTick(() => p.catch(() => console.log('tick')));`, 'tick\n[0]\n'],
    [`Promise.all([Promise.reject(1), Promise.reject(2)]).catch(e => console.log('all', e));`, 'all 1\n[0]\n'],
    [`Promise.allSettled([Promise.reject(1)]).then(r => console.log(r[0].status));`, 'rejected\n[0]\n'],
    [
      `Promise.race([new Promise(r => setTimeout(r, 5, 'ok')), new Promise((_, n) => setTimeout(n, 9, 'late'))]).then(console.log);`,
      'ok\n[0]\n',
    ],
    [`(async () => { try { await Promise.reject(3); } catch (e) { console.log('caught', e); } })();`, 'caught 3\n[0]\n'],
    [`process.on('unhandledRejection', (r, p) => console.log('UR', r, p instanceof Promise)); Promise.reject(4);`, 'UR 4 true\n[0]\n'],
    [`process.on('unhandledRejection', r => { console.log('UR', r); process.exit(9); }); Promise.reject(5);`, 'UR 5\n[9]\n'],
    [
      `process.on('uncaughtException', (e, origin) => console.log(e.message, origin)); Promise.reject(new Error('six'));`,
      'six unhandledRejection\n[0]\n',
    ],
    [`process.on('uncaughtException', e => console.log(e.code)); Promise.reject({ a: 1 });`, 'ERR_UNHANDLED_REJECTION\n[0]\n'],
    [
      `process.on('unhandledRejection', () => console.log('first')); process.on('rejectionHandled', () => console.log('then'));
const p = Promise.reject(new Error('x')); setTimeout(() => p.catch(() => console.log('late')), 5);`,
      'first\nlate\nthen\n[0]\n',
    ],
    [
      `process.on('exit', code => console.log('exit', code)); process.on('unhandledRejection', () => {}); Promise.reject(1);`,
      'exit 0\n[0]\n',
    ],
    [
      `const e = new (require('events'))(); e.on('x', async () => { throw new Error('in listener'); }); process.on('unhandledRejection', r => console.log(r.message)); e.emit('x');`,
      'in listener\n[0]\n',
    ],
    [
      `setTimeout(async () => { throw 7; }, 1); process.on('unhandledRejection', r => console.log(r)); setTimeout(() => console.log('goes on'), 5);`,
      '7\ngoes on\n[0]\n',
    ],
    [`for (let i = 0; i < 20000; i++) Promise.reject(i).catch(() => {}); console.log('done');`, 'done\n[0]\n'],
    [
      `process.on('exit', code => console.log('exit', code)); process.on('uncaughtException', () => process.exit(3)); Promise.reject(1);`,
      'exit 3\n[3]\n',
    ],
  ];
  t.deepEqual(
    cases.map(([script]) => [script, run(script)]),
    cases,
  );
  t.is(run(`Promise.reject(new Error('quiet')); `, { flags: '--unhandled-rejections=none' }), '[0]\n');
});

test('node 12 only warns', t => {
  const run = runner('node:12-alpine');
  t.is(
    run(`Promise.reject('text'); setTimeout(() => console.log('goes on'), 1);`).replaceAll(/node:\d+/g, 'node:1'),
    `(node:1) UnhandledPromiseRejectionWarning: text
(node:1) UnhandledPromiseRejectionWarning: Unhandled promise rejection. ${ORIGIN} To terminate the node process on unhandled promise rejection, use the CLI flag \`--unhandled-rejections=strict\` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: 1)
(node:1) [DEP0018] DeprecationWarning: Unhandled promise rejections are deprecated. In the future, promise rejections that are not handled will terminate the Node.js process with a non-zero exit code.
goes on
[0]
`,
  );
});

test("errors of the engine have V8's words where they are caught", t => {
  const run = runner('node:20');
  const cases: readonly (readonly [code: string, message: string])[] = [
    [`null.foo`, "TypeError: Cannot read properties of null (reading 'foo')"],
    [`undefined.foo = 1`, "TypeError: Cannot set properties of undefined (setting 'foo')"],
    [`const o = {}; o.method()`, 'TypeError: o.method is not a function'],
    [`nope`, 'ReferenceError: nope is not defined'],
    [`const c = 1; c = 2`, 'TypeError: Assignment to constant variable.'],
    [`early; let early = 1`, "ReferenceError: Cannot access 'early' before initialization"],
    [`[...undefined]`, 'TypeError: undefined is not iterable'],
    [`const { p } = undefined`, "TypeError: Cannot destructure property 'p' of 'undefined' as it is undefined."],
    [`class A {} A()`, "TypeError: Class constructor A cannot be invoked without 'new'"],
    [
      `(function () { 'use strict'; Object.freeze({ a: 1 }).a = 2 })()`,
      "TypeError: Cannot assign to read only property 'a' of object '#<Object>'",
    ],
    [`new Array(-1)`, 'RangeError: Invalid array length'],
    [`(function f() { f() })()`, 'RangeError: Maximum call stack size exceeded'],
    [`decodeURIComponent('%')`, 'URIError: URI malformed'],
    [`JSON.parse('{bad')`, "SyntaxError: Expected property name or '}' in JSON at position 1"],
    [`JSON.parse('<html>')`, `SyntaxError: Unexpected token '<', "<html>" is not valid JSON`],
    [`JSON.parse('')`, 'SyntaxError: Unexpected end of JSON input'],
    [`JSON.parse('{"a":1,}')`, 'SyntaxError: Expected double-quoted property name in JSON at position 7'],
    [`JSON.parse('['.repeat(100000))`, 'RangeError: Maximum call stack size exceeded'],
    [
      `const a = {}; a.self = a; JSON.stringify(a)`,
      `TypeError: Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property 'self' closes the circle`,
    ],
  ];
  const script = cases.map(([code]) => `try { ${code} } catch (e) { console.log(String(e)) }`).join('\n');
  t.is(run(script), `${cases.map(([, message]) => message).join('\n')}\n[0]\n`);
});

test('NUL bytes and bytes that are no UTF-8 go through', t => {
  const run = runner('node:20');
  const script = `console.log('a\\0b', 'a\\0b'.length);
const fs = require('fs'); fs.writeFileSync('n', 'p\\0q'); console.log(fs.readFileSync('n', 'utf8').length);
try { fs.readFileSync('a\\0b'); } catch (e) { console.log(e.code); }
console.log(Buffer.from([0xff, 0x41]).toString(), JSON.parse('{"__proto__": 1}'), ({}).polluted);`;
  t.is(run(script), `a\0b 3\n3\nERR_INVALID_ARG_VALUE\n\ufffdA { ['__proto__']: 1 } undefined\n[0]\n`);
});

test('what is wrong with modules and listeners is told as node tells it', t => {
  const run = runner('node:20');
  t.is(
    run(`import fs from 'fs';\nconsole.log(fs);`).replace(/node:\d+\)/, 'node:1)'),
    `(node:1) Warning: To load an ES module, set "type": "module" in the package.json or use the .mjs extension.
(Use \`node --trace-warnings ...\` to show where the warning was created)
/app/a.js:1
import fs from 'fs';
^^^^^^

SyntaxError: Cannot use import statement outside a module
    at internalCompileFunction (node:internal/vm:77:18)
    at wrapSafe (node:internal/modules/cjs/loader:1288:20)
    at Module._compile (node:internal/modules/cjs/loader:1340:27)
    at Module._extensions..js (node:internal/modules/cjs/loader:1435:10)
    at Module.load (node:internal/modules/cjs/loader:1207:32)
    at Module._load (node:internal/modules/cjs/loader:1023:12)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:135:12)
    at node:internal/main/run_main_module:28:49

Node.js v20.11.0
[1]
`,
  );
  t.regex(
    run(`import { nope } from 'fs';`, { file: 'a.mjs' }),
    /^file:\/\/\/app\/a\.mjs:1\nimport \{ nope \} from 'fs';\n {9}\^\^\^\^\nSyntaxError: The requested module 'fs' does not provide an export named 'nope'\n/,
  );
  t.regex(
    run(`import x from './gone.mjs';`, { file: 'a.mjs' }),
    /Error \[ERR_MODULE_NOT_FOUND\]: Cannot find module '\/app\/gone\.mjs' imported from \/app\/a\.mjs\n/,
  );
  t.regex(
    run(`const http = require('http'); http.createServer().listen(80, () => http.createServer().listen(80));`),
    /^node:events:497\n {6}throw er; \/\/ Unhandled 'error' event\n {6}\^\n\nError: listen EADDRINUSE: address already in use :::80\n[^]*\nEmitted 'error' event on Server instance at:\n/,
  );
  t.is(
    run(`require('fs').readFile('gone', err => console.log(err));`),
    `[Error: ENOENT: no such file or directory, open 'gone'] {\n  errno: -2,\n  code: 'ENOENT',\n  syscall: 'open',\n  path: 'gone'\n}\n[0]\n`,
  );
  t.is(
    run(`throw 'text';`),
    `\n/app/a.js:1\nthrow 'text';\n^\ntext\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n\nNode.js v20.11.0\n[1]\n`,
  );
  t.is(
    run(`class HttpError extends Error { constructor(m) { super(m); this.name = 'HttpError'; } }
class Plain extends Error {} console.log(String(new HttpError('x')), new HttpError('x').stack.split('\\n').slice(0, 2), new Plain('y').stack.split('\\n')[1]);`),
    `HttpError: x [ 'HttpError: x', '    at Object.<anonymous> (/app/a.js:2:70)' ]     at Object.<anonymous> (/app/a.js:2:120)\n[0]\n`,
  );
});

test('numbers and dates are written as en-US writes them; other places are refused', t => {
  const run = runner('node:20');
  const script = `const d = new Date(86400000 * 45.7);
console.log(d.toLocaleString(), '|', d.toLocaleTimeString(), '|', d.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }));
console.log((1234567.891).toLocaleString(), (1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' }), (0.256).toLocaleString(undefined, { style: 'percent' }), new Intl.NumberFormat().format(-1e6));
console.log(['b', 'a', 'C', 'ä', 'A'].sort((x, y) => x.localeCompare(y)), ['a10', 'a2'].sort(new Intl.Collator(undefined, { numeric: true }).compare));
try { d.toLocaleString('de-DE') } catch (e) { console.log(e.message) }`;
  t.is(
    run(script),
    `2/15/1970, 4:48:00 PM | 4:48:00 PM | Sunday, February 15, 1970
1,234,567.891 $1,234.50 26% -1,000,000
[ 'a', 'A', 'ä', 'b', 'C' ] [ 'a2', 'a10' ]
drydock: the locale 'de-DE' (there is en-US) is not simulated
[0]
`,
  );
});

test('what is wrong with JSON is told with its place', t => {
  const run = runner('node:20');
  const syntax = (place: string, frames: string): string => `${place}

SyntaxError: Expected property name or '}' in JSON at position 1
${frames}
    at Module._compile (node:internal/modules/cjs/loader:1376:14)
    at Module._extensions..js (node:internal/modules/cjs/loader:1435:10)
    at Module.load (node:internal/modules/cjs/loader:1207:32)
    at Module._load (node:internal/modules/cjs/loader:1023:12)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:135:12)
    at node:internal/main/run_main_module:28:49

Node.js v20.11.0
[1]
`;
  t.is(
    run(`JSON.parse('{bad}');`),
    syntax('<anonymous_script>:1\n{bad}\n ^', '    at JSON.parse (<anonymous>)\n    at Object.<anonymous> (/app/a.js:1:6)'),
  );
  t.is(
    run(`require('fs').writeFileSync('bad.json', '{a}');\ntry { require('./bad.json'); } catch (error) { console.log(error.message); }`),
    `/app/bad.json: Expected property name or '}' in JSON at position 1\n[0]\n`,
  );
});

test('words of CommonJS in an ES module, and a brace too many', t => {
  const run = runner('node:20');
  t.is(
    run(`import fs from 'fs';\nconst path = require('path');`, { file: 'b.mjs' }),
    `file:///app/b.mjs:2
const path = require('path');
             ^

ReferenceError: require is not defined in ES module scope, you can use import instead
    at file:///app/b.mjs:2:14
    at ModuleJob.run (node:internal/modules/esm/module_job:218:25)
    at async ModuleLoader.import (node:internal/modules/esm/loader:329:24)
    at async loadESM (node:internal/process/esm_loader:28:7)
    at async handleMainPromise (node:internal/modules/run_main:113:12)

Node.js v20.11.0
[1]
`,
  );
  t.is(
    run(`function a() {\n  return '{';\n}}\n`),
    `/app/a.js:3
}}
 ^

SyntaxError: Unexpected token '}'
    at internalCompileFunction (node:internal/vm:77:18)
    at wrapSafe (node:internal/modules/cjs/loader:1288:20)
    at Module._compile (node:internal/modules/cjs/loader:1340:27)
    at Module._extensions..js (node:internal/modules/cjs/loader:1435:10)
    at Module.load (node:internal/modules/cjs/loader:1207:32)
    at Module._load (node:internal/modules/cjs/loader:1023:12)
    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:135:12)
    at node:internal/main/run_main_module:28:49

Node.js v20.11.0
[1]
`,
  );
});
