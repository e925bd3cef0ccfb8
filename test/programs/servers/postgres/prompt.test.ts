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
