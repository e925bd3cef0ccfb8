import { largestOf } from '../../core/extremes.js';
import { columnsOfText } from '../../core/characters.js';

/** Names in columns, sorted downwards, as wide as the terminal allows. The slash of a directory stands in the gap between columns. */
export function inColumns(names: readonly string[], columns: number): string {
  const widest = largestOf(names.map(name => columnsOfText(name.replace(/\/$/, '')))) + 2;
  const count = Math.max(1, Math.floor(columns / widest));
  const rows = Math.ceil(names.length / count);
  const lines = Array.from({ length: rows }, (_, row) =>
    names
      .filter((_name, index) => index % rows === row)
      .map(name => name + ' '.repeat(Math.max(0, widest - columnsOfText(name))))
      .join('')
      .trimEnd(),
  );
  return lines.map(line => `${line}\r\n`).join('');
}
