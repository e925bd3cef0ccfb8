import test from 'ava';
import { sqlMachine, type SqlMachine } from './sql-machine.js';

/** Two clients at their prompts. */
function clients({ net: { machine, fabric } }: SqlMachine, ...setup: readonly string[]) {
  return [1, 2].map(() => {
    const terminal = machine.interact(['client', '-uroot', '-N'], { namespaces: { net: fabric.host } });
    const say = (sql: string, ms = 100): string => {
      terminal.shown();
      terminal.type(`${sql};\n`);
      machine.advance(ms);
      const lines = terminal.shown().replaceAll('\r', '').split('\n').slice(1);
      return lines
        .filter(line => !/^(\+-.*|mysql> |)$/.test(line) && !/^(Query OK|\d+ rows? in set|Rows matched|Database changed)/.test(line))
        .join('\n');
    };
    machine.advance(100);
    for (const sql of setup) say(sql);
    return say;
  });
}

const noSay = (): string => '';

test('what one session has not committed the other does not see', t => {
  const machine = sqlMachine('8.0.36');
  machine.run('create database shop; create table shop.t (id int primary key, n int); insert into shop.t values (1, 10), (2, 20)');
  const [a = noSay, b = noSay] = clients(machine, 'use shop');
  a('begin');
  a('update t set n = 11 where id = 1');
  t.is(b('select n from t where id = 1'), '|   10 |');
  b('begin');
  t.is(b('select n from t where id = 2'), '|   20 |');
  a('commit');
  t.is(b('select n from t where id = 1'), '|   10 |', 'a repeatable read');
  b('commit');
  t.is(b('select n from t where id = 1'), '|   11 |');
});

test('locks: waiting, giving up, a deadlock', t => {
  const machine = sqlMachine('8.0.36');
  machine.run('create database shop; create table shop.t (id int primary key, n int); insert into shop.t values (1, 10), (2, 20)');
  const [a = noSay, b = noSay] = clients(machine, 'use shop');
  a('begin');
  a('update t set n = 1 where id = 1');
  t.is(b('update t set n = 2 where id = 1', 60_000), 'ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction');
  b('begin');
  b('update t set n = 3 where id = 2');
  t.is(a('update t set n = 4 where id = 2'), '', 'it waits');
  t.is(b('update t set n = 5 where id = 1'), 'ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction');
  a('commit');
  t.is(b('select n from t order by id'), '|    1 |\n|    4 |');
});

test('a killed server has what was committed', t => {
  const machine = sqlMachine('8.0.36');
  machine.run(
    'create database shop; use shop; create table t (id int auto_increment primary key, name varchar(10), at date, price decimal(5,2), raw blob, doc json)',
  );
  machine.run(
    `use shop; insert into t (name, at, price, raw, doc) values ('가', '2024-02-29', 1.50, x'00ff', '{"a":[1,2.5,null]}'); update t set name = '나'; create view v as select name from t`,
  );
  machine.run('use shop; begin; delete from t');
  machine.server.process.kill('SIGKILL');
  machine.net.machine.advance(100);
  machine.restart();
  t.is(
    machine.show(
      'select id, name, at, price, hex(raw), doc from shop.t; select * from shop.v; insert into shop.t () values (); select max(id) from shop.t',
    ),
    '1\t나\t2024-02-29\t1.50\t00FF\t{"a": [1, 2.5, null]}\n나\n2\n',
  );
});

test('statements without end are ended', t => {
  const { show } = sqlMachine('8.0.36');
  show('create database shop; create table shop.n (a int); insert into shop.n values (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)');
  const limit = 'ERROR 3024 (HY000) at line 1: Query execution was interrupted, maximum statement execution time exceeded\n';
  t.is(
    show(
      'select count(*) from shop.n a, shop.n b, shop.n c, shop.n d, shop.n e, shop.n f, shop.n g, shop.n h where a.a + b.a < 0 or h.a = 3',
    ),
    limit.replace('3024 (HY000)', '1038 (HY001)').replace(/:.*/, ': Out of sort memory, consider increasing server sort buffer size'),
  );
  t.is(
    show('with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r'),
    'ERROR 3636 (HY000) at line 1: Recursive query aborted after 1001 iterations. Try increasing @@cte_max_recursion_depth to a larger value.\n',
  );
  t.is(show('select benchmark(1000000000000, 1)'), limit);
  t.is(
    show(`select ${'('.repeat(500)}1${')'.repeat(500)}`),
    'ERROR 1436 (HY000) at line 1: Thread stack overrun: the statement is nested too deeply\n',
  );
  t.is(show('select repeat(repeat("x", 1000000), 1000000)'), 'NULL\n');
  t.is(
    show(
      'create table shop.__proto__ (constructor int, toString int); insert into shop.__proto__ values (1, 2); select constructor, toString from shop.__proto__',
    ),
    '1\t2\n',
  );
  t.is(show("select 'a' regexp '(a+)+$', 'x' like '%%%%%%%%%%%%%%%%%%%%%%%%%%%%y'"), '1\t0\n');
});

