import test from 'ava';
import { world } from '../../engine/testing.js';
import { attackAll, type Attack } from './attack.js';

const bystander = { name: 'bystander' };

const psql = (sql: string, steps: number, status: number, says?: RegExp): Attack => [
  `docker exec box psql -U postgres -c "set statement_timeout = 500" -c "${sql}"`,
  steps,
  status,
  says,
];

test('PostgreSQL refuses what has no end or measure', t => {
  const box = world({ images: ['postgres'], containers: [bystander] });
  box.sh('docker run -d --name box -e POSTGRES_PASSWORD=x postgres; sleep 5');
  attackAll(t, box, [
    psql("with recursive t(n) as (select 'a' union all select n || n from t) select length(n) from t", 200, 1, /too large/),
    psql('select count(*) from generate_series(1, 1000000000000)', 110_000, 1, /canceling statement due to statement timeout/),
    psql("do 'begin loop end loop; end'", 110_000, 1, /canceling statement due to statement timeout/),
    psql("select format('%1000000000s', 'a')", 200, 1, /too large/),
    psql("select string_agg(repeat('a', 10000), '') from generate_series(1, 1000000)", 400, 1, /too large/),
    psql("select repeat('x', 1000000) from generate_series(1, 1000000) order by 1", 2000, 1, /in memory is not simulated/),
    psql(
      "create function f(i int) returns int language sql as 'select 1'; create or replace function f(i int) returns int language sql as 'select f(i + 1)'; select f(1)",
      200,
      1,
      /stack depth limit exceeded/,
    ),
    psql('create view v as select 1 a; create or replace view v as select a from v; select * from v', 200, 1, /stack depth/),
    psql("select 'a' ~ repeat('(', 10000)", 200, 1, /invalid regular expression/),
    psql("select repeat('a%', 10000) like repeat('%a', 5000) || 'b'", 200, 0),
    psql('select constructor from pg_class', 200, 1, /column "constructor" does not exist/),
    [
      `docker exec box bash -c 'echo "select \\$\\$$(yes "[" | head -20000 | tr -d "\\n")\\$\\$::json" | psql -U postgres'`,
      400,
      0,
      /stack depth limit exceeded/,
    ],
    [
      `docker exec box bash -c 'for i in 1 2 3; do exec 3<>/dev/tcp/127.0.0.1/5432; head -c 3000 /dev/urandom >&3; timeout 1 cat <&3 | wc -c; done'`,
      800,
      0,
    ],
    [
      `docker exec box bash -c 'exec 3<>/dev/tcp/127.0.0.1/5432; printf "\\x7f\\xff\\xff\\xff\\0\\3\\0\\0" >&3; head -c 300000 /dev/zero >&3; cat <&3 | tr -cd "[:print:]"'`,
      400,
      0,
      /invalid length of startup packet/,
    ],
    ['docker exec box sh -c "head -c 3000 /dev/urandom | psql -U postgres 2>&1 | wc -c"', 400, 0],
    ['docker exec box sh -c "rm -rf /var/lib/postgresql/data/*; psql -U postgres -c \'create table q (a int)\'; kill -9 1"', 400, 0],
  ]);
});

const mysql = (sql: string, steps: number, status: number, says?: RegExp): Attack => [
  `docker exec box mysql -px -e "${sql}"`,
  steps,
  status,
  says,
];

