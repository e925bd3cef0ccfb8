import type { Builtin } from '../run/execution.js';
import { expandEscapes } from './escapes.js';

export interface EchoStyle {
  /** Backslashes mean something without `-e`. */
  readonly escapes: boolean;
  /** `-e` and `-E` are options too, besides `-n`. */
  readonly options: boolean;
}

/** What `echo` prints for its arguments. */
export function formatEcho(args: readonly string[], style: EchoStyle): string {
  let { escapes } = style;
  let newline = true;
  let first = 0;
  const option = style.options ? /^-[neE]+$/ : /^-n$/;
  for (; option.test(args[first] ?? ''); first++) {
    for (const letter of (args[first] ?? '').slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
    // dash looks at its first argument only.
    if (!style.options) {
      first++;
      break;
    }
  }
  const text = args.slice(first).join(' ');
  if (!escapes) return newline ? `${text}\n` : text;
  const expanded = expandEscapes(text, { octal: 'zero', hex: style.options, unicode: style.options });
  return expanded.stopped || !newline ? expanded.text : `${expanded.text}\n`;
}

export const echo: Builtin = {
  run: (execution, args) => {
    const { dialect, shopt } = execution.shell;
    return execution.print(formatEcho(args, { escapes: dialect.echoEscapes || shopt.has('xpg_echo'), options: dialect.echoOptions }));
  },
};
