import test from 'ava';
import { readFileSync } from 'node:fs';
import { World } from '../../../../engine/testing.js';

const folder = 'test/programs/servers/postgres/recordings';

function world(run = '-e POSTGRES_PASSWORD=pw') {
  const made = new World({ images: ['postgres:15'] });
  made.sh(`docker run -d --name db ${run} postgres:15; sleep 5`);
  const sql = (text: string, options = ''): string => {
    const { stdout, stderr } = made.sh(`docker exec db psql -U postgres ${options} -c "${text}"`);
    return stdout + stderr;
  };
  return { sh: (line: string) => made.sh(line), sql, crashes: made.host.crashes };
}

for (const name of [
  'first-steps',
  'types-and-definitions',
  'psql-commands',
  'functions-and-triggers',
  'procedural-code',
  'formatting',
  'constraints-and-sequences',
  'routines-told',
  'copy-files',
  'json-inside-json',
]) {
  test(`${name} as PostgreSQL 15 prints it`, t => {
    const { sh, crashes } = world();
    sh(
      `cat > /tmp/script.sql <<'END OF SCRIPT'\n${readFileSync(`${folder}/${name}.sql`, 'utf8')}END OF SCRIPT\ndocker cp /tmp/script.sql db:/script.sql`,
    );
    sh('docker exec db createdb -U postgres -T template0 --locale C.UTF-8 shop');
    const { stdout } = sh('docker exec db sh -c "psql -X -U postgres -d shop -f - < /script.sql 2>&1"');
    t.is(stdout, readFileSync(`${folder}/${name}.out`, 'utf8'));
    t.deepEqual(crashes, []);
  });
}

test('without a password the entrypoint says what is missing', t => {
  const { sh } = world('');
  t.is(sh('docker logs db').stderr.split('\n')[0], 'Error: Database is uninitialized and superuser password is not specified.');
  t.is(sh('docker inspect -f {{.State.ExitCode}} db').stdout, '1\n');
});

test('a database of its own, a user of its own, a password over TCP', t => {
  const { sh } = world('-e POSTGRES_PASSWORD=secret -e POSTGRES_USER=ann -e POSTGRES_DB=shop');
  const ask = (password: string) =>
    sh(`docker exec -e PGPASSWORD=${password} db psql -h 127.0.0.1 -U ann -d shop -Atc 'select current_user'`);
  t.is(ask('secret').stdout, 'ann\n');
  sh('docker network create net; docker network connect net db');
  const other = (password: string) =>
    sh(`docker run --rm --network net -e PGPASSWORD=${password} postgres:15 psql -h db -U ann -d shop -Atc 'select 1'`);
  t.is(other('secret').stdout, '1\n');
  t.regex(other('wrong').stderr, /FATAL: {2}password authentication failed for user "ann"\n$/);
});

test('rows outlive a stop, a kill and the container when they lie in a volume', t => {
  const { sh, sql } = world('-e POSTGRES_PASSWORD=pw -v data:/var/lib/postgresql/data');
  sql('create table t (a int); insert into t values (1)');
  sh('docker restart db; sleep 2');
  t.is(sql('insert into t values (2); select sum(a) from t', '-At'), 'INSERT 0 1\n3\n');
  sh('docker kill db; docker start db; sleep 2');
  t.is(sql('select sum(a) from t', '-At'), '3\n');
  t.regex(sh('docker logs db').stderr, /database system was not properly shut down; automatic recovery in progress/);
  sh('docker rm -f db; docker run -d --name db -e POSTGRES_PASSWORD=pw -v data:/var/lib/postgresql/data postgres:15; sleep 2');
  t.is(sql('select sum(a) from t', '-At'), '3\n');
  t.regex(sh('docker logs db').stdout, /PostgreSQL Database directory appears to contain a database; Skipping initialization/);
});

test('who waits for a row sees what was committed', t => {
  const { sh, sql } = world();
  sql('create table t (a int); insert into t values (1)');
  sh("docker exec -d db psql -U postgres -c 'begin' -c 'update t set a = 10' -c 'select pg_sleep(3)' -c 'commit'; sleep 1");
  t.is(sql('select a from t', '-At'), '1\n');
  t.is(sql('update t set a = a + 1 returning a', '-At'), '11\nUPDATE 1\n');
});

test('hostile statements end, and the server goes on', t => {
  const { sql, crashes } = world();
  t.regex(
    sql('select count(*) from (select n from generate_series(1, 1e12::bigint) n order by 1) q'),
    /^ERROR: {2}drydock: a statement that keeps more than/,
  );
  t.regex(sql(`select ${'('.repeat(3000)}1${')'.repeat(3000)}`), /^ERROR: {2}stack depth limit exceeded/);
  t.is(sql("set statement_timeout = 0; select repeat('x', 1000000000)"), 'SET\nERROR:  requested length too large\n');
  sql("create function f(n int) returns int language plpgsql as 'begin return f(n + 1); end'");
  t.regex(sql('select f(1)'), /^ERROR: {2}stack depth limit exceeded/);
  sql("create function g() returns int language plpgsql as 'begin loop null; end loop; end'");
  t.regex(sql('select g()'), /^ERROR: {2}drydock: a function of an expression that takes millions of steps is not simulated/);
  t.regex(
    sql("set statement_timeout = '1s'; do 'begin loop null; end loop; end'"),
    /^SET\nERROR: {2}canceling statement due to statement timeout\n/,
  );
  t.is(sql('select 1', '-At'), '1\n');
  t.deepEqual(crashes, []);
});

