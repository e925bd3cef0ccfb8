import { largestOf } from '../../../core/extremes.js';
import type { Task } from '../../../core/task.js';
import { evr, fullVersion, type RpmPackage } from '../rpm/database.js';
import { columnWidths, formatRow, inColumns, lengthsOf, yumSize } from './columns.js';
import type { Step } from './solver.js';
import type { Yum } from './session.js';

/** The groups of a transaction, and what each is called before and after. */
const groups = [
  { title: 'Installing', done: 'Installed', kind: 'install', forDependency: false },
  { title: 'Updating', done: 'Updated', kind: 'update', forDependency: false },
  { title: 'Removing', done: 'Removed', kind: 'erase', forDependency: false },
  { title: 'Installing for dependencies', done: 'Dependency Installed', kind: 'install', forDependency: true },
  { title: 'Updating for dependencies', done: 'Dependency Updated', kind: 'update', forDependency: true },
  { title: 'Removing for dependencies', done: 'Dependency Removed', kind: 'erase', forDependency: true },
] as const;

/** What yum shows of a step's package. */
function packageOf(step: Step): RpmPackage {
  return step.kind === 'erase' ? step.old : step.offer;
}

function sizeOf(step: Step): number {
  return Number(packageOf(step).stanza.get(step.kind === 'erase' ? 'Size' : 'PackageSize') ?? 0);
}

function stepsOf(steps: readonly Step[], { kind, forDependency }: (typeof groups)[number]): readonly Step[] {
  return steps
    .filter(step => step.kind === kind && step.forDependency === forDependency)
    .toSorted((a, b) => (packageOf(a).name < packageOf(b).name ? -1 : 1));
}

/** The table of what will be done, and its summary. */
export function* showTransaction(yum: Yum, steps: readonly Step[]): Task<void> {
  const rows = groups.map(group => ({ title: group.title, rows: stepsOf(steps, group).map(rowOf) }));
  const all = rows.flatMap(group => group.rows);
  const column = (index: number): readonly string[] => all.map(row => row[index] ?? '');
  const archWidth = largestOf(column(1).map(({ length }) => length));
  const [name = 0, arch = 0, version = 0, repository = 0, size = 0] = columnWidths(
    [lengthsOf(column(0)), new Map(), lengthsOf(column(2)), lengthsOf(column(3)), new Map()],
    [1, archWidth, 1, 1, 5],
    yum.width - 2,
    2,
  );
  const line = ([n = '', a = '', v = '', r = '', s = '']: readonly string[]): string =>
    ` ${formatRow([
      [n, -name],
      [a, -arch],
      [v, -version],
      [r, -repository],
      [s, size],
    ])}`;
  const rule = '='.repeat(yum.width);
  yield* yum.line(`Dependencies Resolved\n\n${rule}\n${line(['Package', 'Arch', 'Version', 'Repository', 'Size'])}\n${rule}`);
  for (const group of rows) if (group.rows.length > 0) yield* yum.line(`${group.title}:\n${group.rows.map(line).join('\n')}`);
  yield* yum.line(`\nTransaction Summary\n${rule}`);
  for (const [verb, kind] of [
    ['Install', 'install'],
    ['Upgrade', 'update'],
    ['Remove', 'erase'],
  ] as const)
    yield* showCount(yum, steps, verb, kind);
  yield* yum.line('');
  yield* showSizes(yum, steps);
}

function rowOf(step: Step): readonly string[] {
  const shown = packageOf(step);
  const from = step.kind === 'erase' ? `@${step.old.stanza.get('From') ?? 'CentOS'}` : step.offer.repository;
  return [shown.name, shown.arch, evr(shown), from, yumSize(sizeOf(step))];
}

function* showCount(yum: Yum, steps: readonly Step[], verb: string, kind: Step['kind']): Task<void> {
  const asked = steps.filter(step => step.kind === kind && !step.forDependency).length;
  const others = steps.filter(step => step.kind === kind && step.forDependency).length;
  if (asked + others === 0) return;
  const packages = (count: number, before = ''): string => `${String(count)} ${before}${count === 1 ? 'Package' : 'Packages'}`;
  const dependents = others === 0 ? '' : ` (+${others === 1 ? '1 Dependent package' : `${String(others)} Dependent packages`})`;
  yield* yum.line(asked === 0 ? `${verb}             ( ${dependents.slice(2)}` : `${verb}  ${packages(asked)}${dependents}`);
}

function* showSizes(yum: Yum, steps: readonly Step[]): Task<void> {
  const download = steps.reduce((sum, step) => sum + (step.kind === 'erase' ? 0 : sizeOf(step)), 0);
  if (download > 0) yield* yum.line(`Total download size: ${yumSize(download)}`);
  if (steps.some(({ kind }) => kind === 'update')) return;
  const installed = steps.reduce((sum, step) => sum + Number(packageOf(step).stanza.get('Size') ?? 0), 0);
  yield* yum.line(`Installed size: ${yumSize(installed)}`);
}

/** What was done, at the end. */
export function* showDone(yum: Yum, steps: readonly Step[]): Task<void> {
  for (const group of groups) {
    const names = stepsOf(steps, group).map(step => {
      const shown = packageOf(step);
      return `${shown.name}.${shown.arch} ${fullVersion(shown)}`;
    });
    if (names.length === 0) continue;
    yield* yum.line(`\n${group.done}:`);
    for (const row of inColumns(names, yum.width)) yield* yum.line(`  ${row}`);
  }
  yield* yum.out.line('\nComplete!');
}
