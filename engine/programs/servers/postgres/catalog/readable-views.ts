import { indexesOf } from '../storage/catalog.js';
import { showIndex } from './show-definitions.js';
import { showView } from './show-view.js';
import { indexes, ownerName, relationsOf, schemaName, sequences } from './subjects.js';
import { catalogTable } from './system-tables.js';

catalogTable({
  name: 'pg_tables',
  oid: 12_020,
  items: relationsOf('r'),
  columns: {
    'schemaname name': schemaName,
    'tablename name': ({ name }) => name,
    'tableowner name': ownerName,
    'tablespace name': null,
    'hasindexes bool': ({ oid }, session) => indexesOf(session.catalog(), oid).length > 0,
    'hasrules bool': false,
    'hastriggers bool': ({ constraints }) => constraints.some(({ kind }) => kind === 'foreign'),
    'rowsecurity bool': false,
  },
});

catalogTable({
  name: 'pg_views',
  oid: 12_025,
  items: relationsOf('v'),
  columns: {
    'schemaname name': schemaName,
    'viewname name': ({ name }) => name,
    'viewowner name': ownerName,
    'definition text': showView,
  },
});

catalogTable({
  name: 'pg_indexes',
  oid: 12_030,
  items: indexes,
  columns: {
    'schemaname name': ({ relation }, session) => schemaName(relation, session),
    'tablename name': ({ part }, session) => session.catalog().relations.get(part.table)?.name ?? '',
    'indexname name': ({ relation }) => relation.name,
    'tablespace name': null,
    'indexdef text': ({ relation }, session) => showIndex(relation, session),
  },
});

catalogTable({
  name: 'pg_sequences',
  oid: 12_035,
  items: session => sequences(session).map(of => ({ ...of, state: session.database.sequence(of.relation.filenode) })),
  columns: {
    'schemaname name': ({ relation }, session) => schemaName(relation, session),
    'sequencename name': ({ relation }) => relation.name,
    'sequenceowner name': ({ relation }, session) => ownerName(relation, session),
    'data_type regtype': ({ part }) => part.typeOid,
    'start_value int8': ({ part }) => BigInt(part.start),
    'min_value int8': ({ part }) => BigInt(part.min),
    'max_value int8': ({ part }) => BigInt(part.max),
    'increment_by int8': ({ part }) => BigInt(part.increment),
    'cycle bool': ({ part }) => part.cycle,
    'cache_size int8': ({ part }) => BigInt(part.cache),
    'last_value int8': ({ state }) => (state.called ? state.last : null),
  },
});
