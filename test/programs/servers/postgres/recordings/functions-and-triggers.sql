select generate_series(1, 3), generate_series(date '2024-01-01', date '2024-01-03', interval '1 day');
select * from generate_series(1, 10, 3) as g(n);
select d::date from generate_series('2024-02-27'::timestamp, '2024-03-01', '1 day') d;
select generate_series(3, 1, -1) as x, 'a' as y;
create table t (id int generated always as identity primary key, name text not null, price numeric(10,2) default 0, created_at timestamptz default now());
insert into t (name, price) select 'item ' || i, i * 1.5 from generate_series(1, 5) as i;
insert into t (id, name) values (10, 'x');
insert into t (id, name) overriding system value values (10, 'x') returning id, name;
select id, name, price from t order by id;
create function add(a int, b int) returns int language sql as $$ select a + b $$;
select add(1, 2), add(3, 4);
create or replace function get_items(min_price numeric) returns table (item_id int, item_name text) as $$
  select id, name from t where price >= min_price order by id;
$$ language sql stable;
select * from get_items(4);
create function full_name(first text, last text default 'Doe') returns text as 'select first || '' '' || last' language sql immutable;
select full_name('John'), full_name('Jane', 'Roe'), full_name(last => 'X', first => 'Y');
create function one_item(i int) returns t language sql as $$ select * from t where id = i $$;
select id, name, price from one_item(2);
select (one_item(3)).name;
create function all_items() returns setof t language sql as $$ select * from t order by id $$;
select name from all_items() limit 2;
create function touch() returns void language sql as $$ update t set price = price + 1 where id = 1 $$;
select touch();
select price from t where id = 1;
drop function add(int, int);
select add(1, 2);
create function inc(i integer) returns integer as $$
begin
  return i + 1;
end;
$$ language plpgsql;
select inc(41), inc(inc(1));
create function fact(n int) returns bigint as $$
declare
  result bigint := 1;
begin
  if n < 0 then
    raise exception 'negative: %', n;
  elsif n = 0 then
    return 1;
  end if;
  for i in 1..n loop
    result := result * i;
  end loop;
  return result;
end
$$ language plpgsql;
select fact(5), fact(0);
select fact(-1);
do $$
declare
  r record;
  total int := 0;
begin
  for r in select id, name from t order by id limit 3 loop
    raise notice 'row % is %', r.id, r.name;
    total = total + r.id;
  end loop;
  raise info 'total %', total;
  raise warning 'careful %%';
end $$;
create table log (id serial primary key, what text, old_name text, new_name text);
create function log_change() returns trigger as $$
begin
  if tg_op = 'UPDATE' then
    insert into log (what, old_name, new_name) values (tg_op, old.name, new.name);
    return new;
  elsif tg_op = 'DELETE' then
    insert into log (what, old_name) values (tg_op, old.name);
    return old;
  end if;
  insert into log (what, new_name) values (tg_op, new.name);
  return new;
end;
$$ language plpgsql;
create trigger t_audit after insert or update or delete on t for each row execute function log_change();
insert into t (name) values ('new one');
update t set name = 'changed' where id = 1;
delete from t where id = 2;
select * from log;
create function set_upper() returns trigger language plpgsql as $$ begin new.name := upper(new.name); return new; end $$;
create trigger t_upper before insert or update of name on t for each row when (new.name is not null) execute procedure set_upper();
insert into t (name) values ('lower') returning name;
drop trigger t_upper on t;
drop table t cascade;
create table t(id int primary key, n text);
create function a() returns int language plpgsql as $$
declare x int;
begin
  x := 1/0;
  return x;
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  return 1/0;
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  if 1/0 = 1 then return 1; end if;
  return 2;
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  insert into t values (1, 'x');
  insert into t values (1, 'x');
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  perform b();
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  select foo from t;
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
  select id from t;
end $$;
select a();
create or replace function a() returns int language plpgsql as $$
begin
end $$;
select a();
create or replace function a(id int) returns text language plpgsql as $$
declare r text;
begin
  select n into r from t where t.id = id;
  return r;
end $$;
select a(1);
create or replace function a(i int) returns text language plpgsql as $$
declare r t;
begin
  select * into strict r from t where t.id = i;
  return r.n;
exception
  when no_data_found then
    raise exception 'item % not found', i using hint = 'look elsewhere', errcode = 'P0002';
  when others then
    raise notice '% %', sqlerrm, sqlstate;
    return null;
end $$;
select a(1);
create function bad() returns int language plpgsql as $$
begin
  retrun 1;
end $$;
create function bad() returns int language plpgsql as $$
begin
  x := 1;
  return 1;
end $$;
create function bad() returns int language sql as $$ select nope $$;
create function bad() returns int language sql as $$ select 'x'::text $$;
do $$ begin raise exception 'oh no'; end $$;
do $$ begin raise unique_violation using message = 'custom', detail = 'the detail'; end $$;
create procedure p(a int, inout b int) language plpgsql as $$ begin b := a + b; end $$;
drop function nosuch(int);
drop function if exists nosuch(int);
drop function if exists nosuch;
select a(1, 2, 3);
create function a() returns int language nope as '';
create function x1() returns trigger language plpgsql as $$ begin return new; end $$;
select x1();
create trigger tr before insert on t for each row execute function nosuch();
create trigger tr before insert on t for each row execute function x1();
create trigger tr before insert on t for each row execute function x1();
drop function x1();
drop table t;
drop trigger tr on t;
