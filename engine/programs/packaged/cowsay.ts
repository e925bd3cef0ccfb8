import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import { readAll } from '../input.js';

/** Eyes and tongues of the moods. */
const moods: Readonly<Record<string, readonly [eyes: string, tongue: string]>> = {
  '-b': ['==', '  '],
  '-d': ['xx', 'U '],
  '-g': ['$$', '  '],
  '-p': ['@@', '  '],
  '-s': ['**', 'U '],
  '-t': ['--', '  '],
  '-w': ['OO', '  '],
  '-y': ['..', '  '],
};

/** `cowsay [-bdgpstwy] [-e EYES] [-T TONGUE] [-W COLUMNS] [-n] [TEXT]`, and cowthink: a cow with a balloon. */
export function cowsay(name: 'cowsay' | 'cowthink'): Main {
  return function* (sys, argv) {
    let [eyes, tongue, width, wraps] = ['oo', '  ', 40, true];
    const rest = argv.slice(1);
    for (let word = rest[0]; word?.startsWith('-') && word.length > 1; word = rest[0]) {
      rest.shift();
      if (word === '-e') eyes = (rest.shift() ?? '').slice(0, 2).padEnd(2);
      else if (word === '-T') tongue = (rest.shift() ?? '').slice(0, 2).padEnd(2);
      else if (word === '-W') width = Number(rest.shift()) || 40;
      else if (word === '-n') wraps = false;
      else if (word === '-l') return yield* say(1, 'Cow files in /usr/share/cowsay/cows:\ndefault\n', 0);
      else if (word === '-f') {
        const cow = rest.shift() ?? '';
        if (cow !== 'default') return yield* say(2, `${name}: Could not find ${cow} cowfile!\n`, 2);
      } else if (moods[word]) [eyes, tongue] = moods[word] ?? ['oo', '  '];
      else return yield* say(2, `Unknown option: ${word.slice(1)}\n`, 1);
    }
    const text = rest.length > 0 ? rest.join(' ') : decodeUtf8(yield* readAll(sys, 0)).replace(/\n$/, '');
    const lines = wraps ? wrap(text, width - 1) : text.split('\n');
    return yield* say(1, balloon(lines, name === 'cowthink') + cow(eyes, tongue, name === 'cowsay' ? '\\' : 'o'), 0);

    function* say(fd: 1 | 2, output: string, code: number): Task<number> {
      yield* sys.write(fd, encodeUtf8(output));
      return code;
    }
  };
}

/** Words in lines of less than so many columns; empty lines part paragraphs. */
function wrap(text: string, columns: number): readonly string[] {
  return text.split(/\n{2,}/).flatMap(paragraph => {
    const lines: string[] = [];
    for (const word of paragraph.split(/\s+/).filter(each => each !== '')) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length + 1 <= columns) lines[lines.length - 1] = `${last} ${word}`;
      else for (let at = 0; at < word.length; at += columns) lines.push(word.slice(at, at + columns));
    }
    return lines.length > 0 ? lines : [''];
  });
}

function balloon(lines: readonly string[], thinks: boolean): string {
  const width = largestOf(
    lines.map(line => line.length),
    0,
  );
  const sides = (index: number): readonly [string, string] => {
    if (thinks) return ['(', ')'];
    if (lines.length === 1) return ['<', '>'];
    return index === 0 ? ['/', '\\'] : index === lines.length - 1 ? ['\\', '/'] : ['|', '|'];
  };
  const rows = lines.map((line, index) => `${sides(index)[0]} ${line.padEnd(width)} ${sides(index)[1]}\n`);
  return ` ${'_'.repeat(width + 2)} \n${rows.join('')} ${'-'.repeat(width + 2)} \n`;
}

function cow(eyes: string, tongue: string, line: string): string {
  return `        ${line}   ^__^\n         ${line}  (${eyes})\\_______\n            (__)\\       )\\/\\\n             ${tongue} ||----w |\n                ||     ||\n`;
}
