import { append } from '../../core/append.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { exists } from '../files/presence.js';

/** A rule that fits the caller: whom it may become, what it may run, and whether it is asked for its password. */
export interface SudoRule {
  readonly runAs: string;
  readonly asksPassword: boolean;
  readonly commands: readonly string[];
}

const MAX_FILES = 100;

/** The rules of /etc/sudoers and /etc/sudoers.d for a user and its groups, in their order: the last one that fits counts. */
export function* sudoRules(sys: Sys, user: string, groups: readonly string[]): Task<readonly SudoRule[]> {
  const lines = yield* linesOf(sys, '/etc/sudoers');
  return lines.flatMap(line => {
    const [, who = '', rest] = /^(\S+)\s+\S+?\s*=\s*(.*)$/.exec(line) ?? [];
    if (rest === undefined || !(who === 'ALL' || who === user || (who.startsWith('%') && groups.includes(who.slice(1))))) return [];
    const [, runAs = 'root', tags = '', commands = ''] = /^(?:\(([^)]*)\)\s*)?((?:[A-Z]+:\s*)*)(.*)$/.exec(rest) ?? [];
    return [{ runAs, asksPassword: !tags.includes('NOPASSWD'), commands: commands.split(',').map(command => command.trim()) }];
  });
}

function* linesOf(sys: Sys, path: string): Task<readonly string[]> {
  const lines: string[] = [];
  for (const line of (yield* readText(sys, path)).replaceAll('\\\n', ' ').split('\n')) {
    const folder = /^[#@]includedir\s+(\S+)/.exec(line)?.[1];
    if (folder !== undefined && exists(sys, folder)) {
      const names = sys
        .readdir(folder)
        .map(({ name }) => name)
        .filter(name => !name.includes('.') && !name.endsWith('~'));
      for (const name of names.slice(0, MAX_FILES)) append(lines, (yield* readText(sys, `${folder}/${name}`)).split('\n'));
    } else lines.push(line);
  }
  return lines
    .map(line => line.replace(/#.*/, '').trim())
    .filter(line => line !== '' && !/^(?:Defaults|(?:User|Host|Cmnd|Runas)_Alias)/.test(line));
}

/** Whether a rule lets a command be run as a user. */
export function allows(rule: SudoRule, runAs: string, command: string, args: readonly string[]): boolean {
  const [users = 'root'] = rule.runAs.split(':');
  const mayBecome = users.split(',').some(user => user.trim() === 'ALL' || user.trim() === runAs);
  return (
    mayBecome &&
    rule.commands.some(each => {
      const [path = '', ...words] = each.split(/\s+/);
      return (
        path === 'ALL' ||
        (path === command && (words.length === 0 || words.join(' ') === args.join(' '))) ||
        (path.endsWith('/') && command.startsWith(path))
      );
    })
  );
}
