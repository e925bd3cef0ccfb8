import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { compilePattern } from '../../shell/pattern/pattern.js';
import { baseName } from '../files/paths.js';
import { LineReader, readFile } from '../input.js';
import { noEffect, refused } from '../options.js';
import { fieldsOf } from '../time/calendar.js';
import { zoneOf } from '../time/zone.js';
import { unzipOrigin } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { InflateError } from './inflate.js';
import { readZip, savedPercent, unpacked, type ZipEntry } from './zip-format.js';
import { lexists } from '../files/presence.js';

type Key =
  | 'list'
  | 'verbose'
  | 'directory'
  | 'overwrite'
  | 'never'
  | 'quiet'
  | 'pipe'
  | 'test'
  | 'junk'
  | 'info'
  | 'exclude'
  | 'freshen'
  | 'update'
  | 'comment'
  | 'convert'
  | 'ignoreCase'
  | 'lower'
  | 'password';

const NO_DIRECTORY =
  '  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\n';

export const unzip = define<Key>({
  name: 'unzip',
  options: {
    list: ['-l', 'list the members'],
    verbose: ['-v', 'list them with all that is known', 'gnu'],
    directory: ['-d EXDIR', 'extract into EXDIR'],
    overwrite: ['-o', 'overwrite files without asking'],
    never: ['-n', 'never overwrite files'],
    quiet: ['-q', 'say less; twice: still less'],
    pipe: ['-p, -c', 'write the data of members to standard output'],
    test: ['-t', 'test the data'],
    junk: ['-j', 'do not make directories'],
    info: refused('-Z, -z', 'gnu'),
    exclude: ['-x FILE', 'leave out names that match'],
    freshen: refused('-f', 'gnu'),
    update: refused('-u', 'gnu'),
    comment: noEffect('-X', 'owners are not kept in archives', 'gnu'),
    convert: refused('-a', 'gnu'),
    ignoreCase: refused('-C', 'gnu'),
    lower: refused('-L', 'gnu'),
    password: refused('-P PASSWORD', 'gnu'),
  },
  gnu: { usage: ['[-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]'], about: 'List, test or extract what is in a ZIP archive.' },
  busybox: { usage: ['[-lnojpqt] FILE[.zip] [FILE]... [-x FILE]... [-d DIR]'], about: 'Extract FILEs from ZIP archive' },
  origin: unzipOrigin,
  usageHint: () => '',
  usageStatus: 10,
  *run(tool) {
    const { args, out } = tool;
    const [given, ...patterns] = args.operands;
    if (given === undefined && !tool.isGnu) throw new UsageError('');
    if (given === undefined) throw new Fatal('drydock: unzip without a name is not simulated', 10);
    const { path, entries } = yield* open(tool, given);
    const wanted = entries.filter(({ name }) => isWanted(tool, name, patterns));
    const isPiped = args.has('pipe');
    if (!isPiped && args.count('quiet') === 0) yield* out.line(`Archive:  ${path}`);
    if (args.has('verbose')) yield* listLong(tool, wanted);
    else if (args.has('list')) yield* list(tool, wanted);
    else if (args.has('test')) yield* test(tool, path, wanted);
    else yield* extract(tool, wanted);
    for (const pattern of patterns) {
      if (entries.some(({ name }) => compilePattern(pattern, { extended: false }).matches(name))) continue;
      yield* out.flush();
      yield* tool.complain(`caution: filename not matched:  ${pattern}\n`);
      tool.status = 11;
    }
  },
});

function* open(tool: Tool<Key>, given: string): Task<{ readonly path: string; readonly entries: readonly ZipEntry[] }> {
  const { sys, out } = tool;
  for (const path of [given, `${given}.zip`]) {
    let bytes: Uint8Array;
    try {
      bytes = yield* readFile(sys, path);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) continue;
      throw error;
    }
    const entries = readZip(bytes);
    if (entries) return { path, entries };
    yield* out.write(`Archive:  ${path}\n`);
    yield* out.flush();
    yield* tool.complain(NO_DIRECTORY);
    throw new Fatal(` cannot find zipfile directory in one of ${given} or\n        ${given}.zip, and cannot find ${given}.ZIP, period.`, 9);
  }
  if (!tool.isGnu) throw new Fatal(`can't open ${given}[.zip]`);
  throw new Fatal(` cannot find or open ${given}, ${given}.zip or ${given}.ZIP.`, 9);
}

function isWanted({ args }: Tool<Key>, name: string, patterns: readonly string[]): boolean {
  const matches = (pattern: string): boolean => compilePattern(pattern, { extended: false }).matches(name);
  return (patterns.length === 0 || patterns.some(matches)) && !args.values('exclude').some(matches);
}

