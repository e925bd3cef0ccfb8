import { textWidth } from '../../engine/index.js';

/**
 * How many rows the cursor stands below the row on which a text began, when a terminal of this width has shown it from the first column on.
 * Knows what line editors use: carriage return, backspace, moves and erasing.
 */
export function cursorRow(shown: string, width: number): number {
  let row = 0;
  let column = 0;
  for (const match of shown.matchAll(/\u001B\[([\d;?]*)([A-Za-z])|\u001B[^[]|[\r\n\b]|[^\u001B]/gsu)) {
    const [piece, numbers = '', letter] = match;
    const count = Math.max(1, Number.parseInt(numbers, 10) || 1);
    if (letter === 'A') row -= count;
    else if (letter === 'B') row += count;
    else if (letter === 'C') column = Math.min(width - 1, column + count);
    else if (letter === 'D') column = Math.max(0, column - count);
    else if (letter === 'G') column = count - 1;
    else if (piece === '\r') column = 0;
    else if (piece === '\n') row++;
    else if (piece === '\b') column = Math.max(0, column - 1);
    else if (!piece.startsWith('\u001B')) {
      const wide = textWidth(piece);
      // A terminal goes to the next row only when something is to be shown there.
      if (column + wide > width) {
        row++;
        column = 0;
      }
      column += wide;
    }
  }
  return Math.max(0, row);
}
