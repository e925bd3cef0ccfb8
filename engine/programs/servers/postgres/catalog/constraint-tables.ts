import type { Constraint } from '../storage/catalog.js';
import { ArrayValue } from '../values/value.js';
import { constraints } from './subjects.js';
import { catalogTable } from './system-tables.js';

const kinds = { primary: 'p', unique: 'u', check: 'c', foreign: 'f' } as const;
const actions = { 'no action': 'a', restrict: 'r', cascade: 'c', 'set null': 'n', 'set default': 'd' } as const;

function action(foreign: Constraint['foreign'], when: 'onUpdate' | 'onDelete'): string {
  return foreign ? actions[foreign[when]] : ' ';
}

catalogTable({
  name: 'pg_constraint',
  oid: 2606,
  items: constraints,
  columns: {
    'oid oid': ({ part }) => part.oid,
    'conname name': ({ part }) => part.name,
    'connamespace oid': ({ relation }) => relation.schema,
    'contype char': ({ part }) => kinds[part.kind],
    'condeferrable bool': ({ part }) => part.deferrable ?? false,
    'condeferred bool': ({ part }) => part.deferred ?? false,
    'convalidated bool': ({ part }) => !part.isNotValid,
    'conrelid oid': ({ relation }) => relation.oid,
    'contypid oid': 0,
    'conindid oid': ({ part }) => part.index ?? 0,
    'conparentid oid': 0,
    'confrelid oid': ({ part }) => part.foreign?.table ?? 0,
    'confupdtype char': ({ part }) => action(part.foreign, 'onUpdate'),
    'confdeltype char': ({ part }) => action(part.foreign, 'onDelete'),
    'conkey _int2': ({ part }) => new ArrayValue(part.columns),
    'confkey _int2': ({ part }) => (part.foreign ? new ArrayValue(part.foreign.columns) : null),
    'conbin text': ({ part }) => part.expression ?? null,
  },
});
