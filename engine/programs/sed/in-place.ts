import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { randomName } from '../files/mktemp.js';
import { directoryName, joinPath } from '../files/paths.js';
import { Output } from '../output.js';
import { Fatal, type Tool } from '../tool.js';
import { SedMachine, type SedRules } from './machine.js';
import type { Command } from './script.js';
import { SedInput } from './sed-input.js';

export interface InPlaceRules extends SedRules {
  /** What the old file is called then: this behind its name, or this with the name for each `*`. Undefined where it is not kept. */
  readonly suffix: string | undefined;
}

/** Writes a new file beside each one and renames it over the old (`sed -i`). Gives the status. */
export function* editInPlace(tool: Tool, commands: readonly Command[], rules: InPlaceRules, paths: readonly string[]): Task<number> {
  if (paths.length === 0) throw new Fatal('no input files');
  for (const path of paths) {
    if (!(yield* isEditable(tool, path))) continue;
    const code = yield* new Editing(tool, path).run(commands, rules);
    if (code !== undefined && code !== 0) return code;
  }
  return tool.status;
}

function* isEditable(tool: Tool, path: string): Task<boolean> {
  try {
    const { kind } = tool.sys.stat(path);
    if (kind === 'file') tool.sys.close(tool.sys.open(path, { read: true }));
    else yield* tool.fail(`couldn't edit ${path}: not a regular file`, 4);
    return kind === 'file';
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* tool.fail(tool.isGnu ? `can't read ${path}: ${error.message}` : `${path}: ${error.message}`, tool.isGnu ? 2 : 1);
    return false;
  }
}

/** One file that is edited. What goes wrong ends sed, and the new file goes with it. */
class Editing {
  readonly #tool: Tool;
  readonly #path: string;
  readonly #temporary: string;

  constructor(tool: Tool, path: string) {
    this.#tool = tool;
    this.#path = path;
    const name = randomName(tool.sys.random, 6);
    this.#temporary = tool.isGnu ? joinPath(directoryName(path), `sed${name}`) : `${path}${name}`;
  }

  *run(commands: readonly Command[], rules: InPlaceRules): Task<number | undefined> {
    const { sys, args } = this.#tool;
    const status = sys.stat(this.#path);
    const out = new Output(sys, this.#open());
    const code = yield* new SedMachine(this.#tool, commands, rules).run(
      new SedInput(this.#tool, [this.#path], args.has('zero') ? 0 : 10),
      out,
    );
    yield* out.flush();
    sys.close(out.fd);
    sys.chown(this.#temporary, status.uid, status.gid);
    sys.chmod(this.#temporary, status.mode);
    if (rules.suffix !== undefined) this.#rename(this.#path, backupOf(this.#path, rules.suffix));
    this.#rename(this.#temporary, this.#path);
    return code;
  }

  #open(): number {
    try {
      return this.#tool.sys.open(this.#temporary, { write: true, create: true, exclusive: true, mode: 0o600 });
    } catch (error) {
      throw this.#failure(error, temporary =>
        this.#tool.isGnu ? `couldn't open temporary file ${temporary}` : `can't create temp file '${temporary}'`,
      );
    }
  }

  #rename(from: string, to: string): void {
    try {
      this.#tool.sys.rename(from, to);
    } catch (error) {
      if (isErrno(error)) this.#tool.sys.unlink(this.#temporary);
      throw this.#failure(error, () => (this.#tool.isGnu ? `cannot rename ${from}` : `can't move '${from}' to '${to}'`));
    }
  }

  #failure(error: unknown, what: (temporary: string) => string): unknown {
    if (!isErrno(error)) return error;
    return new Fatal(`${what(this.#temporary)}: ${error.message}`, this.#tool.isGnu ? 4 : 1);
  }
}

function backupOf(path: string, suffix: string): string {
  return suffix.includes('*') ? suffix.replaceAll('*', path) : path + suffix;
}
