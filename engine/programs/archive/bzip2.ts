import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { noEffect, refused } from '../options.js';
import { bzip2Origin } from '../origins.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';
import { packFiles, type PackerRules, type Sizes } from './pack-files.js';
import { packBzip2, unpackBzip2 } from './packing/bzip2.js';
import type { PackedDataError } from './packing/filter.js';

type Key = 'stdout' | 'decompress' | 'compress' | 'force' | 'keep' | 'quiet' | 'verbose' | 'test' | 'small' | 'license' | Level;
type Level = 'l1' | 'l2' | 'l3' | 'l4' | 'l5' | 'l6' | 'l7' | 'l8' | 'l9';
const levels: readonly Level[] = ['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7', 'l8', 'l9'];

function defineBzip2(name: 'bzip2' | 'bunzip2' | 'bzcat'): Program {
  return define<Key>({
    name,
    options: {
      decompress: ['-d, --decompress', 'decompress'],
      compress: ['-z, --compress', 'compress', 'gnu'],
      keep: ['-k, --keep', "keep (don't delete) input files"],
      force: ['-f, --force', 'overwrite existing output files'],
      test: ['-t, --test', 'test compressed file integrity'],
      stdout: ['-c, --stdout', 'output to standard out'],
      quiet: ['-q, --quiet', 'suppress warnings', 'gnu'],
      verbose: ['-v, --verbose', 'tell how much smaller files became', 'gnu'],
      small: noEffect('-s, --small', 'what it saves of memory is not counted', 'gnu', 'use less memory'),
      license: refused('-L, --license', 'gnu'),
      l1: ['-1, --fast', 'work on blocks of 100k'],
      l2: ['-2', undefined],
      l3: ['-3', undefined],
      l4: ['-4', undefined],
      l5: ['-5', undefined],
      l6: ['-6', undefined],
      l7: ['-7', undefined],
      l8: ['-8', undefined],
      l9: ['-9, --best', 'work on blocks of 900k, as without any of these'],
    },
    gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Compress or uncompress FILEs by sorting blocks.' },
    busybox: {
      usage: [name === 'bzcat' ? '[FILE]...' : name === 'bzip2' ? '[-cfkdt123456789] [FILE]...' : '[-cfk] [FILE]...'],
      about:
        name === 'bzip2'
          ? 'Compress FILEs (or stdin) with bzip2 algorithm'
          : name === 'bzcat'
            ? 'Decompress to stdout'
            : 'Decompress FILEs (or stdin)',
    },
    origin: bzip2Origin,
    *run(tool) {
      const { args, out, isGnu } = tool;
      const rules = isGnu ? gnuRules(tool) : busyboxRules(tool);
      const reads = args.operands.length === 0 || args.operands.includes('-');
      if (!rules.unpacks && out.isTerminal && (reads || rules.toOutput) && !(rules.forces && !isGnu))
        throw new Fatal(
          isGnu
            ? `I won't write compressed data to a terminal.\n${tool.name}: For help, type: \`${tool.name} --help'.`
            : 'compressed data not written to a terminal, use -f to force it',
        );
      yield* packFiles(tool, args.operands, rules);
    },
  });
}

export const bzip2 = defineBzip2('bzip2');
export const bunzip2 = defineBzip2('bunzip2');
export const bzcat = defineBzip2('bzcat');

type Common = Pick<PackerRules, 'unpacks' | 'tests' | 'toOutput' | 'keeps' | 'forces' | 'suffixes' | 'filter'>;

