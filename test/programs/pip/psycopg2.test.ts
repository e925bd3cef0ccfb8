import test from 'ava';
import { World } from '../../../engine/testing.js';

const app = String.raw`import datetime, decimal
import psycopg2
from psycopg2.extras import Json, RealDictCursor, execute_values

conn = psycopg2.connect(host='db', user='postgres', password='secret', dbname='postgres')
with conn, conn.cursor() as cur:
    cur.execute('CREATE TABLE t (id serial PRIMARY KEY, name text UNIQUE, price numeric(8,2), at timestamp, ok boolean, data jsonb)')
    cur.execute('INSERT INTO t (name, price, at, ok, data) VALUES (%s, %s, %s, %s, %s) RETURNING id',
                ("O'Neil", decimal.Decimal('9.90'), datetime.datetime(2024, 1, 2, 3, 4, 5), True, Json({'a': [1]})))
    print(cur.fetchone(), cur.rowcount, cur.statusmessage)
    execute_values(cur, 'INSERT INTO t (name, price) VALUES %s', [('x', 1), ('y', 2.5)])
with conn.cursor(cursor_factory=RealDictCursor) as cur:
    cur.execute('SELECT name, price, at, ok, data FROM t WHERE id < %(limit)s', {'limit': 3})
    for row in cur:
        print(dict(row))
for query in ['SELECT * FROM nope', 'SELECT 1', "INSERT INTO t (name) VALUES ('x')"]:
    try:
        conn.cursor().execute(query)
    except psycopg2.Error as error:
        print(type(error).__name__, error.pgcode, error)
    if query == 'SELECT 1':
        conn.rollback()
try:
    psycopg2.connect('postgresql://postgres:wrong@db/postgres')
except psycopg2.OperationalError as error:
    print(error)
`;

test('psycopg2 keeps rows in PostgreSQL, gives values their types, and tells what is wrong in its words', t => {
  const world = new World({ images: ['python:3.12-slim', 'postgres:15'] });
  const { sh } = world;
  sh('docker network create app');
  sh('docker run -d --name db --network app -e POSTGRES_PASSWORD=secret postgres:15');
  world.advance(10_000);
  sh('docker run -d --name py --network app python:3.12-slim sleep 100000');
  t.is(sh('docker exec py pip install -q --root-user-action=ignore psycopg2-binary').code, 0);
  t.deepEqual(sh('docker exec -i py python -', { stdin: app }), {
    code: 0,
    stderr: '',
    stdout: `(1,) 1 INSERT 0 1
{'name': "O'Neil", 'price': Decimal('9.90'), 'at': datetime.datetime(2024, 1, 2, 3, 4, 5), 'ok': True, 'data': {'a': [1]}}
{'name': 'x', 'price': Decimal('1.00'), 'at': None, 'ok': None, 'data': None}
UndefinedTable 42P01 relation "nope" does not exist
LINE 1: SELECT * FROM nope
                      ^

InFailedSqlTransaction 25P02 current transaction is aborted, commands ignored until end of transaction block

UniqueViolation 23505 duplicate key value violates unique constraint "t_name_key"
DETAIL:  Key (name)=(x) already exists.

connection to server at "db" (172.18.0.2), port 5432 failed: FATAL:  password authentication failed for user "postgres"

`,
  });
});
