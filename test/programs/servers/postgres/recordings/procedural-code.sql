create table c (i int);
insert into c select generate_series(1, 10);
begin;
declare cur cursor for select i from c order by i;
fetch 2 from cur;
fetch next in cur;
move forward 3 from cur;
fetch backward 2 from cur;
fetch last from cur;
fetch first from cur;
fetch absolute 5 from cur;
fetch relative -2 from cur;
fetch all from cur;
fetch all from cur;
close cur;
fetch cur;
rollback;
declare cur cursor for select 1;
begin;
declare kept cursor with hold for select i from c order by i;
commit;
fetch 3 from kept;
close all;
create function walk() returns int language plpgsql as $$
declare
  walker cursor for select i from c order by i;
  n int;
  total int := 0;
begin
  open walker;
  loop
    fetch walker into n;
    exit when not found;
    continue when n % 2 = 0;
    total := total + n;
  end loop;
  close walker;
  return total;
end $$;
select walk();
create function shout(variadic words text[]) returns text language plpgsql as $$
declare w text; r text := '';
begin
  foreach w in array words loop r := r || upper(w) || '!'; end loop;
  return r;
end $$;
select shout('a', 'b', 'c');
create function pairs(n int) returns table (x int, y int) language plpgsql as $$
begin
  for x in 1..n loop
    for y in reverse n..1 by 2 loop
      return next;
    end loop;
  end loop;
end $$;
select * from pairs(2);
create function ranked(least int) returns setof c language plpgsql as $$
begin
  return query select i from c where i >= least order by i desc;
  if not found then raise warning 'nothing'; end if;
end $$;
select * from ranked(9);
select count(*) from ranked(99);
create function grade(points int) returns text language plpgsql immutable as $$
begin
  case
    when points >= 90 then return 'A';
    when points >= 80 then return 'B';
    else return 'F';
  end case;
end $$;
select p, grade(p) from (values (95), (85), (10)) v(p);
create function counts(out rows_there bigint, out biggest int) language plpgsql as $$
begin
  execute format('select count(*), max(i) from %I where i > $1', 'c') into rows_there, biggest using 3;
end $$;
select * from counts();
select counts();
do $$
declare n int;
begin
  update c set i = i + 100 where i > 8;
  get diagnostics n = row_count;
  raise notice '% rows', n;
  begin
    insert into c values (1 / 0);
  exception when division_by_zero then
    raise notice 'caught: % (%)', sqlerrm, sqlstate;
  end;
  <<outer>>
  for a in 1..3 loop
    for b in 1..3 loop
      exit outer when a * b = 4;
      raise notice '% x % = %', a, b, a * b;
    end loop;
  end loop;
  while n > 0 loop
    n := n - 1;
  end loop;
  assert n = 0, 'n is not 0';
  if n is null then null; elsif n = 0 then raise info 'n is 0'; end if;
end $$;
select max(i) from c;
create function stamp() returns trigger language plpgsql as $$
begin
  if new.i < 0 then
    raise exception 'i must not be negative' using errcode = 'check_violation', hint = 'Use a positive number.';
  end if;
  if tg_op = 'UPDATE' and new.i = old.i then
    return null;
  end if;
  raise notice '% % on %: % -> %', tg_when, tg_op, tg_table_name, old, new;
  return new;
end $$;
create trigger c_stamp before insert or update on c for each row execute function stamp();
insert into c values (50), (-1);
insert into c values (50);
update c set i = i where i = 1;
update c set i = 11 where i = 1;
create function tell() returns trigger language plpgsql as $$
begin
  raise notice '% % %', tg_when, tg_level, tg_op;
  return null;
end $$;
create trigger c_tell after delete on c for each statement execute function tell();
delete from c where i = 50;
alter table c disable trigger c_tell;
delete from c where i = 51;
alter table c enable trigger all;
create or replace procedure add_many(n int) language plpgsql as $$
begin
  for k in 1..n loop
    insert into c (i) values (1000 + k);
  end loop;
end $$;
alter table c disable trigger c_stamp;
call add_many(3);
select count(*) from c where i > 1000;
select add_many(1);
call grade(1);
drop procedure add_many;
