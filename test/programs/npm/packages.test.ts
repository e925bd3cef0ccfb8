import test from 'ava';
import { World } from '../../../engine/testing.js';

const todo = `const mysql = require('mysql2');
const { promisify } = require('util');
const pool = mysql.createPool({ host: 'db', user: 'root', password: 'secret', database: 'todos', connectionLimit: 5 });
const query = promisify(pool.query).bind(pool);
(async () => {
  await query('CREATE TABLE IF NOT EXISTS todo_items (id varchar(36), name varchar(255), completed boolean)');
  const { affectedRows } = await query('INSERT INTO todo_items (id, name, completed) VALUES (?, ?, ?)', ['1', "it's ünï", 1]);
  console.log(affectedRows, (await query('SELECT * FROM todo_items')).map(row => Object.assign({}, row, { completed: row.completed === 1 })));
  await query('SELEC 1').catch(error => console.log(error.code, error.errno, error.sqlState));
  pool.end(() => console.log('ended'));
})();`;

const cache = `const { createClient } = require('redis');
const Redis = require('ioredis');
(async () => {
  const client = createClient({ url: 'redis://cache:6379' });
  await client.connect();
  console.log(await client.set('k', 'v'), await client.incr('n'), await client.hSet('h', { a: 1, b: 2 }), await client.hGetAll('h'));
  await client.quit();
  const other = new Redis({ host: 'cache' });
  console.log(await other.get('k'), await other.incr('n'));
  other.disconnect();
})();`;

test('clients of MySQL and Redis speak to the servers of other containers', t => {
  const world = new World({ images: ['node:20', 'mysql:8.0', 'redis'] });
  world.sh(
    'docker network create net; docker run -d --name db --network net -e MYSQL_ROOT_PASSWORD=secret -e MYSQL_DATABASE=todos mysql:8.0',
  );
  world.sh(
    'docker run -d --name cache --network net redis; docker run -d --name app --network net -w /app node:20 sleep 1000000; sleep 20',
  );
  t.is(
    world.sh('docker exec -i app sh', { stdin: 'npm install mysql2 redis ioredis 2>&1 | head -2 | sed "s/ in .*//"' }).stdout,
    '\nadded 3 packages, and audited 4 packages\n',
  );
  t.deepEqual(world.sh('docker exec -i app node', { stdin: todo }), {
    code: 0,
    stdout: "1 [ { id: '1', name: \"it's ünï\", completed: true } ]\nER_PARSE_ERROR 1064 42000\nended\n",
    stderr: '',
  });
  t.deepEqual(world.sh('docker exec -i app node', { stdin: cache }), { code: 0, stdout: "OK 1 2 { a: '1', b: '2' }\nv 2\n", stderr: '' });
});

const tools = `const _ = require('lodash'), chalk = require('chalk'), axios = require('axios'), express = require('express');
console.log(_.groupBy([1, 2, 3], value => value % 2 ? 'odd' : 'even'), _.chunk([1, 2, 3], 2), _.get({ a: [{ b: 1 }] }, 'a[0].b'), chalk.red('x'));
console.log(require('minimist')(['--port', '80', '-v', 'file']), require('ms')('2 days'), require('ms')(60000));
const app = express();
app.use(express.json(), require('cookie-parser')());
app.post('/e', (req, res) => res.json({ got: req.body, cookies: req.cookies }));
const server = app.listen(3000, async () => {
  const answer = await axios.post('http://localhost:3000/e', { a: 1 }, { headers: { Cookie: 'k=v' } });
  console.log(answer.status, answer.data);
  await axios.get('http://localhost:3000/x').catch(error => console.log(error.message, error.code));
  await require('wait-port')({ host: 'localhost', port: 3000, output: 'silent' });
  server.close();
});`;

test('tools that courses use, in versions that their package.json names', t => {
  const world = new World({ images: ['node:20'] });
  world.sh('docker run -d --name app -w /app node:20 sleep 1000000');
  const list = 'express@4.17.1 axios lodash chalk@4 minimist ms debug@4.3.4 wait-port@0.2.9 cookie-parser';
  world.sh('docker exec -i app sh', { stdin: `npm install ${list}` });
  t.deepEqual(world.sh('docker exec -i app node', { stdin: tools }), {
    code: 0,
    stdout: `{ odd: [ 1, 3 ], even: [ 2 ] } [ [ 1, 2 ], [ 3 ] ] 1 x
{ _: [], port: 80, v: 'file' } 172800000 1m
200 { got: { a: 1 }, cookies: { k: 'v' } }
Request failed with status code 404 ERR_BAD_REQUEST
`,
    stderr: '',
  });
  t.is(
    world.sh('docker exec app npm ls express debug').stdout,
    'app@ /app\n├── debug@4.3.4\n└── express@4.17.1\n\n'.replace('app@ /app', '/app'),
  );
});
