import { emptyCatalogTable } from './system-tables.js';

// Tools ask these tables about what this server does not have: the answer is that there is nothing.
emptyCatalogTable('pg_collation', 3456, 'oid oid, collname name, collnamespace oid, collcollate text');
emptyCatalogTable('pg_inherits', 2611, 'inhrelid oid, inhparent oid, inhseqno int4, inhdetachpending bool');
emptyCatalogTable(
  'pg_policy',
  3256,
  'oid oid, polname name, polrelid oid, polpermissive bool, polroles _oid, polqual text, polwithcheck text, polcmd char',
);
emptyCatalogTable(
  'pg_statistic_ext',
  3381,
  'oid oid, stxrelid oid, stxname name, stxnamespace oid, stxkind _char, stxkeys int2vector, stxstattarget int4',
);
emptyCatalogTable('pg_publication', 6104, 'oid oid, pubname name, puballtables bool');
emptyCatalogTable('pg_publication_rel', 6106, 'oid oid, prpubid oid, prrelid oid, prqual text, prattrs _int2');
emptyCatalogTable('pg_publication_namespace', 6237, 'oid oid, pnpubid oid, pnnspid oid');
emptyCatalogTable('pg_partitioned_table', 3350, 'partrelid oid, partstrat char, partnatts int2');
emptyCatalogTable('pg_foreign_table', 3118, 'ftrelid oid, ftserver oid, ftoptions _text');
emptyCatalogTable('pg_foreign_server', 1417, 'oid oid, srvname name');
emptyCatalogTable('pg_db_role_setting', 2964, 'setdatabase oid, setrole oid, setconfig _text');
