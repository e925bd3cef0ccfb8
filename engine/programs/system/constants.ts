import type { Main } from '../../process/sys.js';

/** `true` succeeds whatever it is given. */
export const trueMain: Main = function* () {
  return yield* end(0);
};

export const falseMain: Main = function* () {
  return yield* end(1);
};

// A generator that never waits still has to be one.
function* end(code: number): ReturnType<Main> {
  return code;
}
