import type { Task } from '../../core/task.js';
import type { ProcessInfo } from '../../process/sys.js';
import { loadAccounts } from '../accounts.js';
import { noEffect, refused } from '../options.js';
import { psmisc } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key =
  | 'pids'
  | 'arguments'
  | 'apart'
  | 'byPid'
  | 'ascii'
  | 'unicode'
  | 'vt'
  | 'long'
  | 'users'
  | 'parents'
  | 'highlight'
  | 'threads'
  | 'others';

/** How the branches of a tree are drawn. */
interface Drawing {
  readonly only: string;
  readonly first: string;
  readonly branch: string;
  readonly last: string;
  readonly line: string;
}

const ascii: Drawing = { only: '---', first: '-+-', branch: '|-', last: '`-', line: '| ' };
const unicode: Drawing = { only: '───', first: '─┬─', branch: '├─', last: '└─', line: '│ ' };

interface Node {
  readonly label: string;
  readonly children: readonly Node[];
}

/** Processes as a tree. */
export const pstree = define<Key>({
  name: 'pstree',
  options: {
    arguments: ['-a, --arguments', 'show command line arguments'],
    ascii: ['-A, --ascii', 'use ASCII line drawing characters'],
    apart: ['-c, --compact-not', "don't compact identical subtrees"],
    highlight: noEffect('-h, --highlight-all', 'nothing is highlighted', 'gnu'),
    long: noEffect('-l, --long', 'lines are not cut', 'gnu', "don't truncate long lines"),
    byPid: ['-n, --numeric-sort', 'sort output by PID', 'gnu'],
    pids: ['-p, --show-pids', 'show PIDs; implies -c'],
    parents: ['-s, --show-parents', 'show parents of the selected process', 'gnu'],
    threads: noEffect('-t, --thread-names, -T, --hide-threads', 'there are no threads', 'gnu'),
    users: ['-u, --uid-changes', 'show uid transitions', 'gnu'],
    unicode: ['-U, --unicode', 'use UTF-8 line drawing characters', 'gnu'],
    vt: refused('-G, --vt100', 'gnu'),
    others: refused(
      '-g, --show-pgids, -H PID, --highlight-pid=PID, -N TYPE, --ns-sort=TYPE, -S, --ns-changes, -Z, --security-context, -C TYPE, --color=TYPE',
      'gnu',
    ),
  },
  gnu: { usage: ['[OPTION...] [PID | USER]'], about: 'Display a tree of processes.' },
  busybox: { usage: ['[-p] [PID|USER]'], about: 'Display process tree, optionally start from USER or PID' },
  origin: psmisc,
  *run(tool) {
    const { args, sys, out } = tool;
    const processes = sys.processes();
    const roots = yield* rootsOf(tool, processes);
    const names = new Map((yield* loadAccounts(sys)).users.map(({ uid, name }) => [uid, name]));
    const drawing = drawingOf(tool);
    for (const root of roots) {
      const shown = args.has('parents') ? lineOf(processes, root) : undefined;
      const tree = treeOf(tool, processes, shown?.[0] ?? root, names, shown);
      yield* out.write(args.has('arguments') ? outline(tree, drawing) : `${drawn(tree, drawing).join('\n')}\n`);
    }
  },
});

function drawingOf({ args, out, sys }: Tool<Key>): Drawing {
  const chosen = args.last('ascii', 'unicode');
  const isUtf8 = /utf-?8/i.test(sys.env.get('LC_ALL') ?? sys.env.get('LC_CTYPE') ?? sys.env.get('LANG') ?? '');
  return chosen === 'unicode' || (chosen === undefined && out.isTerminal && isUtf8) ? unicode : ascii;
}

function* rootsOf(tool: Tool<Key>, processes: readonly ProcessInfo[]): Task<readonly ProcessInfo[]> {
  const [who] = tool.args.operands;
  if (who === undefined || /^\d+$/.test(who)) {
    const found = processes.filter(({ pid }) => pid === Number(who ?? 1));
    if (found.length === 0) throw new Fatal('', 1);
    return found;
  }
  const user = (yield* loadAccounts(tool.sys)).users.find(({ name }) => name === who);
  if (!user) {
    yield* tool.complain(`No such user name: ${who}\n`);
    throw new Fatal('', 1);
  }
  const own = new Set(processes.filter(({ uid }) => uid === user.uid).map(({ pid }) => pid));
  const roots = processes.filter(({ pid, ppid }) => own.has(pid) && !own.has(ppid));
  if (roots.length === 0) {
    yield* tool.complain('No processes found.\n');
    throw new Fatal('', 1);
  }
  return roots;
}

