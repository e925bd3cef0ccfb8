import { catalogTable } from './system-tables.js';

// Of the functions of the server itself nothing is told here.
catalogTable({
  name: 'pg_proc',
  oid: 1255,
  items: session => session.catalog().routines.values(),
  columns: {
    'oid oid': ({ oid }) => oid,
    'proname name': ({ name }) => name,
    'pronamespace oid': ({ schema }) => schema,
    'proowner oid': ({ owner }) => owner,
    'prokind char': ({ kind }) => kind,
    'proisstrict bool': ({ isStrict }) => isStrict,
    'proretset bool': ({ returns }) => returns.isSet,
    'provolatile char': ({ volatility }) => volatility,
    'pronargs int2': ({ args }) => args.filter(({ mode }) => mode !== 'o' && mode !== 't').length,
    'prorettype oid': ({ returns }) => returns.typeOid,
    'proargtypes oidvector': () => null,
    'prosrc text': ({ body }) => body,
  },
});
