import type { Task } from '../../core/task.js';
import { splitLines } from '../input.js';
import { FullScreen } from '../editors/full-screen.js';
import { Keyboard } from '../editors/keyboard.js';
import { noEffect, refused } from '../options.js';
import { lessOrigin } from '../origins.js';
import { define } from '../tool.js';
import { Pager, type Look } from './pager.js';
import { copyAll, keyboardOf, readSources } from './sources.js';

type Key = 'quitIfOne' | 'numbers' | 'raw' | 'chop' | 'noInit' | 'quitAtEnd' | 'ignoreCase' | 'squeeze' | 'longPrompt';

/** With a terminal a pager with search, otherwise cat. */
export const less = define<Key>({
  name: 'less',
  options: {
    quitAtEnd: refused('-e, --quit-at-eof'),
    quitIfOne: ['-F, --quit-if-one-screen', 'exit if the file fits on one screen'],
    ignoreCase: ['-i, --ignore-case', 'a search in small letters finds capitals too'],
    longPrompt: refused('-M, --LONG-PROMPT'),
    numbers: ['-N, --LINE-NUMBERS', 'show line numbers'],
    raw: noEffect('-R, --RAW-CONTROL-CHARS', 'colours are dropped either way', undefined, 'show colours as they are'),
    chop: ['-S, --chop-long-lines', 'cut long lines instead of folding them'],
    squeeze: ['-s, --squeeze-blank-lines', 'show several empty lines as one'],
    noInit: ['-X, --no-init', 'leave what was read on the screen'],
  },
  gnu: { usage: ['[options] file...'], about: '' },
  origin: lessOrigin,
  busybox: { usage: ['[-FiNS] [FILE]...'], about: 'View FILE (or stdin) one screenful at a time' },
  *run(tool) {
    const { args, out, sys } = tool;
    if (!out.isTerminal) return yield* copyAll(tool);
    if (args.operands.length === 0 && sys.isTerminal(0)) return yield* tool.complain('Missing filename ("less --help" for help)\n');
    const sources = yield* readSources(tool);
    const files = sources.map(({ name, text }) => ({ name, lines: squeezed(splitLines(withoutColours(text)), args.has('squeeze')) }));
    if (files.length === 0) return;
    const keyboard = keyboardOf(sys);
    const { rows } = sys.windowSize(1);
    const isOne = files.length === 1 && (files[0]?.lines.length ?? 0) < rows;
    if (keyboard === undefined || (args.has('quitIfOne') && isOne)) {
      return yield* out.write(files.flatMap(file => file.lines.map(line => `${line}\n`)).join(''));
    }
    const look: Look = { numbers: args.has('numbers'), chop: args.has('chop'), ignoreCase: args.has('ignoreCase') };
    yield* FullScreen.with(
      sys,
      function* (screen): Task<void> {
        yield* new Pager(screen, new Keyboard(sys, { hasAlt: true, fd: keyboard }), files, look).run();
      },
      { keyboard, ownScreen: !args.has('noInit') },
    );
  },
});

function squeezed(lines: readonly string[], isAsked: boolean): readonly string[] {
  return isAsked ? lines.filter((line, i) => line !== '' || lines[i - 1] !== '') : lines;
}

function withoutColours(text: string): string {
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
