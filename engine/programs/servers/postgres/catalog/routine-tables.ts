import { inputs } from '../routines/signature.js';
import { oids, type Routine, type Trigger } from '../storage/catalog.js';
import { ArrayValue } from '../values/value.js';
import { catalogTable } from './system-tables.js';

const languages = { internal: 12, c: 13, sql: 14, plpgsql: 13_547 } as const;

function languageOf({ language }: Routine): number {
  return language === 'sql' ? languages.sql : languages.plpgsql;
}

/** Names and modes of the arguments are told only where there are any that say something. */
function argumentList<T extends string>(
  routine: Routine,
  of: (arg: Routine['args'][number]) => T,
  isPlain: (value: T) => boolean,
): ArrayValue | null {
  const values = routine.args.map(of);
  return values.every(isPlain) ? null : new ArrayValue(values);
}

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
    'prolang oid': languageOf,
    'procost float4': 100,
    'prorows float4': ({ returns }) => (returns.isSet ? 1000 : 0),
    'provariadic oid': 0,
    'prosupport regproc': 0,
    'prokind char': ({ kind }) => kind,
    'prosecdef bool': ({ isDefiner }) => isDefiner,
    'proleakproof bool': false,
    'proisstrict bool': ({ isStrict }) => isStrict,
    'proretset bool': ({ returns }) => returns.isSet,
    'provolatile char': ({ volatility }) => volatility,
    'proparallel char': 'u',
    'pronargs int2': routine => inputs(routine).length,
    'pronargdefaults int2': ({ args }) => args.filter(arg => arg.default !== undefined).length,
    'prorettype oid': ({ returns }) => returns.typeOid,
    'proargtypes oidvector': routine => new ArrayValue(inputs(routine).map(({ typeOid }) => typeOid)),
    'proallargtypes _oid': routine =>
      routine.args.every(({ mode }) => mode === 'i') ? null : new ArrayValue(routine.args.map(({ typeOid }) => typeOid)),
    'proargmodes _char': routine =>
      argumentList(
        routine,
        ({ mode }) => mode,
        mode => mode === 'i',
      ),
    'proargnames _text': routine =>
      argumentList(
        routine,
        ({ name = '' }) => name,
        name => name === '',
      ),
    'proargdefaults text': null,
    'prosrc text': ({ body }) => body,
    'probin text': null,
    'prosqlbody text': null,
    'proconfig _text': null,
    'proacl _text': null,
  },
});

catalogTable<{ readonly name: keyof typeof languages; readonly isTrusted: boolean }>({
  name: 'pg_language',
  oid: 2612,
  items: () => [
    { name: 'internal', isTrusted: false },
    { name: 'c', isTrusted: false },
    { name: 'sql', isTrusted: true },
    { name: 'plpgsql', isTrusted: true },
  ],
  columns: {
    'oid oid': ({ name }) => languages[name],
    'lanname name': ({ name }) => name,
    'lanowner oid': oids.superuser,
    'lanispl bool': ({ name }) => name === 'plpgsql',
    'lanpltrusted bool': ({ isTrusted }) => isTrusted,
    'lanacl _text': null,
  },
});

/** What a trigger is about, in bits: row 1, before 2, insert 4, delete 8, update 16, truncate 32, instead of 64. */
function typeBits({ isRow, timing, events }: Trigger): number {
  const bits = { insert: 4, delete: 8, update: 16, truncate: 32 } as const;
  const when = timing === 'before' ? 2 : timing === 'instead of' ? 64 : 0;
  return (isRow ? 1 : 0) + when + events.reduce((sum, event) => sum + bits[event], 0);
}

// The triggers with which the server keeps foreign keys are not told of.
catalogTable({
  name: 'pg_trigger',
  oid: 2620,
  items: session => session.catalog().triggers.values(),
  columns: {
    'oid oid': ({ oid }) => oid,
    'tgrelid oid': ({ table }) => table,
    'tgparentid oid': 0,
    'tgname name': ({ name }) => name,
    'tgfoid oid': ({ routine }) => routine,
    'tgtype int2': typeBits,
    'tgenabled char': ({ isEnabled }) => (isEnabled ? 'O' : 'D'),
    'tgisinternal bool': false,
    'tgconstrrelid oid': 0,
    'tgconstrindid oid': 0,
    'tgconstraint oid': 0,
    'tgdeferrable bool': false,
    'tginitdeferred bool': false,
    'tgnargs int2': ({ args }) => args.length,
    'tgattr int2vector': ({ columns }) => new ArrayValue(columns),
    'tgargs bytea': null,
    'tgqual text': ({ when }) => when ?? null,
    'tgoldtable name': null,
    'tgnewtable name': null,
  },
});
