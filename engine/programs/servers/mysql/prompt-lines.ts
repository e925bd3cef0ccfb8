import type { Sys } from '../../../process/sys.js';
import type { HistoryFile } from '../prompt-input.js';

/** The first line of libedit's files; blanks stand as octal numbers in the others. */
const fileHeader = '_HiStOrY_V2_';

/** The file of mysql's history, which libedit writes. */
export function mysqlHistory({ env }: Sys): HistoryFile {
  const home = env.get('HOME');
  return {
    path: env.get('MYSQL_HISTFILE') ?? (home === undefined ? undefined : `${home}/.mysql_history`),
    read: text => {
      const [header, ...lines] = text.split('\n').filter(line => line !== '');
      if (header !== fileHeader) return [];
      return lines.map(line => line.replace(/\\([0-7]{3})/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 8))));
    },
    write: lines => {
      const written = lines.map(line => line.replace(/[ \t\n\\]/g, blank => `\\${blank.charCodeAt(0).toString(8).padStart(3, '0')}`));
      return `${[fileHeader, ...written].join('\n')}\n`;
    },
  };
}

/** The prompt of a line that goes on: it tells of a quotation or a comment that is open. */
export function continuationPrompt(pending: string): string {
  const open = openQuotation(pending);
  return `${open === '' ? '-' : open}> `.padStart(7);
}

/** The sign that began what is open at the end of a text: a quote, `/*` or nothing. */
export function openQuotation(text: string): string {
  const closed = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|`[^`]*`|\/\*[^]*?\*\/|--\s.*|#.*/g;
  return /['"`]|\/\*/.exec(text.replace(closed, ''))?.[0] ?? '';
}
