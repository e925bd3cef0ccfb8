import type { Task } from '../../core/task.js';
import { utilLinuxGetopt } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { GetoptScan, type GetoptRules } from './getopt-scan.js';

type Key = 'alternative' | 'options' | 'longOptions' | 'name' | 'quiet' | 'quietOutput' | 'shell' | 'test' | 'unquoted';

export const getopt = define<Key>({
  name: 'getopt',
  options: {
    alternative: ['-a, --alternative', 'allow long options starting with single -'],
    longOptions: ['-l, --longoptions=LONGOPTS', 'the long options to be recognized'],
    name: ['-n, --name=PROGNAME', 'the name under which errors are reported'],
    options: ['-o, --options=OPTSTRING', 'the short options to be recognized'],
    quiet: ['-q, --quiet', 'disable error reporting by getopt(3)'],
    quietOutput: ['-Q, --quiet-output', 'no normal output'],
    shell: ['-s, --shell=SHELL', 'set quoting conventions to those of SHELL'],
    test: ['-T, --test', 'test for getopt(1) version'],
    unquoted: ['-u, --unquoted', 'do not quote the output'],
  },
  stopAtOperand: true,
  gnu: { usage: ['<optstring> <parameters>', '[options] [--] <optstring> <parameters>'], about: 'Parse command options.' },
  busybox: { usage: ['[OPTIONS] [--] OPTSTRING PARAMS'], about: 'Parse command options' },
  origin: utilLinuxGetopt,
  usageStatus: 2,
  *run(tool): Task<number> {
    const { args, out, sys } = tool;
    if (args.has('test')) return 4;
    const { rules, words, quoted } = requestOf(tool);
    const scan = new GetoptScan(rules, sys.env.has('POSIXLY_CORRECT'));
    const result = scan.run(words);
    if (!args.has('quiet'))
      for (const complaint of result.complaints) yield* tool.complain(`${args.value('name') ?? 'getopt'}: ${complaint}\n`);
    const quote = quoted ? quoterOf(args.value('shell') ?? 'sh') : (text: string): string => text;
    const parts = result.options.flatMap(({ name, value }) => [
      ...(name === '' ? [] : [name]),
      ...(value === undefined ? [] : [quote(value)]),
    ]);
    if (!args.has('quietOutput')) yield* out.write([' ', [...parts, '--', ...result.operands.map(quote)].join(' '), '\n'].join(''));
    return result.complaints.length > 0 ? 1 : 0;
  },
});

/** The options are given by -o, or as the first word; in the old form, which begins with that word, nothing is quoted. */
function requestOf(tool: Tool<Key>): { readonly rules: GetoptRules; readonly words: readonly string[]; readonly quoted: boolean } {
  const { args, sys } = tool;
  const given = args.value('options');
  const [first, ...others] = args.operands;
  const short = given ?? first;
  if (short === undefined) throw new UsageError('missing optstring argument');
  const isOld = args.entries.length === 0 || sys.env.has('GETOPT_COMPATIBLE');
  const long = args.values('longOptions').flatMap(list => list.split(/[,\s]+/).filter(name => name !== ''));
  return {
    rules: { short, long, alternative: args.has('alternative') },
    words: given === undefined ? others : args.operands,
    quoted: !isOld && !args.has('unquoted'),
  };
}

function quoterOf(shell: string): (text: string) => string {
  if (/^(?:sh|bash)$/.test(shell)) return text => `'${text.replaceAll("'", "'\\''")}'`;
  if (!/^t?csh$/.test(shell)) throw new Fatal('unknown shell after -s or --shell argument', 2);
  const special: Readonly<Record<string, string>> = { "'": "'\\''", '!': "'\\!'", '\n': '\\n', '\\': '\\\\' };
  return text => `'${text.replace(/['!\n\\]|\s/g, found => special[found] ?? `'\\${found}'`)}'`;
}