function commonRules({ args, name }: Tool<Key>): Common {
  const called = name.replace(/.*\//, '');
  const direction = args.last('decompress', 'compress', 'test') ?? (called === 'bzip2' ? 'compress' : 'decompress');
  const level = levels.indexOf(args.last(...levels) ?? 'l9') + 1;
  return {
    unpacks: direction !== 'compress',
    tests: direction === 'test',
    toOutput: args.has('stdout') || called === 'bzcat',
    keeps: args.has('keep'),
    forces: args.has('force'),
    suffixes: [
      ['.bz2', ''],
      ['.bz', ''],
      ['.tbz2', '.tar'],
      ['.tbz', '.tar'],
    ],
    filter: () => (direction === 'compress' ? packBzip2(level) : unpackBzip2()),
  };
}

const RECOVER = `
It is possible that the compressed file(s) have become corrupted.
You can use the -tvv option to test integrity of such files.

You can use the \`bzip2recover' program to attempt to recover
data from undamaged sections of corrupted files.

`;

function gnuRules(tool: Tool<Key>): PackerRules {
  const { name, args } = tool;
  const common = commonRules(tool);
  return {
    ...common,
    refusals: {
      directory: path => [`Input file ${path} is a directory.`, 1],
      symlink: path => [`Input file ${path} is not a normal file.`, 1],
      links: (path, others) => [`Input file ${path} has ${others} other link${others === '1' ? '' : 's'}.`, 1],
      'packed already': (path, suffix) => [`Input file ${path} already has ${suffix} suffix.`, 1],
      'unknown suffix': path => [`${path}: unknown suffix`, 1],
      exists: (_, target) => [`Output file ${target} already exists.`, 1],
    },
    failed: (path, error) => `Can't open input file ${path}: ${error.message}.`,
    *guessed(path) {
      if (!args.has('quiet')) yield* tool.warn(`Can't guess original name for ${path} -- using ${path}.out`);
      return `${path}.out`;
    },
    *damaged(error, label, target) {
      const place = `\tInput file = ${label}, output file = ${target ?? '(stdout)'}\n`;
      if (error.kind === 'format')
        yield* tool.complain(
          common.tests
            ? `${name}: ${label}: bad magic number (file not created by bzip2)\n${RECOVER.slice(RECOVER.indexOf('\n\nYou can use the `') + 1)}`
            : `${name}: ${label} is not a bzip2 file.\n`,
        );
      else {
        const reason =
          error.kind === 'truncated'
            ? `Compressed file ends unexpectedly;\n\tperhaps it is corrupted?  *Possible* reason follows.\n${name}: ${possibleReason(label, target)}\n`
            : 'Data integrity error when decompressing.\n';
        const deleting = target === undefined ? '' : `${name}: Deleting output file ${target}, if it exists.\n`;
        yield* tool.complain(`\n${name}: ${reason}${place}${RECOVER}${deleting}`);
      }
      return 2;
    },
    *done(label, sizes) {
      const width = largestOf(
        args.operands.map(each => each.length),
        '(stdin)'.length,
      );
      if (args.has('verbose')) yield* tool.complain(`  ${label}: ${' '.repeat(width - label.length)}${savings(common, sizes)}\n`);
    },
  };
}

/** Whatever error came last before; it has nothing to do with the data. */
function possibleReason(label: string, target: string | undefined): string {
  if (target !== undefined) return 'No such file or directory';
  return label === '(stdin)' ? 'Inappropriate ioctl for device' : 'Success';
}

function savings(rules: Common, { input, output }: Sizes): string {
  if (rules.unpacks) return rules.tests ? 'ok' : 'done';
  if (input === 0) return 'no data compressed.';
  const ratio = `${(input / output).toFixed(3).padStart(6)}:1, ${((8 * output) / input).toFixed(3).padStart(6)} bits/byte`;
  return `${ratio}, ${(100 * (1 - output / input)).toFixed(2).padStart(5)}% saved, ${String(input)} in, ${String(output)} out.`;
}

function busyboxRules(tool: Tool<Key>): PackerRules {
  return {
    ...commonRules(tool),
    refusals: busyboxRefusals,
    failed: (path, error) => `${path}: ${error.message}`,
    damaged: error => busyboxDamage(tool, error, 'bunzip error -3'),
  };
}

/** What BusyBox's programs say of files that they leave alone. */
export const busyboxRefusals: PackerRules['refusals'] = {
  directory: path => [`${path}: Is a directory`, 1],
  symlink: path => [`${path}: Is a symbolic link`, 1],
  links: path => [`${path}: has other links`, 1],
  'packed already': path => [`${path}: already packed`, 1],
  'unknown suffix': path => [`${path}: unknown suffix - ignored`, 1],
  exists: (_, target) => [`can't open '${target}': File exists`, 1],
};

export function* busyboxDamage(tool: Tool, error: PackedDataError, corrupt: string): Task<number> {
  yield* tool.warn(error.kind === 'format' ? 'invalid magic' : corrupt);
  return 1;
}
