import { usageLine, type Arity, type Command } from './command.js';

/** Docker's complaint about a wrong number of arguments; undefined when it is right. */
export function checkArity(command: Command, name: string, args: readonly string[]): string | undefined {
  if (command.arity.kind === 'cobra-exactly') return checkPlainly(command.arity.count, args.length);
  const complaint = complaintAbout(command.arity, args.length);
  if (!complaint) return undefined;
  return `docker: 'docker ${name}' ${complaint.text}\n\nUsage:  ${usageLine(command, name)}\n\n${complaint.verb} 'docker ${name} --help' for more information`;
}

/** The client's checks differ in the last line: `See` for a minimum, and `SRun` (sic) for a maximum. */
function complaintAbout(
  arity: Exclude<Arity, { readonly kind: 'cobra-exactly' }>,
  count: number,
): { readonly text: string; readonly verb: 'Run' | 'See' | 'SRun' } | undefined {
  switch (arity.kind) {
    case 'none':
      return count === 0 ? undefined : { text: 'accepts no arguments', verb: 'Run' };
    case 'exactly':
      return count === arity.count ? undefined : { text: `requires ${countArguments(arity.count)}`, verb: 'Run' };
    case 'at-least':
      return count >= arity.count ? undefined : { text: `requires at least ${countArguments(arity.count)}`, verb: 'See' };
    case 'at-most':
      return count <= arity.count ? undefined : { text: `requires at most ${countArguments(arity.count)}`, verb: 'SRun' };
    case 'range':
      if (count >= arity.least && count <= arity.most) return undefined;
      return { text: `requires at least ${String(arity.least)} and at most ${countArguments(arity.most)}`, verb: 'Run' };
  }
}

function checkPlainly(wanted: number, given: number): string | undefined {
  return given === wanted ? undefined : `accepts ${String(wanted)} arg(s), received ${String(given)}`;
}

function countArguments(count: number): string {
  return `${String(count)} ${count === 1 ? 'argument' : 'arguments'}`;
}
