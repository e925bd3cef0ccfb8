import type { FileKind, Stat } from '../../fs/stat.js';

const kindLetters: Readonly<Record<FileKind, string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  character: 'c',
  block: 'b',
  fifo: 'p',
  socket: 's',
};

/** `drwxr-xr-x` of a file. */
export function formatMode({ kind, mode }: Pick<Stat, 'kind' | 'mode'>): string {
  return kindLetters[kind] + formatPermissions(mode);
}

export function formatPermissions(mode: number): string {
  const triple = (shift: number, special: number, set: string): string => {
    const bits = mode >> shift;
    const execute = (bits & 1) !== 0;
    const last = (mode & special) !== 0 ? (execute ? set : set.toUpperCase()) : execute ? 'x' : '-';
    return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${last}`;
  };
  return triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't');
}

/** How a mode argument (`644`, `u+x,go-w`, `a=rX`) changes a mode. */
export type ModeChange = (mode: number, file: { readonly directory: boolean; readonly umask: number }) => number;

const whoBits: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };

/** Reads the mode argument of chmod, mkdir -m and the like; undefined when it is none. */
export function parseMode(text: string): ModeChange | undefined {
  if (/^[0-7]{1,4}$/.test(text)) {
    const value = parseInt(text, 8);
    // A numeric mode of fewer than five digits leaves a directory's set-id bits alone.
    return (mode, { directory }) => (directory ? (mode & 0o6000) | value : value);
  }
  if (/^[0-7]{5,}$/.test(text)) return () => parseInt(text, 8) & 0o7777;
  const clauses = text.split(',').map(parseClause);
  return clauses.every(clause => clause !== undefined)
    ? (mode, file) => clauses.reduce((current, clause) => clause(current, file), mode)
    : undefined;
}

function parseClause(clause: string): ModeChange | undefined {
  const found = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
  if (!found) return undefined;
  const [, who = '', actions = ''] = found;
  const mask = [...who].reduce((bits, letter) => bits | (whoBits[letter] ?? 0), 0);
  return (mode, file) => {
    let current = mode;
    for (const [, operator = '', what = ''] of actions.matchAll(/([-+=])([ugo]|[rwxXst]*)/g)) {
      const allowed = who === '' ? 0o7777 & ~file.umask : mask;
      const bits = permissionBits(what, current, file.directory) & allowed;
      if (operator === '+') current |= bits;
      else if (operator === '-') current &= ~bits;
      else
        current =
          (current &
            ~(
              (who === '' ? 0o7777 : mask) & (file.directory ? ~0o6000 | (permissionBits('s', 0, false) * Number(what.includes('s'))) : ~0)
            )) |
          bits;
    }
    return current & 0o7777;
  };
}

function permissionBits(what: string, mode: number, directory: boolean): number {
  if (/^[ugo]$/.test(what)) {
    const three = (mode >> (what === 'u' ? 6 : what === 'g' ? 3 : 0)) & 7;
    return three | (three << 3) | (three << 6);
  }
  let bits = 0;
  for (const letter of what) {
    if (letter === 'r') bits |= 0o444;
    if (letter === 'w') bits |= 0o222;
    if (letter === 'x' || (letter === 'X' && (directory || (mode & 0o111) !== 0))) bits |= 0o111;
    if (letter === 's') bits |= 0o6000;
    if (letter === 't') bits |= 0o1000;
  }
  return bits;
}
