import test from 'ava';
import { World } from '../../../engine/testing.js';

const todo = `const { Client, Pool } = require('pg');
(async () => {
  const client = new Client({ connectionString: 'postgres://postgres:secret@db:5432/postgres' });
  await client.connect();
  await client.query('CREATE TABLE todos (id SERIAL PRIMARY KEY, title TEXT NOT NULL UNIQUE, done BOOLEAN DEFAULT false, tags TEXT[], meta JSONB, price NUMERIC(8,2))');
  const added = await client.query('INSERT INTO todos(title, tags, meta, price) VALUES($1, $2, $3, $4) RETURNING *', ['milk', ['a', 'b "c"'], { x: [1] }, 9.5]);
  console.log(added.command, added.rowCount, added.rows[0]);
  await client.query('INSERT INTO todos(title) VALUES($1)', ['milk']).catch(error => console.log(error.code, error.message, error.detail, error.constraint));
  console.log((await client.query('SELECT 1 AS a; SELECT 2 AS b')).map(result => result.rows));
  await client.end();
  const pool = new Pool({ host: 'db', user: 'postgres', password: 'secret', max: 2 });
  const answers = await Promise.all([1, 2, 3].map(n => pool.query('SELECT $1::int AS n', [n])));
  console.log(answers.map(answer => answer.rows[0].n), pool.totalCount);
  await pool.end();
  for (const options of [{ password: 'wrong' }, { port: 1 }, { database: 'shop', password: 'secret' }])
    await new Client({ host: 'db', user: 'postgres', ...options }).connect().catch(error => console.log(error.code, error.message));
})();`;

test('pg speaks to a PostgreSQL of another container', t => {
  const { sh } = new World({ images: ['node:20', 'postgres:16'] });
  sh('docker network create net; docker run -d --name db --network net -e POSTGRES_PASSWORD=secret postgres:16');
  sh('docker run -d --name app --network net -w /app node:20 sleep 1000000; sleep 5; docker exec app npm install pg');
  t.deepEqual(sh('docker exec -i app node', { stdin: todo }), {
    code: 0,
    stdout: `INSERT 1 {
  id: 1,
  title: 'milk',
  done: false,
  tags: [ 'a', 'b "c"' ],
  meta: { x: [ 1 ] },
  price: '9.50'
}
23505 duplicate key value violates unique constraint "todos_title_key" Key (title)=(milk) already exists. todos_title_key
[ [ { a: 1 } ], [ { b: 2 } ] ]
[ 1, 2, 3 ] 2
28P01 password authentication failed for user "postgres"
ECONNREFUSED connect ECONNREFUSED 172.18.0.2:1
3D000 database "shop" does not exist
`,
    stderr: '',
  });
});
