import type { Ms } from '../../core/clock.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Execution } from '../run/execution.js';
import { wrongForAsh, wrongNumber } from './read-messages.js';

export interface ReadOptions {
  readonly raw: boolean;
  readonly prompt: string | undefined;
  readonly characters: number | undefined;
  readonly exact: boolean;
  readonly timeoutMs: Ms | undefined;
  readonly silent: boolean;
  readonly array: string | undefined;
  readonly delimiter: number;
  readonly fd: number;
  readonly names: readonly string[];
}

/** The options of `read`, or what is wrong with them; `plain` without usage behind it. */
export function parseReadOptions(
  { shell }: Execution,
  args: readonly string[],
): ReadOptions | { readonly failure: string; readonly plain?: boolean } {
  const allowed = { bash: 'rpntsadueNi', dash: 'rp', ash: 'rpntsdu' }[shell.dialect.name];
  const withArgument = 'pntaduNi';
  const values = new Map<string, string>();
  let at = 0;
  for (; /^-./.test(args[at] ?? ''); at++) {
    const group = args[at] ?? '';
    if (group === '--') {
      at++;
      break;
    }
    for (let index = 1; index < group.length; index++) {
      const letter = group[index] ?? '';
      if (!allowed.includes(letter))
        return {
          failure:
            shell.dialect.name === 'bash'
              ? `-${letter}: invalid option`
              : `${shell.dialect.name === 'dash' ? 'I' : 'i'}llegal option -${letter}`,
        };
      if (!withArgument.includes(letter)) {
        values.set(letter, '');
        continue;
      }
      values.set(letter, index + 1 < group.length ? group.slice(index + 1) : (args[++at] ?? ''));
      break;
    }
  }
  const count = values.get('n') ?? values.get('N');
  const timeout = values.get('t');
  const wrong = shell.dialect.name === 'bash' ? wrongNumber(count, timeout) : undefined;
  if (wrong !== undefined) return { failure: wrong, plain: true };
  const refused = shell.dialect.name === 'ash' ? wrongForAsh(timeout, values.get('u')) : undefined;
  if (refused !== undefined) return { failure: refused };
  return {
    raw: values.has('r'),
    prompt: values.get('p'),
    characters: count === undefined ? undefined : Number(count),
    exact: values.has('N'),
    timeoutMs: timeout === undefined ? undefined : Number(timeout) * 1000,
    silent: values.has('s'),
    array: values.get('a'),
    delimiter: values.has('d') ? (encodeUtf8(values.get('d') ?? '')[0] ?? 0) : 10,
    fd: Number(values.get('u') ?? 0),
    names: args.slice(at),
  };
}
