import { readdirSync } from 'node:fs';
import path from 'node:path';
import { exitCodes, Problem } from '../problem.js';
import { lastUsed } from '../state/recent.js';
import type { Folders } from '../state/folders.js';
import type { Text } from '../text/text.js';

/** How the practice host is called where lessons are named. */
const sandboxName = 'sandbox';

/** Folders of hosts that may be running: that of a certain lesson, or all of them, the lesson that was used last before others and before the practice host. */
export function candidates(folders: Folders, name: string | undefined): readonly string[] {
  if (name === sandboxName) return [folders.sandbox];
  if (name !== undefined) return [path.join(folders.lessons, path.basename(name))];
  const used = lessonNames(folders).map(id => ({ id, at: lastUsed(folders, id) ?? 0 }));
  return [...used.sort((a, b) => b.at - a.at).map(({ id }) => path.join(folders.lessons, id)), folders.sandbox];
}

export function nobodyRuns(name: string | undefined, { attach }: Text): Problem {
  return new Problem(name === undefined ? attach.nobody : attach.notRunning(name), exitCodes.unusable);
}

function lessonNames({ lessons }: Folders): readonly string[] {
  try {
    return readdirSync(lessons);
  } catch {
    return [];
  }
}
