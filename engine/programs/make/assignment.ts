import type { Task } from '../../core/task.js';
import { expand, type Context } from './expand.js';
import type { Origin } from './variables.js';
import { outside } from './words.js';

export type Operator = '=' | ':=' | '?=' | '+=' | '!=';

export function operatorOf(text: string): Operator {
  return text === '::=' ? ':=' : text === ':=' || text === '?=' || text === '+=' || text === '!=' ? text : '=';
}

export interface Assignment {
  readonly name: string;
  readonly operator: Operator;
  readonly value: string;
}

/** What a line sets, if it does. */
export function findAssignment(text: string): Assignment | undefined {
  const at = outside(text, index => text[index] === '=' || text[index] === ':');
  if (at < 0) return undefined;
  const colons = /^:{1,2}=/.exec(text.slice(at))?.[0];
  if (text[at] === ':' && colons === undefined) return undefined;
  const before = text[at] === '=' ? (/[?+!]$/.exec(text.slice(0, at))?.[0] ?? '') : '';
  const operator = colons ?? `${before}=`;
  const name = text.slice(0, at - before.length).trim();
  return { name, operator: operatorOf(operator), value: text.slice(at + (colons?.length ?? 1)).trimStart() };
}

/** Sets a variable whose name is known. */
export function* assign(context: Context, { name, operator, value }: Assignment, origin: Origin): Task<void> {
  const { variables } = context;
  const known = variables.get(name);
  if (operator === '?=' && known) return;
  if (operator === ':=') variables.set(name, { value: yield* expand(context, value), isRecursive: false, origin });
  else if (operator === '!=')
    variables.set(name, { value: yield* context.shell(yield* expand(context, value)), isRecursive: false, origin });
  else if (operator === '+=' && known) {
    const more = known.isRecursive ? value : yield* expand(context, value);
    variables.set(name, {
      value: known.value === '' ? more : `${known.value} ${more}`,
      isRecursive: known.isRecursive,
      origin: known.origin === 'default' || known.origin === 'environment' ? origin : known.origin,
    });
  } else variables.set(name, { value, isRecursive: true, origin, place: context.place });
}
