import test from 'ava';
import { readFileSync } from 'node:fs';
import { networkedMachine, type NetworkedMachine } from '../../net/networked-machine.js';

interface Recorded {
  readonly input: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** What mongosh 1.8.0 of npm (--quiet --eval) printed, connected to this server over a published port. */
const recorded = JSON.parse(
  readFileSync(new URL('../../../../../test/programs/servers/mongo/recordings/mongosh-1.8.0.json', import.meta.url), 'utf8'),
) as readonly Recorded[];

function database(): NetworkedMachine & { readonly evaluate: (...sources: readonly string[]) => string } {
  const net = networkedMachine({ files: { '/data/db/': '' } });
  net.serve('mongod');
  return { ...net, evaluate: (...sources) => net.show(['mongosh', '--quiet', ...sources.flatMap(source => ['--eval', source])]) };
}

/** What differs from run to run. */
function masked(text: string): string {
  return text.replace(/"(?!507f)[0-9a-f]{24}"/g, '"ID"').replace(/UUID\("(?!3b241101)[-0-9a-f]{36}"\)/g, 'UUID("ID")');
}

test('prints what mongosh 1.8.0 prints', t => {
  const { run } = database();
  const shell = (sources: readonly string[]) => run(['mongosh', '--quiet', 'snip', ...sources.flatMap(source => ['--eval', source])]);
  const mark = 'print("=====")';
  for (let at = 0; at < recorded.length; ) {
    const failing = recorded.findIndex(({ code }, index) => index >= at && code !== 0);
    const end = failing < 0 ? recorded.length : failing;
    const good = recorded.slice(at, end);
    const pieces = shell(good.flatMap(({ input }) => [input, mark])).stdout.split('=====\n');
    for (const [index, { input, stdout }] of good.entries()) t.is(masked(pieces[index] ?? ''), masked(stdout), input);
    const bad = recorded[end];
    if (bad) {
      const { stdout, stderr, code } = shell([bad.input]);
      t.deepEqual(
        { stdout: masked(stdout), stderr: masked(stderr), code },
        { stdout: masked(bad.stdout), stderr: masked(bad.stderr), code: bad.code },
        bad.input,
      );
    }
    at = end + 1;
  }
});

test('lines from a pipe: prompts show, what goes on waits for more', t => {
  const { machine, fabric } = database();
  const { stdout } = machine.run(['mongosh', '--quiet'], {
    stdin: 'use shop\ndb.c.insertOne({\n  _id: 1\n})\nx\ndb.c.find()\n"text"\nfunction f() {\nreturn 3 }\nf()\n',
    namespaces: { net: fabric.host },
  });
  t.is(
    stdout,
    'test> switched to db shop\nshop> ... ... { acknowledged: true, insertedId: 1 }\nshop> Uncaught ReferenceError: x is not defined\nshop> [ { _id: 1 } ]\nshop> text\nshop> ... [Function: f]\nshop> 3\nshop> ',
  );
});

test('who cannot connect, and who may not', t => {
  const { show, serve } = networkedMachine({ files: { '/data/db/': '' } });
  t.is(show('mongosh --quiet --eval 1'), 'MongoNetworkError: connect ECONNREFUSED 127.0.0.1:27017\n[1]\n');
  serve('mongod --auth');
  const create = "db.createUser({user: 'root', pwd: 'pw', roles: ['root']})";
  t.is(show(['mongosh', '--quiet', 'admin', '--eval', create]), '{ ok: 1 }\n');
  t.is(show(['mongosh', '--quiet', '--eval', 'db.c.find()']), 'MongoServerError: command find requires authentication\n[1]\n');
  t.is(show('mongosh --quiet -u root -p wrong --eval 1'), 'MongoServerError: Authentication failed.\n[1]\n');
  t.is(show(['mongosh', '--quiet', 'mongodb://root:pw@localhost/shop?authSource=admin', '--eval', 'db.c.countDocuments()']), '0\n');
  const reader = "db.createUser({user: 'bob', pwd: 'pw', roles: ['read']})";
  t.is(show(['mongosh', '--quiet', 'mongodb://root:pw@localhost/shop?authSource=admin', '--eval', reader]), '{ ok: 1 }\n');
  const insert = show([
    'mongosh',
    '--quiet',
    '-u',
    'bob',
    '-ppw',
    '--authenticationDatabase',
    'shop',
    'shop',
    '--eval',
    'db.c.insertOne({_id: 1})',
  ]);
  t.regex(insert, /^MongoServerError: not authorized on shop to execute command \{ insert: "c", documents: \[ \{ _id: 1 \} \]/);
});

test('long computations can be stopped, and hostile ones hang nobody', t => {
  const { machine, fabric, evaluate } = database();
  const busy = machine.start(['mongosh', '--quiet', '--eval', 'for (;;);'], { namespaces: { net: fabric.host } });
  machine.advance(3000);
  busy.process.kill('SIGINT');
  machine.advance(1000);
  t.deepEqual(busy.process.exit?.status, { kind: 'exited', code: 1 });
  t.is(evaluate('(function f() { return f() })()').split('\n')[0], 'RangeError: Maximum call stack size exceeded');
  const deep = (depth: number): string => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`;
  t.is(
    evaluate(
      'for (let i = 0; i < 1e6; i++); function f(depth) { return depth === 0 ? db.deep.countDocuments() : f(depth - 1) }',
      `db.deep.insertOne(${deep(40)}).acknowledged`,
      'f(500)',
    ),
    'true\n1\n',
  );
  t.is(
    evaluate(
      'db.x.insertOne(JSON.parse(\'{"_id":1,"__proto__":{"a":1},"constructor":2}\'))',
      'db.x.findOne({"constructor": 2}).constructor',
    ),
    '{ acknowledged: true, insertedId: 1 }\n2\n',
  );
  t.is(
    evaluate("db.x.insertOne({_id: 2, s: 'x'.repeat(16 * 1024 * 1024)})").split('\n')[0],
    'MongoServerError: object to insert too large. size in bytes: 16777238, max size: 16777216',
  );
  t.is(
    evaluate('db.x.countDocuments({n: {$in: Array.from({length: 20000}, (_, i) => i)}})', 'db.x.countDocuments({s: /(a+)+$/})'),
    '0\n0\n',
  );
});
