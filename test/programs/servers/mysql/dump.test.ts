import test from 'ava';
import { sqlMachine } from './sql-machine.js';

test('a dump makes the same database again', t => {
  const { net, run, show } = sqlMachine('8.0.36');
  run(
    `create database shop; use shop; create table a_child (id int primary key auto_increment, p int, foreign key (p) references parent (id));`.replace(
      'use shop;',
      'use shop; set foreign_key_checks = 0;',
    ),
  );
  run(
    `use shop; create table parent (id int primary key, name varchar(20), raw blob, at date, g int as (id * 2)); insert into parent (id, name, raw, at) values (1, 'it''s 한글\\n', x'00ff27', '2024-02-29'), (2, null, '', null); insert into a_child (p) values (1), (2); create view v as select name from parent`,
  );
  const dump = (): string => net.run('mysqldump -uroot --databases shop').stdout;
  const first = dump();
  run('drop database shop');
  t.deepEqual(run(first), { ...run(''), stdout: '', stderr: '' });
  t.is(dump(), first);
  t.is(
    show('select id, name, hex(raw), g from shop.parent; select p from shop.a_child; select count(*) from shop.v'),
    "1\tit's 한글\\n\t00FF27\t2\n2\tNULL\t\t4\n1\n2\n2\n",
  );
});