function timeText({ sys }: Tool<Key>, { modifiedMs }: ZipEntry): string {
  const { year, month, day, hour, minute } = fieldsOf(modifiedMs, zoneOf(sys));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

function* list(tool: Tool<Key>, entries: readonly ZipEntry[]): Task<void> {
  const { out } = tool;
  yield* out.write('  Length      Date    Time    Name\n---------  ---------- -----   ----\n');
  for (const entry of entries) yield* out.line(`${String(entry.sizeBytes).padStart(9)}  ${timeText(tool, entry)}   ${entry.name}`);
  const total = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  yield* out.write(
    `---------                     -------\n${String(total).padStart(9)}                     ${filesText(entries.length)}\n`,
  );
}

function filesText(count: number): string {
  return `${String(count)} file${count === 1 ? '' : 's'}`;
}

function* listLong(tool: Tool<Key>, entries: readonly ZipEntry[]): Task<void> {
  const { out } = tool;
  yield* out.write(
    ' Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n--------  ------  ------- ---- ---------- ----- --------  ----\n',
  );
  for (const entry of entries) {
    const method = entry.method === 0 ? 'Stored' : 'Defl:N';
    const numbers = `${String(entry.sizeBytes).padStart(8)}  ${method} ${String(entry.packed.length).padStart(8)} ${String(savedPercent(entry)).padStart(3)}%`;
    yield* out.line(`${numbers} ${timeText(tool, entry)} ${entry.crc.toString(16).padStart(8, '0')}  ${entry.name}`);
  }
  const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const packedBytes = entries.reduce((sum, { packed }) => sum + packed.length, 0);
  const percent = sizeBytes === 0 ? 0 : Math.round(100 - (100 * packedBytes) / sizeBytes);
  yield* out.write(
    `--------          -------  ---                            -------\n${String(sizeBytes).padStart(8)}         ${String(packedBytes).padStart(8)} ${String(percent).padStart(3)}%                            ${filesText(entries.length)}\n`,
  );
}

/** The data of a member; undefined after an error was reported. */
function* dataOf(tool: Tool<Key>, entry: ZipEntry): Task<Uint8Array | undefined> {
  yield* tool.sys.tick();
  try {
    const data = unpacked(entry);
    if (data) return data;
    yield* tool.fail(`  bad CRC for ${entry.name}`, 2);
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    yield* tool.fail(`  skipping: ${entry.name}  ${error.message}`, 81);
  }
  return undefined;
}

function* test(tool: Tool<Key>, path: string, entries: readonly ZipEntry[]): Task<void> {
  for (const entry of entries) if (yield* dataOf(tool, entry)) yield* tool.out.line(`    testing: ${entry.name.padEnd(22)}   OK`);
  if (tool.status !== 0) return;
  const tested = `${path} for the ${filesText(entries.length)} tested.`;
  yield* tool.out.line(`No errors detected in ${tool.args.operands.length > 1 ? tested : `compressed data of ${path}.`}`);
}

function* extract(tool: Tool<Key>, entries: readonly ZipEntry[]): Task<void> {
  const { args, sys, out } = tool;
  const answers = new LineReader(sys, 0);
  const folder = args.value('directory')?.replace(/\/$/, '');
  let rule: 'ask' | 'all' | 'none' = args.has('overwrite') ? 'all' : args.has('never') ? 'none' : 'ask';
  for (const entry of entries) {
    if (args.has('pipe')) {
      const data = entry.name.endsWith('/') ? undefined : yield* dataOf(tool, entry);
      if (data) yield* out.bytes(data);
      continue;
    }
    // Names that lead out of the directory lose what leads there.
    const safe = entry.name
      .replace(/^\/+/, '')
      .split('/')
      .filter(part => part !== '..')
      .join('/');
    const name = args.has('junk') ? baseName(safe) : safe;
    const target = folder === undefined ? name : `${folder}/${name}`;
    if (entry.name.endsWith('/')) {
      if (!args.has('junk') && makeFolders(sys, target)) yield* say(tool, `   creating: ${target}`);
      continue;
    }
    if (lexists(sys, target) && rule !== 'all') {
      if (rule === 'none') continue;
      const answer = yield* askReplace(tool, answers, target);
      if (answer === 'A' || answer === 'N' || answer === undefined) rule = answer === 'A' ? 'all' : 'none';
      if (answer !== 'A' && answer !== 'y') continue;
    }
    yield* writeMember(tool, entry, target);
  }
}

function* say({ args, out }: Tool<Key>, text: string): Task<void> {
  if (args.count('quiet') === 0) yield* out.line(text);
}

function* writeMember(tool: Tool<Key>, entry: ZipEntry, target: string): Task<void> {
  const { sys } = tool;
  const data = yield* dataOf(tool, entry);
  if (!data) return;
  makeFolders(sys, target.slice(0, Math.max(0, target.lastIndexOf('/'))));
  yield* say(tool, `${entry.method === 0 ? ' extracting' : '  inflating'}: ${target.padEnd(22)}  `);
  const fd = sys.open(target, { write: true, create: true, truncate: true, mode: entry.mode & 0o777 });
  yield* sys.write(fd, data);
  sys.close(fd);
  const time = sys.clock.now() + (entry.modifiedMs - sys.clock.epochMsOf(sys.clock.now()));
  sys.utimes(target, time, time);
}

function* askReplace(tool: Tool<Key>, answers: LineReader, target: string): Task<string | undefined> {
  for (;;) {
    yield* tool.out.flush();
    yield* tool.complain(`replace ${target}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `);
    const answer = yield* answers.next();
    if (answer === undefined) {
      yield* tool.complain(' NULL\n(EOF or read error, treating as "[N]one" ...)\n');
      return undefined;
    }
    const letter = answer.slice(0, 1);
    if ('ynAN'.includes(letter) && letter !== '') return letter;
    yield* tool.complain(`error:  invalid response [${answer}]\n`);
  }
}

/** Makes a directory with those around it; whether there was something to make. */
function makeFolders(sys: Tool['sys'], path: string): boolean {
  const parts = path.split('/').filter(part => part !== '');
  const root = path.startsWith('/') ? '/' : '';
  let made = false;
  parts.forEach((_, i) => {
    const folder = root + parts.slice(0, i + 1).join('/');
    if (lexists(sys, folder)) return;
    sys.mkdir(folder);
    made = true;
  });
  return made;
}
