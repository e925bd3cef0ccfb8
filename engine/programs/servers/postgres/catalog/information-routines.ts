import type { SessionAccess } from '../plan/runtime.js';
import type { Trigger } from '../storage/catalog.js';
import { schemaName } from './subjects.js';
import { informationView } from './system-tables.js';

const catalogName = (_: unknown, session: SessionAccess): string => session.databaseName;

informationView({
  name: 'routines',
  oid: 13_045,
  items: session => session.catalog().routines.values(),
  columns: {
    'specific_catalog name': catalogName,
    'specific_schema name': schemaName,
    'specific_name name': ({ name, oid }) => `${name}_${String(oid)}`,
    'routine_catalog name': catalogName,
    'routine_schema name': schemaName,
    'routine_name name': ({ name }) => name,
    'routine_type text': ({ kind }) => (kind === 'p' ? 'PROCEDURE' : 'FUNCTION'),
    'data_type text': ({ kind, returns }, session) => {
      if (kind === 'p') return null;
      const type = session.typeByOid(returns.typeOid);
      return type?.category === 'A' ? 'ARRAY' : type?.labels || returns.table !== undefined ? 'USER-DEFINED' : (type?.display ?? '');
    },
    'routine_body text': ({ language }) => (language === 'sql' ? 'SQL' : 'EXTERNAL'),
    'routine_definition text': (routine, session) => (session.isMember(session.userOid, routine.owner) ? routine.body : null),
    'external_language text': ({ language }) => language.toUpperCase(),
    'security_type text': ({ isDefiner }) => (isDefiner ? 'DEFINER' : 'INVOKER'),
  },
});

/** A trigger for one of its events. */
interface Fired {
  readonly trigger: Trigger;
  readonly event: Trigger['events'][number];
}

function tableOf({ trigger }: Fired, session: SessionAccess) {
  return session.catalog().relations.get(trigger.table);
}

informationView<Fired>({
  name: 'triggers',
  oid: 13_050,
  items: session =>
    [...session.catalog().triggers.values()].flatMap(trigger =>
      trigger.events.filter(event => event !== 'truncate').map(event => ({ trigger, event })),
    ),
  columns: {
    'trigger_catalog name': catalogName,
    'trigger_schema name': (fired, session) => schemaName(tableOf(fired, session) ?? { schema: 0 }, session),
    'trigger_name name': ({ trigger }) => trigger.name,
    'event_manipulation text': ({ event }) => event.toUpperCase(),
    'event_object_catalog name': catalogName,
    'event_object_schema name': (fired, session) => schemaName(tableOf(fired, session) ?? { schema: 0 }, session),
    'event_object_table name': (fired, session) => tableOf(fired, session)?.name ?? '',
    'action_condition text': ({ trigger }) => trigger.when ?? null,
    'action_statement text': ({ trigger }, session) =>
      `EXECUTE FUNCTION ${session.catalog().routines.get(trigger.routine)?.name ?? ''}(${trigger.args.map(arg => `'${arg}'`).join(', ')})`,
    'action_orientation text': ({ trigger }) => (trigger.isRow ? 'ROW' : 'STATEMENT'),
    'action_timing text': ({ trigger }) => trigger.timing.toUpperCase(),
  },
});
