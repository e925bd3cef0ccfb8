import type { Dialect } from '../dialect.js';

/** Words that are no names unless they are quoted. */
const everywhere = new Set(
  `accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case change char character check
  collate column condition constraint continue convert create cross current_date current_time current_timestamp current_user cursor database
  databases day_hour day_microsecond day_minute day_second dec decimal declare default delayed delete desc describe deterministic distinct
  distinctrow div double drop dual each else elseif enclosed escaped exists exit explain false fetch float float4 float8 for force foreign from
  fulltext grant group having high_priority hour_microsecond hour_minute hour_second if ignore in index infile inner inout insensitive insert
  int int1 int2 int3 int4 int8 integer interval into is iterate join key keys kill leading leave left like limit linear lines load localtime
  localtimestamp lock long longblob longtext loop low_priority match mediumblob mediumint mediumtext middleint minute_microsecond minute_second
  mod modifies natural not no_write_to_binlog null numeric on optimize option optionally or order out outer outfile precision primary procedure
  purge range read reads real references regexp release rename repeat replace require restrict return revoke right rlike schema schemas
  second_microsecond select sensitive separator set show signal smallint spatial specific sql sqlexception sqlstate sqlwarning
  sql_big_result sql_calc_found_rows sql_small_result ssl starting straight_join table terminated then tinyblob tinyint tinytext to trailing
  trigger true undo union unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar
  varcharacter varying when where while with write xor year_month zerofill`.split(/\s+/),
);
const onlyMysql8 = new Set(
  `cube cume_dist dense_rank empty except first_value function grouping groups intersect json_table lag last_value lateral lead nth_value ntile of
  over percent_rank rank recursive row rows row_number system window`.split(/\s+/),
);
const onlyMariaDb = new Set('except intersect over recursive rows returning window offset'.split(' '));

export function isReserved(word: string, dialect: Dialect): boolean {
  const lower = word.toLowerCase();
  if (everywhere.has(lower)) return true;
  if (dialect.product === 'mysql57') return false;
  return (dialect.product === 'mariadb' ? onlyMariaDb : onlyMysql8).has(lower);
}
