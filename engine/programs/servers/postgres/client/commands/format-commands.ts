import type { Task } from '../../../../../core/task.js';
import type { FormatOptions } from '../format.js';
import type { Psql } from '../psql-shell.js';
import { notSimulated, toggled, type Command, type Commands } from './command.js';

/** What an option of \\pset changes, and what is said of it. */
interface Change {
  readonly format: Partial<FormatOptions>;
  readonly told: string;
}

type Option = (value: string | undefined, format: FormatOptions) => Change | undefined;

const onOff = (is: boolean): string => (is ? 'on' : 'off');

const border: Option = value => {
  const width = Math.min(2, Number(value ?? 1));
  return { format: { border: width }, told: `Border style is ${String(width)}.` };
};

const outputFormat: Option = value =>
  value === 'aligned' || value === 'unaligned' || value === 'csv'
    ? { format: { format: value }, told: `Output format is ${value}.` }
    : undefined;

const tuplesOnly: Option = (value, format) => {
  const is = toggled(value, format.tuplesOnly);
  return { format: { tuplesOnly: is }, told: `Tuples only is ${onOff(is)}.` };
};

const footer: Option = (value, format) => {
  const is = toggled(value, format.footer);
  return { format: { footer: is }, told: `Default footer is ${onOff(is)}.` };
};

const expanded: Option = (value, format) => {
  const is = toggled(value, format.expanded);
  return { format: { expanded: is }, told: `Expanded display is ${onOff(is)}.` };
};

const options: Readonly<Record<string, Option>> = {
  null: value => ({ format: { nothing: value ?? '' }, told: `Null display is "${value ?? ''}".` }),
  border,
  format: outputFormat,
  tuples_only: tuplesOnly,
  t: tuplesOnly,
  fieldsep: value => ({ format: { fieldSeparator: value ?? '|' }, told: `Field separator is "${value ?? '|'}".` }),
  footer,
  expanded,
  x: expanded,
  pager: value => (value === 'off' || value === '0' ? { format: {}, told: 'Pager usage is off.' } : undefined),
};

function* setOption(shell: Psql, name: string, value: string | undefined): Task<boolean> {
  const change = Object.hasOwn(options, name) ? options[name]?.(value, shell.format) : undefined;
  if (!change) return yield* notSimulated(shell, `\\pset ${name} ${value ?? ''}`);
  shell.format = { ...shell.format, ...change.format };
  if (!shell.isQuiet) yield* shell.print(`${change.told}\n`);
  return true;
}

const pset: Command = (shell, [name, value]) => setOption(shell, name ?? '', value);

export const formatCommands: Commands = {
  pset,
  x: (shell, [value]) => setOption(shell, 'expanded', value),
  a: shell => setOption(shell, 'format', shell.format.format === 'aligned' ? 'unaligned' : 'aligned'),
  t: (shell, [value]) => setOption(shell, 'tuples_only', value),
  f: (shell, [value]) => setOption(shell, 'fieldsep', value),
};
