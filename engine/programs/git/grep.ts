import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { compileRegex, RegexError } from '../regex/regex.js';
import { parseArguments } from './arguments.js';
import { fatal } from './git-error.js';
import type { Session } from './session.js';
import { isIn } from './stage.js';
import { readIndex, workBytes } from './tree-files.js';

/** `git grep [-n] [-i] [-l] [-c] [-w] [-E|-F] EXPRESSION [PATH…]`: lines of the files that git knows. */
export function* grep(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments(
    'grep',
    words,
    ['-n --line-number', '-i --ignore-case', '-l --files-with-matches', '-c --count', '-w', '-E', '-F'],
    ['-e'],
  );
  const { flags } = given;
  const repository = session.repository();
  const operands = [...(given.values.get('-e') ?? []).slice(0, 1), ...given.operands];
  const [expression, ...paths] = operands;
  if (expression === undefined) throw fatal('no pattern given');
  const named = [...paths, ...(given.paths ?? [])].map(path => session.inRepository(repository, path));
  const regex = compiled(expression, flags);
  let found = false;
  for (const path of (yield* readIndex(repository)).keys()) {
    yield* session.sys.tick();
    if (named.length > 0 && !named.some(name => isIn(path, name))) continue;
    const text = decodeUtf8((yield* workBytes(repository, path)) ?? new Uint8Array(0));
    const lines = text.replace(/\n$/, '').split('\n');
    const hits = lines.flatMap((line, index) => (regex.test(line) ? [{ line, number: index + 1 }] : []));
    if (hits.length === 0 || text === '') continue;
    found = true;
    const shown = session.shown(repository, path);
    if (flags.has('-l')) yield* session.print(`${shown}\n`);
    else if (flags.has('-c')) yield* session.print(`${shown}:${String(hits.length)}\n`);
    else yield* session.print(hits.map(({ line, number }) => `${shown}:${flags.has('-n') ? `${String(number)}:` : ''}${line}\n`).join(''));
  }
  return found ? 0 : 1;
}

function compiled(expression: string, flags: ReadonlySet<string>): ReturnType<typeof compileRegex> {
  try {
    const syntax = flags.has('-F') ? 'fixed' : flags.has('-E') ? 'extended' : 'basic';
    return compileRegex(expression, { syntax, ignoreCase: flags.has('-i'), ...(flags.has('-w') ? { whole: 'word' as const } : {}) });
  } catch (error) {
    if (error instanceof RegexError) throw fatal(`command line, '${expression}': ${error.message}`);
    throw error;
  }
}
