import { noEffect, refused } from '../options.js';
import { xzUtils } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';
import { busyboxDamage, busyboxRefusals } from './bzip2.js';
import { packFiles, type PackerRules, type Sizes } from './pack-files.js';
import type { PackedDataError } from './packing/filter.js';
import { packXz, unpackXz } from './packing/xz.js';
import { XZ_MAGIC } from './packing/xz-format.js';
import { listXz, readableSize } from './xz-list.js';

type Key =
  | 'compress'
  | 'decompress'
  | 'test'
  | 'list'
  | 'keep'
  | 'force'
  | 'stdout'
  | 'suffix'
  | 'level'
  | 'threads'
  | 'quiet'
  | 'noWarn'
  | 'verbose'
  | 'robot'
  | 'check'
  | 'format'
  | 'sparse'
  | 'others';

function defineXz(name: 'xz' | 'unxz' | 'xzcat'): Program {
  return define<Key>({
    name,
    options: {
      compress: ['-z, --compress', 'force compression', 'gnu'],
      decompress: ['-d, --decompress, --uncompress', 'force decompression'],
      test: ['-t, --test', 'test compressed file integrity'],
      list: ['-l, --list', 'list information about .xz files', 'gnu'],
      keep: ['-k, --keep', "keep (don't delete) input files"],
      force: ['-f, --force', 'force overwrite of output file and (de)compress links'],
      stdout: ['-c, --stdout, --to-stdout', "write to standard output and don't delete input files"],
      suffix: ['-S, --suffix=.SUF', 'use the suffix .SUF on compressed files', 'gnu'],
      level: noEffect('-0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -e, --extreme, --fast, --best', 'there is one way to compress', 'gnu'),
      threads: noEffect('-T NUM, --threads=NUM', 'it works on one processor', 'gnu', 'use at most NUM threads'),
      sparse: noEffect('--no-sparse', 'zeros take no room anyway', 'gnu'),
      quiet: ['-q, --quiet', 'suppress warnings; specify twice to suppress errors too', 'gnu'],
      noWarn: ['-Q, --no-warn', 'make warnings not affect the exit status', 'gnu'],
      verbose: ['-v, --verbose', 'be verbose', 'gnu'],
      robot: ['--robot', undefined, 'gnu'],
      check: refused('-C CHECK, --check=CHECK', 'gnu'),
      format: ['-F FMT, --format=FMT', undefined, 'gnu'],
      others: refused('-H, --long-help, -M LIMIT, --memlimit=LIMIT, --single-stream, --block-size=SIZE, --files, --lzma2', 'gnu'),
    },
    gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Compress or decompress FILEs in the .xz format.' },
    busybox: {
      usage: [name === 'xzcat' ? '[FILE]...' : name === 'xz' ? '-d [-cfk] [FILE]...' : '[-cfk] [FILE]...'],
      about: name === 'xzcat' ? 'Decompress to stdout' : 'Decompress FILEs (or stdin)',
    },
    origin: xzUtils,
    usageHint: called => `${called}: Try \`${called} --help' for more information.\n`,
    *run(tool) {
      const { args, out, isGnu, sys } = tool;
      const rules = rulesOf(tool);
      if (!isGnu && !rules.unpacks) throw new UsageError('');
      if (!['auto', 'xz'].includes(args.value('format') ?? 'auto')) throw new Fatal('drydock: formats other than xz are not simulated');
      if (args.has('list')) return yield* listXz(tool, args.operands, { verbose: args.has('verbose'), robot: args.has('robot') });
      const reads = args.operands.length === 0 || args.operands.includes('-');
      if (isGnu && rules.unpacks && reads && sys.isTerminal(0)) throw new Fatal('Compressed data cannot be read from a terminal');
      if (!rules.unpacks && out.isTerminal && (reads || rules.toOutput))
        throw new UsageError('Compressed data cannot be written to a terminal');
      yield* packFiles(tool, args.operands, isGnu ? { ...rules, ...gnuWords(tool, rules) } : rules);
      if (args.has('noWarn') && tool.status === 2) tool.status = 0;
    },
  });
}

export const xz = defineXz('xz');
export const unxz = defineXz('unxz');
export const xzcat = defineXz('xzcat');

function rulesOf(tool: Tool<Key>): PackerRules {
  const { args, name } = tool;
  const called = name.replace(/.*\//, '');
  const direction = args.last('decompress', 'compress', 'test', 'list') ?? (called === 'xz' ? 'compress' : 'decompress');
  const suffix = args.value('suffix');
  if (suffix === '') throw new Fatal(`${suffix}: Invalid filename suffix`);
  return {
    unpacks: direction !== 'compress',
    tests: direction === 'test',
    toOutput: args.has('stdout') || called === 'xzcat',
    keeps: args.has('keep'),
    forces: args.has('force'),
    suffixes: [...(suffix === undefined ? [] : [[suffix, ''] as const]), ['.xz', ''], ['.txz', '.tar']],
    filter: () => (direction === 'compress' ? packXz() : unpackXz()),
    refusals: busyboxRefusals,
    ...(tool.isGnu ? { magic: XZ_MAGIC } : {}),
    failed: (path, error) => (args.count('quiet') > 1 ? '' : `${path}: ${error.message}`),
    damaged: error => busyboxDamage(tool, error, 'corrupted data'),
  };
}

function gnuWords(tool: Tool<Key>, rules: PackerRules): Pick<PackerRules, 'refusals' | 'damaged' | 'done'> {
  const { args } = tool;
  const quiet = args.count('quiet');
  const warning = (text: string): readonly [string, number] => [quiet > 0 ? '' : text, 2];
  return {
    refusals: {
      directory: path => warning(`${path}: Is a directory, skipping`),
      symlink: path => warning(`${path}: Is a symbolic link, skipping`),
      links: path => warning(`${path}: Input file has more than one hard link, skipping`),
      'packed already': (path, suffix) => warning(`${path}: File already has \`${suffix}' suffix, skipping`),
      'unknown suffix': path => warning(`${path}: Filename has an unknown suffix, skipping`),
      exists: (_, target) => [quiet > 1 ? '' : `${target}: File exists`, 1],
    },
    *damaged(error, label) {
      if (quiet < 2) yield* tool.warn(`${label}: ${damage(error)}`);
      return 1;
    },
    *done(label, sizes) {
      if (args.has('verbose') && !tool.sys.isTerminal(2)) yield* tool.complain(`${label}: ${ratioOf(rules, sizes)}\n`);
    },
  };
}

function damage({ kind }: PackedDataError): string {
  if (kind === 'format') return 'File format not recognized';
  if (kind === 'truncated') return 'Unexpected end of input';
  return kind === 'unsupported' ? 'Unsupported options' : 'Compressed data is corrupt';
}

function ratioOf(rules: PackerRules, { input, output }: Sizes): string {
  const [packed, plain] = rules.unpacks ? [input, output] : [output, input];
  const ratio = packed / plain;
  return `${readableSize(packed)} / ${readableSize(plain)} ${ratio > 9.999 ? '> 9.999' : `= ${ratio.toFixed(3)}`}`;
}
