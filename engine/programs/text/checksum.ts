import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { LineReader, readText, splitLines } from '../input.js';
import { CHUNK_BYTES } from '../limits.js';
import { quoteIfNeeded } from '../quoting.js';
import { coreutils } from '../origins.js';
import { define, Fatal, UsageError, type Program, type Tool } from '../tool.js';

type Key = 'binary' | 'check' | 'tag' | 'text' | 'zero' | 'ignoreMissing' | 'quiet' | 'status' | 'strict' | 'warn';

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const algorithms: Readonly<Record<string, { readonly label: string; readonly create: () => Hash }>> = {
  md5sum: { label: 'MD5', create: () => md5.create() },
  sha1sum: { label: 'SHA1', create: () => sha1.create() },
  sha224sum: { label: 'SHA224', create: () => sha224.create() },
  sha256sum: { label: 'SHA256', create: () => sha256.create() },
  sha384sum: { label: 'SHA384', create: () => sha384.create() },
  sha512sum: { label: 'SHA512', create: () => sha512.create() },
};

const idleNames = { ignoreMissing: 'ignore-missing', quiet: 'quiet', status: 'status', strict: 'strict', warn: 'warn' } as const;

const idleOptions = ['ignoreMissing', 'status', 'warn', 'quiet', 'strict'] as const;

/** Options that do not go together, in the order in which GNU's looks at them. */
function checkUse({ args }: Tool<Key>): void {
  // --tag itself asks for binary mode.
  if (args.has('tag') && args.last('binary', 'text', 'tag') === 'text') throw new UsageError('--tag does not support --text mode');
  if (args.has('zero') && args.has('check')) throw new UsageError('the --zero option is not supported when verifying checksums');
  if (args.has('tag') && args.has('check')) throw new UsageError('the --tag option is meaningless when verifying checksums');
  if (args.has('check') && args.last('binary', 'text') !== undefined)
    throw new UsageError('the --binary and --text options are meaningless when verifying checksums');
  if (args.has('check')) return;
  const level = args.last('status', 'warn', 'quiet');
  const idle = idleOptions.find(
    key => args.has(key) && (level === undefined || key === level || key === 'ignoreMissing' || key === 'strict'),
  );
  if (idle !== undefined) throw new UsageError(`the --${idleNames[idle]} option is meaningful only when verifying checksums`);
}

/** Of the options that tell how much is said the last one counts. */
function isSaying(args: Tool<Key>['args'], wish: 'status' | 'warn' | 'quiet'): boolean {
  return args.last('status', 'warn', 'quiet') === wish;
}

/** A list as messages name it. */
function nameOfList(list: string): string {
  return list === '-' ? "'standard input'" : quoteIfNeeded(list);
}

/** The programs that print and check digests. */
export const checksums: readonly Program[] = Object.entries(algorithms).map(([name, { label, create }]) =>
  define<Key>({
    name,
    options: {
      binary: ['-b, --binary', 'read in binary mode'],
      check: ['-c, --check', 'read digests from the FILEs and check them'],
      tag: ['--tag', 'write a BSD-style checksum', 'gnu'],
      text: ['-t, --text', 'read in text mode (default)'],
      zero: ['-z, --zero', 'end lines with NUL, not newline', 'gnu'],
      ignoreMissing: ['--ignore-missing', 'do not fail for missing files', 'gnu'],
      quiet: ['--quiet', 'do not print OK for each file that is right', 'gnu'],
      status: ['-s, --status', 'print nothing, the exit status tells'],
      strict: ['--strict', undefined, 'gnu'],
      warn: ['-w, --warn', 'warn about lines that are no digests'],
    },
    gnu: {
      usage: ['[OPTION]... [FILE]...'],
      about: `Print or check ${label} (digests) of files.\n\nWith no FILE, or when FILE is -, read standard input.`,
    },
    ...(name === 'sha224sum' || name === 'sha384sum'
      ? {}
      : { busybox: { usage: ['[-c[sw]] [FILE]...'], about: `Print or check ${label} checksums` } }),
    origin: coreutils,
    *run(tool) {
      if (tool.isGnu) checkUse(tool);
      if (tool.args.has('check')) yield* check(tool, create, label);
      else yield* print(tool, create, label);
    },
  }),
);

function* digest(tool: Tool<Key>, fd: number, create: () => Hash): Task<string> {
  const hash = create();
  for (;;) {
    const bytes = yield* tool.sys.read(fd, CHUNK_BYTES);
    if (bytes.length === 0) return [...hash.digest()].map(byte => byte.toString(16).padStart(2, '0')).join('');
    hash.update(bytes);
    yield* tool.sys.tick();
  }
}

function* print(tool: Tool<Key>, create: () => Hash, label: string): Task<void> {
  yield* tool.eachInput(
    tool.args.operands,
    (fd, path) => printOne(tool, fd, path, create, label),
    (path, error) => tool.cannotOpen(path, error),
  );
}

