import type { Cgroup } from './cgroup.js';
import { machine } from './machine.js';

/** The processors that processes of a group may run on. */
export function processorsOf({ limits }: Cgroup): readonly number[] {
  return limits.processors ?? Array.from({ length: machine.cpus }, (_, processor) => processor);
}

/** `0-3,6` as a list in order; undefined where the text is none (cpuset(7), List Format). */
export function parseProcessors(text: string): readonly number[] | undefined {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (!match) return undefined;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first) return undefined;
    for (let processor = first; processor <= last; processor++) found.add(processor);
  }
  return [...found].sort((a, b) => a - b);
}

/** The other way round. */
export function formatProcessors(processors: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < processors.length; at++) {
    const first = processors[at] ?? 0;
    let last = first;
    while (processors[at + 1] === last + 1) last = processors[++at] ?? last;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(',');
}