test('a statement that takes longer than statement_timeout is cancelled', t => {
  const { sh, sql } = world();
  t.is(sql("set statement_timeout = '1s'; select pg_sleep(5)"), 'SET\nERROR:  canceling statement due to statement timeout\n');
  t.is(sql("set statement_timeout = '2s'; select 1; select pg_sleep(1)", '-At'), 'SET\n1\n\n');
  sql('create table t (a int); insert into t values (1)');
  sh("docker exec -d db psql -U postgres -c 'begin' -c 'update t set a = 10' -c 'select pg_sleep(30)'; sleep 1");
  t.regex(sql("set statement_timeout = '1s'; update t set a = 2"), /^SET\nERROR: {2}canceling statement due to statement timeout\n/);
  t.regex(sql("set statement_timeout = '1s'; drop table t"), /^SET\nERROR: {2}canceling statement due to statement timeout\n/);
});

test('a reload reads the configuration again: ALTER SYSTEM, postgresql.conf and what is wrong with it', t => {
  const { sh, sql } = world();
  const reload = (): readonly string[] => {
    const before = sh('docker logs db').stderr.length;
    t.is(sql('select pg_reload_conf()', '-At'), 't\n');
    const lines = sh('docker logs db').stderr.slice(before).trimEnd().split('\n');
    return lines.map(line => line.replace(/^.* \[1\] LOG: {2}/, ''));
  };
  const folder = '/var/lib/postgresql/data';
  t.deepEqual(reload(), ['received SIGHUP, reloading configuration files']);
  t.is(sql("alter system set work_mem = '8MB'"), 'ALTER SYSTEM\n');
  t.is(sql('alter system set max_connections = 50'), 'ALTER SYSTEM\n');
  t.is(sql('show work_mem', '-At'), '4MB\n');
  t.is(
    sh(`docker exec db cat ${folder}/postgresql.auto.conf`).stdout,
    "# Do not edit this file manually!\n# It will be overwritten by the ALTER SYSTEM command.\nwork_mem = '8MB'\nmax_connections = '50'\n",
  );
  t.deepEqual(reload(), [
    'received SIGHUP, reloading configuration files',
    'parameter "work_mem" changed to "8MB"',
    'parameter "max_connections" cannot be changed without restarting the server',
    `configuration file "${folder}/postgresql.auto.conf" contains errors; unaffected changes were applied`,
  ]);
  t.is(sql('show work_mem', '-At'), '8MB\n');
  sh('docker restart db; sleep 2');
  t.is(sql('show max_connections', '-At'), '50\n');
  sql('alter system reset work_mem');
  t.deepEqual(reload().slice(1), ['parameter "work_mem" removed from configuration file, reset to default']);
  sh(`docker exec db sh -c "echo log_statement = ddl >> ${folder}/postgresql.conf"`);
  t.deepEqual(reload().slice(1), ['parameter "log_statement" changed to "ddl"']);
  sh(`docker exec db sh -c "echo bogus = 1 >> ${folder}/postgresql.conf"`);
  t.regex(reload()[1] ?? '', /^unrecognized configuration parameter "bogus" in file ".*\/postgresql\.conf" line \d+$/);
  t.is(sql('alter system set foo = 1'), 'ERROR:  unrecognized configuration parameter "foo"\n');
  t.is(sql("alter system set server_version = 'x'"), 'ERROR:  parameter "server_version" cannot be changed\n');
  t.is(sql('begin; alter system reset all'), 'BEGIN\nERROR:  ALTER SYSTEM cannot run inside a transaction block\n');
  sql('create role ann login');
  t.is(
    sh("docker exec db psql -U ann postgres -c 'alter system set work_mem = 1000'").stderr,
    'ERROR:  permission denied to set parameter "work_mem"\n',
  );
});

test('what is left out says so', t => {
  const { sql } = world();
  const refused = (what: string) => new RegExp(`^ERROR: {2}drydock: ${what} is not simulated\n`);
  t.regex(sql('create temp table t (a int) on commit drop'), refused('ON COMMIT DROP'));
  t.regex(sql('create temp table t (a int) on commit delete rows'), refused('ON COMMIT DELETE ROWS'));
  t.regex(sql('create view v as select 1 as a with check option'), refused('a view WITH CHECK OPTION'));
  t.regex(sql("create role r valid until '2030-01-01'"), refused('VALID UNTIL'));
  t.regex(sql("set idle_in_transaction_session_timeout = '5s'"), refused('idle_in_transaction_session_timeout'));
});

test('a sequence with CACHE gives each session numbers of its own, which are lost with it', t => {
  const { sql } = world();
  sql('create sequence s cache 5');
  const next = "select nextval('s')";
  t.is(sql(next, '-At'), '1\n');
  t.is(sql(`${next}; ${next}; select last_value from s`, '-At'), '6\n7\n10\n');
});

test('a deferred key waits at COMMIT for whoever may still take the same', t => {
  const { sh, sql } = world();
  sql('create table t (a int primary key deferrable initially deferred)');
  sh("docker exec -d db psql -U postgres -c 'begin' -c 'insert into t values (1)' -c 'select pg_sleep(3)' -c 'commit'; sleep 1");
  t.is(
    sh("docker exec db psql -U postgres -c 'begin' -c 'insert into t values (1)' -c 'commit'").stderr,
    'ERROR:  duplicate key value violates unique constraint "t_pkey"\nDETAIL:  Key (a)=(1) already exists.\n',
  );
  t.is(sql('select * from t', '-At'), '1\n');
});
