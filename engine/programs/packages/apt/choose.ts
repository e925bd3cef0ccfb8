import type { Task } from '../../../core/task.js';
import { isSatisfiedBy, parseDependencies } from '../dependency.js';
import type { Known } from './known.js';
import { originOf, type Available } from './lists.js';
import type { Apt } from './session.js';

/** What a word of `apt-get install` comes to. */
export type Choice =
  | { readonly take: Available }
  | { readonly manual: string }
  | { readonly skip: true }
  | { readonly errors: readonly string[] };

/** Finds what `curl`, `curl=7.35.0-1ubuntu2.20` or `curl/trusty` means; says so when it is there already. */
export function* choose(apt: Apt, known: Known, word: string): Task<Choice> {
  const { available, database } = known;
  const [, name = word, mark, wanted = ''] = /^([^=/]+)([=/])(.+)$/.exec(word) ?? [];
  const bare = name.replace(/:(amd64|all)$/, '');
  const installed = database.find(bare);
  const offered = available.get(bare) ?? [];
  const [newest] = offered;
  if (!newest && !installed) return yield* noCandidate(apt, known, bare);
  if (apt.options.onlyUpgrade && !installed) {
    yield* apt.line(`Skipping ${bare}, it is not installed and only upgrades are requested.`);
    return { skip: true };
  }
  const target =
    mark === '='
      ? offered.find(({ version }) => version === wanted)
      : mark === '/'
        ? offered.find(({ release, source }) => [release.suite, release.codename, source.suite].includes(wanted))
        : newest;
  if (mark && !target) {
    yield* tellUnavailable(apt, bare);
    return { errors: [`${mark === '=' ? 'Version' : 'Release'} '${wanted}' for '${bare}' was not found`] };
  }
  const isCurrent =
    installed !== undefined &&
    (!target || isSatisfiedBy({ name: bare, relation: mark ? '=' : '>=', version: target.version }, installed.version));
  if (isCurrent && !(apt.options.reinstall && target)) {
    yield* apt.line(`${bare} is already the newest version${apt.style.isModern ? ` (${installed.version})` : ''}.`);
    return { manual: bare };
  }
  if (!target) return { errors: [`Package '${bare}' has no installation candidate`] };
  if (mark === '/' || (mark && !apt.style.isModern))
    yield* apt.line(`Selected version '${target.version}' (${originOf(target)} [${target.architecture}]) for '${bare}'`);
  return { take: target };
}

function* tellUnavailable(apt: Apt, name: string): Task<void> {
  yield* apt.line(
    `Package ${name} is not available, but is referred to by another package.\nThis may mean that the package is missing, has been obsoleted, or\nis only available from another source\n`,
  );
}

function* noCandidate(apt: Apt, { available }: Known, name: string): Task<Choice> {
  const newest = [...available.values()].flatMap(([first]) => (first ? [first] : [])).sort((a, b) => (a.name < b.name ? -1 : 1));
  const mentions = (field: string): readonly Available[] =>
    newest.filter(({ stanza }) => parseDependencies(stanza.get(field) ?? '').some(group => group.some(each => each.name === name)));
  const providers = mentions('Provides');
  if (providers.length > 0) {
    const rows = providers.map(each => `  ${each.name} ${each.version}\n`).join('');
    yield* apt.line(`Package ${name} is a virtual package provided by:\n${rows}`);
    return { errors: [`Package '${name}' has no installation candidate`] };
  }
  if (['Depends', 'Recommends', 'Suggests', 'Conflicts', 'Replaces', 'Breaks'].some(field => mentions(field).length > 0)) {
    yield* tellUnavailable(apt, name);
    return { errors: [`Package '${name}' has no installation candidate`] };
  }
  const [glob, regex] = [/[*?[]/.test(name), /[*.?[|$^]/.test(name)];
  return {
    errors: [
      `Unable to locate package ${name}`,
      ...(glob ? [`Couldn't find any package by glob '${name}'`] : []),
      ...(regex && apt.style.isModern ? [`Couldn't find any package by regex '${name}'`] : []),
    ],
  };
}
