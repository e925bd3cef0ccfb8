import type { Task } from '../../../core/task.js';
import { define, Fatal, type Program, type Tool } from '../../tool.js';
import { noEffect, refused } from '../../options.js';
import { FullScreen } from '../full-screen.js';
import { Keyboard } from '../keyboard.js';
import { obey } from './bindings.js';
import { frameOf } from './draw.js';
import { NanoEditor } from './editor.js';
import { openFile } from './files.js';
import { goToPlace } from './search.js';

type Key = 'view' | 'numbers' | 'indent' | 'spaces' | 'tabSize' | 'backup' | 'nowrap' | 'mouse' | 'restricted' | 'softwrap' | 'version';

/** GNU nano of a release. */
export function nano(version: string): Program {
  return define<Key>({
    name: 'nano',
    options: {
      backup: ['-B, --backup', 'keep the file as it was as FILE~'],
      spaces: ['-E, --tabstospaces', 'a Tab types spaces'],
      indent: ['-i, --autoindent', 'begin a new line as far in as the one before'],
      numbers: ['-l, --linenumbers', 'show line numbers'],
      mouse: refused('-m, --mouse'),
      restricted: refused('-R, --restricted'),
      softwrap: refused('-S, --softwrap'),
      tabSize: refused('-T, --tabsize=NUMBER'),
      view: ['-v, --view', 'look without changing'],
      version: ['-V, --version', 'print the version and exit'],
      nowrap: noEffect('-w, --nowrap', 'lines are never broken here', undefined, 'never break long lines'),
    },
    gnu: { usage: ['[OPTIONS] [[+LINE[,COLUMN]] FILE]...'], about: 'To place the cursor on a line of a file, put +LINE before its name.' },
    *run(tool) {
      if (tool.args.has('version')) {
        yield* tool.out.write(` GNU nano${/^2\.[23]/.test(version) ? '' : ','} version ${version}\n`);
        return 0;
      }
      return yield* edit(tool, version);
    },
  });
}

function* edit(tool: Tool<Key>, version: string): Task<number> {
  const { sys, args } = tool;
  if (!sys.isTerminal(0)) throw new Fatal('Standard input is not a terminal');
  if (!sys.isTerminal(1)) throw new Fatal('Standard output is not a terminal');
  if ((sys.env.get('TERM') ?? '') === '') {
    yield* tool.complain('Error opening terminal: unknown.\n');
    return 1;
  }
  const files = filesOf(args.operands);
  return yield* FullScreen.with(sys, function* (screen) {
    const editor = new NanoEditor(sys, screen, new Keyboard(sys, { hasAlt: true }), {
      version,
      lineNumbers: args.has('numbers'),
      isViewing: args.has('view'),
      autoIndent: args.has('indent'),
      tabsToSpaces: args.has('spaces'),
      backup: args.has('backup'),
    });
    for (const { path, place } of files) {
      yield* openFile(editor, path);
      if (place !== undefined && !goToPlace(editor, place)) editor.say('Invalid line or column number');
      yield* editOne(editor);
      if (editor.status !== 0) break;
    }
    return editor.status;
  });
}

interface Named {
  readonly path: string;
  readonly place?: string | undefined;
}

/** One file after the other, each perhaps with the line to begin at. */
function filesOf(operands: readonly string[]): readonly Named[] {
  const files: Named[] = [];
  let place: string | undefined;
  for (const word of operands) {
    if (/^\+[\d,]+$/.test(word)) {
      place = word.slice(1);
      continue;
    }
    files.push({ path: word, place });
    place = undefined;
  }
  return files.length === 0 ? [{ path: '' }] : files;
}

function* editOne(editor: NanoEditor): Task<void> {
  editor.isDone = false;
  while (!editor.isDone) {
    if (editor.keyboard.isIdle) yield* editor.screen.show(frameOf(editor));
    const key = yield* editor.keyboard.next();
    if (key === '<Hangup>') {
      editor.status = 1;
      return;
    }
    if (key !== '<Resize>') editor.keyTyped([...key].length === 1);
    yield* obey(editor, key);
  }
}
