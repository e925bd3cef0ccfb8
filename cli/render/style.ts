/** How text can stand out. Nothing is told by colour alone: each style has a mark that also works without. */
export type Style = 'plain' | 'bold' | 'dim' | 'italic' | 'code' | 'link' | 'good' | 'bad' | 'warn' | 'title';

/** A piece of text in one style. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Span[];

const codes: Readonly<Record<Style, readonly [string, string]>> = {
  plain: ['', ''],
  bold: ['\u001B[1m', '\u001B[22m'],
  dim: ['\u001B[2m', '\u001B[22m'],
  italic: ['\u001B[3m', '\u001B[23m'],
  code: ['\u001B[36m', '\u001B[39m'],
  link: ['\u001B[4m', '\u001B[24m'],
  good: ['\u001B[32m', '\u001B[39m'],
  bad: ['\u001B[31m', '\u001B[39m'],
  warn: ['\u001B[33m', '\u001B[39m'],
  title: ['\u001B[1;36m', '\u001B[22;39m'],
};

/** Turns styled text into what a terminal gets; without colours, just the text. */
export class Painter {
  readonly colours: boolean;

  constructor(colours: boolean) {
    this.colours = colours;
  }

  span({ text, style }: Span): string {
    if (!this.colours || style === 'plain' || text === '') return text;
    const [on, off] = codes[style];
    return `${on}${text}${off}`;
  }

  line(line: Line): string {
    return line.map(span => this.span(span)).join('');
  }

  text(style: Style, text: string): string {
    return this.span({ style, text });
  }
}

/** Whether colours are wanted: on a terminal, unless NO_COLOR is set (no-color.org), TERM is dumb or --plain is given. */
export function wantsColours(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  plain: boolean,
): boolean {
  if (plain || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return (env['FORCE_COLOR'] ?? '') !== '' ? env['FORCE_COLOR'] !== '0' : stream.isTTY === true;
}
