import { routineSignature, showArguments, showResult, showRoutine, showTrigger } from '../catalog/show-routine.js';
import type { Routine } from '../storage/catalog.js';
import { asNumber, type Value } from '../values/value.js';
import { define, type CallContext } from './registry.js';

function routineOf(oid: Value | undefined, { runtime }: CallContext): Routine | undefined {
  return runtime.session.catalog().routines.get(asNumber(oid));
}

define('pg_get_functiondef(oid) text', ([oid], context) => {
  const routine = routineOf(oid, context);
  return routine ? showRoutine(routine, context.runtime.session) : null;
});
define('pg_get_function_arguments(oid) text', ([oid], context) => {
  const routine = routineOf(oid, context);
  return routine ? showArguments(routine, context.runtime.session) : null;
});
define('pg_get_function_identity_arguments(oid) text', ([oid], context) => {
  const routine = routineOf(oid, context);
  return routine ? showArguments(routine, context.runtime.session, false) : null;
});
define('pg_get_function_result(oid) text', ([oid], context) => {
  const routine = routineOf(oid, context);
  return (routine && showResult(routine, context.runtime.session)) ?? null;
});
define('pg_get_triggerdef(oid) text|pg_get_triggerdef(oid, bool) text', ([oid, pretty], { runtime }) => {
  const trigger = runtime.session.catalog().triggers.get(asNumber(oid));
  return trigger ? showTrigger(trigger, runtime.session, pretty === true) : null;
});
define('pg_function_is_visible(oid) bool', ([oid], context) => {
  const routine = routineOf(oid, context);
  return !routine || !routineSignature(routine, context.runtime.session).includes('.');
});
