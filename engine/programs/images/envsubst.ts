import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import { readAll } from '../input.js';

const variable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/** `envsubst [SHELL-FORMAT]`: copies its input with `$NAME` and `${NAME}` filled in; only those named in SHELL-FORMAT, if given. */
export const envsubst: Main = function* (sys, argv) {
  const [, ...args] = argv;
  if (args[0] === '-v' || args[0] === '--variables') {
    yield* sys.write(1, encodeUtf8([...namesIn(args[1] ?? '')].map(name => `${name}\n`).join('')));
    return 0;
  }
  if (args[0]?.startsWith('-') && args[0] !== '--') {
    yield* sys.write(2, encodeUtf8(`drydock: envsubst ${args[0]} is not simulated\n`));
    return 1;
  }
  const operands = args[0] === '--' ? args.slice(1) : args;
  if (operands.length > 1) {
    yield* sys.write(2, encodeUtf8('envsubst: too many arguments\n'));
    return 1;
  }
  const wanted = operands[0] === undefined ? undefined : namesIn(operands[0]);
  const text = decodeUtf8(yield* readAll(sys, 0));
  const filled = text.replace(variable, (whole: string, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? '';
    return wanted && !wanted.has(name) ? whole : (sys.env.get(name) ?? '');
  });
  yield* sys.write(1, encodeUtf8(filled));
  return 0;
};

function namesIn(format: string): ReadonlySet<string> {
  return new Set([...format.matchAll(variable)].map(([, braced, bare]) => braced ?? bare ?? ''));
}
