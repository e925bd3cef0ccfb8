import { decodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import { Output } from '../output.js';
import { unescape } from './escapes.js';

/** `echo` takes every word that is no option as text, so it has no usage errors and no common option parsing. */
export const echoMain: Main = function* (sys, argv) {
  const out = new Output(sys, 1);
  let at = 1;
  let newline = true;
  let escapes = false;
  for (; /^-[neE]+$/.test(argv[at] ?? ''); at++) {
    for (const letter of argv[at]?.slice(1) ?? '') {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = argv.slice(at).join(' ');
  if (!escapes) {
    yield* out.write(newline ? `${text}\n` : text);
  } else {
    const { bytes, stopped } = unescape(text, { leadingZero: true });
    yield* out.write(decodeUtf8(Uint8Array.from(bytes)) + (newline && !stopped ? '\n' : ''));
  }
  yield* out.flush();
  return 0;
};
