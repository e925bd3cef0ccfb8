import { busyboxBanner, type Flavour } from './flavour.js';
import type { OptionTable, OptionText } from './options.js';

/** The usage text of one flavour of a program. */
export interface HelpText {
  /** After the program's name, one string a form: `[OPTION]... [FILE]...`. */
  readonly usage: readonly string[];
  readonly about: string;
}

/** What asks for help, and for the version. */
interface StandardFlags {
  readonly help: readonly string[];
  readonly version: readonly string[];
}

/** What `--help` prints. */
export function formatHelp(
  name: string,
  text: HelpText,
  table: OptionTable<string>,
  flavour: Flavour,
  standard: StandardFlags = { help: ['--help'], version: [] },
): string {
  return flavour === 'gnu' ? gnuHelp(name, text, table, standard) : busyboxHelp(name, text, table);
}

function gnuHelp(name: string, text: HelpText, table: OptionTable<string>, flags: StandardFlags): string {
  const usage = text.usage.map((form, i) => `${i === 0 ? 'Usage:' : '  or: '} ${name} ${form}`.trimEnd());
  const options = rowsOf(table, 'gnu').map(([names, about = '']) => optionRow(indented(names), about, 27));
  const standard = [
    optionRow(indented(flags.help.join(', ')), 'display this help and exit', 27),
    ...(flags.version.length > 0 ? [optionRow(indented(flags.version.join(', ')), 'output version information and exit', 27)] : []),
  ];
  return `${[...usage, text.about, '', ...options, ...standard].join('\n')}\n`;
}

/** Long names stand below long names. */
function indented(names: string): string {
  return names.startsWith('--') ? `      ${names}` : `  ${names}`;
}

function busyboxHelp(name: string, text: HelpText, table: OptionTable<string>): string {
  const usage = text.usage.map((form, i) => `${i === 0 ? 'Usage:' : 'or:'} ${name} ${form}`.trimEnd());
  const options = rowsOf(table, 'busybox').map(([names, about]) => `\t${shortOnly(names)}\t${about ?? ''}`.trimEnd());
  return `${[busyboxBanner, '', ...usage, '', text.about, ...(options.length > 0 ? ['', ...options] : [])].join('\n')}\n`;
}

function rowsOf(table: OptionTable<string>, flavour: Flavour): OptionText[] {
  // GNU's list all that they take, BusyBox's what is worth the room.
  const isListed = ([, about, , unread]: OptionText): boolean =>
    about !== undefined || (flavour === 'gnu' && !(unread !== undefined && 'refused' in unread));
  return Object.values(table).filter(row => isListed(row) && (row[2] === undefined || row[2] === flavour));
}

function shortOnly(names: string): string {
  return names.split(', ').find(part => !part.startsWith('--')) ?? names;
}

function optionRow(names: string, about = '', column = 27): string {
  const [first = '', ...rest] = about.split('\n');
  const indent = ' '.repeat(column);
  const head = names.length + 2 <= column ? names.padEnd(column) + first : `${names}\n${indent}${first}`;
  return [head.trimEnd(), ...rest.map(line => indent + line)].join('\n');
}
