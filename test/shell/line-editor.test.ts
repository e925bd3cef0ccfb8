import test from 'ava';
import { shellWorld } from './shell-world.js';

/** Types keys at a bash prompt and gives the arguments that the command got. */
function edited(keys: string, options: { term?: string; columns?: number } = {}): string {
  const world = shellWorld();
  const shell = world.interact(['/bin/bash', '--norc'], {
    env: { TERM: options.term ?? 'xterm', PS1: '> ' },
    columns: options.columns ?? 80,
  });
  shell.shown();
  shell.type(`${keys}\r`);
  const lines = shell.shown().split('\r\n');
  return (
    lines
      .filter(line => line.includes('['))
      .at(-1)
      ?.replace(/^.*?\r/, '')
      .replace('\x1b[?2004l\r', '') ?? ''
  );
}

const cases: readonly (readonly [title: string, keys: string, args: string])[] = [
  ['backspace', 'args abx\x7fc', '[abc]'],
  ['left and insert', 'args ac\x1b[Db', '[abc]'],
  ['home and end', 'rgs b\x1b[Ha\x1b[Fc', '[bc]'],
  ['^A and ^E', 'rgs b\x01a\x05c', '[bc]'],
  ['delete under the cursor', 'args axb\x1b[D\x1b[D\x1b[3~', '[ab]'],
  ['^D deletes when there is something', 'args axb\x02\x02\x04', '[ab]'],
  ['^K and ^Y', 'args one two\x1bb\x0b\x01\x19 ; \x05', ''],
  ['^U and ^Y', 'one\x15args \x19', '[one]'],
  ['^W takes a word up to blanks', 'args a/b c/d\x17x', '[a/b][x]'],
  ['Alt-Backspace takes a word of letters', 'args a/b\x1b\x7fc', '[a/c]'],
  ['Alt-b and Alt-f', 'args one two\x1bb\x1bbX\x1bfY', '[XoneY][two]'],
  ['Ctrl-Left and Ctrl-Right', 'args one two\x1b[1;5DX\x1b[1;5CY', '[one][XtwoY]'],
  ['Alt-d', 'args one two\x1bb\x1bd3', '[one][3]'],
  ['^T', 'args ba\x14', '[ab]'],
  ['Hangul', 'args 한굴\x7f글', '[한글]'],
  ['Hangul in the middle', 'args 나라\x1b[D말', '[나말라]'],
  ['jamo make one character', 'args \u1112\u1161\u11ab\u1100\x7f', '[\u1112\u1161\u11ab]'],
  ['an emoji of several code points is one character', 'args a👩‍👩‍👧b\x1b[D\x7f', '[ab]'],
  ['keys that mean nothing are passed over', 'args a\x1b[15~\x1b[1;2Pb', '[ab]'],
];

for (const [title, keys, args] of cases) if (args !== '') test(title, t => t.is(edited(keys), args));

test('dumb terminals edit as well', t => {
  t.is(edited('args ac\x1b[Db', { term: 'dumb' }), '[abc]');
  t.is(edited('args 한글\x1b[D\x7f', { term: 'dumb' }), '[글]');
});

test('history: up, down, and a search', t => {
  t.is(edited('args one\rargs two\r\x1b[A\x1b[A'), '[one]');
  t.is(edited('args one\rargs two\r\x1b[A\x1b[A\x1b[B'), '[two]');
  t.is(edited('args one\rargs two\rargs three\r\x12one'), '[one]');
  t.is(edited('args one\rargs one2\rargs three\r\x12one\x12'), '[one]');
  t.is(edited('args one\r\x12zzz\x07args x'), '[x]');
});

/** A terminal just clever enough to show what the editor draws. */
class FakeScreen {
  readonly rows: string[][] = [[]];
  row = 0;
  column = 0;
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
  }

  write(text: string): void {
    for (const piece of text.match(/\x1b\[[0-9;?]*[A-Za-z]|\p{RI}\p{RI}|[^]/gu) ?? []) this.#piece(piece);
  }

  #piece(piece: string): void {
    const sequence = /^\x1b\[([0-9;?]*)([A-Za-z])$/.exec(piece);
    if (sequence) this.#sequence(Number(sequence[1] ?? '') || 1, sequence[2] ?? '');
    else if (piece === '\r') this.column = 0;
    else if (piece === '\n') this.row++;
    else if (piece === '\b') this.column = Math.max(0, Math.min(this.column, this.#columns) - 1);
    else this.#put(piece);
  }

  #sequence(count: number, letter: string): void {
    if (letter === 'A') this.row -= count;
    else if (letter === 'C') this.column += count;
    else if (letter === 'K') this.#line().length = this.column;
    else if (letter === 'J') {
      this.#line().length = this.column;
      this.rows.length = this.row + 1;
    }
  }

  #put(character: string): void {
    const width = /[\u1100-\u115f\u3000-\ud7a3\u{1f300}-\u{1faff}]/u.test(character) ? 2 : 1;
    if (this.column + width > this.#columns) {
      this.row++;
      this.column = 0;
    }
    const line = this.#line();
    while (line.length < this.column) line.push(' ');
    line.splice(this.column, width, character, ...Array.from({ length: width - 1 }, () => ''));
    this.column += width;
  }

  #line(): string[] {
    return (this.rows[this.row] ??= []);
  }

  text(): string[] {
    return this.rows.map(row => row.join('').trimEnd());
  }
}

function screenAfter(keys: readonly string[], columns: number): string[] {
  const world = shellWorld();
  const shell = world.interact(['/bin/bash', '--norc'], { env: { TERM: 'xterm', PS1: '> ' }, columns });
  const screen = new FakeScreen(columns);
  screen.write(shell.shown());
  for (const key of keys) {
    shell.type(key);
    screen.write(shell.shown());
  }
  return screen.text();
}

test('a line longer than the terminal wraps, and is edited in all its rows', t => {
  t.deepEqual(screenAfter(['echo abcdefghijklmnop'], 10), ['> echo abc', 'defghijklm', 'nop']);
  t.deepEqual(screenAfter(['echo abcdefghijklmnop', '\x01', 'X'], 10), ['> Xecho ab', 'cdefghijkl', 'mnop']);
  t.deepEqual(screenAfter(['echo abcdefghijklmnop', '\x01', '\x05', '\x7f\x7f\x7f\x7f'], 10), ['> echo abc', 'defghijkl']);
  t.deepEqual(screenAfter(['echo abc', 'd', '\x7f', '\x7f', 'z'], 10), ['> echo abz', '']);
  t.deepEqual(screenAfter(['echo 한글한글한글', '\x1b[D\x1b[D', '말'], 12), ['> echo 한글', '한글말한글']);
  t.deepEqual(screenAfter(['echo 가나다라', '\x01\x0b'], 12), ['>']);
});

test('a resized terminal gets the line again', t => {
  const world = shellWorld();
  const shell = world.interact(['/bin/bash', '--norc'], { env: { TERM: 'xterm', PS1: '> ' }, columns: 40 });
  shell.type('echo abcdefghijklmnop');
  shell.shown();
  shell.terminal.resize({ columns: 10, rows: 24 });
  world.settle();
  const screen = new FakeScreen(10);
  screen.write(shell.shown());
  t.deepEqual(screen.text(), ['> echo abc', 'defghijklm', 'nop']);
});
