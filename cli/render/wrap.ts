import { textWidth } from '../../engine/index.js';
import type { Line, Span, Style } from './style.js';

interface Word {
  readonly spans: readonly Span[];
  readonly width: number;
  /** A blank stood before it. */
  readonly spaced: boolean;
}

/**
 * Breaks styled text into lines of at most `width` columns. Words go to the next line whole; a word that is wider than a line is
 * cut. Hangul wraps between words as Korean texts do; other East Asian text may break anywhere.
 */
export function wrapSpans(spans: readonly Span[], width: number): readonly Line[] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  let used = 0;
  for (const word of splitWords(spans, width)) {
    const gap = word.spaced && used > 0 ? 1 : 0;
    if (used > 0 && used + gap + word.width > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    if (gap === 1 && used > 0) line.push({ text: ' ', style: gapStyle(line, word) });
    line.push(...word.spans);
    used += word.width + (used > 0 ? gap : 0);
  }
  if (line.length > 0) lines.push(line);
  return lines.map(mergeSpans);
}

/** A blank inside a run of one style belongs to the run. */
function gapStyle(line: readonly Span[], word: Word): Style {
  const before = line.at(-1)?.style;
  return before === word.spans[0]?.style && before !== undefined ? before : 'plain';
}

function splitWords(spans: readonly Span[], width: number): readonly Word[] {
  const words: Word[] = [];
  let current: Span[] = [];
  let spaced = false;
  const close = (): void => {
    if (current.length > 0) words.push(...cutWord({ spans: current, width: widthOf(current), spaced }, width));
    current = [];
  };
  for (const { text, style } of spans) {
    for (const [index, part] of text.split(/[ \t\n]+/).entries()) {
      if (index > 0) {
        close();
        spaced = true;
      }
      if (part === '') continue;
      current.push({ text: part, style });
    }
  }
  close();
  return words.map((word, index) => (index === 0 ? { ...word, spaced: false } : word));

  function cutWord(word: Word, limit: number): readonly Word[] {
    spaced = false;
    if (word.width <= limit) return [word];
    return cut(word, limit);
  }
}

function cut(word: Word, limit: number): readonly Word[] {
  const pieces: Word[] = [];
  let spans: Span[] = [];
  let used = 0;
  let spaced = word.spaced;
  for (const { text, style } of word.spans) {
    for (const letter of text) {
      const width = textWidth(letter);
      if (used + width > limit) {
        pieces.push({ spans: mergeSpans(spans), width: used, spaced });
        spans = [];
        used = 0;
        spaced = false;
      }
      spans.push({ text: letter, style });
      used += width;
    }
  }
  if (spans.length > 0) pieces.push({ spans: mergeSpans(spans), width: used, spaced });
  return pieces;
}

function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last?.style === span.style) merged[merged.length - 1] = { text: last.text + span.text, style: span.style };
    else merged.push(span);
  }
  return merged;
}

/** As much of a text as fits, with … where something was left out. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = '';
  let used = 1;
  for (const letter of text) {
    used += textWidth(letter);
    if (used > width) break;
    cut += letter;
  }
  return `${cut.trimEnd()}…`;
}

/** Columns that styled text takes. */
export function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + textWidth(text), 0);
}
