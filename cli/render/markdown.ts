import MarkdownIt, { type Token } from 'markdown-it';
import { renderInline } from './inline.js';
import type { Line, Span } from './style.js';
import { renderTable } from './table.js';
import { widthOf, wrapSpans } from './wrap.js';

export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours: boolean;
}

/** Prose is easier to read in lines that are not too long. */
const readingWidth = 92;

const parser = new MarkdownIt({ html: false, linkify: false });

/** Markdown as lines for a terminal, with one empty line between paragraphs. */
export function renderMarkdown(source: string, options: RenderOptions): readonly Line[] {
  const width = Math.min(options.width, readingWidth);
  return new Renderer(parser.parse(source, {}), options.colours).blocks(width);
}

class Renderer {
  readonly #tokens: readonly Token[];
  readonly #colours: boolean;
  #at = 0;

  constructor(tokens: readonly Token[], colours: boolean) {
    this.#tokens = tokens;
    this.#colours = colours;
  }

  /** Blocks up to the closing token of the one that holds them. */
  blocks(width: number, tight = false): readonly Line[] {
    const lines: Line[] = [];
    for (let token = this.#next(); token && token.nesting !== -1; token = this.#next()) {
      const block = this.#block(token, width);
      if (block.length === 0) continue;
      if (lines.length > 0 && !tight) lines.push([]);
      lines.push(...block);
    }
    return lines;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #block(token: Token, width: number): readonly Line[] {
    switch (token.type) {
      case 'heading_open':
        return this.#heading(width);
      case 'paragraph_open':
        return this.#paragraph(width);
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.#list(token, width);
      case 'blockquote_open':
        return indent(this.blocks(width - 2), [{ text: '│ ', style: 'dim' }]);
      case 'table_open':
        return this.#table(width);
      case 'fence':
      case 'code_block':
        return codeLines(token.content);
      case 'hr':
        return [[{ text: '─'.repeat(Math.min(width, 40)), style: 'dim' }]];
      default:
        return [];
    }
  }

  #inline(): readonly Span[] {
    const inline = this.#next();
    const spans = inline ? renderInline(inline, this.#colours) : [];
    this.#next();
    return spans;
  }

  #heading(width: number): readonly Line[] {
    return wrapSpans(
      this.#inline().map(({ text }) => ({ text, style: 'title' as const })),
      width,
    );
  }

  #paragraph(width: number): readonly Line[] {
    return wrapSpans(this.#inline(), width);
  }

  #list(token: Token, width: number): readonly Line[] {
    const ordered = token.type === 'ordered_list_open';
    let number = Number(token.attrGet('start') ?? '1');
    const lines: Line[] = [];
    for (let item = this.#next(); item?.type === 'list_item_open'; item = this.#next()) {
      const marker = ordered ? `${number++}. ` : '• ';
      lines.push(...indent(this.blocks(width - marker.length, true), [{ text: marker, style: 'plain' }], ' '.repeat(marker.length)));
    }
    return lines;
  }

  #table(width: number): readonly Line[] {
    const rows: (readonly Span[])[][] = [];
    for (let token = this.#next(); token && token.type !== 'table_close'; token = this.#next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'inline') rows.at(-1)?.push(renderInline(token, this.#colours));
    }
    return renderTable(rows, width);
  }
}

/** A listing as it stands, a little to the right. */
export function codeLines(text: string): readonly Line[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => [
      { text: '    ', style: 'plain' as const },
      { text: line, style: 'code' as const },
    ]);
}

/** Puts something before the first line and blanks (or the same) before the others. */
function indent(lines: readonly Line[], first: Line, rest?: string): readonly Line[] {
  const others: Line = rest === undefined ? first : [{ text: rest, style: 'plain' }];
  return lines.map((line, index) => (widthOf(line) === 0 && rest !== undefined ? line : [...(index === 0 ? first : others), ...line]));
}
