create table t (a int, b text);
insert into t values (1, 'x'), (2, 'y');
select count(*) as n, max(b) as top from t \gset my_
\echo :my_n :my_top
\if :my_n
\echo yes
select 'shown' as it;
\elif true
\echo no
\else
select 'hidden';
\endif
\if false
select 1
\else
select 2 as two;
\endif
select 'select ' || a || ' as g' from t order by 1 \gexec
select a from t order by a \g /tmp/out.txt
\! cat /tmp/out.txt
\o /tmp/o2.txt
select 3 as three;
insert into t values (3, 'z');
\qecho here
\o
\! cat /tmp/o2.txt; exit 3
select b from t order by b \g |sort -r | head -2
\w /tmp/q.sql
\! cat /tmp/q.sql
select 1 from t \gset
select 1 where false \gset
\endif
\if maybe
\endif
\if true \echo one line \endif
select 5 as five \gx
\if true
