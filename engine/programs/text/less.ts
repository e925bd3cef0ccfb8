import { isErrno } from '../../core/errno.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { readAll, splitLines } from '../input.js';
import { copyToOutput } from './cat.js';
import { noEffect, refused } from '../options.js';
import { define, type Program, type Tool } from '../tool.js';
import { displayWidth } from '../width.js';

type Key = 'quitIfOne' | 'numbers' | 'raw' | 'chop' | 'noInit' | 'quitAtEnd' | 'ignoreCase' | 'squeeze';

/** less and more: with a terminal a simple pager (space, b, Enter, g, G, q), otherwise the same as cat. */
function definePager(name: 'less' | 'more'): Program {
  return define<Key>({
    name,
    options: {
      quitAtEnd: refused('-e, --quit-at-eof'),
      quitIfOne: ['-F, --quit-if-one-screen', 'exit if the file fits on one screen'],
      ignoreCase: noEffect('-i, --ignore-case', 'there is no searching in which case could matter'),
      numbers: ['-N, --LINE-NUMBERS', 'show line numbers'],
      raw: noEffect('-R, --RAW-CONTROL-CHARS', 'colours are shown as they are anyway', undefined, 'show colours as they are'),
      chop: ['-S, --chop-long-lines', 'cut long lines instead of folding them'],
      squeeze: refused('-s, --squeeze-blank-lines'),
      noInit: noEffect('-X, --no-init', 'the screen is never switched'),
    },
    gnu: { usage: ['[options] file...'], about: '' },
    busybox: { usage: [name === 'less' ? '[-EFIMmNSRh~] [FILE]...' : '[FILE]...'], about: `View FILE (or stdin) one screenful at a time` },
    *run(tool) {
      if (!tool.out.isTerminal) return yield* copyAll(tool, name);
      const text = yield* collectText(tool);
      if (tool.args.operands.length === 0 && tool.sys.isTerminal(0)) {
        yield* tool.complain(name === 'less' ? 'Missing filename ("less --help" for help)\n' : 'more: bad usage\n');
        return;
      }
      yield* new Pager(tool, splitLines(text), name).run();
    },
  });
}

export const less = definePager('less');
export const more = definePager('more');

function describe(path: string, error: { readonly message: string }): string {
  return `${path}: ${error.message}`;
}

function* copyAll(tool: Tool<Key>, name: 'less' | 'more'): Task<void> {
  yield* tool.eachInput(
    tool.args.operands,
    function* (fd, path) {
      if (name === 'more' && tool.isGnu && fd !== 0) yield* tool.out.write(`::::::::::::::\n${path}\n::::::::::::::\n`);
      yield* copyToOutput(tool.out, max => tool.sys.read(fd, max));
    },
    describe,
  );
}

function* collectText(tool: Tool<Key>): Task<string> {
  let text = '';
  if (tool.args.operands.length === 0 && tool.sys.isTerminal(0)) return text;
  yield* tool.eachInput(
    tool.args.operands,
    function* (fd) {
      text += decodeUtf8(yield* readAll(tool.sys, fd));
    },
    describe,
  );
  return text;
}

class Pager {
  readonly #tool: Tool<Key>;
  readonly #lines: readonly string[];
  readonly #name: string;
  #top = 0;
  #height = 24;

  constructor(tool: Tool<Key>, lines: readonly string[], name: string) {
    this.#tool = tool;
    this.#name = name;
    const { columns } = tool.sys.windowSize(1);
    const numbered = tool.args.has('numbers') ? lines.map((line, i) => `${String(i + 1).padStart(7)} ${line}`) : lines;
    this.#lines = tool.args.has('chop') ? numbered : numbered.flatMap(line => wrap(line, columns));
  }

  *run(): Task<void> {
    const { sys, args, out } = this.#tool;
    this.#height = Math.max(2, sys.windowSize(1).rows) - 1;
    if (args.has('quitIfOne') && this.#lines.length <= this.#height) return yield* out.write(this.#lines.map(line => `${line}\n`).join(''));
    const keyboard = sys.isTerminal(0) ? 0 : this.#openTerminal();
    if (keyboard === undefined) return yield* out.write(this.#lines.map(line => `${line}\n`).join(''));
    const before = sys.terminalModes(keyboard);
    sys.setTerminalModes(keyboard, { canonical: false, echo: false });
    try {
      yield* this.#draw();
      for (;;) {
        const key = decodeUtf8(yield* sys.read(keyboard, 16));
        if (key === '' || key.startsWith('q') || key === '\u0003') break;
        if (this.#name === 'more' && this.#atEnd()) break;
        this.#move(key);
        yield* this.#draw();
      }
    } finally {
      sys.setTerminalModes(keyboard, before);
    }
    yield* out.write('\r\u001b[K');
  }

  #openTerminal(): number | undefined {
    try {
      return this.#tool.sys.open('/dev/tty', { read: true });
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  #atEnd(): boolean {
    return this.#top + this.#height >= this.#lines.length;
  }

  #move(key: string): void {
    const last = Math.max(0, this.#lines.length - this.#height);
    const steps: Readonly<Record<string, number>> = {
      ' ': this.#height,
      f: this.#height,
      '\u001b[6~': this.#height,
      b: -this.#height,
      '\u001b[5~': -this.#height,
      '\n': 1,
      '\r': 1,
      j: 1,
      '\u001b[B': 1,
      k: -1,
      '\u001b[A': -1,
      d: Math.floor(this.#height / 2),
      u: -Math.floor(this.#height / 2),
      g: -Infinity,
      '<': -Infinity,
      G: Infinity,
      '>': Infinity,
    };
    this.#top = Math.max(0, Math.min(last, this.#top + (steps[key] ?? 0)));
  }

  *#draw(): Task<void> {
    const { out } = this.#tool;
    const shown = this.#lines.slice(this.#top, this.#top + this.#height);
    const filler = this.#name === 'less' ? Array.from({ length: this.#height - shown.length }, () => '~') : [];
    const prompt =
      this.#name === 'more'
        ? `--More--(${String(Math.min(100, Math.round(((this.#top + shown.length) / Math.max(1, this.#lines.length)) * 100)))}%)`
        : this.#atEnd()
          ? '(END)'
          : ':';
    yield* out.write(`\u001b[H\u001b[2J${[...shown, ...filler].join('\n')}\n\u001b[7m${prompt}\u001b[27m`);
    yield* out.flush();
  }
}

function wrap(line: string, columns: number): string[] {
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const character of line.replace(/\t/g, '        ')) {
    const own = displayWidth(character);
    if (width + own > columns) {
      parts.push(part);
      part = '';
      width = 0;
    }
    part += character;
    width += own;
  }
  return [...parts, part];
}
