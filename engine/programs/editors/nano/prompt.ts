import type { Task } from '../../../core/task.js';
import { screenColumns } from '../columns.js';
import type { Key } from '../keyboard.js';
import { nextColumn, previousColumn } from '../position.js';
import { frameOf } from './draw.js';
import type { NanoEditor } from './editor.js';
import { answerRows, menuRows, type Shortcut } from './menus.js';

export interface Prompt {
  /** The question; asked anew for each key, for toggles change it. */
  readonly label: () => string;
  readonly menu: readonly Shortcut[];
  readonly text?: string;
  readonly history?: readonly string[];
  /** Keys that mean something here; one that returns true ends the prompt. */
  readonly keys?: Readonly<Record<Key, () => boolean>>;
}

/** `text` with the key that ended it: `<Enter>` or one of the prompt's own; undefined when it was cancelled. */
export type PromptResult = { readonly text: string; readonly key: Key } | undefined;

/** Asks for a line in the row above the menu. */
export function* ask(editor: NanoEditor, prompt: Prompt): Task<PromptResult> {
  const line = new PromptLine(prompt.text ?? '', prompt.history ?? []);
  for (;;) {
    if (editor.keyboard.isIdle) yield* draw(editor, prompt, line);
    const key = yield* editor.keyboard.next();
    if (key === '<Enter>') return { text: line.text, key };
    if (key === '^C' || key === '<Hangup>') {
      editor.say('Cancelled');
      return undefined;
    }
    const own = prompt.keys?.[key];
    if (own) {
      if (own()) return { text: line.text, key };
    } else {
      line.take(key);
    }
  }
}

function* draw(editor: NanoEditor, { label, menu }: Prompt, line: PromptLine): Task<void> {
  const before = `${label()}: `;
  const question = {
    text: before + line.text,
    cursorColumn: screenColumns(before + line.text.slice(0, line.cursor)),
    menu: menuRows(menu, editor.screen.size.columns),
  };
  yield* editor.screen.show(frameOf(editor, question));
}

class PromptLine {
  text: string;
  cursor: number;
  readonly #history: readonly string[];
  #place: number;

  constructor(text: string, history: readonly string[]) {
    this.text = text;
    this.cursor = text.length;
    this.#history = history;
    this.#place = history.length;
  }

  take(key: Key): void {
    const edit = edits[key];
    if (edit) edit(this);
    else if ([...key].length === 1) this.replace(this.cursor, this.cursor, key);
  }

  replace(from: number, to: number, text: string): void {
    this.text = this.text.slice(0, from) + text + this.text.slice(to);
    this.cursor = from + text.length;
  }

  older(by: number): void {
    const place = Math.max(0, Math.min(this.#history.length, this.#place + by));
    if (place === this.#place) return;
    this.#place = place;
    this.text = this.#history[place] ?? '';
    this.cursor = this.text.length;
  }
}

const left = (line: PromptLine): void => void (line.cursor = previousColumn(line.text, line.cursor));
const right = (line: PromptLine): void => void (line.cursor = nextColumn(line.text, line.cursor));
const home = (line: PromptLine): void => void (line.cursor = 0);
const end = (line: PromptLine): void => void (line.cursor = line.text.length);
const erase = (line: PromptLine): void => {
  line.replace(previousColumn(line.text, line.cursor), line.cursor, '');
};
const eraseRight = (line: PromptLine): void => {
  line.replace(line.cursor, nextColumn(line.text, line.cursor), '');
};

const edits: Readonly<Record<Key, (line: PromptLine) => void>> = {
  '<Left>': left,
  '^B': left,
  '<Right>': right,
  '^F': right,
  '<Home>': home,
  '^A': home,
  '<End>': end,
  '^E': end,
  '<Backspace>': erase,
  '<Delete>': eraseRight,
  '^D': eraseRight,
  '^K': line => {
    line.replace(0, line.text.length, '');
  },
  '<Up>': line => {
    line.older(-1);
  },
  '^P': line => {
    line.older(-1);
  },
  '<Down>': line => {
    line.older(1);
  },
  '^N': line => {
    line.older(1);
  },
};

export type Answer = 'yes' | 'no' | 'all' | 'cancel';

const answers: Readonly<Record<Key, Answer>> = {
  y: 'yes',
  Y: 'yes',
  n: 'no',
  N: 'no',
  '^C': 'cancel',
  '<Hangup>': 'cancel',
};

/** Asks a question that takes Yes or No (and All where there may be more of the same). */
export function* askYesNo(editor: NanoEditor, text: string, withAll = false): Task<Answer> {
  for (;;) {
    const { columns } = editor.screen.size;
    yield* editor.screen.show(frameOf(editor, { text, cursorColumn: screenColumns(text), menu: answerRows(withAll, columns) }));
    const key = yield* editor.keyboard.next();
    const answer = withAll && /^[aA]$/.test(key) ? 'all' : answers[key];
    if (answer === 'cancel') editor.say('Cancelled');
    if (answer) return answer;
  }
}
