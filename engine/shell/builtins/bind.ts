import type { Task } from '../../core/task.js';
import { readlineBindings } from '../interactive/readline-names.js';
import type { Builtin, Execution } from '../run/execution.js';
import { invalidOption } from './help.js';

/** Settings of the line editor, as `bind -v` lists them. */
const settings: readonly (readonly [name: string, value: string])[] = [
  ['bell-style', 'audible'],
  ['completion-ignore-case', 'off'],
  ['echo-control-characters', 'on'],
  ['editing-mode', 'emacs'],
  ['enable-bracketed-paste', 'on'],
  ['horizontal-scroll-mode', 'off'],
  ['mark-directories', 'on'],
  ['show-all-if-ambiguous', 'off'],
];

/** bash's `bind`: lists what the line editor does on which keys. */
export const bind: Builtin = { run: (execution, args) => bindTask(execution, args) };

function* bindTask(execution: Execution, args: readonly string[]): Task<number> {
  if (!execution.shell.interactive) yield* execution.complain('warning: line editing not enabled');
  const options = args
    .filter(arg => /^-./.test(arg))
    .join('')
    .replaceAll('-', '');
  const unknown = /[^lpPsSvVXqurfxm]/.exec(options)?.[0];
  if (unknown !== undefined) return yield* invalidOption(execution, `-${unknown}`);
  if (/[fmrux]/.test(options) || (options === '' && args.length > 0)) {
    yield* execution.complainRaw('drydock: binding keys anew is not simulated\n');
    return 1;
  }
  if (options.includes('q')) return yield* query(execution, args.at(-1) ?? '');
  let text = '';
  for (const letter of options) text += listing[letter]?.() ?? '';
  return yield* execution.print(text);
}

/** Macros and commands of one's own there are none. */
const listing: Readonly<Record<string, () => string>> = {
  l: () => readlineBindings.map(([name]) => `${name}\n`).join(''),
  p: () => readlineBindings.flatMap(([name, ...keys]) => keys.map(key => `"${key}": ${name}\n`)).join(''),
  P: () => readlineBindings.map(([name, ...keys]) => `${name} can be found on ${keysText(keys)}.\n`).join(''),
  v: () => settings.map(([name, value]) => `set ${name} ${value}\n`).join(''),
  V: () => settings.map(([name, value]) => `${name} is set to \`${value}'\n`).join(''),
};

function keysText(keys: readonly string[]): string {
  return keys.map(key => `"${key}"`).join(', ');
}

function* query(execution: Execution, name: string): Task<number> {
  const [, ...keys] = readlineBindings.find(([known]) => known === name) ?? [];
  if (keys.length === 0) return yield* execution.complain(`\`${name}': unknown function name`);
  return yield* execution.print(`${name} can be invoked via ${keysText(keys)}.\n`);
}
