import type { Task } from '../../../core/task.js';
import { isSatisfiedBy } from '../dependency.js';
import type { Known } from './known.js';
import type { Available } from './lists.js';
import type { Apt } from './session.js';

/** What a word of `apt-get install` comes to. */
export type Choice = { readonly take: Available } | { readonly manual: string } | { readonly error: string };

/** Finds what `curl`, `curl=7.35.0-1ubuntu2.20` or `curl/trusty` means; says so when it is there already. */
export function* choose(apt: Apt, { available, database }: Known, word: string): Task<Choice> {
  const [, name = word, mark, wanted = ''] = /^([^=/]+)([=/])(.+)$/.exec(word) ?? [];
  const bare = name.replace(/:amd64$/, '');
  const installed = database.find(bare);
  const offered = available.get(bare) ?? [];
  const [newest] = offered;
  if (!newest && !installed) return noCandidate(available, bare);
  const target =
    mark === '='
      ? offered.find(({ version }) => version === wanted)
      : mark === '/'
        ? offered.find(({ source }) => source.suite === wanted)
        : newest;
  if (mark && !target) return { error: `${mark === '=' ? 'Version' : 'Release'} '${wanted}' for '${bare}' was not found` };
  const isCurrent =
    installed !== undefined &&
    (!target || isSatisfiedBy({ name: bare, relation: mark ? '=' : '>=', version: target.version }, installed.version));
  if (isCurrent && !(apt.options.reinstall && target)) {
    yield* apt.line(`${bare} is already the newest version${apt.style.isModern ? ` (${installed.version})` : ''}.`);
    return { manual: bare };
  }
  if (!target) return { error: `Package '${bare}' has no installation candidate` };
  if (mark) yield* apt.line(`Selected version '${target.version}' (${target.source.suite} [${target.architecture}]) for '${bare}'`);
  return { take: target };
}

function noCandidate(available: Known['available'], name: string): Choice {
  const isReferred = [...available.values()].some(([newest]) =>
    ['Depends', 'Recommends', 'Suggests'].some(field =>
      new RegExp(`(^|[ ,])${escape(name)}($|[ ,(])`).test(newest?.stanza.get(field) ?? ''),
    ),
  );
  return { error: isReferred ? `Package '${name}' has no installation candidate` : `Unable to locate package ${name}` };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
