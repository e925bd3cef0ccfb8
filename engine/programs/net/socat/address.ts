/** One end of socat's: `TCP-LISTEN:2375,fork,reuseaddr`. */
export interface Address {
  /** In capitals; `-` and numbers are STDIO and FD. */
  readonly keyword: string;
  /** As it was written. */
  readonly written: string;
  readonly parameters: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Keywords that mean the same. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['-', 'STDIO'],
  ['TCP4', 'TCP'],
  ['TCP-CONNECT', 'TCP'],
  ['TCP4-CONNECT', 'TCP'],
  ['TCP4-LISTEN', 'TCP-LISTEN'],
  ['TCP-L', 'TCP-LISTEN'],
  ['TCP4-L', 'TCP-LISTEN'],
  ['UNIX', 'UNIX-CLIENT'],
  ['LOCAL', 'UNIX-CLIENT'],
  ['UNIX-L', 'UNIX-LISTEN'],
  ['FILE', 'OPEN'],
  ['CREAT', 'CREATE'],
  ['SHELL', 'SYSTEM'],
  ['ECHO', 'PIPE'],
  ['FIFO', 'PIPE'],
]);

const closing: Readonly<Record<string, string>> = { '"': '"', "'": "'", '[': ']' };

/** Reads an address: a keyword, parameters behind colons, options behind commas; quotes and backslashes protect both. */
export function parseAddress(text: string): Address {
  const [head = '', ...options] = split(text, ',');
  const [word = '', ...parameters] = split(head, ':');
  const number = /^\d+$/.test(word) ? word : undefined;
  const upper = word.toUpperCase();
  return {
    keyword: number === undefined ? (synonyms.get(upper) ?? upper) : 'FD',
    written: word,
    parameters: (number === undefined ? parameters : [number]).map(unquoted),
    options: new Map(
      options.map(option => {
        const equals = option.indexOf('=');
        return equals < 0 ? [option.toLowerCase(), ''] : [option.slice(0, equals).toLowerCase(), unquoted(option.slice(equals + 1))];
      }),
    ),
  };
}

function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let end: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (end === undefined && char === separator) {
      parts.push(part);
      part = '';
      continue;
    }
    if (char === '\\') {
      part += char + (text[++at] ?? '');
      continue;
    }
    if (end === char) end = undefined;
    else end ??= closing[char];
    part += char;
  }
  return [...parts, part];
}

function unquoted(text: string): string {
  return text.replace(/\\(.)|["']/g, (_, escaped: string | undefined) => escaped ?? '');
}
