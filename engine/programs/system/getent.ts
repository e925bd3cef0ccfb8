import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readText, splitLines } from '../input.js';
import { define, UsageError, Fatal, type Tool } from '../tool.js';

/** Files behind the databases, and which fields are looked up by. */
const databases: Readonly<Record<string, { readonly path: string; readonly separator: RegExp; readonly keys: readonly number[] }>> = {
  passwd: { path: '/etc/passwd', separator: /:/, keys: [0, 2] },
  group: { path: '/etc/group', separator: /:/, keys: [0, 2] },
  shadow: { path: '/etc/shadow', separator: /:/, keys: [0] },
  services: { path: '/etc/services', separator: /\s+|\//, keys: [0, 1] },
  protocols: { path: '/etc/protocols', separator: /\s+/, keys: [0, 1] },
};

export const getent = define<'service'>({
  name: 'getent',
  options: { service: ['-s CONFIG, --service=CONFIG', 'service configuration to be used'] },
  gnu: { usage: ['[OPTION...] database [key ...]'], about: 'Get entries from administrative database.' },
  version: '(Debian GLIBC 2.36-9+deb12u9) 2.36',
  usageHint: (name) => `Try \`${name} --help' or \`${name} --usage' for more information.\n`,
  *run(tool) {
    const [name, ...keys] = tool.args.operands;
    if (name === undefined) throw new UsageError('wrong number of arguments');
    if (name === 'hosts' || name === 'ahosts' || name === 'ahostsv4') return yield* hosts(tool, keys);
    const database = databases[name];
    if (!database) throw new Fatal(`Unknown database: ${name}\nTry \`${tool.name} --help' or \`${tool.name} --usage' for more information.`);
    const lines = (yield* linesOf(tool, database.path)).filter((line) => line !== '' && !line.startsWith('#'));
    if (keys.length === 0) for (const line of lines) yield* tool.out.line(line);
    for (const key of keys) {
      const found = lines.find((line) => database.keys.some((field) => line.split(database.separator)[field] === key));
      if (found === undefined) tool.status = 2;
      else yield* tool.out.line(found);
    }
    return tool.status;
  },
});

function* linesOf(tool: Tool<'service'>, path: string): Task<string[]> {
  try {
    return splitLines(yield* readText(tool.sys, path));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}

/** /etc/hosts; names beyond it are the resolver's business. */
function* hosts(tool: Tool<'service'>, keys: readonly string[]): Task<number> {
  const entries = (yield* linesOf(tool, '/etc/hosts')).map((line) => line.replace(/#.*/, '').trim().split(/\s+/)).filter((fields) => fields.length > 1);
  const print = function* (fields: readonly string[]): Task<void> {
    yield* tool.out.line(`${(fields[0] ?? '').padEnd(15)} ${fields.slice(1).join(' ')}`);
  };
  if (keys.length === 0) for (const fields of entries) yield* print(fields);
  for (const key of keys) {
    const found = entries.filter((fields) => fields.includes(key));
    if (found.length === 0) tool.status = 2;
    for (const fields of found.slice(0, 1)) yield* print(fields);
  }
  return tool.status;
}