function* printOne(tool: Tool<Key>, fd: number, path: string, create: () => Hash, label: string): Task<void> {
  const { args, out } = tool;
  if (!tool.isGnu && tool.sys.fstat(fd).kind === 'directory') return yield* tool.fail(`can't read '${path}': Is a directory`);
  const hex = yield* digest(tool, fd, create);
  // A name that would break the line is written with backslashes, and so is said before it.
  const isEscaped = tool.isGnu && !args.has('zero') && /[\\\n]/.test(path);
  const name = isEscaped ? path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n') : path;
  const text = args.has('tag')
    ? `${label} (${name}) = ${hex}`
    : `${hex} ${args.last('binary', 'text') === 'binary' && tool.isGnu ? '*' : ' '}${name}`;
  const line = isEscaped ? `\\${text}` : text;
  yield* out.write(line + (args.has('zero') ? '\0' : '\n'));
}

function* check(tool: Tool<Key>, create: () => Hash, label: string): Task<void> {
  for (const list of tool.args.operands.length === 0 ? ['-'] : tool.args.operands) {
    const lines = yield* listLines(tool, list);
    if (lines !== undefined) yield* checkList(tool, list, lines, create, label);
  }
}

function* listLines(tool: Tool<Key>, list: string): Task<string[] | undefined> {
  try {
    if (list !== '-') return splitLines(yield* readText(tool.sys, list));
    const lines: string[] = [];
    const reader = new LineReader(tool.sys, 0);
    for (let line = yield* reader.next(); line !== undefined; line = yield* reader.next()) lines.push(line);
    return lines;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu) throw new Fatal(tool.cannotOpen(list, error));
    yield* tool.fail(error.code === 'EISDIR' ? `${quoteIfNeeded(list)}: read error` : tool.cannotOpen(list, error));
    return undefined;
  }
}

function* checkList(tool: Tool<Key>, list: string, lines: readonly string[], create: () => Hash, label: string): Task<void> {
  const { args, out } = tool;
  const counts = { lines: 0, bad: 0, failed: 0, missing: 0 };
  const isWarning = tool.isGnu && isSaying(args, 'warn');
  for (const [i, line] of lines.entries()) {
    const tagged = new RegExp(`^${label} \\((.*)\\) = ([0-9a-fA-F]+)$`).exec(line);
    const plain = /^\\?([0-9a-fA-F]{32,128}) [ *](.*)$/.exec(line);
    const path = tagged?.[1] ?? plain?.[2];
    const wanted = (tagged?.[2] ?? plain?.[1])?.toLowerCase();
    if (path === undefined || wanted === undefined) {
      counts.bad++;
      if (isWarning) {
        yield* out.flush();
        yield* tool.warn(`${nameOfList(list)}: ${i + 1}: improperly formatted ${label} checksum line`);
      }
      continue;
    }
    counts.lines++;
    const actual = yield* digestOf(tool, path, create);
    if (actual === undefined) {
      counts.missing++;
      if (!args.has('ignoreMissing') && !isSaying(args, 'status')) yield* out.line(`${path}: FAILED${tool.isGnu ? ' open or read' : ''}`);
      continue;
    }
    if (actual !== wanted) counts.failed++;
    if (!isSaying(args, 'status') && (actual !== wanted || !isSaying(args, 'quiet')))
      yield* out.line(`${path}: ${actual === wanted ? 'OK' : 'FAILED'}`);
  }
  if (tool.isGnu && args.has('ignoreMissing') && counts.lines > 0 && counts.missing === counts.lines) {
    yield* out.flush();
    if (isSaying(args, 'status')) tool.status = 1;
    else yield* tool.fail(`${nameOfList(list)}: no file was verified`);
  }
  yield* summary(tool, list, counts);
}

function* digestOf(tool: Tool<Key>, path: string, create: () => Hash): Task<string | undefined> {
  try {
    const fd = path === '-' ? 0 : tool.sys.open(path, { read: true });
    const hex = yield* digest(tool, fd, create);
    if (fd !== 0) tool.sys.close(fd);
    return hex;
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.args.has('ignoreMissing')) yield* tool.fail(tool.cannotOpen(path, error));
    return undefined;
  }
}

function* summary(
  tool: Tool<Key>,
  list: string,
  { lines, bad, failed, missing }: { readonly lines: number; readonly bad: number; readonly failed: number; readonly missing: number },
): Task<void> {
  yield* tool.out.flush();
  if (lines === 0)
    return yield* tool.fail(
      tool.isGnu
        ? `${nameOfList(list)}: no properly formatted checksum lines found`
        : `WARNING: ${String(bad)} of ${String(bad)} computed checksums did NOT match`,
    );
  if (failed > 0 || (bad > 0 && tool.args.has('strict')) || (missing > 0 && !tool.args.has('ignoreMissing'))) tool.status = 1;
  if (isSaying(tool.args, 'status')) return;
  if (!tool.isGnu) {
    if (failed + missing > 0) yield* tool.warn(`WARNING: ${String(failed + missing)} of ${String(lines)} computed checksums did NOT match`);
    return;
  }
  const plural = (count: number, one: string, many: string): string => `WARNING: ${String(count)} ${count === 1 ? one : many}`;
  if (bad > 0) yield* tool.warn(plural(bad, 'line is improperly formatted', 'lines are improperly formatted'));
  if (missing > 0 && !tool.args.has('ignoreMissing'))
    yield* tool.warn(plural(missing, 'listed file could not be read', 'listed files could not be read'));
  if (failed > 0) yield* tool.warn(plural(failed, 'computed checksum did NOT match', 'computed checksums did NOT match'));
}
