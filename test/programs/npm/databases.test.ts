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

const notes = `const { MongoClient, ObjectId } = require('mongodb');
(async () => {
  const client = await MongoClient.connect('mongodb://root:example@db:27017/');
  const notes = client.db('shop').collection('notes');
  await notes.insertOne({ _id: new ObjectId('65a000000000000000000001'), title: 'milk', at: new Date(0), tags: ['a'], price: 1.5 });
  console.log(await notes.insertMany([{ _id: 2, n: 2 }, { _id: 3, n: 3 }]));
  console.log(await notes.findOne({ title: 'milk' }), await notes.find({ n: { $gt: 1 } }).sort({ n: -1 }).toArray());
  console.log(await notes.updateOne({ _id: 2 }, { $set: { done: true }, $inc: { n: 5 } }));
  console.log(await notes.findOneAndUpdate({ _id: 2 }, { $unset: { done: 1 } }, { returnDocument: 'after' }), await notes.countDocuments());
  await notes.insertOne({ _id: 3 }).catch(error => console.log(error.name, error.code, error.message));
  await notes.insertMany(Array.from({ length: 250 }, (_, i) => ({ i })));
  console.log((await notes.find({ i: { $exists: true } }).toArray()).length, (await notes.deleteMany({ i: { $gte: 10 } })).deletedCount);
  await client.close();
  await MongoClient.connect('mongodb://root:wrong@db').catch(error => console.log(error.name, error.code, error.message));
  await MongoClient.connect('mongodb://gone', { serverSelectionTimeoutMS: 1000 }).catch(error => console.log(error.name, error.message));
})();`;

test('mongodb speaks to a MongoDB of another container', t => {
  const { sh } = new World({ images: ['node:20', 'mongo'] });
  sh('docker network create net');
  sh('docker run -d --name db --network net -e MONGO_INITDB_ROOT_USERNAME=root -e MONGO_INITDB_ROOT_PASSWORD=example mongo');
  sh('docker run -d --name app --network net -w /app node:20 sleep 1000000; sleep 8; docker exec app npm install mongodb');
  t.deepEqual(sh('docker exec -i app node', { stdin: notes }), {
    code: 0,
    stdout: `{
  acknowledged: true,
  insertedCount: 2,
  insertedIds: { '0': 2, '1': 3 }
}
{
  _id: new ObjectId('65a000000000000000000001'),
  title: 'milk',
  at: 1970-01-01T00:00:00.000Z,
  tags: [ 'a' ],
  price: 1.5
} [ { _id: 3, n: 3 }, { _id: 2, n: 2 } ]
{
  acknowledged: true,
  modifiedCount: 1,
  upsertedId: null,
  upsertedCount: 0,
  matchedCount: 1
}
{ _id: 2, n: 7 } 3
MongoServerError 11000 E11000 duplicate key error collection: shop.notes index: _id_ dup key: { _id: 3 }
250 240
MongoServerError 18 Authentication failed.
MongoServerSelectionError getaddrinfo ENOTFOUND gone
`,
    stderr: '',
  });
});
