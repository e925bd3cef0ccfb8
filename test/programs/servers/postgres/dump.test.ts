import test from 'ava';
import { readFileSync } from 'node:fs';
import { World } from '../../../../engine/testing.js';

const folder = 'test/programs/servers/postgres/recordings';

function recorded(name: string): string {
  return readFileSync(`${folder}/${name}`, 'utf8');
}

/** A server with the recorded database in it. */
function shop(script = 'dump.sql', stopsOnError = true) {
  const made = new World({ images: ['postgres:15'] });
  made.sh('docker run -d --name db -e POSTGRES_PASSWORD=pw postgres:15; sleep 5');
  made.sh('docker exec db createdb -U postgres -T template0 --locale C.UTF-8 shop');
  made.sh(`cat > /tmp/dump.sql <<'END OF SCRIPT'\n${recorded(script)}END OF SCRIPT`);
  const loaded = made.sh(`docker exec -i db psql -q -U postgres -v ON_ERROR_STOP=${stopsOnError ? '1' : '0'} shop < /tmp/dump.sql`);
  const dump = (options: string): string => {
    const { stdout, stderr } = made.sh(`docker exec db pg_dump -U postgres ${options}`);
    return (stdout + stderr).replaceAll('version 15.6 (Debian 15.6-1.pgdg120+2)', 'version 15');
  };
  return { sh: (line: string) => made.sh(line), dump, loaded, crashes: made.host.crashes };
}

test('a dump is what pg_dump 15 makes of the same database, and makes the same database', t => {
  const { sh, dump, loaded, crashes } = shop();
  t.is(loaded.stderr, '');
  t.is(dump('shop'), recorded('dump.out'));
  t.is(dump('-a --inserts -t orders -t customers shop'), recorded('dump-inserts.out'));
  t.is(dump('-s --clean --if-exists --no-comments -x -O -n shop -n public -T orders shop'), recorded('dump-clean.out'));

  sh('docker exec db pg_dump -U postgres shop > /tmp/shop.sql; docker exec db createdb -U postgres -T template0 --locale C.UTF-8 again');
  t.is(sh('docker exec -i db psql -q -U postgres -v ON_ERROR_STOP=1 again < /tmp/shop.sql').stderr, '');
  t.is(dump('again'), recorded('dump.out'));
  t.is(sh("docker exec db psql -U postgres -Atc 'select name, n from counted' again").stdout, '');
  t.is(sh("docker exec db psql -U postgres -Atc 'insert into customers (name) values (1) returning id, feels' -q again").stdout, '4|ok\n');
  t.deepEqual(crashes, []);
});

test('what cannot be dumped is said', t => {
  const { sh, dump } = shop();
  t.is(dump('-t nothing shop'), 'pg_dump: error: no matching tables were found\n');
  t.is(dump('-s -a shop'), 'pg_dump: error: options -s/--schema-only and -a/--data-only cannot be used together\n');
  t.is(dump('-Fc shop'), 'drydock: pg_dump --format=custom is not simulated\n');
  t.is(dump('-Fq shop'), 'pg_dump: error: invalid output format "q" specified\n');
  t.regex(dump('gone'), /^pg_dump: error: connection to server on socket .* failed: FATAL: {2}database "gone" does not exist\n$/);
  const { code, stderr } = sh('docker exec db pg_dump -U ann shop');
  t.is(code, 1);
  t.is(
    stderr,
    'pg_dump: error: query failed: ERROR:  permission denied for table items\npg_dump: detail: Query was: LOCK TABLE shop.items IN ACCESS SHARE MODE\n',
  );
});

test('functions, procedures and triggers are dumped as pg_dump 15 does it, and can be loaded', t => {
  const { sh, dump, crashes } = shop('routines-told.sql', false);
  t.is(dump('shop'), recorded('dump-routines.out'));
  sh('docker exec db sh -c "pg_dump -U postgres shop > /tmp/shop.sql; createdb -U postgres -T template0 --locale C.UTF-8 again"');
  t.is(sh('docker exec db psql -q -U postgres -v ON_ERROR_STOP=1 -f /tmp/shop.sql again').stderr, '');
  t.is(dump('again'), recorded('dump-routines.out'));
  t.deepEqual(crashes, []);
});

test('pg_dumpall tells of roles and databases, and makes them in another server', t => {
  const made = new World({ images: ['postgres:15'] });
  const sql = (container: string, ...statements: readonly string[]): string => {
    const { stdout, stderr } = made.sh(
      `docker exec ${container} psql -U postgres -qAt ${statements.map(each => `-c "${each}"`).join(' ')} shop || true`,
    );
    return stdout + stderr;
  };
  made.sh(
    'docker run -d --name db -e POSTGRES_PASSWORD=pw postgres:15; docker run -d --name other -e POSTGRES_PASSWORD=pw postgres:15; sleep 5',
  );
  made.sh('docker exec db createuser -U postgres -d ann; docker exec db createdb -U postgres -O ann shop');
  sql(
    'db',
    'create role team',
    'grant team to ann',
    "comment on role ann is 'first'",
    'create table t (a int)',
    'insert into t values (7)',
  );
  t.is(
    made.sh('docker exec db pg_dumpall -U postgres -g --no-role-passwords').stdout,
    `--
-- PostgreSQL database cluster dump
--

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

--
-- Roles
--

CREATE ROLE ann;
ALTER ROLE ann WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
COMMENT ON ROLE ann IS 'first';
CREATE ROLE postgres;
ALTER ROLE postgres WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;
CREATE ROLE team;
ALTER ROLE team WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

--
-- User Configurations
--


--
-- Role memberships
--

GRANT team TO ann GRANTED BY postgres;






--
-- PostgreSQL database cluster dump complete
--

`,
  );
  t.is(made.sh('docker exec db pg_dumpall -U postgres > /tmp/all.sql').code, 0);
  t.is(made.sh('docker exec -i other psql -q -U postgres < /tmp/all.sql').stderr, 'ERROR:  role "postgres" already exists\n');
  t.is(
    sql(
      'other',
      'select * from t',
      "select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where r.rolname = 'team'",
      "select rolcreatedb from pg_roles where rolname = 'ann'",
    ),
    '7\nann\nt\n',
  );
  t.is(
    made.sh('docker exec db vacuumdb -U postgres -a -z; docker exec db reindexdb -U postgres -e shop').stdout,
    'vacuumdb: vacuuming database "postgres"\nvacuumdb: vacuuming database "shop"\nvacuumdb: vacuuming database "template1"\nREINDEX DATABASE shop;\n',
  );
});
