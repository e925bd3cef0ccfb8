import type { CommandLine } from './client-options.js';
import type { Target } from './connection.js';

/** The variables of psql, by their names. */
export type Variables = Map<string, string>;

/** What the variables are at the beginning. */
export function initialVariables({ flags }: CommandLine): Variables {
  return new Map(
    Object.entries({
      AUTOCOMMIT: 'on',
      PROMPT1: '%/%R%x%# ',
      PROMPT2: '%/%R%x%# ',
      ON_ERROR_STOP: 'off',
      QUIET: flags.has('quiet') ? 'on' : 'off',
      FETCH_COUNT: '0',
      VERBOSITY: 'default',
      ECHO: flags.has('echo-all') ? 'all' : flags.has('echo-queries') ? 'queries' : 'none',
    }),
  );
}

/** Sets what -v of the command line sets. */
export function assignGiven(variables: Variables, { values }: CommandLine): void {
  for (const setting of [...(values.get('set') ?? []), ...(values.get('variable') ?? [])]) {
    const equals = setting.indexOf('=');
    if (equals < 0) variables.delete(setting);
    else variables.set(setting.slice(0, equals), setting.slice(equals + 1));
  }
}

/** Sets what tells of the connection. */
export function assignTarget(variables: Variables, target: Target | undefined): void {
  for (const [name, value] of [
    ['USER', target?.user],
    ['DBNAME', target?.database],
    ['HOST', target?.host ?? '/var/run/postgresql'],
    ['PORT', String(target?.port ?? '')],
  ] as const)
    if (value !== undefined) variables.set(name, value);
}

/** Whether a word says yes, as psql reads it. */
export function isOn(word: string | undefined): boolean {
  return ['on', '1', 'true', 'yes'].includes((word ?? '').toLowerCase());
}

/** What stands at a colon: how long it is, and the text it stands for, if it is a variable that is set. */
export interface Reference {
  readonly length: number;
  readonly text: string | undefined;
  /** `:name`, whose value is read like what was typed. */
  readonly isPlain: boolean;
}

/** Reads `:name`, `:'name'`, `:"name"` or `:{?name}` at a place. */
export function valueAt(line: string, at: number, variables: Variables): Reference | undefined {
  const [whole, quoted, ident, asked, plain] = /^:(?:[:=]|'(\w+)'|"(\w+)"|\{\?(\w+)\}|(\w+))/.exec(line.slice(at)) ?? [];
  if (whole === undefined) return undefined;
  const length = whole.length;
  if (asked !== undefined) return { length, text: variables.has(asked) ? 'TRUE' : 'FALSE', isPlain: false };
  const value = variables.get(quoted ?? ident ?? plain ?? '');
  if (value === undefined) return { length, text: undefined, isPlain: false };
  if (quoted !== undefined) return { length, text: `'${value.replaceAll("'", "''")}'`, isPlain: false };
  if (ident !== undefined) return { length, text: `"${value.replaceAll('"', '""')}"`, isPlain: false };
  return { length, text: value, isPlain: true };
}
