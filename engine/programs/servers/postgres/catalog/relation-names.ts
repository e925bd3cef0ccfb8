import type { SessionAccess } from '../plan/runtime.js';
import { parseQueryText } from '../sql/parse-statement.js';
import type { Relation } from '../storage/catalog.js';
import { relationMeant } from './show-expressions.js';
import { fullName } from './visible-names.js';

interface Mention {
  readonly path: readonly string[];
  readonly at: number;
}

/** The text of a query that means the same whatever the search path is: what a view keeps. */
export function boundQuery(text: string, session: SessionAccess): string {
  return withRelations(text, session, relation => (relation.persistence === 't' ? undefined : fullName(relation, session)));
}

/** The text with other names for its relations; undefined leaves one as it is. */
export function withRelations(text: string, session: SessionAccess, nameOf: (relation: Relation) => string | undefined): string {
  let result = text;
  for (const { path, at } of mentionsIn(text)) {
    const [typed = ''] = /^(?:"(?:[^"]|"")*"|[\w$]+)(?:\.(?:"(?:[^"]|"")*"|[\w$]+))*/.exec(result.slice(at)) ?? [];
    const relation = typed === '' ? undefined : relationMeant(path, session);
    const name = relation && nameOf(relation);
    if (name !== undefined) result = result.slice(0, at) + name + result.slice(at + typed.length);
  }
  return result;
}

/** Where a query names tables, the last place first. The tables of WITH are none. */
function mentionsIn(text: string): readonly Mention[] {
  const found: Mention[] = [];
  const common = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if ('statement' in value && 'name' in value && typeof value.name === 'string') common.add(value.name);
      const mention = mentionOf(value);
      if (mention) found.push(mention);
      Object.values(value).forEach(walk);
    }
  };
  walk(parseQueryText(text));
  return found.filter(({ path }) => path.length > 1 || !common.has(path[0] ?? '')).sort((a, b) => b.at - a.at);
}

function mentionOf(value: object): Mention | undefined {
  if (!('kind' in value && value.kind === 'table' && 'name' in value && 'at' in value)) return undefined;
  const { name, at } = value;
  if (!Array.isArray(name) || typeof at !== 'number') return undefined;
  return { path: name.filter(part => typeof part === 'string'), at };
}