/** A process and all those above it, the oldest first. */
function lineOf(processes: readonly ProcessInfo[], root: ProcessInfo): readonly ProcessInfo[] {
  const line = [root];
  for (let above = parentOf(root); above && line.length < processes.length; above = parentOf(above)) line.unshift(above);
  return line;

  function parentOf({ ppid }: ProcessInfo): ProcessInfo | undefined {
    return processes.find(({ pid }) => pid === ppid);
  }
}

function treeOf(
  tool: Tool<Key>,
  processes: readonly ProcessInfo[],
  root: ProcessInfo,
  names: ReadonlyMap<number, string>,
  line?: readonly ProcessInfo[],
): Node {
  const { args } = tool;
  const next = line?.[line.indexOf(root) + 1];
  const below = processes
    .filter(({ ppid, pid }) => ppid === root.pid && pid !== root.pid && (next === undefined || pid === next.pid))
    .toSorted((a, b) => (args.has('byPid') || a.command === b.command ? a.pid - b.pid : a.command < b.command ? -1 : 1));
  const children = below.map(child => treeOf(tool, processes, child, names, line));
  const parent = processes.find(({ pid }) => pid === root.ppid);
  const changes = args.has('users') && root.uid !== (parent?.uid ?? 0) ? [names.get(root.uid) ?? String(root.uid)] : [];
  const notes = [...(args.has('pids') ? [String(root.pid)] : []), ...changes];
  const words = args.has('arguments')
    ? root.argv
        .slice(1)
        .map(word => ` ${word}`)
        .join('')
    : '';
  const label = `${root.command}${args.has('arguments') && notes.length > 0 ? `,${notes.join(',')}` : ''}${words}${!args.has('arguments') && notes.length > 0 ? `(${notes.join(',')})` : ''}`;
  return { label, children: args.has('pids') || args.has('apart') || args.has('arguments') ? children : compacted(children) };
}

/** Equal subtrees as one with their number. */
function compacted(children: readonly Node[]): readonly Node[] {
  const groups = new Map<string, Node[]>();
  for (const child of children) {
    const shape = JSON.stringify(child);
    groups.set(shape, [...(groups.get(shape) ?? []), child]);
  }
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    return rest.length === 0 ? [first] : [bracketed(first, rest.length + 1)];
  });
}

function bracketed(node: Node, count: number): Node {
  return { label: `${String(count)}*[${drawn(node, ascii).join('')}]`, children: [] };
}

/** The tree from left to right: the first child stands on the line of its parent. */
function drawn({ label, children }: Node, drawing: Drawing): readonly string[] {
  const [first, ...rest] = children;
  if (!first) return [label];
  const [head = '', ...tail] = drawn(first, drawing);
  const indent = ' '.repeat([...label].length);
  if (rest.length === 0) return [label + drawing.only + head, ...tail.map(line => `${indent}   ${line}`)];
  const lines = [label + drawing.first + head, ...tail.map(line => `${indent} ${drawing.line}${line}`)];
  for (const [index, child] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const [own = '', ...below] = drawn(child, drawing);
    lines.push(`${indent} ${isLast ? drawing.last : drawing.branch}${own}`);
    lines.push(...below.map(line => `${indent} ${isLast ? '  ' : drawing.line}${line}`));
  }
  return lines;
}

/** One process a line. */
function outline(node: Node, drawing: Drawing): string {
  const lines: string[] = [];
  const add = ({ label, children }: Node, prefix: string, mark: string): void => {
    lines.push(`${mark}${label}\n`);
    for (const [index, child] of children.entries()) {
      const isLast = index === children.length - 1;
      add(child, `${prefix}${isLast ? '    ' : `  ${drawing.line}`}`, `${prefix}  ${isLast ? drawing.last : drawing.branch}`);
    }
  };
  add(node, '', '');
  return lines.join('');
}
