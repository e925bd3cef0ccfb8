import { ShellError } from '../state/shell-error.js';
import { flagsOf } from '../state/options.js';
import type { Shell } from '../state/shell.js';
import type { ParameterPart } from '../syntax/ast.js';
import { evaluateSubscript } from './arithmetic.js';

/** What a parameter stands for: one value, or the elements of `$@`, `$*` and whole arrays. */
export type Reference =
  | { readonly kind: 'one'; readonly name: string; readonly key: string | undefined; readonly value: string | undefined }
  | { readonly kind: 'many'; readonly name: string; readonly values: readonly string[]; readonly joined: boolean };

/** Looks a parameter up; `key` is its expanded subscript. */
export function resolveParameter(shell: Shell, part: ParameterPart, key: string | undefined): Reference {
  if (part.indirect) return resolveIndirect(shell, part, key);
  const { name, subscript } = part;
  if (name === '@' || name === '*') return { kind: 'many', name, values: shell.positional, joined: name === '*' };
  if (subscript === '@' || subscript === '*') return { kind: 'many', name, values: arrayValues(shell, name), joined: subscript === '*' };
  if (key !== undefined) return { kind: 'one', name, key, value: elementOf(shell, name, key) };
  return { kind: 'one', name, key: undefined, value: parameterValue(shell, name) };
}

/** The value of `$name`; undefined when it is not set. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  const first = name.charCodeAt(0);
  if (first >= 0x41) return shell.variables.get(name);
  if (first >= 0x31 && first <= 0x39) return shell.positional[Number(name) - 1];
  return specialParameter(shell, name);
}

function specialParameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '#':
      return String(shell.positional.length);
    case '$':
      return String(shell.mainPid);
    case '!':
      return shell.lastBackground === undefined ? undefined : String(shell.lastBackground);
    case '-':
      return flagsOf(shell.options, shell.dialect.name, shell.invocation);
    case '@':
    case '*':
      return shell.positional.length === 0 ? undefined : shell.positional.join(name === '@' ? ' ' : shell.ifs.slice(0, 1));
    default:
      return /^0+$/.test(name) ? shell.name : shell.positional[Number(name) - 1];
  }
}

/** The elements of an array; of a plain variable, its value. */
export function arrayValues(shell: Shell, name: string): readonly string[] {
  const array = shell.variables.find(name)?.array;
  if (array) return array.values();
  const value = shell.variables.get(name);
  return value === undefined ? [] : [value];
}

export function arrayKeys(shell: Shell, name: string): readonly string[] {
  const array = shell.variables.find(name)?.array;
  if (array) return array.keys().map(String);
  return shell.variables.get(name) === undefined ? [] : ['0'];
}

/** One element by its expanded subscript: a key, or an expression that gives a number (negative ones count from the end). */
export function elementOf(shell: Shell, name: string, key: string): string | undefined {
  const array = shell.variables.find(name)?.array;
  if (array?.kind === 'associative') return array.get(key);
  const index = evaluateSubscript(shell, key);
  if (!array) return index === 0 || index === -1 ? shell.variables.get(name) : undefined;
  if (index >= 0) return array.get(index);
  if (index + array.last + 1 < 0) throw new ShellError(`${name}: bad array subscript`, { status: 1, scope: 'command' });
  return array.get(index + array.last + 1);
}

function resolveIndirect(shell: Shell, part: ParameterPart, key: string | undefined): Reference {
  const direct = resolveParameter(shell, { ...part, indirect: false }, key);
  const reference = shell.variables.isReference(part.name);
  if (reference && key === undefined) return { kind: 'one', name: part.name, key: undefined, value: shell.variables.resolve(part.name) };
  const target = direct.kind === 'one' ? direct.value : direct.values.join(' ');
  if (target === undefined || target === '') {
    if (target === '' || part.operation === undefined)
      throw new ShellError(`${part.name}: invalid indirect expansion`, { status: 1, scope: 'line' });
    return { kind: 'one', name: part.name, key: undefined, value: undefined };
  }
  const match = /^([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-])(?:\[(.*)\])?$/s.exec(target);
  if (!match) throw new ShellError(`${target}: invalid variable name`, { status: 1, scope: 'line' });
  const [, name = '', subscript] = match;
  const pointed: ParameterPart = { kind: 'parameter', name, indirect: false, pure: true, source: target };
  if (subscript === '@' || subscript === '*') return resolveParameter(shell, { ...pointed, subscript }, undefined);
  return resolveParameter(shell, pointed, subscript);
}
