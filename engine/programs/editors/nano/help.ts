import type { Task } from '../../../core/task.js';
import { visiblePart } from '../columns.js';
import { titleRow } from './draw.js';
import type { NanoEditor } from './editor.js';
import { helpMenu, menuRows } from './menus.js';

/** In our own words; only what works here. */
const text = `Main nano help text

 Type text where the cursor stands. The rows at the bottom name the most used
 keys: ^X means Control and X together, M-U means Alt and U together (or Escape,
 then U).

^G           Show this text
^X           Close the file (asks when there are changes)
^O           Write the file, or part of it, under a name
^S           Save without asking
^R           Put another file in at the cursor

^W  ^Q       Search forwards, backwards
M-W  M-Q     The next, the previous occurrence
^\\           Search and replace
^/           Go to a line and column
^C           Tell where the cursor is

^K           Cut the line, or the marked text
M-6          Copy the line, or the marked text
^U           Paste what was cut or copied
M-A          Begin or end marking
M-U  M-E     Undo, redo

^A  ^E       Start, end of the line
^Y  ^V       A page up, down
M-\\  M-/     First, last line of the file
M-N          Line numbers on or off
`.split('\n');

/** `^G`: a page to read, left with `^X`. */
export function* showHelp(editor: NanoEditor): Task<void> {
  let top = 0;
  for (;;) {
    const { columns, rows } = editor.screen.size;
    const room = Math.max(1, rows - 4);
    const page = Array.from({ length: room + 1 }, (_, i) => visiblePart(text[top + i] ?? '', 0, columns));
    const frame = [titleRow(editor, columns, 'Help'), ...page, ...menuRows(helpMenu, columns)];
    yield* editor.screen.show({ rows: frame.slice(0, rows), cursor: { row: rows - 1, column: 0 } });
    const key = yield* editor.keyboard.next();
    const step = steps[key];
    if (step !== undefined) top = Math.max(0, Math.min(text.length - room, top + (Math.abs(step) > 1 ? step * room : step)));
    else if (['^X', '^C', 'q', '^G', '<Hangup>'].includes(key)) return;
  }
}

/** Lines, or with a number above one pages. */
const steps: Readonly<Record<string, number>> = {
  '<Up>': -1,
  '<Down>': 1,
  '<PageUp>': -2,
  '^Y': -2,
  '<PageDown>': 2,
  '^V': 2,
  ' ': 2,
};
