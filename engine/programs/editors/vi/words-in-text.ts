import type { Position } from '../position.js';
import type { ViEditor } from './editor.js';

/** Words are of letters or of other characters; with `isBig` everything between blanks is one. */
type Class = 'blank' | 'word' | 'other';

function classOf(character: string | undefined, isBig: boolean): Class {
  if (character === undefined || /\s/.test(character)) return 'blank';
  return isBig || /[\p{L}\p{N}_]/u.test(character) ? 'word' : 'other';
}

/** A place to walk over the text, line ends included, a UTF-16 unit at a time. */
export function step({ buffer }: ViEditor, { row, column }: Position): Position | undefined {
  if (column < buffer.line(row).length) return { row, column: column + 1 };
  return row + 1 < buffer.lines.length ? { row: row + 1, column: 0 } : undefined;
}

export function stepBack({ buffer }: ViEditor, { row, column }: Position): Position | undefined {
  if (column > 0) return { row, column: column - 1 };
  return row > 0 ? { row: row - 1, column: buffer.line(row - 1).length } : undefined;
}

export function wordForward(editor: ViEditor, from: Position, isBig: boolean): Position | undefined {
  const at = (place: Position): Class => classOf(editor.buffer.line(place.row)[place.column], isBig);
  let place = from;
  const first = at(place);
  while (at(place) === first && first !== 'blank') {
    const next = step(editor, place);
    if (!next) return place;
    place = next;
  }
  while (at(place) === 'blank') {
    // An empty line is a word.
    if (editor.buffer.line(place.row) === '' && place.row !== from.row) return place;
    const next = step(editor, place);
    if (!next) return place;
    place = next;
  }
  return place;
}

export function wordBack(editor: ViEditor, from: Position, isBig: boolean): Position | undefined {
  const at = (place: Position): Class => classOf(editor.buffer.line(place.row)[place.column], isBig);
  let place = stepBack(editor, from);
  while (place && at(place) === 'blank') {
    if (editor.buffer.line(place.row) === '') return place;
    const before = stepBack(editor, place);
    if (!before) return place;
    place = before;
  }
  if (!place) return undefined;
  const kind = at(place);
  while (place.column > 0 && at({ row: place.row, column: place.column - 1 }) === kind)
    place = { row: place.row, column: place.column - 1 };
  return place;
}

export function wordEnd(editor: ViEditor, from: Position, isBig: boolean): Position | undefined {
  const at = (place: Position): Class => classOf(editor.buffer.line(place.row)[place.column], isBig);
  let place = step(editor, from);
  while (place && at(place) === 'blank') place = step(editor, place);
  if (!place) return undefined;
  const kind = at(place);
  while (at({ row: place.row, column: place.column + 1 }) === kind) place = { row: place.row, column: place.column + 1 };
  return place;
}

export function wordEndBack(editor: ViEditor, from: Position, isBig: boolean): Position | undefined {
  const at = (place: Position): Class => classOf(editor.buffer.line(place.row)[place.column], isBig);
  let place = stepBack(editor, from);
  const kind = at(from);
  while (place && kind !== 'blank' && place.row === from.row && at(place) === kind) place = stepBack(editor, place);
  while (place && at(place) === 'blank' && editor.buffer.line(place.row) !== '') place = stepBack(editor, place);
  return place;
}
