import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ProcessInfo, Sys } from '../../process/sys.js';
import { loadAccounts, userName, type Accounts } from '../accounts.js';
import { isUnicode } from '../locale.js';
import { noEffect, refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { jsonTable, rawTable, smartTable, type SmartColumn, type SmartRow } from '../smart-columns.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key = 'json' | 'list' | 'noHeadings' | 'output' | 'all' | 'task' | 'raw' | 'full' | 'noWrap' | 'type' | 'tree';

/** A namespace with the processes in it, by their numbers. */
interface Namespace {
  readonly id: number;
  readonly type: string;
  readonly processes: ProcessInfo[];
}

const types = ['mnt', 'net', 'ipc', 'user', 'pid', 'uts', 'cgroup', 'time'];

type Cell = (namespace: Namespace, first: ProcessInfo, accounts: Accounts) => string | undefined;
const columns: readonly (SmartColumn & { readonly cell: Cell })[] = [
  { name: 'NS', isRight: true, isNumber: true, cell: ({ id }) => String(id) },
  { name: 'TYPE', cell: ({ type }) => type },
  { name: 'PATH', cell: ({ type }, { pid }) => `/proc/${String(pid)}/ns/${type}` },
  { name: 'NPROCS', isRight: true, isNumber: true, cell: ({ processes }) => String(processes.length) },
  { name: 'PID', isRight: true, isNumber: true, cell: (_, { pid }) => String(pid) },
  { name: 'PPID', isRight: true, isNumber: true, cell: (_, { ppid }) => String(ppid) },
  { name: 'COMMAND', isTree: true, isCut: true, cell: (_, first) => commandOf(first) },
  { name: 'UID', isRight: true, isNumber: true, cell: (_, { uid }) => String(uid) },
  { name: 'USER', cell: (_, { uid }, accounts) => userName(accounts, uid) },
  { name: 'NETNSID', cell: ({ type }) => (type === 'net' ? 'unassigned' : undefined) },
  { name: 'NSFS', cell: () => undefined },
];
const usual = ['NS', 'TYPE', 'NPROCS', 'PID', 'USER', 'COMMAND'];
const usualOfNetworks = ['NS', 'TYPE', 'NPROCS', 'PID', 'USER', 'NETNSID', 'NSFS', 'COMMAND'];

/** lsns: the namespaces that /proc shows the caller, with the first process of each. */
export const lsns = define<Key>({
  name: 'lsns',
  options: {
    json: ['-J, --json', 'write JSON'],
    list: ['-l, --list', 'draw no tree'],
    noHeadings: ['-n, --noheadings', 'leave the heading out'],
    output: ['-o LIST, --output=LIST', `columns: ${columns.map(({ name }) => name).join(', ')}`],
    all: ['--output-all', 'all columns'],
    task: ['-p PID, --task=PID', 'only the namespaces of this process'],
    raw: ['-r, --raw', 'write cells as they are, with blanks between them'],
    full: ['-u, --notruncate', 'do not cut lines where the terminal ends'],
    noWrap: noEffect('-W, --nowrap', 'a namespace is mounted at one place at most here', undefined, 'one line for each namespace'),
    type: ['-t TYPE, --type=TYPE', `only this kind: ${types.join(', ')}`],
    tree: refused('-T REL, --tree=REL'),
  },
  gnu: { usage: ['[options] [<namespace>]'], about: 'List the namespaces of the system.' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const type = args.value('type');
    if (type !== undefined && !types.includes(type)) throw new Fatal(`unknown namespace type: ${type}`);
    const [operand] = args.operands;
    if (operand !== undefined && !/^\d+$/.test(operand)) throw new Fatal(`invalid namespace argument: '${operand}'`);
    const task = taskOf(tool);
    const accounts = yield* loadAccounts(sys);
    const namespaces = namespacesOf(sys);
    if (operand !== undefined) return yield* listProcesses(tool, namespaces, Number(operand), accounts);
    const chosen = namespaces.filter(
      namespace =>
        (type === undefined || namespace.type === type) && (task === undefined || namespace.processes.some(({ pid }) => pid === task)),
    );
    const shown = columnsOf(tool, type === 'net' ? usualOfNetworks : usual);
    const cells = chosen.map(namespace => {
      const [first] = namespace.processes;
      return first ? shown.map(({ cell }) => cell(namespace, first, accounts)) : [];
    });
    yield* print(tool, 'namespaces', shown, args.has('list') ? cells.map(row => ({ cells: row, children: [] })) : treeOf(chosen, cells));
    return 0;
  },
});

function taskOf({ args }: Tool<Key>): number | undefined {
  const text = args.value('task');
  if (text !== undefined && !/^\d+$/.test(text)) throw new Fatal(`invalid PID argument: '${text}'`);
  return text === undefined ? undefined : Number(text);
}

function columnsOf({ args }: Tool<Key>, standard: readonly string[]): typeof columns {
  if (args.has('all')) return columns;
  const list = args.value('output');
  const names = list === undefined ? standard : [...(list.startsWith('+') ? standard : []), ...list.replace(/^\+/, '').split(',')];
  return names.map(name => {
    const found = columns.find(column => column.name === name.toUpperCase());
    if (found) return found;
    if (/^[po]ns$/i.test(name)) throw new Fatal(`drydock: the column ${name.toUpperCase()} is not simulated`);
    throw new Fatal(`unknown column: ${name}`);
  });
}

/** Those that the caller may see, by their numbers. */
function namespacesOf(sys: Sys): readonly Namespace[] {
  const found = new Map<string, Namespace>();
  for (const process of sys.processes().toSorted((a, b) => a.pid - b.pid)) {
    for (const type of types) {
      const id = namespaceOf(sys, process.pid, type);
      if (id === undefined) continue;
      const key = `${type}/${String(id)}`;
      const namespace = found.get(key) ?? { id, type, processes: [] };
      found.set(key, namespace);
      namespace.processes.push(process);
    }
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

function namespaceOf(sys: Sys, pid: number, type: string): number | undefined {
  try {
    const id = /\[(\d+)\]/.exec(sys.readlink(`/proc/${String(pid)}/ns/${type}`))?.[1];
    return id === undefined ? undefined : Number(id);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

/** A namespace stands below the last one that is named after the parent of its own first process. */
function treeOf(namespaces: readonly Namespace[], cells: readonly (readonly (string | undefined)[])[]): readonly SmartRow[] {
  const roots: SmartRow[] = [];
  const lastOf = new Map<number, SmartRow[]>();
  for (const [index, { processes }] of namespaces.entries()) {
    const [first] = processes;
    const children: SmartRow[] = [];
    (lastOf.get(first?.ppid ?? 0) ?? roots).push({ cells: cells[index] ?? [], children });
    if (first) lastOf.set(first.pid, children);
  }
  return roots;
}

const processColumns: readonly SmartColumn[] = [
  { name: 'PID', isRight: true, isNumber: true },
  { name: 'PPID', isRight: true, isNumber: true },
  { name: 'USER' },
  { name: 'COMMAND', isTree: true, isCut: true },
];

function* listProcesses(tool: Tool<Key>, namespaces: readonly Namespace[], id: number, accounts: Accounts): Task<number> {
  const processes = namespaces.find(namespace => namespace.id === id)?.processes;
  if (!processes) throw new Fatal(`not found namespace: ${String(id)}`);
  const roots: SmartRow[] = [];
  const below = new Map(processes.map(({ pid }) => [pid, new Array<SmartRow>()]));
  for (const process of processes) {
    const cells = [String(process.pid), String(process.ppid), userName(accounts, process.uid), commandOf(process)];
    (below.get(process.ppid) ?? roots).push({ cells, children: below.get(process.pid) ?? [] });
  }
  yield* print(tool, 'processes', processColumns, roots);
  return 0;
}

function* print({ args, sys, out }: Tool<Key>, name: string, shown: readonly SmartColumn[], rows: readonly SmartRow[]): Task<void> {
  const hasHeading = !args.has('noHeadings');
  const width = out.isTerminal && !args.has('full') ? sys.windowSize(1).columns : undefined;
  const lines = args.has('json')
    ? jsonTable(name, shown, rows)
    : args.has('raw')
      ? rawTable(shown, rows, hasHeading)
      : smartTable(shown, rows, { hasHeading, isUnicode: isUnicode(sys), width });
  for (const line of lines) yield* out.line(line);
}

function commandOf({ argv, command }: ProcessInfo): string {
  return argv.length > 0 ? argv.join(' ') : command;
}
