import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { editScript } from '../diff/lines.js';
import { utc } from '../time/calendar.js';
import { strftime } from '../time/strftime.js';
import { parseArguments } from './arguments.js';
import { fatal } from './git-error.js';
import type { Commit } from './objects.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { filesOfTree } from './tree-files.js';
import { secondsOf } from './upstream.js';

/** `git blame [-L FROM,TO] [COMMIT] FILE`: who wrote which line. */
export function* blame(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('blame', words, ['-s', '-e --show-email'], ['-L']);
  const repository = session.repository();
  const operands = [...given.operands, ...(given.paths ?? [])];
  const name = operands.at(-1);
  if (name === undefined) throw fatal('usage: git blame [<options>] [<rev-opts>] [<rev>] [--] <file>');
  const start = yield* repository.commitOf(operands.length > 1 ? (operands[0] ?? 'HEAD') : 'HEAD');
  const path = session.inRepository(repository, name);
  const lines = yield* linesIn(repository, start, path);
  if (!lines) throw fatal(`no such path '${name}' in ${operands.length > 1 ? (operands[0] ?? '') : 'HEAD'}`);
  const authors = yield* authorsOf(repository, start, path, lines);
  const [, from = '1', to = String(lines.length)] = /^(\d+),\+?(\d+)$/.exec(given.values.get('-L')?.at(-1) ?? '') ?? [];
  const people = authors.map(commit => personOf(commit, given.flags.has('-e')));
  const width = largestOf(
    people.map(person => person.length),
    0,
  );
  const digits = String(Number(to)).length;
  for (let number = Number(from); number <= Math.min(Number(to), lines.length); number++) {
    const commit = authors[number - 1];
    if (!commit) continue;
    const [, zone = '+0000'] = / ([-+]\d{4})$/.exec(commit.author) ?? [];
    const date = strftime('%Y-%m-%d %H:%M:%S', secondsOf(commit.author) * 1000, utc);
    const id = `${commit.parents.length === 0 ? '^' : ''}${commit.id}`.slice(0, 8);
    const who = given.flags.has('-s') ? '' : `(${(people[number - 1] ?? '').padEnd(width)} ${date} ${zone} `;
    const text = (lines[number - 1] ?? '').replace(/\n$/, '');
    yield* session.print(`${id} ${who}${String(number).padStart(digits)}) ${text}\n`);
  }
  return 0;
}

function personOf({ author }: Commit, mail: boolean): string {
  const [, name = '', address = ''] = /^(.*) (<.*>)/.exec(author) ?? [];
  return mail ? address : name;
}

function* linesIn(repository: Repository, { tree }: Commit, path: string): Task<readonly string[] | undefined> {
  const file = (yield* filesOfTree(repository, tree)).get(path);
  if (!file) return undefined;
  return decodeUtf8((yield* repository.objects.read(file.id)).body).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Goes back from commit to commit; a line that a parent has too is older. */
function* authorsOf(repository: Repository, start: Commit, path: string, lines: readonly string[]): Task<readonly Commit[]> {
  const authors: (Commit | undefined)[] = lines.map(() => undefined);
  // Where each line of a version is in the newest one.
  let waiting: { commit: Commit; lines: readonly string[]; places: readonly (number | undefined)[] }[] = [
    { commit: start, lines, places: lines.map((_, index) => index) },
  ];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    yield* repository.sys.tick();
    let places = next.places;
    for (const id of next.commit.parents) {
      const parent = yield* repository.objects.commit(id);
      const older = yield* linesIn(repository, parent, path);
      if (!older) continue;
      const { passed, kept } = pass(older, next.lines, places);
      if (passed.some(place => place !== undefined)) waiting.push({ commit: parent, lines: older, places: passed });
      places = kept;
    }
    for (const place of places) if (place !== undefined) authors[place] ??= next.commit;
    waiting = waiting.filter(({ places: left }) => left.some(place => place !== undefined));
  }
  return authors.map(author => author ?? start);
}

function pass(
  older: readonly string[],
  newer: readonly string[],
  places: readonly (number | undefined)[],
): { readonly passed: readonly (number | undefined)[]; readonly kept: readonly (number | undefined)[] } {
  const passed: (number | undefined)[] = [];
  const kept: (number | undefined)[] = [];
  let at = 0;
  for (const { kind } of editScript(older, newer, (a, b) => a === b)) {
    if (kind === 'remove') passed.push(undefined);
    else if (kind === 'add') kept.push(places[at++]);
    else {
      passed.push(places[at++]);
      kept.push(undefined);
    }
  }
  return { passed, kept };
}
