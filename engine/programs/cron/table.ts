import { parseSchedule, ScheduleError, type Schedule } from './schedule.js';

/** A line of a table that runs something. */
export interface Job {
  readonly when: Schedule | 'reboot';
  /** Who runs it, where the table says so. */
  readonly user: string | undefined;
  readonly command: string;
  /** Settings that stand above it. */
  readonly env: ReadonlyMap<string, string>;
}

export interface TableError {
  readonly line: number;
  readonly message: string;
}

/** Most jobs of one table. */
const MAX_JOBS = 1000;

/** Reads a table as Debian's cron does; in tables of the system a user stands before the command. */
export function parseTable(text: string, withUser: boolean): { readonly jobs: readonly Job[]; readonly errors: readonly TableError[] } {
  const jobs: Job[] = [];
  const errors: TableError[] = [];
  let env: ReadonlyMap<string, string> = new Map();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/^[ \t]+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value = ''] = /^([A-Za-z_]\w*|"[^"]*"|'[^']*')[ \t]*=[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name !== undefined) {
      env = new Map([...env, [unquoted(name), unquoted(value)]]);
      continue;
    }
    try {
      const { when, rest } = parseSchedule(line);
      const [, user, after = ''] = withUser ? (/^(\S+)[ \t]*(.*)$/s.exec(rest) ?? []) : [];
      if (withUser && user === undefined) throw new ScheduleError('bad username');
      if (jobs.length < MAX_JOBS) jobs.push({ when, user, command: withUser ? after : rest, env });
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      errors.push({ line: index, message: error.message });
    }
  }
  return { jobs, errors };
}

function unquoted(word: string): string {
  return /^(["'])(.*)\1$/.exec(word)?.[2] ?? word;
}
