import test from 'ava';
import { superuser } from '../../../engine/fs/permissions.js';
import { networkedMachine } from '../net/networked-machine.js';

const init =
  "ALTER USER 'root'@'localhost' IDENTIFIED BY 'secret';\nCREATE DATABASE `shop`;\nCREATE USER 'bob'@'%' IDENTIFIED BY 'pw';\nGRANT ALL ON `shop`.* TO 'bob'@'%';\n";

function world() {
  const net = networkedMachine({ files: { '/etc/my.cnf': '[mysqld]\nuser=mysql\n', '/tmp/init.sql': init } });
  for (const folder of ['/var/run/mysqld', '/var/lib/mysql']) {
    net.machine.directory(folder);
    net.machine.mounts.chmod(superuser, folder, 0o1777);
  }
  net.run('mysqld --initialize-insecure --init-file=/tmp/init.sql');
  const server = net.serve('mysqld');
  const env = { MYSQL_PWD: 'pw' };
  const bob = (sql: string): string => {
    const { code, stdout, stderr } = net.machine.run(['mysql', '-ubob', '-h127.0.0.1', 'shop', '-e', sql], {
      env,
      namespaces: { net: net.fabric.host },
    });
    return `${stdout}${stderr}${code === 0 ? '' : `[${String(code)}]\n`}`;
  };
  return { ...net, server, bob };
}

test('rows in and out', t => {
  const { bob } = world();
  bob(
    "create table items (id int auto_increment primary key, name varchar(5) not null, price decimal(6,2) default 1.5); insert into items (name, price) values ('apple', 2), ('pear', 3.25); insert into items (name) values ('fig')",
  );
  t.is(bob('select * from items where price > 1 order by price desc limit 2'), 'id\tname\tprice\n2\tpear\t3.25\n1\tapple\t2.00\n');
  t.is(bob('select count(*), sum(price) s, max(name) from items'), 'count(*)\ts\tmax(name)\n3\t6.75\tpear\n');
  t.is(
    bob("update items set price = 9 where name like 'a%'; delete from items where id = 2; select id, price from items"),
    'id\tprice\n1\t9.00\n3\t1.50\n',
  );
  t.is(bob('select a.name, b.name from items a join items b on a.id < b.id'), 'name\tname\napple\tfig\n');
  t.is(
    bob('describe items'),
    'Field\tType\tNull\tKey\tDefault\tExtra\nid\tint\tNO\tPRI\tNULL\tauto_increment\nname\tvarchar(5)\tNO\t\tNULL\t\nprice\tdecimal(6,2)\tYES\t\t1.50\t\n',
  );
  t.is(bob('start transaction; delete from items; rollback; select count(*) from items'), 'count(*)\n2\n');
});

test('mistakes have their numbers', t => {
  const { bob } = world();
  bob('create table items (id int primary key, name varchar(5) not null)');
  bob("insert into items values (1, 'a')");
  const mistakes: readonly (readonly [string, string])[] = [
    [
      'selec 1',
      "1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'selec 1' at line 1",
    ],
    ['select * from nope', "1146 (42S02) at line 1: Table 'shop.nope' doesn't exist"],
    ['select nope from items', "1054 (42S22) at line 1: Unknown column 'nope' in 'field list'"],
    ["insert into items values (1, 'b')", "1062 (23000) at line 1: Duplicate entry '1' for key 'items.PRIMARY'"],
    ["insert into items values (2, 'too long')", "1406 (22001) at line 1: Data too long for column 'name' at row 1"],
    ['insert into items values (2)', "1136 (21S01) at line 1: Column count doesn't match value count at row 1"],
    ['create database x', "1044 (42000) at line 1: Access denied for user 'bob'@'%' to database 'x'"],
    ['use nodb', "1049 (42000) at line 1: Unknown database 'nodb'"],
    ['drop table zz', "1051 (42S02) at line 1: Unknown table 'shop.zz'"],
    ['select constructor(1)', '1305 (42000) at line 1: FUNCTION shop.constructor does not exist'],
  ];
  for (const [sql, message] of mistakes) t.is(bob(sql), `ERROR ${message}\n[1]\n`);
});

test('who may connect', t => {
  const { show } = world();
  const warning = 'mysql: [Warning] Using a password on the command line interface can be insecure.\n';
  t.is(show('mysql -uroot -e x'), "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)\n[1]\n");
  t.is(show('mysql -uroot -psecret -Ne show\tdatabases'), `information_schema\nmysql\nperformance_schema\nshop\nsys\n${warning}`);
  t.is(show('mysql -h nohost'), "ERROR 2005 (HY000): Unknown MySQL server host 'nohost' (-2)\n[1]\n");
  t.is(show('mysql -h 127.0.0.1 -P 3307'), "ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1:3307' (111)\n[1]\n");
});

test('data outlives the server', t => {
  const { bob, serve, server, show, machine } = world();
  bob('create table `odd/name` (id int); insert into `odd/name` values (7)');
  server.process.kill('SIGTERM');
  machine.advance(500);
  t.deepEqual(server.process.exit?.status, { kind: 'exited', code: 0 });
  t.is(
    show('mysql -uroot'),
    "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)\n[1]\n",
  );
  serve('mysqld');
  t.is(bob('select * from `odd/name`'), 'id\n7\n');
});

test('the monitor on a terminal', t => {
  const { machine, fabric } = world();
  const monitor = machine.interact(['mysql', '-ubob', '-h127.0.0.1'], { env: { MYSQL_PWD: 'pw' }, namespaces: { net: fabric.host } });
  const say = (keys: string): string => {
    monitor.type(keys);
    machine.advance(100);
    return monitor.shown().replaceAll('\r', '');
  };
  machine.advance(100);
  t.regex(monitor.shown(), /Server version: 8\.0\.36 MySQL Community Server - GPL/);
  t.is(say('use shop\n'), 'use shop\nDatabase changed\nmysql> ');
  t.is(say('select 1 as one,\n'), 'select 1 as one,\n    -> ');
  t.is(
    say("'가나' as two;\n"),
    "'가나' as two;\n+-----+--------+\n| one | two    |\n+-----+--------+\n|   1 | 가나   |\n+-----+--------+\n1 row in set (0.00 sec)\n\nmysql> ",
  );
  t.is(say('create table x (id int);\n'), 'create table x (id int);\nQuery OK, 0 rows affected (0.00 sec)\n\nmysql> ');
  t.is(say('exit\n'), 'exit\nBye\n');
});

test('scripts with lines for the client, comments and files', t => {
  const net = world();
  const script = 'use shop\n-- one\nselect 1 as a;\n/* two */\nselect 2 as b\\G\nsource /tmp/none\n';
  net.machine.file('/tmp/script.sql', script);
  const run = (sql: string): string => {
    const { stdout, stderr } = net.machine.run(['mysql', '-ubob', '-h127.0.0.1'], {
      env: { MYSQL_PWD: 'pw' },
      namespaces: { net: net.fabric.host },
      stdin: sql,
    });
    return stdout + stderr;
  };
  const shown = 'a\n1\n*************************** 1. row ***************************\nb: 2\n';
  t.is(run(script), `${shown}ERROR at line 6: Failed to open file '/tmp/none', error: 2\n`);
  t.is(run('source /tmp/script.sql\nselect 3;'), `${shown}ERROR at line 6: Failed to open file '/tmp/none', error: 2\n`);
  t.is(run('select 1 as one;\n-- Dump completed\n'), 'one\n1\n');
});
