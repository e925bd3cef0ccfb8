import type { Task } from '../../core/task.js';
import { archivedLocales, installedLocales, isLocale, LOCALE_ARCHIVE, localeOf, normalLocale } from '../../process/c-locales.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { noEffect, refused } from '../options.js';
import { glibc } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { exists } from '../files/presence.js';

const categories =
  'LC_CTYPE LC_NUMERIC LC_TIME LC_COLLATE LC_MONETARY LC_MESSAGES LC_PAPER LC_NAME LC_ADDRESS LC_TELEPHONE LC_MEASUREMENT LC_IDENTIFICATION'.split(
    ' ',
  );

/** What the locale is, which ones there are, or the name of its character set. */
export const locale = define<'all' | 'maps' | 'categoryName' | 'keywordName' | 'verbose'>({
  name: 'locale',
  options: {
    all: ['-a, --all-locales', 'write the names of all locales that there are'],
    maps: refused('-m, --charmaps'),
    categoryName: refused('-c, --category-name'),
    keywordName: refused('-k, --keyword-name'),
    verbose: refused('-v, --verbose'),
  },
  gnu: { usage: ['', '-a', 'charmap'], about: 'Tell which locale is in use.' },
  origin: glibc,
  *run(tool) {
    const { args, sys, out } = tool;
    yield* warnOfMissing(tool);
    if (args.has('all')) {
      yield* out.write(
        ['C', 'POSIX', ...installedLocales(sys)]
          .sort()
          .map(name => `${name}\n`)
          .join(''),
      );
      return;
    }
    for (const name of args.operands) {
      if (name === 'charmap') yield* out.line(charmap(tool));
      else if (categories.includes(name)) throw new Fatal('drydock: what is in a category is not simulated');
      else yield* tool.fail(`unknown name "${name}"`);
    }
    if (args.operands.length === 0) yield* out.write(settings(sys.env));
  },
});

/** As setlocale(3) fails for them, one after the other. */
function* warnOfMissing(tool: Tool): Task<void> {
  const { sys } = tool;
  const isMissing = (names: readonly string[]): boolean => names.some(name => !isLocale(sys, localeOf(sys.env, name)));
  for (const [shown, names] of [
    ['LC_CTYPE', ['LC_CTYPE']],
    ['LC_MESSAGES', ['LC_MESSAGES']],
    ['LC_ALL', categories],
  ] as const)
    if (isMissing(names)) yield* tool.warn(`Cannot set ${shown} to default locale: No such file or directory`);
}

/** What is only implied stands in quotes. */
function settings(env: ReadonlyMap<string, string>): string {
  const all = env.get('LC_ALL') ?? '';
  const rows = categories.map(name => {
    const own = env.get(name) ?? '';
    return all === '' && own !== '' ? `${name}=${own}` : `${name}="${localeOf(env, name) || 'POSIX'}"`;
  });
  return `${[`LANG=${env.get('LANG') ?? ''}`, `LANGUAGE=${env.get('LANGUAGE') ?? ''}`, ...rows, `LC_ALL=${all}`].join('\n')}\n`;
}

function charmap({ sys }: Tool): string {
  const name = localeOf(sys.env, 'LC_CTYPE');
  if (!isLocale(sys, name)) return 'ANSI_X3.4-1968';
  return /\.utf-?8/i.test(name)
    ? 'UTF-8'
    : /\.euc-?kr/i.test(name)
      ? 'EUC-KR'
      : name === '' || name === 'C' || name === 'POSIX'
        ? 'ANSI_X3.4-1968'
        : 'ISO-8859-1';
}

/** Makes a locale of a description and a character set; what it makes here is its name in the archive. */
export const localedef = define<
  'input' | 'charmap' | 'force' | 'alias' | 'list' | 'quiet' | 'noArchive' | 'delete' | 'prefix' | 'replace' | 'verbose'
>({
  name: 'localedef',
  options: {
    input: ['-i FILE, --inputfile=FILE', 'the description of language and place'],
    charmap: ['-f CHARMAP, --charmap=CHARMAP', 'the character set'],
    force: noEffect('-c, --force', 'nothing is warned of', undefined, 'make it even if there were warnings'),
    alias: noEffect('-A FILE, --alias-file=FILE', 'there are no other names for locales', undefined, 'look for other names in FILE'),
    list: ['--list-archive', 'write what is in the archive'],
    delete: ['--delete-from-archive', 'take locales out of the archive'],
    replace: noEffect('--replace', 'what is there is replaced always', undefined, 'replace what is in the archive'),
    quiet: noEffect('--quiet', 'nothing is warned of', undefined, 'no warnings'),
    noArchive: refused('--no-archive'),
    prefix: refused('--prefix=PATH'),
    verbose: refused('-v, --verbose'),
  },
  gnu: { usage: ['-i FILE -f CHARMAP NAME', '--list-archive', '--delete-from-archive NAME...'], about: 'Make a locale.' },
  origin: glibc,
  usageStatus: 4,
  *run(tool) {
    const { args, sys, out } = tool;
    const names = archivedLocales(sys);
    if (args.has('list')) {
      yield* out.write(
        [...names]
          .sort()
          .map(name => `${name}\n`)
          .join(''),
      );
      return 0;
    }
    if (args.has('delete'))
      return yield* save(
        tool,
        names.filter(name => !args.operands.some(given => normalLocale(given) === name)),
      );
    const [name] = args.operands;
    const input = args.value('input');
    if (name === undefined || input === undefined)
      throw new UsageError('drydock: without an input file and a name localedef is not simulated');
    const description = input.includes('/') ? input : `/usr/share/i18n/locales/${input}`;
    if (!exists(sys, description)) {
      yield* tool.complain(`[error] cannot open locale definition file \`${input}': No such file or directory\n`);
      return 4;
    }
    const charset = args.value('charmap') ?? 'ANSI_X3.4-1968';
    if (!exists(sys, `/usr/share/i18n/charmaps/${charset}.gz`)) {
      yield* tool.complain(`[error] character map file \`${charset}' not found: No such file or directory\n`);
      return 4;
    }
    const made = normalLocale(name);
    return yield* save(tool, [...names.filter(known => known !== made), made]);
  },
});

function* save({ sys }: Tool, names: readonly string[]): Task<number> {
  const fd = sys.open(LOCALE_ARCHIVE, { write: true, create: true, truncate: true, mode: 0o644 });
  yield* sys.write(fd, encodeUtf8(`${[...names].sort().join('\n')}\n`));
  sys.close(fd);
  return 0;
}
