import { encodeUtf8 } from '../core/utf8.js';
import type { Main } from '../process/sys.js';
import { baseName } from './files/paths.js';

/**
 * Programs by id. An id without a program has one that says so: images also hold files of programs that nobody has simulated yet. Behind
 * an `@` stands the version of the package that a file comes from (`ls@8.30-3ubuntu2`), which the program is told.
 */
export class ProgramTable extends Map<string, Main> {
  override get(id: string): Main {
    const at = id.indexOf('@');
    if (at < 0) return super.get(id) ?? notSimulated;
    const main = super.get(id.slice(0, at)) ?? notSimulated;
    const release = id.slice(at + 1);
    return (sys, argv) => main(sys, argv, release);
  }
}

const notSimulated: Main = function* (sys, argv) {
  yield* sys.write(2, encodeUtf8(`drydock: ${baseName(argv[0] ?? 'this program')} is not simulated\n`));
  return 126;
};
