import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { readText } from '../input.js';
import { MAX_DEPTH } from '../limits.js';
import { refused } from '../options.js';
import { procps } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key = 'all' | 'names' | 'values' | 'write' | 'quiet' | 'ignore' | 'load' | 'pattern' | 'binary' | 'deprecated' | 'system';

const ROOT = '/proc/sys';

export const sysctl = define<Key>({
  name: 'sysctl',
  options: {
    all: ['-a, -A, -X, --all', 'show all settings'],
    binary: refused('-b, --binary'),
    deprecated: refused('--deprecated', 'gnu'),
    ignore: ['-e, --ignore', 'do not complain of settings that nobody knows'],
    names: ['-N, --names', 'show the names only'],
    values: ['-n, --values', 'show the values only'],
    load: refused('-p[FILE], --load[=FILE]'),
    pattern: refused('-r EXPRESSION, --pattern=EXPRESSION', 'gnu'),
    quiet: ['-q, --quiet', 'do not show what was set'],
    system: refused('--system', 'gnu'),
    write: ['-w, --write', 'set what is given as NAME=VALUE'],
  },
  gnu: { usage: ['[options] [variable[=value] ...]'], about: 'Show or set parameters of the kernel.' },
  busybox: { usage: ['[-enq] { -a | -p [FILE]... | [-w] [KEY[=VALUE]]... }'], about: 'Show/set kernel parameters' },
  origin: procps,
  *run(tool) {
    const { args, sys } = tool;
    if (args.has('all')) return yield* showFolder(tool, ROOT, 0);
    if (args.operands.length === 0) throw new Fatal("no variables specified\nTry `sysctl --help' for more information.");
    for (const operand of args.operands) {
      const equals = operand.indexOf('=');
      const name = (equals < 0 ? operand : operand.slice(0, equals)).trim();
      const path = `${ROOT}/${name.includes('/') ? name : name.replaceAll('.', '/')}`;
      try {
        if (equals >= 0 || args.has('write')) yield* set(tool, name, path, operand.slice(equals + 1).trim());
        else if (sys.stat(path).kind === 'directory') yield* showFolder(tool, path, 0);
        else yield* show(tool, path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        if (error.code === 'ENOENT' && args.has('ignore')) continue;
        const where = tool.isGnu ? `cannot stat ${path}` : `error: '${name}' is an unknown key`;
        yield* tool.fail(
          error.code === 'ENOENT'
            ? tool.isGnu
              ? `${where}: ${error.message}`
              : where
            : `${equals < 0 ? 'reading' : 'setting'} key "${name.replaceAll('/', '.')}": ${error.message}`,
          tool.isGnu && error.code === 'ENOENT' ? 255 : 1,
        );
      }
    }
  },
});

function* show({ args, sys, out }: Tool<Key>, path: string): Task<void> {
  const name = path.slice(ROOT.length + 1).replaceAll('/', '.');
  if (args.has('names')) return yield* out.line(name);
  for (const value of (yield* readText(sys, path)).replace(/\n$/, '').split('\n'))
    yield* out.line(args.has('values') ? value : `${name} = ${value}`);
}

function* showFolder(tool: Tool<Key>, path: string, depth: number): Task<void> {
  for (const { name, kind } of tool.sys.readdir(path)) {
    yield* tool.sys.tick();
    const inner = `${path}/${name}`;
    if (kind === 'directory' && depth < MAX_DEPTH) yield* showFolder(tool, inner, depth + 1);
    else if (kind !== 'directory' && tool.sys.access(inner, { read: true })) yield* show(tool, inner);
  }
}

function* set(tool: Tool<Key>, name: string, path: string, value: string): Task<void> {
  const { sys, args, out } = tool;
  const fd = sys.open(path, { write: true });
  try {
    yield* sys.write(fd, encodeUtf8(`${value}\n`));
  } finally {
    sys.close(fd);
  }
  if (!args.has('quiet')) yield* out.line(args.has('values') ? value : `${name.replaceAll('/', '.')} = ${value}`);
}
