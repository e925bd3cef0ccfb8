import type { Ms } from '../../core/clock.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import { assignArray, assignElement } from '../expand/assign.js';
import { shellLimits } from '../limits.js';
import type { Builtin, Execution } from '../run/execution.js';
import { canSeek } from '../run/read-line.js';
import { ReadonlyError, ShellError } from '../state/shell-error.js';
import { isName } from '../state/variable-names.js';
import { tellUsage } from './help.js';
import { badVariable, withoutInput } from './read-messages.js';
import { parseReadOptions, type ReadOptions } from './read-options.js';

/** `read` */
export const read: Builtin = {
  run: (execution, args) => {
    const options = parseReadOptions(execution, args);
    if ('failure' in options) return options.plain === true ? execution.complain(options.failure) : refuse(execution, options.failure);
    const { dialect } = execution.shell;
    if (options.names.length === 0 && dialect.name === 'dash') return execution.complain('arg count', 2);
    const wrong = options.names.find(name => !isName(name.replace(/\[.*\]$/s, '')));
    if (wrong !== undefined) return badVariable(execution, wrong);
    const { array } = options;
    if (array !== undefined && execution.shell.variables.find(array)?.array?.kind === 'associative')
      return execution.complain(`${array}: not an indexed array`);
    return readTask(execution, options);
  },
};

function* refuse(execution: Execution, failure: string): Task<number> {
  yield* execution.complain(failure, 2);
  if (execution.shell.dialect.name === 'bash') yield* tellUsage(execution);
  return 2;
}

function* readTask(execution: Execution, options: ReadOptions): Task<number> {
  const { sys } = execution;
  // Only bash says so: to the others it is the end of the file.
  if (!sys.isOpen(options.fd)) {
    if (execution.shell.dialect.name !== 'bash') return withoutInput(execution, options.names);
    return yield* execution.complain(`${String(options.fd)}: invalid file descriptor: Bad file descriptor`);
  }
  const terminal = sys.isTerminal(options.fd);
  if (options.prompt !== undefined && terminal) yield* sys.write(2, encodeUtf8(options.prompt));
  const modes = terminal && (options.silent || options.characters !== undefined) ? sys.terminalModes(options.fd) : undefined;
  if (modes)
    sys.setTerminalModes(options.fd, {
      ...(options.silent ? { echo: false } : {}),
      ...(options.characters !== undefined ? { canonical: false } : {}),
    });
  try {
    const line = yield* readRecord(execution, options);
    const failed = assignOrComplain(execution, options, line.characters);
    return failed ? yield* failed : line.status;
  } finally {
    if (modes) sys.setTerminalModes(options.fd, modes);
  }
}

/** Gives the fields to the variables; a variable that may not be changed fails the builtin alone. */
function assignOrComplain(execution: Execution, options: ReadOptions, characters: readonly Character[]): Task<number> | undefined {
  const { shell } = execution;
  try {
    assignFields(execution, options, characters);
    return undefined;
  } catch (error) {
    if (!(error instanceof ReadonlyError)) throw error;
    if (shell.dialect.name !== 'bash') return execution.complain(`${error.variable}: is read only`, 2);
    shell.builtin = undefined;
    return execution.complain(`${error.variable}: readonly variable`);
  }
}

/** A character of the line; one that a backslash protected does not split. */
interface Character {
  readonly text: string;
  readonly quoted: boolean;
}

interface Line {
  readonly characters: readonly Character[];
  readonly status: number;
}

function* readRecord(execution: Execution, options: ReadOptions): Task<Line> {
  const { sys } = execution;
  const input = new ByteInput(execution, options.fd, options.timeoutMs);
  const bytes: number[] = [];
  let quoted: Set<number> | undefined;
  let status = 0;
  let escaped = false;
  for (;;) {
    if (options.characters !== undefined && bytes.length >= options.characters) break;
    const byte = input.nextAtHand() ?? (yield* input.next());
    if (typeof byte !== 'number') {
      status = byte === 'timeout' ? 142 : 1;
      break;
    }
    if (escaped) {
      escaped = false;
      if (byte === 10) continue;
      (quoted ??= new Set()).add(bytes.length);
      bytes.push(byte);
    } else if (byte === 0x5c && !options.raw) escaped = true;
    else if (byte === options.delimiter && !options.exact) break;
    else if (byte !== 0) bytes.push(byte);
    if (bytes.length > shellLimits.readBytes) throw new ShellError('line too long', { status: 1, scope: 'command' });
  }
  input.giveBack();
  yield* sys.tick();
  return { characters: charactersOf(bytes, quoted), status };
}

function charactersOf(bytes: readonly number[], quoted: ReadonlySet<number> | undefined): readonly Character[] {
  if (!quoted && bytes.every(byte => byte < 0x80)) return bytes.map(byte => plainCharacters[byte] ?? nul);
  const text = decodeUtf8(Uint8Array.from(bytes));
  if (!quoted) return [...text].map(character => ({ text: character, quoted: false }));
  let at = 0;
  return [...text].map(character => {
    const start = at;
    at += encodeUtf8(character).length;
    return { text: character, quoted: quoted.has(start) };
  });
}

/** ASCII characters that nothing protects: nearly all there are. */
const plainCharacters: readonly Character[] = Array.from({ length: 0x80 }, (_, code) => ({
  text: String.fromCharCode(code),
  quoted: false,
}));
const nul: Character = { text: '\0', quoted: false };
const nothing = new Uint8Array(0);