test('what only MySQL 8 says', t => {
  const { show } = sqlMachine('8.0.36');
  show('create database shop');
  const inShop = (sql: string): string => show(`use shop; ${sql}`);
  inShop('create table p (id int primary key, age int check (age > 0)); insert into p values (1, 5); create table c (pid bigint, big int)');
  t.is(inShop('insert into p values (1, 1)'), "ERROR 1062 (23000) at line 1: Duplicate entry '1' for key 'p.PRIMARY'\n");
  t.is(inShop('insert into p values (2, 0)'), "ERROR 3819 (HY000) at line 1: Check constraint 'p_chk_1' is violated.\n");
  t.is(
    inShop('alter table c add foreign key (pid) references p (id)'),
    "ERROR 3780 (HY000) at line 1: Referencing column 'pid' and referenced column 'id' in foreign key constraint 'c_ibfk_1' are incompatible.\n",
  );
  t.is(
    inShop('create table d (x int, foreign key (x) references nope (id))'),
    "ERROR 1824 (HY000) at line 1: Failed to open the referenced table 'nope'\n",
  );
  t.is(
    inShop('select id, age from p group by age'),
    "ERROR 1055 (42000) at line 1: Expression #1 of SELECT list is not in GROUP BY clause and contains nonaggregated column 'shop.p.id' which is not functionally dependent on columns in GROUP BY clause; this is incompatible with sql_mode=only_full_group_by\n",
  );
  t.is(
    inShop('select id, count(*) from p'),
    "ERROR 1140 (42000) at line 1: In aggregated query without GROUP BY, expression #1 of SELECT list contains nonaggregated column 'shop.p.id'; this is incompatible with sql_mode=only_full_group_by\n",
  );
  t.is(
    inShop("load data local infile 'x' into table p"),
    'ERROR 3948 (42000) at line 1: Loading local data is disabled; this must be enabled on both the client and server sides\n',
  );
  t.is(
    inShop("load data infile 'x' into table p"),
    'ERROR 1290 (HY000) at line 1: The MySQL server is running with the --secure-file-priv option so it cannot execute this statement\n',
  );
  t.is(inShop('create table groups (rank int)').slice(0, 18), 'ERROR 1064 (42000)');
  t.is(inShop('create procedure f() select 1'), 'ERROR 1235 (42000) at line 1: drydock: CREATE PROCEDURE is not simulated\n');
  t.is(
    inShop('show create table p'),
    'p\tCREATE TABLE `p` (\\n  `id` int NOT NULL,\\n  `age` int DEFAULT NULL,\\n  PRIMARY KEY (`id`),\\n  CONSTRAINT `p_chk_1` CHECK ((`age` > 0))\\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\n',
  );
});

test("Korean in tables of MySQL 5.7's own character set", t => {
  const { show } = sqlMachine('5.7.44');
  t.is(
    show(
      "create database shop; use shop; create table a (n varchar(9)); insert into a values ('한글'); create table b (n varchar(9)) charset utf8mb4; insert into b values ('한글'); select n, length(n) from b; show create table a",
    ),
    "한글\t6\na\tCREATE TABLE `a` (\\n  `n` varchar(9) DEFAULT NULL\\n) ENGINE=InnoDB DEFAULT CHARSET=latin1\nERROR 1366 (HY000) at line 1: Incorrect string value: '\\xED\\x95\\x9C\\xEA\\xB8\\x80' for column 'n' at row 1\n",
  );
});
