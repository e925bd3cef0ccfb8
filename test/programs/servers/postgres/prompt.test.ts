import test from 'ava';
import { World } from '../../../../engine/testing.js';

/** A terminal at the prompt of psql, and what it shows for what is typed. */
function typist() {
  const made = new World({ images: ['postgres:16'] });
  made.sh('docker run -d --name db -e POSTGRES_PASSWORD=pw postgres:16; sleep 5');
  const open = (options: string) => {
    const screen = made.terminal(`docker exec -it db psql -U postgres ${options}`);
    let before = 0;
    const type = (keys: string): string => {
      before = screen.shown.length;
      screen.type(keys);
      return screen.shown.slice(before).replaceAll('\r', '');
    };
    return { screen, type };
  };
  return { sh: made.sh, open };
}

const up = '\x1b[A';

test('prompts tell what is open, ^C gives a statement up, ^D ends', t => {
  const { sh, open } = typist();
  const { screen, type } = open('');
  t.is(screen.shown.replaceAll('\r', ''), 'psql (16.2 (Debian 16.2-1.pgdg120+2))\nType "help" for help.\n\npostgres=# ');
  t.is(type('select (1\n'), 'select (1\npostgres(# ');
  t.is(type(") as a, '\n"), ") as a, '\npostgres'# ");
  t.is(type('\x03'), '^C\npostgres=# ');
  t.is(type('select\n'), 'select\npostgres-# ');
  t.is(type('quit\n'), 'quit\nUse \\q to quit.\npostgres-# ');
  t.is(type('\x03'), '^C\npostgres=# ');
  t.is(type('begin;\n'), 'begin;\nBEGIN\npostgres=*# ');
  t.is(type('rollback;\n'), 'rollback;\nROLLBACK\npostgres=# ');
  t.is(type('create role ann login;\n'), 'create role ann login;\nCREATE ROLE\npostgres=# ');
  t.is(type('\\c postgres ann\n'), '\\c postgres ann\nYou are now connected to database "postgres" as user "ann".\npostgres=> ');
  type('\x04');
  t.deepEqual(screen.finish().code, 0);
  t.regex(screen.shown, /postgres=> \\q\r\n$/);
  t.is(sh('docker exec db cat /root/.psql_history').stdout, 'begin;\nrollback;\ncreate role ann login;\n\\c postgres ann\n');
});

test('lines can be edited, and the history outlives the session with whole statements', t => {
  const { open } = typist();
  const first = open('-At');
  t.regex(first.type('elect 40 + 2;\x01s\n'), /\n42\npostgres=# $/);
  t.regex(first.type('select\n7;\n'), /\n7\npostgres=# $/);
  first.type('\\q\n');
  t.is(first.screen.finish().code, 0);
  const second = open('-At');
  t.regex(second.type(`${up}${up}\n`), /\n7\npostgres=# $/);
  t.regex(second.type(`${up.repeat(4)}\n`), /\n42\npostgres=# $/);
});

test('Tab puts in keywords, tables, columns and databases', t => {
  const { open } = typist();
  const { type } = open('');
  type('create table customers (id int, name text); create table orders (id int);\n');
  t.is(type('sel\t'), 'select ');
  t.is(type('* from cu\t'), '* from customers ');
  t.is(type('where na\t'), 'where name ');
  t.is(type("= 'x';\n"), "= 'x';\n id | name \n----+------\n(0 rows)\n\npostgres=# ");
  t.is(type('DROP TAB\tord\t;\n'), 'DROP TABLE orders ;\nDROP TABLE\npostgres=# ');
  t.is(type('\\c templ\t'), '\\c template');
  type('\x03');
  t.is(type('\\conni\t'), '\\conninfo ');
});

test('^C ends \\watch, a COPY and a branch that is passed over', t => {
  const { open } = typist();
  const { screen, type } = open('-q');
  t.regex(
    type('select 7 as seven \\watch 1\n'),
    /^select 7 as seven \\watch 1\n(\w{3} \d\d \w{3} \d{4} \d\d:\d\d:\d\d [AP]M UTC \(every 1s\)\n\n seven \n-------\n {5}7\n\(1 row\)\n\n)+$/,
  );
  t.regex(type('\x03'), /\^C\npostgres=# $/);
  type('create table t (a int);\n');
  t.regex(type('copy t from stdin;\n1\n'), /\n>> 1\n>> $/);
  t.is(type('\x03'), '^C\nERROR:  COPY from stdin failed: canceled by user\nCONTEXT:  COPY t, line 2\npostgres=# ');
  t.is(type('\\if false\n'), '\\if false\npostgres@# ');
  t.is(type('select 1;\n'), 'select 1;\nquery ignored; use \\endif or Ctrl-C to exit current \\if block\npostgres@# ');
  t.is(type('\x03'), '^C\npostgres=# ');
  type('\\q\n');
  t.is(screen.finish().code, 0);
});
