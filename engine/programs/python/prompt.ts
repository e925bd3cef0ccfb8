import { LineReader } from '../input.js';
import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import type { Completion } from '../../shell/interactive/completion.js';
import { LineEditor, type EditorHost } from '../../shell/interactive/line-editor.js';
import { compileProgram } from './compile/compiler.js';
import { PyDict } from './objects/dict.js';
import { exceptionType, Thrown } from './objects/exception.js';
import type { Native } from './objects/functions.js';
import { PyModule } from './objects/values.js';
import { parseInteractive } from './syntax/parser.js';
import { systemFile } from './builtins/input.js';
import { Frame } from './vm/frame.js';
import { callMethod, str } from './vm/protocol.js';
import { syntaxError } from './vm/source-errors.js';
import { displayException } from './vm/traceback.js';
import type { Vm } from './vm/vm.js';

const HISTORY_LINES = 1000;

type Read = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'interrupted' } | { readonly kind: 'end' };

/** The prompt: reads statements and runs each, until the end of the input. */
export function* runPrompt(vm: Vm, module: PyModule, showsBanner: boolean): Native {
  const { version } = vm.options;
  if (showsBanner && !vm.options.isQuiet)
    yield* vm.sys.write(
      2,
      encodeUtf8(
        `Python ${version.number} ${version.build} on linux\nType "help", "copyright", "credits" or "license" for more information.\n`,
      ),
    );
  const prompt = new Prompt(vm);
  for (;;) {
    const text = yield* prompt.statement();
    if (text === undefined) return 0;
    const isOver = yield* runStatement(vm, module, text);
    if (isOver !== undefined) return isOver;
    yield* callMethod(vm, systemFile(vm, 'stdout'), 'flush');
  }
}

/** Runs what was typed; the exit code where that ends the process. */
function* runStatement(vm: Vm, module: PyModule, text: string): Native<number | undefined> {
  try {
    const block = yield* parse(text);
    const code = compileProgram(block, { file: '<stdin>', text, isInteractive: true, optimize: vm.options.optimize });
    yield* vm.runFrame(new Frame(code, new PyDict(module.attrs), vm.builtins));
  } catch (error) {
    const known = syntaxError(error, text, '<stdin>');
    if (!(known instanceof Thrown)) throw known;
    if (known.exception.type.isSubtypeOf(exceptionType('SystemExit'))) throw known;
    const sys = vm.module('sys');
    if (sys instanceof PyModule) sys.attrs.set('last_value', known.exception);
    yield* displayException(vm, known.exception);
  }
  return undefined;
}

function* parse(text: string): Native<Exclude<ReturnType<typeof parseInteractive>, undefined>> {
  return parseInteractive(`${text}\n\n`) ?? [];
}

/** Reads statements line by line: with an editor on a terminal. */
class Prompt {
  readonly #vm: Vm;
  readonly #history: string[] = [];
  readonly #editor: LineEditor | undefined;
  readonly #reader: LineReader;

  constructor(vm: Vm) {
    this.#vm = vm;
    const { sys } = vm;
    this.#reader = new LineReader(sys, 0);
    const isTerminal = sys.isTerminal(0) && sys.isTerminal(1);
    const host: EditorHost = {
      history: this.#history,
      complete,
      *handleSignals() {
        return (yield* tookInterrupt(sys)) ? 'interrupted' : undefined;
      },
      dumb: sys.env.get('TERM') === 'dumb',
      bracketedPaste: false,
    };
    this.#editor = isTerminal ? new LineEditor(sys, host) : undefined;
  }

  /** A whole statement, undefined at the end of the input. */
  *statement(): Native<string | undefined> {
    let text = '';
    for (let isFirst = true; ; isFirst = false) {
      const line = yield* this.#line(yield* this.#promptText(isFirst ? 'ps1' : 'ps2', isFirst ? '>>> ' : '... '));
      if (line.kind === 'interrupted') {
        yield* this.#vm.sys.write(2, encodeUtf8(this.#editor ? 'KeyboardInterrupt\n' : '\nKeyboardInterrupt\n'));
        return '';
      }
      if (line.kind === 'end') {
        if (text === '') {
          yield* this.#vm.sys.write(2, encodeUtf8('\n'));
          return undefined;
        }
        return text;
      }
      text += `${line.text}\n`;
      if (isFirst && line.text.trim() === '') return '';
      if (isComplete(text)) return text;
    }
  }

  *#promptText(name: string, fallback: string): Native<string> {
    const sys = this.#vm.module('sys');
    const value = sys instanceof PyModule ? sys.attrs.get(name) : undefined;
    return value === undefined ? fallback : yield* str(this.#vm, value);
  }

  *#line(prompt: string): Native<Read> {
    if (this.#editor) {
      const read = yield* this.#editor.read(prompt);
      if (read.kind === 'line' && read.text.trim() !== '' && this.#history.at(-1) !== read.text) {
        this.#history.push(read.text);
        if (this.#history.length > HISTORY_LINES) this.#history.shift();
      }
      return read;
    }
    yield* this.#vm.sys.write(1, encodeUtf8(prompt));
    try {
      const line = yield* this.#reader.next();
      return line === undefined ? { kind: 'end' } : { kind: 'line', text: line };
    } catch (error) {
      if (!isErrno(error, 'EINTR')) throw error;
      while (this.#vm.sys.takeSignal()) continue;
      return { kind: 'interrupted' };
    }
  }
}

/** Tab indents, as it does after blanks in Python's own prompt. */
function* complete(): Task<Completion> {
  return { insert: '    ', candidates: [] };
}

function* tookInterrupt(sys: Sys): Task<boolean> {
  let isInterrupt = false;
  for (let signal = sys.takeSignal(); signal; signal = sys.takeSignal()) isInterrupt ||= signal === 'SIGINT';
  return isInterrupt;
}

/** Whether no more lines are needed; an error is complete too. */
function isComplete(text: string): boolean {
  try {
    return parseInteractive(text) !== undefined;
  } catch {
    return true;
  }
}
