import type { CastType, CompileError } from './ast.js';

export type TokenKind =
  | 'html'
  | 'variable'
  | 'name'
  | 'qualified'
  | 'fullyQualified'
  | 'keyword'
  | 'int'
  | 'float'
  | 'string'
  | 'template'
  | 'shell'
  | 'cast'
  | 'op'
  | 'eof';

export interface Token {
  readonly kind: TokenKind;
  /** As written; keywords in lower case; variables without the dollar. */
  readonly text: string;
  readonly line: number;
  /** What a constant string means. */
  readonly value?: string;
  /** What is in a string with variables: text, and the tokens of expressions. */
  readonly parts?: readonly (string | readonly Token[])[];
  readonly cast?: CastType;
  /** Why there is no token here. */
  readonly error?: CompileError;
  /** A keyword as it was written, for where it is a name. */
  readonly written?: string;
}

export const keywords: ReadonlySet<string> = new Set(
  (
    'abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty enddeclare ' +
    'endfor endforeach endif endswitch endwhile exit die extends final finally fn for foreach function global goto if implements include ' +
    'include_once instanceof insteadof interface isset list match namespace new or print private protected public readonly require ' +
    'require_once return static switch throw trait try unset use var while xor yield eval __class__ __dir__ __file__ __function__ __line__ ' +
    '__method__ __namespace__ __trait__ __halt_compiler'
  ).split(' '),
);

export const casts: ReadonlyMap<string, CastType> = new Map<string, CastType>([
  ['int', 'int'],
  ['integer', 'int'],
  ['float', 'float'],
  ['double', 'float'],
  ['string', 'string'],
  ['binary', 'string'],
  ['bool', 'bool'],
  ['boolean', 'bool'],
  ['array', 'array'],
  ['object', 'object'],
  ['unset', 'null'],
]);

/** Operators, the longest first. */
export const operators: readonly string[] = (
  '<<<= **= ... <=> === !== <<= >>= ??= ?-> ++ -- -> => == != <> <= >= && || ?? :: += -= *= /= .= %= &= |= ^= << >> ** ' +
  '+ - * / % = < > ! . ( ) [ ] { } , ; ? : & | ^ ~ @ # $'
).split(' ');

/** How PHP names a token in `unexpected …`. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'eof':
      return 'end of file';
    case 'variable':
      return `variable "$${token.text}"`;
    case 'name':
      return `identifier "${token.text}"`;
    case 'qualified':
      return `qualified name "${token.text}"`;
    case 'fullyQualified':
      return `fully qualified name "${token.text}"`;
    case 'int':
      return `integer "${token.text}"`;
    case 'float':
      return `floating-point number "${token.text}"`;
    case 'string':
      return token.text.startsWith('"') ? `double-quoted string "${short(token)}"` : `single-quoted string "${short(token)}"`;
    case 'template':
      return 'token """';
    case 'shell':
      return 'token "`"';
    case 'html':
      return `inline html "${token.text.split('\n')[0] ?? ''}"`;
    default:
      return `token "${token.written ?? token.text}"`;
  }
}

function short(token: Token): string {
  const inner = token.text.slice(1, -1);
  return inner.length > 30 ? `${inner.slice(0, 27)}...` : inner;
}