/** Bytes one by one; what was read ahead of a file is given back at the end. */
class ByteInput {
  readonly #execution: Execution;
  readonly #fd: number;
  readonly #deadline: Ms | undefined;
  readonly #seekable: boolean;
  #buffer: Uint8Array = nothing;
  #at = 0;

  constructor(execution: Execution, fd: number, timeoutMs: Ms | undefined) {
    this.#execution = execution;
    this.#fd = fd;
    this.#seekable = canSeek(execution.sys, fd);
    this.#deadline = timeoutMs === undefined ? undefined : execution.sys.clock.now() + timeoutMs;
  }

  /** The next byte when it has been read already, or is there to be read. */
  nextAtHand(): number | undefined {
    if (this.#at < this.#buffer.length) return this.#buffer[this.#at++];
    return this.#seekable || this.#deadline !== undefined ? undefined : this.#execution.sys.readByte(this.#fd);
  }

  *next(): Task<number | 'end' | 'timeout'> {
    if (this.#at >= this.#buffer.length) {
      if (!(yield* this.#isReady())) return 'timeout';
      this.#buffer = yield* this.#fill();
      this.#at = 0;
      if (this.#buffer.length === 0) return 'end';
    }
    return this.#buffer[this.#at++] ?? 0;
  }

  giveBack(): void {
    const rest = this.#buffer.length - this.#at;
    if (this.#seekable && rest > 0) this.#execution.sys.seek(this.#fd, -rest, 'current');
  }

  *#isReady(): Task<boolean> {
    if (this.#deadline === undefined) return true;
    const { sys } = this.#execution;
    if (sys.clock.now() > this.#deadline) return false;
    const result = yield* sys.poll([{ fd: this.#fd, read: true }], Math.max(0, this.#deadline - sys.clock.now()));
    return result.kind === 'ready';
  }

  *#fill(): Task<Uint8Array> {
    const { sys, shell } = this.#execution;
    for (;;) {
      try {
        return yield* sys.read(this.#fd, this.#seekable ? 1024 : 1);
      } catch (error) {
        if (!isErrno(error, 'EINTR')) throw error;
        const trapped = yield* this.#execution.handleSignals();
        if (shell.flow) return nothing;
        if (!trapped || !shell.interactive) continue;
        // At a prompt ^C ends the builtin even where it is trapped, in bash the whole line.
        if (shell.dialect.name === 'bash') shell.flow = { kind: 'line', status: 130, interrupted: true };
        return nothing;
      }
    }
  }
}

function assignFields(execution: Execution, options: ReadOptions, characters: readonly Character[]): void {
  const { shell } = execution;
  const set = (name: string, value: string): void => {
    const [, base = name, key] = /^([^[]+)\[(.*)\]$/s.exec(name) ?? [];
    assignElement(shell, base, key, value);
  };
  if (options.array !== undefined) {
    const fields = splitFields(characters, shell.ifs, Infinity);
    assignArray(
      shell,
      options.array,
      fields.map(value => ({ key: undefined, append: false, value })),
      false,
    );
    return;
  }
  if (options.exact || options.names.length === 0) {
    set(options.names[0] ?? 'REPLY', characters.map(({ text }) => text).join(''));
    for (const name of options.names.slice(1)) set(name, '');
    return;
  }
  const fields = splitFields(characters, shell.ifs, options.names.length);
  for (const [index, name] of options.names.entries()) set(name, fields[index] ?? '');
}

/** Splits at IFS into at most `count` fields; the last one keeps what separates within it. */
function splitFields(characters: readonly Character[], ifs: string, count: number): readonly string[] {
  const isBlank = ({ text, quoted }: Character): boolean => !quoted && ' \t\n'.includes(text) && ifs.includes(text);
  const isDelimiter = ({ text, quoted }: Character): boolean => !quoted && ifs.includes(text);
  const fields: string[] = [];
  let at = 0;
  const skipBlanks = (): void => {
    for (let next = characters[at]; next && isBlank(next); next = characters[at]) at++;
  };
  skipBlanks();
  while (at < characters.length) {
    if (fields.length === count - 1) {
      fields.push(lastField(characters.slice(at), isBlank, isDelimiter));
      return fields;
    }
    let field = '';
    for (let next = characters[at]; next && !isDelimiter(next); next = characters[at]) {
      field += next.text;
      at++;
    }
    fields.push(field);
    skipBlanks();
    const next = characters[at];
    if (next && isDelimiter(next) && !isBlank(next)) {
      at++;
      skipBlanks();
    }
  }
  return fields;
}

/** The rest of the line without blanks at its end, and without a single delimiter after a single field. */
function lastField(
  rest: readonly Character[],
  isBlank: (character: Character) => boolean,
  isDelimiter: (character: Character) => boolean,
): string {
  let end = rest.length;
  const trim = (): void => {
    for (let last = rest[end - 1]; last && isBlank(last); last = rest[end - 1]) end--;
  };
  trim();
  const last = rest[end - 1];
  if (last && isDelimiter(last) && rest.slice(0, end - 1).every(character => !isDelimiter(character))) {
    end--;
    trim();
  }
  return rest
    .slice(0, end)
    .map(({ text }) => text)
    .join('');
}
