import { encodeUtf8 } from '../core/utf8.js';
import type { Main } from '../process/sys.js';
import { baseName } from './files/paths.js';

/** Programs by id. An id without a program has one that says so: images also hold files of programs that nobody has simulated yet. */
export class ProgramTable extends Map<string, Main> {
  override get(id: string): Main {
    return super.get(id) ?? notSimulated;
  }
}

const notSimulated: Main = function* (sys, argv) {
  yield* sys.write(2, encodeUtf8(`drydock: ${baseName(argv[0] ?? 'this program')} is not simulated\n`));
  return 126;
};
