import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { httpServer } from './http-server.js';

const VERSION = '3.12.2';
/** Options before `-m` that change nothing here. */
const harmless = /^-[uBEsISOqd]+$/;

/** `python3`: of Python there is only the module http.server; everything else says so. */
export const python: Main = function* (sys, argv) {
  const words = argv.slice(1);
  let unbuffered = (sys.env.get('PYTHONUNBUFFERED') ?? '') !== '';
  while (words[0] !== undefined && harmless.test(words[0])) unbuffered = (words.shift() ?? '').includes('u') || unbuffered;
  const [first, ...rest] = words;
  if (first === '-V' || first === '--version') {
    yield* sys.write(1, encodeUtf8(`Python ${VERSION}\n`));
    return 0;
  }
  const module = first === '-m' ? rest.shift() : first?.startsWith('-m') ? first.slice(2) : undefined;
  if (module === 'http.server') return yield* httpServer(sys, rest, { version: VERSION, program: 'server.py', unbuffered });
  return yield* refuse(sys, module === undefined ? describe(first) : `python's module ${module}`);
};

function describe(first: string | undefined): string {
  if (first === undefined) return "python's prompt";
  if (first === '-c') return 'python -c';
  return first.startsWith('-') ? `python ${first}` : `running ${first} with python`;
}

function* refuse(sys: Sys, what: string): Task<number> {
  yield* sys.write(2, encodeUtf8(`drydock: ${what} is not simulated (of Python there is only: python3 -m http.server)\n`));
  return 1;
}
