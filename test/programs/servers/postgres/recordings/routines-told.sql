create schema lib;
create table items (id serial primary key, name text not null, n int default 0);
create type mood as enum ('sad', 'ok');
create function touch() returns trigger language plpgsql as $$
begin
  new.n := new.n + 1;
  return new;
end $$;
create function add(x int, y int default 2) returns int language sql immutable strict as 'select x + y';
create function lib.many(in a int, out b text, inout c numeric) language plpgsql stable security definer as $f$ begin b := $$x$$; end $f$;
create function listed(name text) returns setof items language sql as $$ select * from items where items.name = $1 $$;
create function pairs(n int) returns table (a int, b text) language plpgsql as $$ begin return query select 1, 'x'; end $$;
create function sum_all(variadic xs int[]) returns bigint language sql as 'select sum(x) from unnest(xs) x';
create function moody(m mood default 'ok', t text default 'it''s') returns mood language sql as 'select m';
create function nothing() returns void language sql as '';
create procedure put(n text, m int default 3) language plpgsql as $$ begin insert into items (name) values (n); end $$;
create procedure lib.out(inout n int) language plpgsql as $$ begin n := n + 1; end $$;
create trigger touched before update on items for each row execute function touch();
create trigger named before insert or update of name, n on items for each row when (new.name is not null) execute function touch();
create trigger logged after insert or delete or truncate on items execute procedure touch('a', 'b''c', '3');
alter table items disable trigger logged;
create view v as select id, name from items;
comment on function add(int, int) is 'adds';
comment on function nope(int) is 'adds';
comment on function nothing is 'does nothing';
comment on procedure put is 'puts';
comment on trigger touched on items is 'keeps count';
comment on trigger nope on items is 'keeps count';
comment on trigger nope on nowhere is 'keeps count';
\d items
\df
\df lib.*
\df add
\dft
\dfn nothing
\dfp
\dfx
\df+ add
\df+ put
\df nope
\sf add
\sf add(int,int)
\sf+ touch
\sf lib.many
\sf nope
\sf
\sf moody
\sf put
\sf listed
\sf pairs
\sf sum_all
\sf lib.out
\sv v
\sv nope
\sv+ v
\sv items
select pg_get_functiondef('add'::regproc);
select pg_get_function_arguments('moody'::regproc), pg_get_function_identity_arguments('moody'::regproc), pg_get_function_result('pairs'::regproc);
select tgname, tgenabled, tgisinternal, tgtype, pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'items'::regclass and not tgisinternal order by 1;
select proname, prokind, provolatile, pronargs, proargnames, proargmodes, prosecdef, l.lanname from pg_proc p join pg_language l on l.oid = prolang join pg_namespace n on n.oid = pronamespace where n.nspname in ('public', 'lib') order by 1;
select routine_name, routine_type, data_type from information_schema.routines where routine_schema in ('public', 'lib') order by 1;
select trigger_name, event_manipulation, event_object_table, action_timing, action_orientation from information_schema.triggers order by 1, 2;
select obj_description('add'::regproc, 'pg_proc');
alter function add(int, int) rename to plus;
alter function plus(int, int) owner to postgres;
alter function plus set schema lib;
alter trigger touched on items rename to touching;
alter function lib.plus volatile called on null input;
\sf lib.plus
select 'lib.plus'::regproc, 'lib.plus(int,int)'::regprocedure, 'nothing'::regproc;
select 'nope'::regproc;
select 'nope(int)'::regprocedure;
\df+ lib.plus
\dT
\dT+
\cd /tmp
\! pwd
\cd /nope
\setenv FOO bar
\! echo $FOO
\getenv X FOO
\echo :X
select 1 as a, 'x' as b, 1.5::numeric(5,2) as c, null::mood as m \gdesc
create table zz (a int) \gdesc
select broken \gdesc
select 'r1' r, 'c1' c, 1 v union all select 'r1', 'c2', 2 union all select 'r2', 'c1', 3 order by 1,2
\crosstabview
select 'r1' r, 'c1' c, 1 v, 2 w \crosstabview
select 'r1' r, 'c1' c, 1 v, 2 w \crosstabview c r w
select 'r1' r, 'c1' c \crosstabview
select 'r1' r, 'c1' c, 1 v union all select 'r1', 'c1', 2 \crosstabview
\prompt 'name? ' who
ann
\echo :who
