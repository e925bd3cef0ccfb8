import type { Task } from '../../../core/task.js';
import { refused } from '../../options.js';
import { define, Fatal, type Program, type Tool } from '../../tool.js';
import { FullScreen } from '../full-screen.js';
import { Keyboard } from '../keyboard.js';
import { ViEditor } from './editor.js';
import { runExCommand } from './ex.js';
import { openFile } from './files.js';
import { runCommand } from './normal.js';
import { busyboxWords, vimWords, type Words } from './words.js';

/** When the releases came out. */
const releasedOn: Readonly<Record<string, string>> = {
  '7.4': '2013 Aug 10',
  '8.1': '2018 May 18',
  '8.2': '2019 Dec 12',
  '9.0': '2022 Jun 28',
  '9.1': '2024 Jan 02',
};

type Key = 'readOnly' | 'command' | 'version' | 'diff' | 'easy';

/** vim of a release, and BusyBox's vi. */
export function vi(release: { readonly number: string; readonly isOld: boolean }): Program {
  return define<Key>({
    name: 'vi',
    options: {
      command: ['-c COMMAND', 'run COMMAND after the first file was read'],
      diff: refused('-d', 'gnu'),
      readOnly: ['-R', 'read only'],
      easy: refused('-y', 'gnu'),
      version: ['--version', 'print the version and exit', 'gnu'],
    },
    gnu: {
      usage: ['[arguments] [file ..]'],
      about: `VIM - Vi IMproved ${release.number}. To begin on a line, put +N before the file's name.`,
    },
    busybox: { usage: ['[-c CMD] [-R] [FILE]...'], about: 'Edit FILE' },
    *run(tool) {
      if (tool.args.has('version')) {
        yield* tool.out.write(`VIM - Vi IMproved ${release.number} (${releasedOn[release.number] ?? ''})\n`);
        return 0;
      }
      return yield* edit(tool, tool.isGnu ? vimWords(release.isOld) : busyboxWords);
    },
  });
}

function* edit(tool: Tool<Key>, words: Words): Task<number> {
  const { sys, args } = tool;
  if (!sys.isTerminal(1)) {
    if (tool.isGnu) yield* tool.complain('Vim: Warning: Output is not to a terminal\n');
    throw new Fatal(tool.isGnu ? 'drydock: editing without a terminal is not simulated' : "can't open '/dev/tty'");
  }
  if (!sys.isTerminal(0)) {
    if (tool.isGnu) yield* tool.complain('Vim: Warning: Input is not from a terminal\n');
    throw new Fatal('drydock: editing without a keyboard is not simulated');
  }
  const plus = args.operands.filter(word => word.startsWith('+')).map(word => (word === '+' ? '$' : word.slice(1)));
  const files = args.operands.filter(word => !word.startsWith('+'));
  return yield* FullScreen.with(sys, function* (screen) {
    const editor = new ViEditor(sys, screen, new Keyboard(sys, { hasAlt: false }), words);
    editor.isReadOnly = args.has('readOnly');
    for (const [i, file] of (files.length === 0 ? [''] : files).entries()) {
      yield* openFile(editor, file);
      editor.exitStatus = undefined;
      if (i === 0) for (const command of [...plus, ...args.values('command')]) yield* runExCommand(editor, command);
      yield* editOne(editor);
      if (editor.hasFailed) break;
    }
    return editor.exitStatus ?? 0;
  });
}

function* editOne(editor: ViEditor): Task<void> {
  while (editor.exitStatus === undefined) {
    yield* editor.sys.tick();
    yield* runCommand(editor);
    // A command of insert mode may have left the cursor behind the last character.
    if (editor.mode === 'normal') editor.cursor = editor.clampToText(editor.cursor);
  }
}