test('MySQL refuses what has no end or measure', t => {
  const box = world({ images: ['mysql'], containers: [bystander] });
  box.sh('docker run -d --name box -e MYSQL_ROOT_PASSWORD=x mysql; sleep 20');
  attackAll(t, box, [
    mysql(
      'with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t',
      200,
      1,
      /aborted after 1001 iterations/,
    ),
    mysql("select length(repeat('a', 10000000000))", 200, 0, /NULL/),
    mysql('select benchmark(1000000000000, 1 + 1)', 200, 1, /ERROR/),
    mysql('select pow(9, pow(9, 9))', 200, 1, /out of range/),
    mysql("select 'a' regexp repeat('(', 10000)", 200, 1, /ERROR/),
    mysql('select hasOwnProperty(1)', 200, 1, /FUNCTION hasownproperty does not exist/),
    mysql('select @@constructor', 200, 1, /Unknown system variable 'constructor'/),
    [`docker exec box sh -c '(echo "select "; head -c 30000 /dev/zero | tr "\\0" "("; echo ";") | mysql -px'`, 400, 1, /nested too deeply/],
    [
      `docker exec box bash -c 'exec 3<>/dev/tcp/127.0.0.1/3306; printf "\\xff\\xff\\xff\\1" >&3; head -c 4000000 /dev/zero >&3; timeout 1 cat <&3 | wc -c'`,
      2500,
      0,
    ],
    [
      `docker exec box bash -c 'for i in 1 2 3; do exec 3<>/dev/tcp/127.0.0.1/3306; head -c 3000 /dev/urandom >&3; timeout 1 cat <&3 | wc -c; done'`,
      800,
      0,
    ],
    [
      `docker exec box bash -c 'for i in {1..200}; do exec {fd}<>/dev/tcp/127.0.0.1/3306; done; mysql -px -h 127.0.0.1 -Ne "select 42"'`,
      8000,
      undefined,
    ],
    mysql('select 42', 200, 0, /42/),
  ]);
});

test('redis refuses what has no measure', t => {
  const box = world({ images: ['redis'], containers: [bystander] });
  box.sh('docker run -d --name box redis; sleep 1');
  attackAll(t, box, [
    ['docker exec box redis-cli setrange a 536870900 b', 200, 0, /ERR/],
    ['docker exec box redis-cli setrange a 4294967295 b', 200, 0, /string exceeds maximum allowed size/],
    ['docker exec box redis-cli incrby a 99999999999999999999', 200, 0, /not an integer or out of range/],
    [
      'docker exec box sh -c "redis-cli set __proto__ 1; redis-cli get toString; redis-cli constructor"',
      400,
      0,
      /unknown command 'constructor'/,
    ],
    [
      'docker exec box sh -c "head -c 3000 /dev/urandom | redis-cli | wc -l; redis-cli -x set big < /dev/zero"',
      12_000,
      1,
      /Cannot allocate memory/,
    ],
    ['docker exec box redis-cli ping', 200, 0, /^PONG\n$/],
  ]);
});

const mongosh = (code: string, steps: number, status: number | undefined, says?: RegExp): Attack => [
  `docker exec box mongosh --quiet --eval '${code}'`,
  steps,
  status,
  says,
];

test('MongoDB refuses what has no measure', t => {
  const box = world({ images: ['mongo'], containers: [bystander] });
  box.sh('docker run -d --name box mongo; sleep 5');
  attackAll(
    t,
    box,
    [
      mongosh('db.c.find({ a: { $constructor: 1 } })', 6000, 1, /unknown operator: \$constructor/),
      mongosh('db.runCommand({ constructor: 1 })', 6000, 1, /no such command: .constructor/),
      mongosh('const a = {}; a.a = a; db.c.insertOne(a)', 6000, 1),
      [
        `docker exec box bash -c 'for i in 1 2 3; do exec 3<>/dev/tcp/127.0.0.1/27017; head -c 3000 /dev/urandom >&3; timeout 1 cat <&3 | wc -c; done'`,
        800,
        0,
      ],
      [
        `docker exec box bash -c 'exec 3<>/dev/tcp/127.0.0.1/27017; printf "\\xff\\xff\\xff\\x7f\\1\\0\\0\\0\\0\\0\\0\\0\\xdd\\7\\0\\0" >&3; timeout 1 cat <&3 | wc -c'`,
        400,
        0,
      ],
      mongosh('1 + 1', 6000, 0, /^2\n$/),
    ],
    /InvariantError|\.js:\d+:\d+/,
  );
});
