/** What is wrong with a command's text. Each dialect has its own words for it (see dialect-messages.ts). */
export type SyntaxFault =
  | {
      readonly kind: 'unexpected';
      /** The token as written; '' at the end of the input. */
      readonly token: string;
      readonly tokenKind: 'word' | 'reserved' | 'operator' | 'redirection' | 'newline' | 'end';
      readonly expecting?: string | undefined;
      /** The line could not end here: bash calls the end of its text a newline then. */
      readonly inLine?: boolean;
    }
  | { readonly kind: 'unterminated'; readonly what: '"' | "'" | '`' | '$(' | '${' | '$((' | '((' | '[' | '<<' | '(' }
  | {
      readonly kind: 'bad-for-variable' | 'bad-function-name' | 'bad-descriptor' | 'missing-arithmetic-end' | 'too-deep' | 'too-long';
      readonly token: string;
    }
  | { readonly kind: 'conditional'; readonly message: string; readonly token: string };

/** The only thing that the parser throws. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError';
  readonly fault: SyntaxFault;
  readonly line: number;
  /** Where the offending token begins in the source. */
  readonly offset: number;
  /** More input could still make it right: an interactive shell asks for another line. */
  readonly incomplete: boolean;
  /** For an unclosed here-document, the line that would close it. */
  readonly awaitedLine: string | undefined;

  constructor(
    fault: SyntaxFault,
    at: { readonly line: number; readonly offset: number; readonly incomplete?: boolean; readonly awaitedLine?: string | undefined },
  ) {
    super(`${fault.kind} at line ${String(at.line)}`);
    this.fault = fault;
    this.line = at.line;
    this.offset = at.offset;
    this.incomplete = at.incomplete ?? false;
    this.awaitedLine = at.awaitedLine;
  }
}
