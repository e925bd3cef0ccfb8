import type { Task } from '../../../core/task.js';
import type { Apt } from './session.js';

/** Prints names under a title, in lines that fit the screen; nothing when there are none. */
export function* showList(apt: Apt, title: string, names: readonly string[]): Task<void> {
  if (names.length === 0) return;
  yield* apt.line(title);
  if (apt.options.showVersions && names.some(name => name.includes(' ('))) {
    for (const name of names) yield* apt.line(`   ${name}`);
    return;
  }
  for (const line of wrap(names.join(' '), apt.width - 4)) yield* apt.line(`  ${line}`);
}

/** Breaks at spaces; a line is at most `width` long. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.length;
    if (start + width < text.length) {
      end = text.lastIndexOf(' ', start + width);
      if (end < start) end = start + width;
    }
    lines.push(text.slice(start, end));
    start = end + 1;
  }
  return lines;
}

/** `1 upgraded, 2 newly installed, 0 to remove and 3 not upgraded.` */
export function* showCounts(
  apt: Apt,
  counts: { upgraded: number; installed: number; reinstalled: number; downgraded: number; removed: number; kept: number },
): Task<void> {
  const { upgraded, installed, reinstalled, downgraded, removed, kept } = counts;
  const again = reinstalled > 0 ? `${String(reinstalled)} reinstalled, ` : '';
  const back = downgraded > 0 ? `${String(downgraded)} downgraded, ` : '';
  yield* apt.line(
    `${String(upgraded)} upgraded, ${String(installed)} newly installed, ${again}${back}${String(removed)} to remove and ${String(kept)} not upgraded.`,
  );
}

/** What is needed and cannot be had, by package. */
export function* showUnmet(apt: Apt, broken: ReadonlyMap<string, readonly string[]>): Task<void> {
  yield* apt.out.line('The following packages have unmet dependencies:');
  for (const [name, lines] of broken) yield* apt.out.line(` ${name} : ${lines.join(`\n${' '.repeat(name.length + 4)}`)}`);
}
