import { CompileError } from './ast.js';
import type { Token } from './token.js';

/** Which brackets are open, for `Unclosed` and `Unmatched`. */
export class Brackets {
  readonly #open: { readonly text: string; readonly line: number }[] = [];

  /** Takes note of an operator if it is a bracket. */
  note(text: string, line: number): void {
    if (text === '(' || text === '[' || text === '{') this.#open.push({ text, line });
    if (text !== ')' && text !== ']' && text !== '}') return;
    const open = this.#open.pop();
    if (!open) throw new CompileError(`Unmatched '${text}'`, line, true);
    const wanted = open.text === '(' ? ')' : open.text === '[' ? ']' : '}';
    if (wanted === text) return;
    throw new CompileError(`Unclosed '${open.text}'${whereOpened(open, line)} does not match '${text}'`, line, true);
  }

  /** What the end of a file says about a bracket that is still open. */
  unclosed(line: number): Partial<Token> {
    const open = this.#open.at(-1);
    if (!open) return {};
    return { error: new CompileError(`Unclosed '${open.text}'${whereOpened(open, line)}`, line, true) };
  }
}

function whereOpened(open: { readonly line: number }, line: number): string {
  return open.line === line ? '' : ` on line ${open.line}`;
}
